"""Rows and frames: every claim and hop, in columns that are the same for every report."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any, Literal

import narwhals as nw
import pytest
from hypothesis import given

from attrib.errors import InputTypeError, InputValueError, MissingExtraError
from attrib.exports.common import encodable
from attrib.exports.rows import BACKENDS, ClaimRow, HopRow, to_frame, to_rows
from attrib.report import Report
from tests import samples
from tests.exported import EMPTY, any_report, assert_extra_named, hide, hostile

REPORT = samples.report()
BY: tuple[Literal["claim", "hop"], ...] = ("claim", "hop")
COLUMNS = {"claim": ClaimRow, "hop": HopRow}
KINDS: dict[str, Any] = {"str": nw.String, "int": nw.Int64, "float": nw.Float64, "bool": nw.Boolean}
INSTALLED = ("pandas", "polars")


def columns(by: str) -> dict[str, str]:
    """The types of the columns, as their annotations have them."""
    return {field.name: str(field.type) for field in dataclasses.fields(COLUMNS[by])}


def test_a_claim_is_a_row() -> None:
    first = REPORT.to_rows()[0]
    assert first == {
        "doc_id": "velmora.txt", "publisher": "The Velmora Post", "claim": 0,
        "content": "The harbour wall at Velmora cracked on Tuesday", "start": 0, "end": 46, "fragments": 1,
        "form": "indirect", "commitment": "asserted", "level": "hearsay", "directness": REPORT.claims[0].directness,
        "credibility": REPORT.claims[0].credibility, "grade": "B4", "confidence": 0.9, "hops": 2,
        "chain": "Velmora Courier → sources in the port authority", "sourced": True,
        "originator": "sources in the port authority", "originator_type": "group",
        "originator_identification": "anonymous", "originator_affiliation": "the port authority", "origin": 2,
        "independent_origins": 1, "disputed": True, "disputed_by": "2", "signature": REPORT.signature,
    }  # fmt: skip


def test_a_hop_is_a_row() -> None:
    rows = REPORT.to_rows("hop")
    assert [(row["claim"], row["hop"], row["originator"]) for row in rows[:3]] == [
        (0, 0, False),
        (0, 1, True),
        (1, 0, True),
    ]
    assert rows[1] == {
        "doc_id": "velmora.txt", "publisher": "The Velmora Post", "claim": 0, "hop": 1, "hops": 2, "originator": True,
        "stated": True, "source": 1, "name": "sources in the port authority", "type": "group",
        "identification": "anonymous", "affiliation": "the port authority",
        "mention": "sources in the port authority", "mention_start": 85, "mention_end": 114, "cue": "citing",
        "cue_start": 78, "cue_end": 84, "directness": 0.7, "confidence": 0.9,
    }  # fmt: skip
    assert (rows[-1]["stated"], rows[-1]["name"], rows[-1]["mention_start"]) == (False, None, None)


@given(any_report)
def test_any_report_has_a_row_for_everything(report: Report) -> None:
    assert len(to_rows(report)) == len(report.claims)
    assert len(to_rows(report, "hop")) == sum(len(claim.chain) for claim in report.claims)
    for by in BY:
        for row in to_rows(report, by):
            assert list(row) == list(columns(by))
            for name, hint in columns(by).items():
                kinds = {"str": str, "int": int, "float": float, "bool": bool, "None": type(None)}
                assert type(row[name]) in {kinds[kind] for kind in hint.split(" | ")}, (name, row[name])
            json.dumps(row, allow_nan=False).encode("ascii")


@pytest.mark.parametrize("backend", INSTALLED)
@given(report=any_report)
def test_frames_hold_the_rows_in_columns_of_known_type(backend: str, report: Report) -> None:
    for by in BY:
        native = report.to_frame(by, backend)
        assert type(native).__module__.split(".")[0] == backend
        frame = nw.from_native(native, eager_only=True)
        assert dict(frame.schema) == {name: KINDS[hint.split(" | ")[0]] for name, hint in columns(by).items()}
        rows = to_rows(report, by)
        assert len(frame) == len(rows)
        for name in columns(by):
            values = [row[name] for row in rows]
            assert frame[name].is_null().to_list() == [value is None for value in values], name
            held = [encodable(value) if isinstance(value, str) else value for value in values if value is not None]
            assert frame[name].drop_nulls().to_list() == held, name


@pytest.mark.parametrize("backend", INSTALLED)
@pytest.mark.parametrize("by", BY)
def test_an_empty_report_has_the_same_types(backend: str, by: Literal["claim", "hop"]) -> None:
    none, some = (
        nw.from_native(to_frame(report, by, backend), eager_only=True).schema for report in (EMPTY, REPORT)
    )  # fmt: skip
    assert none == some and len(none) == len(columns(by))


@given(hostile)
def test_what_utf_8_holds_is_left_as_it_is(text: str) -> None:
    held = encodable(text)
    held.encode("utf-8")
    assert encodable(held) == held
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        assert held != text
    else:
        assert held == text


def test_surrogates() -> None:
    assert encodable("a\ud83d\ude00b\ud800c\udc00") == "a😀b\ufffdc\ufffd"


@pytest.mark.parametrize("by", BY)
def test_every_column_is_documented(by: str) -> None:
    page = (Path(__file__).resolve().parent.parent / "docs" / "exports.md").read_text(encoding="utf-8")
    table = page.split(f"| column of a {by} |")[1].split("\n\n")[0]
    assert re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in table.splitlines()[1:])) == list(columns(by))


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(InputTypeError, match="expected a Report, got str"):
        to_rows("x")  # type: ignore[arg-type]
    with pytest.raises(InputValueError, match="'source' is none of claim, hop"):
        to_rows(REPORT, "source")  # type: ignore[arg-type]
    with pytest.raises(InputValueError, match="'excel' is none of pandas"):
        to_frame(REPORT, backend="excel")


def test_missing_libraries_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    (absent,) = {"pyarrow"} & set(BACKENDS)
    with monkeypatch.context() as patch:
        hide(absent, patch)
        with pytest.raises(MissingExtraError, match=f"pip install {absent}"):
            REPORT.to_frame(backend=absent)
    hide("narwhals", monkeypatch)
    with pytest.raises(MissingExtraError) as error:
        REPORT.to_frame()
    assert_extra_named(error, "frame")
