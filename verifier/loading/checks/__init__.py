"""Checks, one family a file: what it looks for, how it finds it, and what to do about it."""
