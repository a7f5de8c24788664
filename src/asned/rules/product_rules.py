"""The rules over a product: its exposures by what they are for."""

from collections.abc import Iterator

from asned.rules.conventions import (
    EXPTYPES,
    STAGE2,
    STAGE3,
    is_slitless_rule,
    is_type_of,
)
from asned.rules.facts import ProductFacts
from asned.rules.findings import Severity
from asned.rules.names import EXPOSURE, base_name
from asned.rules.registry import Breach, Scope, rule
from asned.rules.suffixes import split_name

_SPEC = "Stage 2 technical specification"


@rule(
    "science-missing",
    Severity.ERROR,
    Scope.PRODUCT,
    statement="A product has a science member.",
    why="image2 stops with an IndexError and spec2 with a KeyError; Stage 3 pipelines have nothing"
    " to combine.",
    source=f"{_SPEC}, products Keyword; jwst 3.0.0",
)
def science_missing(facts: ProductFacts) -> Iterator[Breach]:
    """Report a product whose members all have a meaning and none is science."""
    if is_readable(facts) and not facts.exptypes.get("science"):
        yield Breach("the product has no science member; give one exposure the exptype science")


@rule(
    "science-multiple",
    Severity.ERROR,
    Scope.PRODUCT,
    statement="A Stage 2 product has only one science member.",
    why="image2 and spec2 take the first, warn in the log, and leave the others out.",
    source=f"{_SPEC}, exptype",
    stages=STAGE2,
)
def science_multiple(facts: ProductFacts) -> Iterator[Breach]:
    """Report further science members of a Stage 2 product."""
    sciences = facts.exptypes.get("science", 0)
    if sciences > 1:
        yield Breach(
            f"the product has {sciences} science members, and only the first would be used; make"
            " one product for each, or keep one and make the others background"
        )


@rule(
    "psf-missing",
    Severity.ERROR,
    Scope.PRODUCT,
    statement="A product of coron3 has a psf member; one of ami3 should.",
    why="coron3 returns without a product and without a failure; ami3 leaves out the"
    " normalisation.",
    source="jwst 3.0.0, calwebb_coron3 and calwebb_ami3",
    stages=STAGE3,
)
def psf_missing(facts: ProductFacts) -> Iterator[Breach]:
    """Report a coronagraphic or aperture-masking product without a reference star."""
    if not is_readable(facts) or facts.exptypes.get("psf"):
        return
    if is_type_of(facts.asn_type, facts.asn_rule, "coron3"):
        yield Breach(
            "coron3 makes nothing without a psf member; add the exposures of a reference star"
        )
    elif is_type_of(facts.asn_type, facts.asn_rule, "ami3"):
        yield Breach(
            "without a psf member ami3 does not normalise; add the exposures of a reference star",
            severity=Severity.INFO,
        )


@rule(
    "wfs-two-science",
    Severity.ERROR,
    Scope.PRODUCT,
    statement="A product of wfs-image3 has exactly two science members.",
    why="The pipeline combines a pair; with one it stops, of more it takes the first two.",
    source="jwst 3.0.0, calwebb_wfs-image3",
    stages=STAGE3,
)
def wfs_two_science(facts: ProductFacts) -> Iterator[Breach]:
    """Report one science member, or more than two."""
    sciences = facts.exptypes.get("science", 0)
    if not is_type_of(facts.asn_type, facts.asn_rule, "wfs-image3"):
        return
    if sciences == 1 and is_readable(facts):
        yield Breach(
            "wfs-image3 combines a pair, but there is only one science member; add the other"
        )
    elif sciences > 2:
        yield Breach(
            f"wfs-image3 combines a pair, but there are {sciences} science members; remove the"
            " others",
            severity=Severity.WARNING,
        )


@rule(
    "wfss-sourcecat",
    Severity.ERROR,
    Scope.PRODUCT,
    statement="A product of wide-field slitless spectroscopy has a sourcecat.",
    why="spec2 extracts the sources of that catalog, and stops without it.",
    source=f"{_SPEC}, exptype; jwst 3.0.0, calwebb_spec2",
    stages=STAGE2,
)
def wfss_sourcecat(facts: ProductFacts) -> Iterator[Breach]:
    """Report a slitless product without a source catalog."""
    if is_readable(facts) and is_slitless(facts) and not facts.exptypes.get("sourcecat"):
        yield Breach(
            "slitless spectra cannot be extracted without a sourcecat member; add the catalog that"
            " image3 made, <root>_cat.ecsv"
        )


