"""Fixes of a member's file name, exptype and exposerr."""

import re
from collections.abc import Iterator

from asned.rules.conventions import meant_exptype
from asned.rules.findings import Finding
from asned.rules.fixes.fix import Offer, fix_for
from asned.rules.fixes.key_fixes import without_hidden
from asned.rules.fixes.scene import Scene
from asned.rules.guesses import nearest_exptype
from asned.rules.member_rules import SUFFIXES_OF
from asned.rules.memberkeys import exptype_of
from asned.rules.names import base_name, has_directory
from asned.rules.suffixes import split_name
from asned.rules.wording import quoted

_SEPARATORS = re.compile(r"[/\\]+$")


@fix_for("expname-path", "keep the file name only")
def keep_file_name(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Drop the directories, where a file name is left."""
    expname = scene.value(finding)
    bare = base_name(_SEPARATORS.sub("", expname))
    while has_directory(bare) and base_name(bare) != bare:
        bare = base_name(bare)
    if bare and not has_directory(bare):
        loses = f"deletes the directory of {quoted(expname)}"
        yield _setting(scene, finding, bare, loses)


@fix_for("expname-characters", "remove them")
def remove_hidden_from_expname(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Remove hidden characters, where a name is left."""
    cleared = without_hidden(scene.value(finding))
    if cleared:
        yield _setting(scene, finding, cleared)


@fix_for("expname-suffix", "name the file with the expected suffix, where that is there")
def name_expected_file(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Name a file of the same exposure that lies beside the association and has a fitting suffix."""
    expname = scene.value(finding)
    exptype = exptype_of(scene.member(finding))
    name = split_name(expname)
    start = len(name.stem) + 1
    end = start + len(name.suffix or "")
    for suffix in SUFFIXES_OF[scene.stage].get(exptype or "", ()):
        expected = f"{expname[:start]}{suffix}{expname[end:]}"
        if expected in (scene.beside or ()):
            yield _setting(scene, finding, expected)


@fix_for("exptype-unknown", "set it to the nearest exptype", is_of_value=True)
def set_nearest_exptype(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Set the exptype that was probably meant."""
    meant = nearest_exptype(scene.value(finding), scene.stage)
    if meant is not None:
        yield _setting(scene, finding, meant)


@fix_for("exptype-case", "write it in lower case", is_safe=True, is_of_value=True)
@fix_for("exptype-blank", "remove the blanks around it", is_safe=True, is_of_value=True)
def write_exptype_plainly(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Write a known exptype as it is meant."""
    yield _setting(scene, finding, meant_exptype(scene.value(finding)))


@fix_for("exposerr-type", "set it to null")
def clear_exposerr(scene: Scene, finding: Finding) -> Iterator[Offer]:
    """Say that there was no error."""
    loses = f"deletes the value {quoted(scene.value(finding))}"
    yield _setting(scene, finding, None, loses)


def _setting(scene: Scene, finding: Finding, value: str | None, loses: str = "") -> Offer:
    label = f"set {finding.field} to {quoted(value)}"
    return Offer(label, scene.setting(finding, scene.spell(value)), loses)
