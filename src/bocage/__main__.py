"""`python -m bocage` is the `bocage` command."""

from bocage.cli import main

main()
