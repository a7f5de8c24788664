"""The field's vocabulary: exptypes, association types and association rules, each with its meaning.

Sources: the Stage 2 technical specification; the reference package `jwst` (3.0.0 and its main
branch of August 2026), its documentation, and what its generator writes.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from asned.association.exposerr import NO_ERROR, is_real_error

__all__ = [
    "ASN_RULES",
    "ASN_TYPES",
    "DEGRADED",
    "EXPTYPES",
    "JWST",
    "NEUTRAL",
    "NOT_DEGRADED",
    "NO_ERROR",
    "ROMAN_RULES",
    "RULE_PREFIXES",
    "STAGE2",
    "STAGE3",
    "AsnType",
    "Exptype",
    "bare_rule",
    "exptypes_of",
    "is_known_exptype",
    "is_real_error",
    "is_slitless_rule",
    "is_type_of",
    "meant_exptype",
]

STAGE2: frozenset[int | None] = frozenset({2})
STAGE3: frozenset[int | None] = frozenset({3})
JWST: frozenset[int | None] = frozenset({2, 3})


class Exptype(NamedTuple):
    """A value of `exptype`.

    `listed` are the stages whose documentation lists it, `read` those in which some pipeline or the
    generator knows it (a superset). `companion` says that only the first of its kind in a product
    is used; `meaning` is one sentence.
    """

    name: str
    meaning: str
    listed: frozenset[int | None]
    read: frozenset[int | None]
    companion: bool = False


EXPTYPES: Mapping[str, Exptype] = {
    each.name: each
    for each in (
        Exptype(
            "science",
            "The exposure that the product is made of; in Stage 2 one in each product.",
            JWST,
            JWST,
        ),
        Exptype("background", "An exposure of the background, to be subtracted.", JWST, JWST),
        Exptype("psf", "An exposure of a reference star (coron3, ami3).", STAGE3, STAGE3),
        Exptype(
            "imprint",
            "Light let through by closed shutters, to be subtracted (NIRSpec IFU, MSA).",
            STAGE2,
            STAGE2,
        ),
        Exptype(
            "sourcecat",
            "The catalog of sources whose slitless spectra are extracted, <root>_cat.ecsv.",
            STAGE2,
            STAGE2,
            companion=True,
        ),
        Exptype(
            "segmap",
            "The segmentation map behind the source catalog, <root>_segm.fits.",
            STAGE2,
            STAGE2,
            companion=True,
        ),
        Exptype(
            "direct_image",
            "The direct image behind the source catalog, <root>_i2d.fits.",
            STAGE2,
            STAGE2,
            companion=True,
        ),
        Exptype(
            "selfcal",
            "An exposure in which outliers are looked for (MIRI and NIRSpec IFU, spec2).",
            frozenset(),
            STAGE2,
        ),
        Exptype(
            "target_acquisition",
            "The exposure that placed the target; spec2 reads it for MIRI LRS only.",
            STAGE3,
            JWST,
            companion=True,
        ),
        Exptype("dark", "A dark exposure; no pipeline reads it.", frozenset(), JWST),
        Exptype("flat", "A flat-field exposure; no pipeline reads it.", frozenset(), JWST),
        Exptype("autoflat", "A NIRSpec automatic flat; no pipeline reads it.", frozenset(), JWST),
        Exptype(
            "autowave",
            "A NIRSpec automatic wavelength calibration; no pipeline reads it.",
            frozenset(),
            JWST,
        ),
        Exptype(
            "engineering",
            "A lamp, focus or other engineering exposure; no pipeline reads it.",
            frozenset(),
            JWST,
        ),
    )
}
"""Every exptype that any source knows, in the order a list shows them.

