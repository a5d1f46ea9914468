"""Which roles are another's."""

from __future__ import annotations

import pytest

from attrib.roles import is_another


@pytest.mark.parametrize(
    ("noun", "told", "another"),
    [
        ("minister", {"lawyer"}, True),
        ("lawyer", {"lawyer"}, False),
        ("attorney", {"lawyer"}, False),
        ("minister", {"ex-minister"}, False),
        ("ex-minister", {"minister", "mr"}, False),
        ("official", {"minister"}, False),
        ("minister", {"leader"}, False),
        ("minister", {"mr."}, False),
        ("wife", {"lawyer"}, False),
        ("minister", {"union"}, False),
        ("minister", set(), False),
    ],
)
def test_what_calls_somebody_else(noun: str, told: set[str], another: bool) -> None:
    assert is_another(noun, told) is another


@pytest.mark.parametrize(
    ("noun", "told", "another"),
    [
        ("father", {"mayor"}, True),
        ("leader", {"president"}, True),
        ("father", {"father"}, False),
        ("leader", set(), False),
    ],
)
def test_a_word_beside_a_noun_tells_whose_role_it_is(noun: str, told: set[str], another: bool) -> None:
    assert is_another(noun, told, tied=True) is another
    assert not is_another(noun, told)
