"""Words from pixels: scans, photos and pictures of text. Loaded only where a document needs it."""
