"""The worked examples of the page on property-based tests: they pass, and they notice programs that are wrong."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attrib import Claim, Report

PAGE = Path(__file__).resolve().parent.parent / "docs" / "property-tests.md"


def example() -> dict[str, Any]:
    """The names that the examples of the page define."""
    names: dict[str, Any] = {"__name__": "example"}
    for block in re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        exec(compile(block, str(PAGE), "exec"), names)
    return names


TESTS = [name for name in example() if name.startswith("test_")]


def test_there_are_three_examples() -> None:
    assert len(TESTS) == 5 and PAGE.read_text(encoding="utf-8").count("\n## A") == 3


@pytest.mark.parametrize("name", TESTS)
def test_examples_pass(name: str) -> None:
    example()[name]()


def as_it_stands(report: Report) -> tuple[str, ...]:
    return tuple(span.text for claim in report.claims for span in claim.content)


def in_text_columns(database: sqlite3.Connection, report: Report) -> int:
    database.execute("insert into report (form) values (?)", [report.text])
    return 1


def of_anybody(report: Report) -> list[Claim]:
    return [claim for claim in report.claims if len(claim.chain) > 1]


@pytest.mark.parametrize(
    ("name", "function", "wrong"),
    [
        ("test_a_story_printed_otherwise_is_a_repeat", "fingerprint", as_it_stands),
        ("test_other_claims_are_no_repeat", "without_repeats", lambda reports: reports[:1]),
        ("test_what_is_written_comes_back", "write", in_text_columns),
        ("test_nobody_is_alerted_to_what_a_named_person_says", "alerts", of_anybody),
        (
            "test_names_and_marks_raise_no_alert",
            "alerts",
            lambda report: [claim for claim in report.claims if '"' in claim.content[0].text],
        ),
    ],
)
def test_examples_notice_a_program_that_is_wrong(name: str, function: str, wrong: Callable[..., object]) -> None:
    names = example()
    names[function] = wrong
    with pytest.raises(Exception):  # noqa: B017 (whatever the wrong program raises, or Hypothesis of several)
        names[name]()
