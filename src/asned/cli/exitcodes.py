"""What the exit codes mean."""

FINE = 0
ERRORS_FOUND = 1
UNUSABLE = 2
"""Wrong usage, or something could not be read or written."""
INTERRUPTED = 130
"""By ctrl+c, as shells count it: 128 and the signal's number."""
