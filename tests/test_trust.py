"""The trust table, which is data that has to make sense, and how a source's access is read."""

from __future__ import annotations

import dataclasses
import re
import tomllib
from fractions import Fraction
from importlib.resources import files
from typing import Any

import numpy as np
import pytest

from attrib.access import Access
from attrib.errors import InputTypeError, InputValueError
from attrib.report import Commitment, Identification, Span
from attrib.trust import TrustTable, load_trust


def span_of(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


TOML = files("attrib").joinpath("trust.toml").read_text(encoding="utf-8")


def test_the_shipped_table_is_read_whole() -> None:
    table, written = load_trust(), tomllib.loads(TOML)
    assert table == TrustTable.from_toml(TOML) and table.version == written["version"]
    for scale, vocabulary in (("identification", Identification), ("access", Access), ("commitment", Commitment)):
        assert {key: table[vocabulary(key)] for key in written[scale]} == {
            key: entry["value"] for key, entry in written[scale].items()
        }
    assert (table.relay, table.dispute) == (written["weight"]["relay"]["value"], written["weight"]["dispute"]["value"])


@pytest.mark.parametrize(
    ("old", "new", "error", "message"),
    [
        ("[access.told]", "[access.rumoured]", InputValueError, "access.told: missing"),
        ('version = "2"', 'version = "2"\ncolour = "red"', InputValueError, "colour: unknown key"),
        ('version = "2"', "version = 1", InputTypeError, "version: expected a string"),
        ("value = 0.95", 'value = "high"', InputTypeError, "identification.named.value: expected a number"),
        ("value = 0.95", "value = true", InputTypeError, "identification.named.value: expected a number"),
        ("value = 0.95", "value = nan", InputValueError, "identification.named: nan is not in"),
        ("value = 0.95", "value = 1.5", InputValueError, "identification.named: 1.5 is not in"),
        ("value = 0.95", "value = 0.5", InputValueError, "identification.described: 0.75 is more than"),
        ("value = 0.95", "value = 0.95\nweight = 2", InputValueError, "identification.named.weight: unknown key"),
        ("value = 0.95\n", "", InputValueError, "identification.named.value: missing"),
        ('rationale = "The source stands', '# rationale = "The', InputValueError, "asserted.rationale: missing"),
        ('version = "2"', "version =", InputValueError, "not TOML"),
        ("value = 0.95", f"value = {'9' * 5000}", InputValueError, "not TOML"),
        (
            "value = 0.95",
            f"value = {'9' * 400}",
            InputValueError,
            "identification.named.value: a number of many digits",
        ),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(old: str, new: str, error: type[Exception], message: str) -> None:
    assert old in TOML
    with pytest.raises(error, match=message.replace(".", r"\.")):
        TrustTable.from_toml(TOML.replace(old, new, 1))


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"anonymous": "0.1"}, InputTypeError, "identification.anonymous: expected a number, got str"),
        ({"relay": None}, InputTypeError, "weight.relay: expected a number, got NoneType"),
        ({"dispute": 10**400}, InputValueError, "weight.dispute: a number of many digits"),
        ({"letters": (0.9, 0.5)}, InputTypeError, "letters: expected a tuple of four numbers"),
        ({"letters": (0.9, 0.5, 0.3, "0")}, InputTypeError, "letter.d: expected a number, got str"),
        ({"version": ""}, InputValueError, "version: '' is empty"),
        ({"version": "2|3"}, InputValueError, "version: '2|3' is empty or has a |"),
    ],
)
def test_a_table_that_is_made_anew_is_checked_too(change: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=re.escape(message)):
        dataclasses.replace(load_trust(), **change)


def test_any_kind_of_number_is_kept_as_a_float() -> None:
    table = dataclasses.replace(load_trust(), anonymous=np.float32(0.25), relay=Fraction(1, 2))  # type: ignore[arg-type]
    assert (table.anonymous, table.relay) == (0.25, 0.5)
    assert type(table.anonymous) is type(table.relay) is float


def test_a_table_is_read_from_str_alone() -> None:
    with pytest.raises(InputTypeError, match="bytes"):
        TrustTable.from_toml(TOML.encode())  # type: ignore[arg-type]
