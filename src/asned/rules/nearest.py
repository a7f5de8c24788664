"""The nearest word: what somebody may have meant who wrote a word that is not known."""

from collections.abc import Iterable
from functools import lru_cache

ALIASES = {
    "catalog": "sourcecat",
    "targetacquistion": "target_acquisition",
    "segmentation": "segmap",
    "bkg": "background",
    "bkgd": "background",
}
"""Words that stand for another, without underscores; the first two are older generators', in many files."""

_SHORTEST_BEGINNING = 3
_LONGEST = 64
"""Letters of a word that may be near to one: no known word has so many."""


def nearest(word: str, choices: Iterable[str], *, letters_per_slip: int = 3) -> str | None:
    """Give the choice that the word is most likely a slip for, or None where no choice is near.

    A known alias comes first, then a choice that differs in case, blanks, hyphens and underscores
    only, then the fewest slips (letter missing, extra, wrong, or two exchanged; one for so many of the
    word's letters, rounded down but at least one), then the one choice that begins with the word. The
    first of equally near choices wins.
    """
    folded = _folded(word)
    if len(folded) > _LONGEST:
        return None
    return _nearest(folded, tuple(choices), letters_per_slip)


def beginning_with(word: str, choices: Iterable[str]) -> list[str]:
    """Give the choices that the word is a beginning of; none for a word of a letter or two."""
    folded = _folded(word)
    if len(folded) < _SHORTEST_BEGINNING:
        return []
    return [choice for choice in choices if _folded(choice).startswith(folded)]


@lru_cache(maxsize=1024)
def _nearest(folded: str, choices: tuple[str, ...], letters_per_slip: int) -> str | None:
    """Search once for what a file may hold 100,000 times."""
    alias = ALIASES.get(folded)
    if alias in choices:
        return alias
    most = max(1, len(folded) // letters_per_slip) if len(folded) >= letters_per_slip - 1 else 0
    near = [
        (distance, choice)
        for choice in choices
        if (distance := slips(folded, _folded(choice), most)) <= most
    ]
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    begun = beginning_with(folded, choices)
    return begun[0] if len(begun) == 1 else None


def slips(word: str, other: str, most: int) -> int:
    """Count the slips between words (Damerau and Levenshtein); `most + 1` where they are more."""
    if abs(len(word) - len(other)) > most:
        return most + 1
    # A letter that only one of them has takes a slip of its own; most words are told apart by that.
    letters, others = set(word), set(other)
    if len(letters - others) > most or len(others - letters) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(word, 1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def _folded(word: str) -> str:
    return word.strip().lower().replace("-", "").replace("_", "").replace(" ", "")
