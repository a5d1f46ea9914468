"""The JSON form: exact both ways, described by its schema, and strict about everything else."""

from __future__ import annotations

import copy
import dataclasses
import json
import pickle
import re
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attrib.errors import InputTypeError, InputValueError
from attrib.report import CREDIBILITY_NOTE, Report, Summary
from attrib.serial import SPLIT_PAIR, schema
from tests import samples

REPORT = samples.report()
EMPTY = samples.report("", (), (), (), ())
VALIDATOR = jsonschema.Draft202012Validator(schema())

any_text = st.text(st.characters(), max_size=40)  # lone surrogates, NUL and all


def mended(path: str, value: object) -> dict[str, Any]:
    """The sample's JSON form with one value exchanged; ``path`` as in the messages of errors."""
    form = copy.deepcopy(REPORT.to_dict())
    *steps, last = path.replace("[", ".").replace("]", "").split(".")
    at: Any = form
    for step in steps:
        at = at[int(step) if isinstance(at, list) else step]
    at[int(last) if isinstance(at, list) else last] = value
    return form


@pytest.mark.parametrize("report", [REPORT, EMPTY], ids=["sample", "empty"])
def test_round_trip_is_identity(report: Report) -> None:
    form = report.to_dict()
    assert Report.from_dict(form) == report
    assert Report.from_dict(form).to_dict() == form
    back = Report.from_json(report.to_json(), text=report.text)
    assert back == report and back.text == report.text and back.claims == report.claims


def test_json_holds_the_length_and_not_the_text() -> None:
    form = REPORT.to_dict()
    assert form["length"] == len(samples.TEXT) and "text" not in form
    assert Report.from_dict(form).text is None


def test_form_is_plain_and_in_the_order_of_the_contract() -> None:
    form = REPORT.to_dict()
    assert list(form) == [
        "schema_version", "signature", "doc_id", "publisher", "length", "claims", "sources", "author_voice", "summary",
        "warnings",
    ]  # fmt: skip
    assert list(form["claims"][0]) == [
        "id", "content", "form", "commitment", "chain", "level", "directness", "credibility", "grade", "origin",
        "independent_origins", "disputed_by", "explanation", "confidence",
    ]  # fmt: skip
    assert type(form["claims"][0]["form"]) is str
    assert json.loads(REPORT.to_json()) == form


@given(any_text)
@example("a\ud800b\x00\r\n\x85\u2028😀")
def test_json_of_any_text_is_valid_and_comes_back(text: str) -> None:
    report = samples.report_of(text)
    line = report.to_json()
    assert line.isascii() and "\n" not in line
    VALIDATOR.validate(json.loads(line))
    assert Report.from_dict(report.to_dict(), text=text) == report
    back = Report.from_json(line, text=text)
    assert back.author_voice == report.author_voice and back.text == text
    if not SPLIT_PAIR.search(text):
        assert back == report


def test_pair_of_surrogates_that_json_joins_is_read_from_the_text_again() -> None:
    text = "x \ud83d\ude00 y"
    report = samples.report_of(text)
    assert len(Report.from_json(report.to_json()).author_voice[0].text) == len(text) - 1
    assert Report.from_json(report.to_json(), text=text).author_voice == report.author_voice


def test_schema_is_valid_and_admits_the_samples() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    VALIDATOR.validate(REPORT.to_dict())
    VALIDATOR.validate(EMPTY.to_dict())


