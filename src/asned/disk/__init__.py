"""Everything that touches the file system."""
