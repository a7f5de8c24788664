"""What the fixes of a product's name and of what its members are for do."""

from asned.association.edits import Several
from asned.rules.facts import MISSING
from asned.rules.samples import CORONAGRAPHY, SLITLESS, STAGE2, STAGE3, exposure, member, text_of
from asned.session import Session
from rules.fixing import FIRST, ONE, SECOND, THIRD, THREE, TWO, broken, done, fixes_of, the_fix


def test_a_name_is_derived_stripped_or_numbered():
    derived = "jw01234001001_02101_00001_mirimage"
    for name, rule, wanted in (
        (MISSING, "name-missing", [derived]),
        ("", "name-type", [derived]),
        ("mine", "name-mismatch", [derived]),
        ("a_rate_cal", "name-suffix", ["a"]),
        ("out/a.b_{product_type}", "name-characters", ["ab", derived]),
    ):
        labels = [fix.label for fix in fixes_of(broken({"/products/0/name": name}), rule)]
        assert labels == [f'name the product "{each}"' for each in wanted]


def test_a_product_without_a_sound_science_member_is_undefined():
    for expname in ("..", "a.b_rate.fits", "a\u202eb_rate.fits", 3):
        session = broken({f"{ONE}/expname": expname, "/products/0/name": MISSING})
        assert the_fix(session, "name-missing").label == 'name the product "undefined"'


def test_products_of_one_name_can_all_be_numbered_in_one_step():
    product = STAGE3["products"][0]
    name = product["name"]
    taken = product | {"name": f"{name}_3"}
    more = {"/products/1": product, "/products/2": taken, "/products/3": product}
    session = broken(more, STAGE3)
    fixes = fixes_of(session, "name-duplicate")
    session.execute(Several(tuple(fix.edit for fix in fixes), "all"))
    names = [name, f"{name}_2", f"{name}_3", f"{name}_4"]
    text = session.document.text
    assert [text.count(f'"name": "{each}"') for each in names] == [1, 1, 1, 1]


def test_a_copy_takes_the_name_of_its_science_member_where_nobody_has_it():
    other = STAGE2["products"][0] | {"members": [member(SECOND, "science")]}
    labels = [fix.label for fix in fixes_of(broken({"/products/1": other}), "name-duplicate")]
    assert labels[0] == 'name the product "jw01234001001_02101_00002_mirimage"'
    assert labels[1] == 'name the product "jw01234001001_02101_00001_mirimage_2"'


def test_each_exposure_can_become_science_and_companions_cannot():
    one = broken({f"{ONE}/exptype": "direct_image", f"{TWO}/exptype": "background"})
    assert the_fix(one, "science-missing").label == f'make "{SECOND}" science'
    psf = broken({f"{ONE}/exptype": "psf"}, CORONAGRAPHY)
    assert len(fixes_of(psf, "science-missing")) == 2
    many = {f"/products/0/members/{number}": member(f"{number}.fits", "psf") for number in range(9)}
    assert fixes_of(broken(many, CORONAGRAPHY), "science-missing") == []


def three_sciences() -> Session:
    return broken(
        {
            f"{TWO}/exptype": "SCIENCE",
            THREE: member(THIRD, "science"),
            "/products/0/members/3": member("bkg_rate.fits", "background"),
            "/products/1": {"name": "last", "members": [member(SECOND, "science")]},
        }
    )


def test_each_of_several_science_members_can_be_the_one_that_stays():
    session = three_sciences()
    _, *keeps = fixes_of(session, "science-multiple")
    assert len(keeps) == 3
    for number, keep in enumerate(keeps):
        session = three_sciences()
        members = done(session, keep)["products"][0]["members"]
        exptypes = ["background"] * 4
        exptypes[number] = "SCIENCE" if number == 1 else "science"
        assert [each["exptype"] for each in members] == exptypes


def test_of_many_science_members_only_the_first_is_offered_to_stay():
    more = {f"/products/0/members/{n}": member(f"{n}_rate.fits", "science") for n in range(9)}
    split, keep = fixes_of(broken(more), "science-multiple")
    assert "9 products" in split.label
    assert '"0_rate.fits"' in keep.label


def test_several_science_members_become_a_product_each_in_the_files_own_layout():
    session = three_sciences()
    split, *_ = fixes_of(session, "science-multiple")
    assert not split.loses
    made = done(session, split)
    background = member("bkg_rate.fits", "background")
    root = "jw01234001001_02101_0000{}_mirimage"
    assert made["products"] == [
        {"name": root.format(1), "members": [member(FIRST, "science"), background]},
        {"name": root.format(2), "members": [member(SECOND, "SCIENCE"), background]},
        {"name": root.format(3), "members": [member(THIRD, "science"), background]},
        {"name": "last", "members": [member(SECOND, "science")]},
    ]
    assert session.document.text == text_of(made)


def test_names_of_products_split_off_are_not_taken_twice():
    session = broken({f"{TWO}/exptype": "science", f"{TWO}/expname": FIRST})
    split, *_ = fixes_of(session, "science-multiple")
    names = [each["name"] for each in done(session, split)["products"]]
    assert names == [STAGE2["products"][0]["name"], f"{STAGE2['products'][0]['name']}_2"]


def test_a_companion_is_named_after_its_companions_else_after_the_science_member():
    other = broken({TWO: MISSING}, SLITLESS)
    root = "jw01234-o001_t001_niriss_clear-f200w"
    assert f'"{root}_cat.ecsv"' in the_fix(other, "wfss-sourcecat").label
    alone = broken(
        {"/products/0/members": [member(exposure(1, "nis", "rate"), "science")]}, SLITLESS
    )
    label = the_fix(alone, "wfss-direct-image").label
    assert label == 'add "jw01234001001_02101_00001_nis_i2d.fits" as direct_image'
