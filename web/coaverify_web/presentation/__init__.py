"""What the pages show, worked out from a report: pure functions and frozen data, no HTTP, no HTML."""
