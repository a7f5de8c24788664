"""What is read at most, the same on every Python."""

MAX_NESTING = 512
"""Levels of brackets that may be open at once."""

MAX_DIGITS = 4300
"""Digits of one number: CPython's default limit for converting text to an integer (CVE-2020-10735)."""
