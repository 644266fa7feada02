"""The dated code sets of the return."""

import pytest

from openiro.domain.codes import (
    CODE_SETS,
    ETHNIC_GROUPS,
    code_list,
    codes_ever,
    codes_valid,
    ethnic_group,
    meaning_of,
)


def test_sex_is_1_and_2_until_2024_and_letters_from_2025():
    assert [code.code for code in code_list("SEX", 2024)] == ["1", "2"]
    assert [code.code for code in code_list("SEX", 2025)] == ["M", "F", "U"]


def test_special_guardianship_codes_changed_in_2019():
    assert {"E43", "E44"} <= codes_valid("REC", 2018)
    assert {"E45", "E46", "E47", "E48"} <= codes_valid("REC", 2019)
    assert not codes_valid("REC", 2019) & {"E43", "E44"}


@pytest.mark.parametrize(("code", "first", "last"), [("K3", 2025, 2027), ("Z1", 2016, 2025), ("Z14", 2026, 2027)])
def test_placement_types_come_and_go(code, first, last):
    assert [year for year in range(2016, 2028) if code in codes_valid("PLACE", year)] == list(range(first, last + 1))


def test_an_outdated_code_is_still_known_and_explained():
    assert "H5" in codes_ever("PLACE")
    assert meaning_of("PLACE", "K2") == "Children's home"
    assert meaning_of("PLACE", "??") == "??"


def test_no_code_stands_twice_in_a_list():
    for field, codes in CODE_SETS.items():
        assert len({code.code for code in codes}) == len(codes), field


def test_every_ethnic_code_has_one_group_and_anything_else_is_unknown():
    grouped = [code for codes in ETHNIC_GROUPS.values() for code in codes]
    assert sorted(grouped) == sorted(codes_ever("ETHNIC"))
    assert ethnic_group("CHNE") == "Asian"
    assert ethnic_group("NOBT") == ethnic_group(None) == ethnic_group("zz") == "Unknown"