Sources: specification, "exptype"; `jwst.associations` (documentation of Stage 3 and the generator);
the `members_by_type` lookups of the pipelines.
"""


def meant_exptype(exptype: str) -> str:
    """Give the exptype as it is meant: without blanks around it, in lower case."""
    return exptype.strip().lower()


def is_known_exptype(exptype: str, stage: int | None) -> bool:
    """Say whether an exptype, as it is meant, is known to any source, in this or another stage.

    Nothing is unknown in a Roman association: its vocabulary is not judged.
    """
    return stage is None or meant_exptype(exptype) in EXPTYPES


def exptypes_of(stage: int | None) -> tuple[Exptype, ...]:
    """Give the exptypes that an editor offers in this stage, the documented ones first."""
    known = [each for each in EXPTYPES.values() if stage in each.read]
    return tuple(sorted(known, key=lambda each: stage not in each.listed))


class AsnType(NamedTuple):
    """A value of `asn_type`. `stage` is None where it says nothing of the stage."""

    name: str
    stage: int | None
    meaning: str
    current: bool = True


ASN_TYPES: Mapping[str, AsnType] = {
    each.name: each
    for each in (
        AsnType("image2", 2, "Imaging exposures, calibrated one by one by calwebb_image2."),
        AsnType("spec2", 2, "Spectroscopic exposures, calibrated one by one by calwebb_spec2."),
        AsnType("tso-image2", 2, "Imaging time series, for calwebb_image2."),
        AsnType("tso-spec2", 2, "Spectroscopic time series, for calwebb_spec2."),
        AsnType("nrslamp-spec2", 2, "NIRSpec lamp exposures, for calwebb_spec2."),
        AsnType("image3", 3, "Images to be combined by calwebb_image3."),
        AsnType("spec3", 3, "Spectra to be combined by calwebb_spec3."),
        AsnType("tso3", 3, "A time series to be analysed by calwebb_tso3."),
        AsnType("coron3", 3, "Coronagraphic exposures and their PSFs, for calwebb_coron3."),
        AsnType("ami3", 3, "Aperture-masking exposures and their PSFs, for calwebb_ami3."),
        AsnType("wfs-image3", 3, "A pair of wavefront-sensing images, for calwebb_wfs-image3."),
        AsnType("wfs-image2", 2, "Wavefront-sensing images, as older generators wrote.", False),
        AsnType("nrslamp-image2", 2, "NIRSpec lamp images, as older generators wrote.", False),
        AsnType("spec2-nrslamp", 2, "An older spelling of nrslamp-spec2.", False),
        AsnType("None", None, "The generator's word for no type.", False),
        AsnType("user_built", None, "An association made by hand.", False),
        AsnType("n_a", None, "No type applies.", False),
        AsnType("image", None, "An older type of images.", False),
        AsnType("mosaic", None, "An older type of mosaics.", False),
        AsnType("dither", None, "An older type of dithered images.", False),
        AsnType("wfs", None, "An older type of wavefront-sensing pairs.", False),
        AsnType("background", None, "An older type of background exposures.", False),
        AsnType("full", None, "An older type of whole observations.", False),
    )
}
"""Every association type; those that are not `current` occur in real files and are let pass.

Source: "Association Types" in the documentation of `jwst.associations`, and real files. No pipeline
reads the keyword; people and the data management system do.
"""

_LEVEL2_RULES = (
    "CoronAsRate FGS Image ImageNonScience ImageSpecial ImageTSO MIRLRSFixedSlitNod NRSFSS"
    " NRSIFUNod NRSLAMPImage NRSLAMPSpectral NRSMSA Spec SpecImprint SpecSpecial SpecTSO WFSC"
    " WFSSMIR WFSSNIS WFSSNRC WFSSParallel"
)
_LEVEL3_RULES = (
    "ACQ_Reprocess AMI Image ImageBackground ImageMosaic MIRCoron MIRMRS MIRMRSBackground NRCCoron"
    " NRCCoronImage NRSFSS NRSIFU NRSIFUBackground SlitlessSpectral SpecAux SpectralSource"
    " SpectralTarget TSO WFSCMB WFSSMIR WFSSNIS WFSSNRC"
)
ASN_RULES: Mapping[str, int] = (
    {f"Asn_Lv2{name}": 2 for name in _LEVEL2_RULES.split()}
    | {"Asn_MIRLRSTAConfirm": 2, "DMSLevel2bBase": 2}
    | {f"Asn_Lv3{name}": 3 for name in _LEVEL3_RULES.split()}
    | {"DMS_Level3_Base": 3}
)
"""The stage of each rule of the generator, without the prefixes of `RULE_PREFIXES`.

Source: `jwst.associations.lib.rules_level2*`, `rules_level3*`, and the base classes that
`asn_from_list` writes.
"""

RULE_PREFIXES = ("candidate_", "discover_")
"""What the generator puts before the rule of an association: how it was found."""

NEUTRAL = frozenset({"None", "none", "n_a", "noprogram", "singleton", "user_built"})
"""Texts that stand where a keyword says nothing; the generator and its tools write them."""

ROMAN_RULES = frozenset({"DMS_ELPP_Base", "Asn_Lv2FOV", "Asn_Lv2GBTDSFull", "Asn_Lv2GBTDSPass"})
"""Rules that only the Roman Space Telescope's generator writes (`romancal.associations`)."""

DEGRADED = "One or more members have an error associated with them."
NOT_DEGRADED = "No known degraded exposures in association."
"""The two sentences of `degraded_status` (specification, "degraded_status")."""


def bare_rule(asn_rule: str) -> str:
    """Give an association rule without its `candidate_` or `discover_`."""
    for prefix in RULE_PREFIXES:
        asn_rule = asn_rule.removeprefix(prefix)
    return asn_rule


def is_type_of(asn_type: Any, asn_rule: Any, wanted: str) -> bool:
    """Say whether an association is of a type: by `asn_type`, for `wfs-image3` also by old words.

    Old generators wrote the type `wfs` with the rule `Asn_WFSCMB` for what is `wfs-image3` today.
    """
    if asn_type == wanted:
        return True
    return wanted == "wfs-image3" and isinstance(asn_rule, str) and asn_rule.endswith("WFSCMB")


def is_slitless_rule(asn_rule: Any) -> bool:
    """Say whether an association rule makes products of wide-field slitless spectroscopy."""
    return isinstance(asn_rule, str) and "WFSS" in asn_rule
