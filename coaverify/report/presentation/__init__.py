"""A report as people read it: words, tables, places on the pages. The web page, HTML and PDF show the same."""
