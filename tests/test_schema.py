"""The schema of the JSON form: every fixture's report keeps it, and it does not change under an old number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import attrib
from attrib.report import Commitment, Form, Identification, Level, Report, SourceType
from attrib.serial import SCHEMA_VERSION, schema
from attrib.testing import check_report
from tests.gold import FIXTURES, load_cases
from tests.loading import loaded_once

FINGERPRINTS = {"1": "937e32c37457302a"}
"""What each version's schema amounts to, descriptions left out; one that has been released is never changed here."""

TEXTS = {
    **{
        path.relative_to(FIXTURES).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted(FIXTURES.glob("*/*.txt"))
    },
    **{f"cases/{case.label}": case.text for case in load_cases()},
}


@pytest.fixture(scope="module")
def reports() -> Iterator[dict[str, Report]]:
    """The report of every text among the fixtures, by the shipped models."""
    with loaded_once():
        yield dict(zip(TEXTS, attrib.score_many(TEXTS.values()), strict=True))


def test_every_fixture_is_among_them() -> None:
    assert len([name for name in TEXTS if name.startswith("articles/")]) == 6
    assert len([name for name in TEXTS if name.startswith("corroboration/")]) == 12
    assert len([name for name in TEXTS if name.startswith("cases/")]) >= 60


def test_every_fixture_keeps_the_schema(reports: dict[str, Report]) -> None:
    validator = jsonschema.Draft202012Validator(schema())
    broken = {name: error.message for name, r in reports.items() for error in validator.iter_errors(loaded(r))}
    assert broken == {}
    assert sum(len(report.claims) for report in reports.values()) > 200


def test_every_fixture_keeps_the_rules_of_reports(reports: dict[str, Report]) -> None:
    for report in reports.values():
        check_report(report)


def loaded(report: Report) -> Any:
    """The JSON form as another program reads it."""
    return json.loads(report.to_json())


def test_the_number_is_the_same_wherever_it_stands() -> None:
    assert schema()["$id"] == f"urn:attrib:report:{SCHEMA_VERSION}"
    assert schema()["$defs"]["report"]["properties"]["schema_version"] == {"const": SCHEMA_VERSION}
    page = (Path(__file__).resolve().parent.parent / "docs" / "json.md").read_text(encoding="utf-8")
    assert f'It is `"{SCHEMA_VERSION}"`.' in page


def test_a_schema_is_not_changed_under_its_number() -> None:
    plain = json.dumps(undescribed(schema()), sort_keys=True)
    assert hashlib.sha256(plain.encode()).hexdigest()[:16] == FINGERPRINTS[SCHEMA_VERSION]


def undescribed(value: Any) -> Any:
    """What is left of a schema without what it says to people."""
    if isinstance(value, dict):
        return {key: undescribed(part) for key, part in value.items() if key not in {"description", "title"}}
    return [undescribed(part) for part in value] if isinstance(value, list) else value


def test_closed_vocabularies_are_those_of_the_library() -> None:
    listed = {tuple(part["enum"]) for part in parts(schema()) if "enum" in part}
    assert listed == {tuple(each.value for each in kind) for kind in VOCABULARIES}


VOCABULARIES = (Form, Commitment, Level, SourceType, Identification)


def parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every object inside a schema."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(part)