def objects(form: Any, path: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every object inside a form with its path."""
    found = [(path, form)] if isinstance(form, dict) else []
    if isinstance(form, dict):
        for key, value in form.items():
            found += objects(value, f"{path}.{key}" if path else key)
    elif isinstance(form, list):
        for place, value in enumerate(form):
            found += objects(value, f"{path}[{place}]")
    return found


# One path of each kind: claims[0].chain[0] stands for every hop.
PATHS = list({re.sub(r"\d+", "", path): path for path, _ in objects(REPORT.to_dict())}.values())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path or "report")
def test_every_object_refuses_unknown_and_missing_keys(path: str) -> None:
    form = copy.deepcopy(REPORT.to_dict())
    found = dict(objects(form))[path]
    prefix = f"{path}." if path else ""
    found["surplus"] = 1
    with pytest.raises(InputValueError) as caught:
        Report.from_dict(form)
    assert str(caught.value) == f"{prefix}surplus: unknown key"
    assert not VALIDATOR.is_valid(form)
    del found["surplus"]
    for key in list(found):
        value = found.pop(key)
        with pytest.raises(InputValueError) as caught:
            Report.from_dict(form)
        assert str(caught.value).startswith(f"{prefix}{key}: ")
        assert not VALIDATOR.is_valid(form)
        found[key] = value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("length", "7"),
        ("length", 7.0),
        ("length", True),
        ("signature", None),
        ("doc_id", 3),
        ("claims", {}),
        ("claims[0].chain[0].source.type", 1),
        ("claims[1].chain[0]", None),
        ("claims[0].content[0].start", "0"),
        ("claims[0].directness", "0.5"),
        ("claims[0].confidence", False),
        ("claims[0].origin", 1.5),
        ("claims[0].disputed_by", 2),
        ("claims[3].explanation[0].note", None),
        ("sources[0].affiliation", 0),
        ("summary.named", 3),
        ("summary.hops", None),
        ("warnings[0].span", []),
    ],
)
def test_wrong_types_are_named_by_path(path: str, value: object) -> None:
    form = mended(path, value)
    with pytest.raises(InputTypeError) as caught:
        Report.from_dict(form)
    assert str(caught.value).startswith(f"{path}: expected ")
    assert str(caught.value).endswith(type(value).__name__)
    # JSON Schema counts 7.0 as an integer.
    assert VALIDATOR.is_valid(form) == (value == 7.0 and isinstance(value, float))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema_version", "2"),
        ("claims[0].chain[0].source.type", "newspaper"),
        ("claims[0].level", "VERBATIM"),
        ("claims[0].directness", 1.01),
        ("claims[0].directness", float("nan")),
        ("claims[0].credibility", 1.0),
        ("claims[0].credibility", -0.1),
        ("claims[0].grade", "G1"),
        ("claims[0].grade", "A1\n"),
        ("claims[0].chain", []),
        ("claims[0].content", []),
        ("claims[0].id", -1),
        ("claims[0].explanation[0].value", float("inf")),
        ("summary.author_voice", 2),
    ],
)
def test_senseless_values_are_named_by_path(path: str, value: object) -> None:
    form = mended(path, value)
    with pytest.raises(InputValueError, match="^" + path.replace("[", r"\[").replace("]", r"\]") + ": "):
        Report.from_dict(form)
    if value == value and value != "A1\n":  # a schema cannot see NaN, and its $ may stand before a line end
        assert not VALIDATOR.is_valid(form)


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("claims[0].chain[0].source.entity", 99, "no source has the id 99"),
        ("claims[0].origin", 99, "no source has the id 99"),
        ("claims[0].disputed_by", [99], "no claim has the id 99"),
        ("claims[0].id", 1, "an id stands twice"),
        ("sources[0].id", 1, "an id stands twice"),
        ("length", 3, "is not in a text of 3 characters"),
        ("claims[0].content[0].end", 1, "characters from 0 to 1"),
        ("claims[0].content[0].end", len(samples.TEXT), f"characters from 0 to {len(samples.TEXT)}"),
    ],
)
def test_what_hangs_together_is_checked(path: str, value: object, message: str) -> None:
    with pytest.raises(InputValueError, match=message):
        Report.from_dict(mended(path, value))


def test_a_report_is_checked_against_its_text() -> None:
    form = REPORT.to_dict()
    with pytest.raises(InputValueError, match=r"length: "):
        Report.from_dict(form, text=samples.TEXT + ".")
    with pytest.raises(InputValueError, match=r"^claims\[0\]\.content\[0\]: the text does not read so"):
        Report.from_dict(form, text=samples.TEXT.replace("The harbour", "Thy harbour"))
    with pytest.raises(InputTypeError, match=r"^text: "):
        Report.from_dict(form, text=b"bytes")  # type: ignore[arg-type]


@pytest.mark.parametrize("digits", [400, 5000])
@pytest.mark.parametrize("path", ["length", "claims[0].id", "claims[0].credibility", "claims[0].content[0].end"])
def test_a_number_of_many_digits_is_refused(path: str, digits: int) -> None:
    with pytest.raises(InputValueError, match="many digits"):
        Report.from_dict(mended(path, 10**digits))


@pytest.mark.parametrize("line", ["", "{", "nonsense", "[" * 100_000, '{"a": 1, "a": 1}', "9" * 5000])
def test_what_is_no_json_is_refused(line: str) -> None:
    with pytest.raises(InputValueError):
        Report.from_json(line)


@pytest.mark.parametrize("form", [None, [], "report", 3])
def test_what_is_no_object_is_refused(form: object) -> None:
    with pytest.raises(InputTypeError, match=r"^report: expected an object"):
        Report.from_dict(form)


def test_whole_numbers_are_shares_too() -> None:
    back = Report.from_dict(mended("claims[0].directness", 1))
    assert back.claims[0].directness == 1 and isinstance(back.claims[0].directness, float)


def test_summary_counts_what_the_claims_show() -> None:
    summary = REPORT.summary
    assert (summary.claims, summary.hops) == (5, 6)
    assert (summary.named.count, summary.described.count, summary.anonymous.count) == (2, 1, 2)
    assert (summary.direct.count, summary.mixed.count, summary.indirect.count) == (1, 0, 4)
    assert (summary.relayed.count, summary.disputed.count, summary.unsourced.count) == (1, 2, 1)
    assert summary.single_origin.count == 4 and summary.single_origin.share == 0.8
    assert summary.author_voice == len("It rained all week.") / len(samples.TEXT)
    assert summary.note == CREDIBILITY_NOTE and next(iter(REPORT.to_dict()["summary"])) == "note"


def test_summary_of_nothing_has_no_shares() -> None:
    summary = Summary.of((), (), 0)
    assert summary.claims == 0 and summary.named.share == 0 and summary.author_voice == 0


@pytest.mark.parametrize("change", [lambda r: {"length": 3}, lambda r: {"text": r.text + "x"}])
def test_a_length_that_is_not_the_texts_is_refused(change: Callable[[Report], dict[str, Any]]) -> None:
    with pytest.raises(InputValueError, match="length"):
        dataclasses.replace(REPORT, **change(REPORT))


def test_reports_are_values() -> None:
    assert pickle.loads(pickle.dumps(REPORT)) == REPORT
    assert len({REPORT, samples.report()}) == 1
    with pytest.raises(dataclasses.FrozenInstanceError):
        REPORT.length = 3  # type: ignore[misc]
