"""The document in the specification's words: keywords, products, members; edits and history."""
