"""`python -m coaverify`: the command line."""

from coaverify.cli import main

main()
