"""Measures asned against floors measured in the same run; `python -m benchmarks` prints the table."""
