"""`python -m verifier`."""

from verifier.cli import program

program()
