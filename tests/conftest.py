"""What holds for every test."""

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"  # read when Textual is imported
