"""The repair screen: a text that is no JSON, its defects, and what mends them."""
