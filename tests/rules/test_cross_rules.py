from asned.rules.cross_rules import (
    duplicate_key_message,
    expname_duplicate_message,
    missing_file_message,
    name_duplicate_message,
    name_duplicate_severity,
    no_files_message,
)
from asned.rules.findings import Severity


def test_a_name_that_stands_twice_weighs_less_where_one_product_is_made():
    assert name_duplicate_severity(2) is Severity.ERROR
    assert name_duplicate_severity(3) is Severity.WARNING
    assert name_duplicate_severity(None) is Severity.WARNING


def test_messages_name_the_thing_and_the_way_out():
    named = (
        duplicate_key_message,
        expname_duplicate_message,
        missing_file_message,
        name_duplicate_message,
    )
    for message in (each("thing") for each in named):
        assert '"thing"' in message
        assert ";" in message
    assert ";" in no_files_message()
