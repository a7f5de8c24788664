"""Small sound associations, from which the examples of the rules are made by one change each."""

import copy
import json
from collections.abc import Mapping
from typing import Any

from asned.rules.facts import MISSING

Association = dict[str, Any]
Changes = Mapping[str, Any]
"""New values by JSON pointer; `MISSING` deletes, an index behind the last one appends."""

NAME = "jw01234-o001_20230401t101500_image2_00001_asn.json"
"""A file name that no rule has anything to say of."""


def exposure(number: int, detector: str, suffix: str) -> str:
    """Give the file name of an exposure of the samples' program."""
    return f"jw01234001001_02101_{number:05}_{detector}_{suffix}.fits"


def member(expname: str, exptype: str) -> Association:
    """Give a member without errors."""
    return {"expname": expname, "exptype": exptype, "exposerr": None}


def _association(asn_type: str, asn_rule: str, name: str, *members: Association) -> Association:
    return {
        "asn_type": asn_type,
        "asn_rule": f"candidate_{asn_rule}",
        "version_id": "20230401t101500",
        "code_version": "1.20.2",
        "degraded_status": "No known degraded exposures in association.",
        "program": "01234",
        "constraints": "No constraints",
        "asn_id": "o001",
        "asn_pool": "jw01234_20230401t101500_pool",
        "target": "1",
        "products": [{"name": name, "members": list(members)}],
    }


STAGE2 = _association(
    "image2",
    "Asn_Lv2Image",
    "jw01234001001_02101_00001_mirimage",
    member(exposure(1, "mirimage", "rate"), "science"),
    member(exposure(2, "mirimage", "rate"), "background"),
)
"""An image and the background to be subtracted from it."""

SLITLESS = _association(
    "spec2",
    "Asn_Lv2WFSSNIS",
    "jw01234001001_02101_00001_nis",
    member(exposure(1, "nis", "rate"), "science"),
    member("jw01234-o001_t001_niriss_clear-f200w_cat.ecsv", "sourcecat"),
    member("jw01234-o001_t001_niriss_clear-f200w_segm.fits", "segmap"),
    member("jw01234-o001_t001_niriss_clear-f200w_i2d.fits", "direct_image"),
)
"""Slitless spectra with catalog, segmentation map and direct image."""

IMPRINTED = _association(
    "spec2",
    "Asn_Lv2SpecImprint",
    "jw01234001001_02101_00001_nrs1",
    member(exposure(1, "nrs1", "rate"), "science"),
    member(exposure(2, "nrs1", "rate"), "imprint"),
)
"""A NIRSpec exposure with its imprint."""

STAGE3 = _association(
    "image3",
    "Asn_Lv3Image",
    "jw01234-o001_t001_miri_f1130w",
    member(exposure(1, "mirimage", "cal"), "science"),
    member(exposure(2, "mirimage", "cal"), "science"),
)
"""Two images to be combined."""

CORONAGRAPHY = _association(
    "coron3",
    "Asn_Lv3MIRCoron",
    "jw01234-o001_t001_miri_f1140c",
    member(exposure(1, "mirimage", "calints"), "science"),
    member(exposure(2, "mirimage", "calints"), "psf"),
)
"""A coronagraphic exposure and one of its reference star."""

SENSING = _association(
    "wfs-image3",
    "Asn_Lv3WFSCMB",
    "jw01234-o001_t001_nircam_f212n",
    member(exposure(1, "nrca3", "cal"), "science"),
    member(exposure(2, "nrca3", "cal"), "science"),
)
"""A pair of wavefront-sensing images."""


def changed(association: Association, changes: Changes) -> Association:
    """Give a copy of an association with values set, appended or deleted."""
    result = copy.deepcopy(association)
    for pointer, value in changes.items():
        *path, last = pointer.split("/")[1:]
        parent: Any = result
        for step in path:
            parent = parent[int(step)] if isinstance(parent, list) else parent[step]
        key: Any = int(last) if isinstance(parent, list) else last
        if value is MISSING:
            del parent[key]
        elif isinstance(parent, list) and key == len(parent):
            parent.append(copy.deepcopy(value))
        else:
            parent[key] = copy.deepcopy(value)
    return result


def text_of(association: Any) -> str:
    """Write an association as the generator does: four blanks of indentation, no final newline."""
    return json.dumps(association, indent=4)
