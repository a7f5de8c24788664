import pytest

from asned.rules.samples import NAME
from asned.rules.text_rules import file_extension_breaches, file_name_breaches


def test_the_names_of_the_data_management_system_are_sound():
    assert file_extension_breaches(NAME) == []
    assert file_name_breaches(NAME) == []


@pytest.mark.parametrize(
    ("name", "renamed"), [("a.JSON", "a.json"), ("a_asn.yaml", "a_asn.json"), ("json", "json.json")]
)
def test_another_extension_is_one_finding_that_names_the_right_name(name, renamed):
    (breach,) = file_extension_breaches(name)
    assert breach.message.endswith(f'; rename it to "{renamed}"')
    assert file_extension_breaches(renamed) == []
    assert file_name_breaches(name) == []


@pytest.mark.parametrize("name", ["my_asn.json", "jw1-o001_image2_00001_asn.json"])
def test_another_name_is_worth_a_word(name):
    assert file_extension_breaches(name) == []
    assert len(file_name_breaches(name)) == 1
