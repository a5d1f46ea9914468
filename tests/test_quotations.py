"""Quotation marks: the cases of the case file, and what holds for any text."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from attrib.quotations import Quotation, find_quotations


class Case(TypedDict):
    label: str
    comment: str
    bucket: str
    text: str
    expected: list[list[str | int]]


CASES: list[Case] = json.loads(
    (Path(__file__).parent.parent / "fixtures" / "quotations.json").read_text(encoding="utf-8")
)
BUCKETS = {"in-the-wild", "synthetic", "negative", "known-failure"}

MARKS = "\"'`“”„‟‘’‚‛«»‹›"
noise = st.text(st.one_of(st.sampled_from(MARKS + "  \n\r.,sn01aA—(\u00a0\u2028"), st.characters(codec=None)))


def _marks_of(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=case["comment"])] if case["bucket"] == "known-failure" else []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["label"], marks=_marks_of(case)) for case in CASES])
def test_case(case: Case) -> None:
    found = [[case["text"][q.start : q.end], q.depth] for q in find_quotations(case["text"])]
    assert found == case["expected"]


def test_case_file_is_in_order() -> None:
    assert len(CASES) >= 70
    assert {case["bucket"] for case in CASES} == BUCKETS
    assert len({case["label"] for case in CASES}) == len(CASES)
    assert len({case["text"] for case in CASES}) == len(CASES)
    for case in CASES:
        assert (case["bucket"] == "negative") <= (case["expected"] == [])
        assert all(isinstance(quoted, str) and quoted in case["text"] for quoted, _ in case["expected"])


def test_all_fields() -> None:
    assert find_quotations("He said ``no'' twice.") == (
        Quotation(start=8, end=14, inner_start=10, inner_end=12, depth=0, closed=True, continues=False),
    )
    assert find_quotations('He said "no') == (
        Quotation(start=8, end=11, inner_start=9, inner_end=11, depth=0, closed=False, continues=False),
    )


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        pytest.param('"A.\n\n"B.\n\n"C."', [(False, False), (False, True), (True, True)], id="run of three"),
        pytest.param('"A."\n\n"B."', [(True, False), (True, False)], id="two quotations"),
        pytest.param('"A.\n\nB.\n\n"C."', [(False, False), (True, False)], id="a paragraph between"),
        pytest.param('"A.\n\nHe said "C."', [(False, False), (True, False)], id="not at the paragraph's start"),
        pytest.param("‘A.\n\n‘B.’", [(False, False), (True, True)], id="single"),
        pytest.param("'A.\n\n'B.'", [(False, False), (True, True)], id="single straight"),
        pytest.param("“A.\n\n‘B.’", [(False, False), (True, False)], id="another family"),
        pytest.param('"A.\n\n“B.”', [(False, False), (True, False)], id="another mark of the family"),
        pytest.param(
            "“A: ‘b.\n\n“‘C.’ D.”", [(False, False), (False, False), (True, True), (True, True)], id="both levels"
        ),
        pytest.param(
            "“A: ‘b.’\n\n“‘C.’ D.”", [(False, False), (True, False), (True, True), (True, False)], id="outer level"
        ),
    ],
)
def test_runs_over_paragraphs(text: str, flags: list[tuple[bool, bool]]) -> None:
    assert [(q.closed, q.continues) for q in find_quotations(text)] == flags


def test_many_quotations_on_one_line() -> None:
    assert len(find_quotations('"We go," he said. ' * 5000)) == 5000


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "‘", "«", "“‘«", "`"])
def test_many_marks_in_a_row(mark: str) -> None:
    text = mark * (20_000 // len(mark))
    assert _is_nested(find_quotations(text))


def _is_nested(quotations: tuple[Quotation, ...]) -> bool:
    """Return whether starts ascend, nothing crosses and every depth is the number of quotations around."""
    open_ends: list[int] = []
    for q in quotations:
        while open_ends and open_ends[-1] <= q.start:
            open_ends.pop()
        if q.depth != len(open_ends) or (open_ends and q.end > open_ends[-1]):
            return False
        open_ends.append(q.end)
    return all(first.start < second.start for first, second in pairwise(quotations))


@given(noise)
@example("“a «b” c»")
@example('\ud800"\x00\'\udfff"')
def test_offsets_and_nesting(text: str) -> None:
    quotations = find_quotations(text)
    assert _is_nested(quotations)
    for q in quotations:
        assert 0 <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert text[q.start : q.inner_start] in {*MARKS, "``", "''", "＂"}
        assert text[q.inner_end : q.end] in ({*MARKS, "``", "''", "＂"} if q.closed else {""})
        assert q.closed or q.inner_start < q.inner_end


@given(noise)
def test_no_quotation_spans_a_paragraph_break(text: str) -> None:
    for q in find_quotations(text):
        for line_end in re.finditer(r"(?:\r\n|[\r\n\u2028\u2029])(\s*)", text[q.start : q.end]):
            assert not re.search(r"[\r\n\u2028\u2029]", line_end[1])
            assert text[q.start + line_end.end()].islower()


@given(noise)
def test_only_a_paragraph_left_open_is_continued(text: str) -> None:
    quotations = find_quotations(text)
    for q in quotations:
        if q.continues:
            earlier = [p for p in quotations if p.end <= q.start and not p.closed and p.depth == q.depth]
            assert earlier
            assert not text[earlier[-1].end : q.start].strip(MARKS + " \n\r\t").strip()


@given(noise, st.sampled_from(["\n\n", "\r\n\r\n"]))
def test_a_plain_paragraph_at_the_end_changes_nothing(text: str, blank_line: str) -> None:
    assert find_quotations(text + blank_line + "The ferry left at six.") == find_quotations(text)


@given(noise, noise)
def test_a_plain_paragraph_keeps_texts_apart(first: str, second: str) -> None:
    """Guillemets are left out: which way they point is judged over the whole text."""
    first, second = (re.sub("[«»‹›]", "", text) for text in (first, second))
    head = first + "\n\nThe ferry left at six.\n\n"
    later = [(q.start + len(head), q.end + len(head), q.depth) for q in find_quotations(second)]
    together = [(q.start, q.end, q.depth) for q in find_quotations(head + second)]
    assert together == [(q.start, q.end, q.depth) for q in find_quotations(first)] + later


# Well-formed texts are composed with placeholders for the marks, then set in a style. No word ends in s, where a
# closing single mark and an apostrophe look alike.
PLACEHOLDERS = "<>{}^"
STYLES = {
    "straight": "\"\"'''",
    "curly": "“”‘’’",
    "guillemets": "«»‹›’",
    "low": "„“‚‘’",
    "mixed": "\"”‘'’",
}
words = st.lists(st.sampled_from(["we", "Don^t", "go", "O^Neill", "it", "now", "rock", "^em"]), min_size=1, max_size=3)
plain = words.map(lambda chosen: "we " + " ".join(chosen) + " now")


def _phrases(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(inner, min_size=1, max_size=4).map(", ".join)


inner_quotations = plain.flatmap(lambda phrase: st.sampled_from([f"{{{phrase}}}", f"{{{phrase},}}"]))
quotations = _phrases(st.one_of(plain, inner_quotations)).map(lambda phrase: f"<{phrase}.>")
composed = st.lists(_phrases(st.one_of(plain, quotations)), min_size=1, max_size=3).map("\n\n".join)


def _structure(composition: str) -> list[tuple[int, int, int]]:
    """Return start, end and depth of what the placeholders enclose."""
    found, stack = [], []
    for offset, char in enumerate(composition):
        if char in "<{":
            stack.append(offset)
        elif char in ">}":
            found.append((stack.pop(), offset + 1, len(stack)))
    return sorted(found)


@pytest.mark.parametrize("style", STYLES)
@given(composed)
def test_the_style_makes_no_difference(style: str, composition: str) -> None:
    text = composition.translate(str.maketrans(PLACEHOLDERS, STYLES[style]))
    assert [(q.start, q.end, q.depth) for q in find_quotations(text)] == _structure(composition)


def test_composed_texts_are_not_trivial() -> None:
    assert _structure("a <b {c} d> <e>") == [(2, 11, 0), (5, 8, 1), (12, 15, 0)]
