"""The terminal editor of JWST association files, and its judge as a library."""

__version__ = "0.1.0"
