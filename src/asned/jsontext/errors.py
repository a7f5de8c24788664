"""What reading raises when a text is no JSON that an association could be in."""


class NotAnAssociationText(ValueError):  # noqa: N818 - the public name says what the text is not
    """The text cannot be read: not UTF-8, empty, not JSON, or beyond the limits.

    `rule` is the id of the rule that is broken (`json-syntax`, `file-bom`, …). `line` and `column`
    count from 1, `offset` from 0; all count characters. `expected` says what is wrong there and
    what to do.
    """

    def __init__(self, rule: str, line: int, column: int, offset: int, expected: str) -> None:
        super().__init__(rule, line, column, offset, expected)
        self.rule = rule
        self.line = line
        self.column = column
        self.offset = offset
        self.expected = expected

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.expected}"
