"""JSON as text edited in place: verbatim pieces, the file's own style, text made displayable.

Nothing here knows what an association is. `reading` takes a text apart, `pieces` and `blocks` hold
it, `writing` changes it piece by piece, `style` learns how a new piece should look, `display` makes
any text safe to show.
"""
