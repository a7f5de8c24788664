"""Programs that asned is measured against, each run as a script of its own."""
