"""What can be done about the examples of the rules, and all that is found then."""

from collections.abc import Mapping

from asned.rules.samples import NAME, exposure

Found = frozenset[tuple[str, str]]
"""Findings as (rule, JSON pointer)."""

_NOTHING: Found = frozenset()
_FIRST, _SECOND = (exposure(number, "mirimage", "rate") for number in (1, 2))
_NAME = "jw01234001001_02101_00001_mirimage"
_ROOT = "jw01234-o001_t001_niriss_clear-f200w"
_DEGRADED = "One or more members have an error associated with them."
_EMPTY: Found = frozenset({("members-empty", "/products/0/members")})
_MISNAMED: Found = frozenset({("name-mismatch", "/products/0/name")})

_TEXT: Mapping[str, Mapping[str, Found]] = {
    "json-syntax": {"put in the colon": _NOTHING},
    "json-trailing-comma": {"delete the comma": _NOTHING},
    "json-missing-comma": {"put in the comma": _NOTHING},
    "json-comment": {"delete the comment": _NOTHING},
    "json-quotes": {'put it in "double quotes"': _NOTHING},
    "json-literal": {"write null": _NOTHING},
    "json-control-character": {"write \\t": _NOTHING},
    "json-duplicate-key": {'delete the earlier "program"': _NOTHING},
    "json-extra-data": {"delete what follows the document": _NOTHING},
    "file-bom": {"delete the byte-order mark": _NOTHING},
    "file-empty": {"begin a new association": _EMPTY},
    "file-extension": {f'rename the file to "{NAME}"': _NOTHING},
    "file-name": {f'rename the file to "{NAME}"': _NOTHING},
}

_ASSOCIATION: Mapping[str, Mapping[str, Found]] = {
    "products-required": {"add a product without members": _EMPTY},
    "products-list": {"put the single product into a list": _NOTHING},
    "products-empty": {"add a product without members": _EMPTY},
    "asn-id-required": {'add asn_id "o001"': _NOTHING},
    "asn-pool-required": {'add asn_pool "none"': _NOTHING},
    "keyword-type": {'set program to "01234"': _NOTHING},
    "asn-type-unknown": {'set asn_type to "image2"': _NOTHING},
    "asn-rule-unknown": {'set asn_rule to "candidate_Asn_Lv2Image"': _NOTHING},
    "program-format": {'set program to "01234"': _NOTHING},
    "version-id-format": {"set version_id to null": _NOTHING},
    "degraded-status": {f'set degraded_status to "{_DEGRADED}"': _NOTHING},
    "unknown-keyword": {'rename "versionid" to "version_id"': _NOTHING},
    "text-characters": {"remove the hidden characters": _NOTHING},
}

_PRODUCT: Mapping[str, Mapping[str, Found]] = {
    "members-required": {"add an empty list of members": _EMPTY},
    "members-list": {"put the single member into a list": _NOTHING},
    "name-type": {f'name the product "{_NAME}"': _NOTHING},
    "name-missing": {f'name the product "{_NAME}"': _NOTHING},
    "name-mismatch": {f'name the product "{_NAME}"': _NOTHING},
    "name-suffix": {f'name the product "{_NAME}"': _NOTHING},
    "name-characters": {
        'name the product "my_image"': _MISNAMED,
        f'name the product "{_NAME}"': _NOTHING,
    },
    "name-duplicate": {
        f'name the product "{_NAME}_2"': frozenset({("name-mismatch", "/products/1/name")})
    },
    "science-missing": {
        f'make "{_FIRST}" science': _NOTHING,
        f'make "{_SECOND}" science': _MISNAMED,
    },
    "science-multiple": {
        "make 2 products, one for each science member": _NOTHING,
        f'keep "{_FIRST}" as science and make the other background': _NOTHING,
        f'keep "{_SECOND}" as science and make the other background': _MISNAMED,
    },
    "wfss-sourcecat": {f'add "{_ROOT}_cat.ecsv" as sourcecat': _NOTHING},
    "wfss-segmap": {f'add "{_ROOT}_segm.fits" as segmap': _NOTHING},
    "wfss-direct-image": {f'add "{_ROOT}_i2d.fits" as direct_image': _NOTHING},
}

_MEMBER: Mapping[str, Mapping[str, Found]] = {
    "member-object": {
        "make it a member of exptype science": frozenset({("science-multiple", "/products/0")})
    },
    "expname-path": {f'set expname to "{_SECOND}"': _NOTHING},
    "expname-characters": {'set expname to "ab.fits"': _NOTHING},
    "expname-suffix": {f'set expname to "{_SECOND}"': _NOTHING},
    "expname-duplicate": {"delete this copy": _NOTHING},
    "exptype-unknown": {'set exptype to "background"': _NOTHING},
    "exptype-case": {'set exptype to "science"': _NOTHING},
    "exptype-blank": {'set exptype to "science"': _NOTHING},
    "exposerr-type": {"set exposerr to null": _NOTHING},
    "unknown-member-key": {'rename "exposeerr" to "exposerr"': _NOTHING},
}

FIXES: Mapping[str, Mapping[str, Found]] = {**_TEXT, **_ASSOCIATION, **_PRODUCT, **_MEMBER}
"""By the id of the rule, the labels of the fixes of its example and what is found after each.

The file with the expected suffix lies beside the example of `expname-suffix`.
"""