@rule(
    "wfss-segmap",
    Severity.WARNING,
    Scope.PRODUCT,
    statement="A product with a direct_image has a segmap.",
    why="Without the segmentation map spec2 drops the direct image as well.",
    source="jwst 3.0.0, calwebb_spec2",
    stages=STAGE2,
)
def wfss_segmap(facts: ProductFacts) -> Iterator[Breach]:
    """Report a direct image without its segmentation map."""
    exptypes = facts.exptypes
    if is_readable(facts) and exptypes.get("direct_image") and not exptypes.get("segmap"):
        yield Breach(
            "without a segmap member the direct_image is dropped too; add the segmentation map that"
            " image3 made, <root>_segm.fits"
        )


@rule(
    "wfss-direct-image",
    Severity.WARNING,
    Scope.PRODUCT,
    statement="A product of wide-field slitless spectroscopy has a direct_image.",
    why="spec2 takes the places of the sources from the direct image.",
    source=f"{_SPEC}, exptype; jwst 3.0.0, calwebb_spec2",
    stages=STAGE2,
)
def wfss_direct_image(facts: ProductFacts) -> Iterator[Breach]:
    """Report a slitless product without a direct image."""
    if is_readable(facts) and is_slitless(facts) and not facts.exptypes.get("direct_image"):
        yield Breach(
            "slitless spectra want a direct_image member; add the image that image3 made,"
            " <root>_i2d.fits"
        )


@rule(
    "wfss-background",
    Severity.INFO,
    Scope.PRODUCT,
    statement="A product of wide-field or single-object slitless spectroscopy has no background"
    " member.",
    why="spec2 takes the background of such exposures from a reference file, and passes over"
    " members.",
    source="jwst 3.0.0, calwebb_spec2",
    stages=STAGE2,
)
def wfss_background(facts: ProductFacts) -> Iterator[Breach]:
    """Report background members that will not be subtracted."""
    if facts.exptypes.get("background") and (is_slitless(facts) or _is_niriss_spectrum(facts)):
        yield Breach("background members of slitless spectra are not subtracted; remove them")


@rule(
    "imprint-multiple",
    Severity.WARNING,
    Scope.PRODUCT,
    statement="A product has at most one imprint member.",
    why="NIRSpec IFU looks for the one at the same dither position; NIRSpec MSA stops with an"
    " error.",
    source="jwst 3.0.0, calwebb_spec2 and imprint",
    stages=STAGE2,
)
def imprint_multiple(facts: ProductFacts) -> Iterator[Breach]:
    """Report further imprints."""
    imprints = facts.exptypes.get("imprint", 0)
    if imprints > 1:
        yield Breach(
            f"the product has {imprints} imprint members: the IFU takes the one at the same"
            " position, the MSA stops; keep the one that belongs to the science exposure"
        )


@rule(
    "companion-multiple",
    Severity.WARNING,
    Scope.PRODUCT,
    statement="A product has at most one sourcecat, segmap, direct_image and target_acquisition.",
    why="spec2 takes the first of each and passes over the others without a word.",
    source="jwst 3.0.0, calwebb_spec2",
    stages=STAGE2,
)
def companion_multiple(facts: ProductFacts) -> Iterator[Breach]:
    """Report each kind of companion of which there are several."""
    for exptype, count in facts.exptypes.items():
        known = EXPTYPES.get(exptype)
        if count > 1 and known is not None and known.companion:
            yield Breach(
                f"the product has {count} {exptype} members, and only the first is used; remove the"
                " others"
            )


def is_readable(facts: ProductFacts) -> bool:
    """Say whether there are members and each has a meaning, so that something can be missing."""
    return bool(facts.members) and not facts.unreadable


def is_slitless(facts: ProductFacts) -> bool:
    """Say whether a product is of wide-field slitless spectroscopy, by rule or by companions."""
    has_companion = facts.exptypes.get("direct_image") or facts.exptypes.get("segmap")
    return bool(has_companion) or (is_slitless_rule(facts.asn_rule) and not _is_series(facts))


def _is_series(facts: ProductFacts) -> bool:
    # Older generators put time series of NIRISS, which are of single objects, under a wide-field rule;
    # spec2 goes by the exposure, and wide-field exposures are never series.
    if not isinstance(facts.science, str):
        return False
    return split_name(base_name(facts.science)).suffix == "rateints"


def _is_niriss_spectrum(facts: ProductFacts) -> bool:
    # NIRISS has no spectra but slitless ones: wide-field, and of single objects (SOSS).
    if facts.asn_type not in ("spec2", "tso-spec2") or not isinstance(facts.science, str):
        return False
    exposure = EXPOSURE.fullmatch(base_name(facts.science))
    return exposure is not None and exposure["detector"] == "nis"
