"""Reports for the shelf and for a signature: PDF/A and HTML, each one file that needs nothing else."""
