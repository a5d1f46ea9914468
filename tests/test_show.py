"""The terminal report: everything is there, nothing overflows, nothing dangerous gets through."""

from __future__ import annotations

import dataclasses
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.errors import InputValueError
from attrib.report import CREDIBILITY_NOTE, Report
from attrib.show import NARROWEST, clean, render
from attrib.wording import sentence
from tests import samples

REPORT = samples.report()
ANSI = re.compile("\x1b\\[[0-9]+m")


def columns(line: str) -> int:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    return len(line) + wide - sum(bool(unicodedata.combining(char)) for char in line)


def flat(page: str) -> str:
    return " ".join(page.split())


def test_page() -> None:
    assert render(REPORT, width=100).splitlines()[:14] == [
        "velmora.txt · The Velmora Post",
        "5 claims, 6 hops; 5% of the text is the author's own voice.",
        "Originators: 2 named (40%), 1 described (20%), 2 anonymous (40%). Quotation: 1 direct (20%), 0 mixed",
        "(0%), 4 indirect (80%). Sourcing: 1 relayed (20%), 4 of a single origin (80%), 2 disputed (40%), 1",
        "unsourced (20%).",
        "Credibility is not a probability of truth: it says how well this text supports a claim by its",
        "sourcing.",
        "",
        "0. The harbour wall at Velmora cracked on Tuesday",
        "   Velmora Courier → sources in the port authority",
        "   hearsay (indirect) · directness 0.44 · credibility 0.39 · grade B4",
        "   disputed by 2",
        "   Hearsay: reached the reader through Velmora Courier from unnamed sources in the port authority;",
        "   it is said elsewhere in the text too, but not from an independent origin, and it is denied.",
    ]


def test_every_claim_is_there_with_its_reasons() -> None:
    page = flat(render(REPORT))
    for claim in REPORT.claims:
        assert flat(claim.content[0].text) in page
        assert f"directness {claim.directness:.2f} · credibility {claim.credibility:.2f} · grade {claim.grade}" in page
        assert sentence(claim) in page
    assert "(unattributed)" in page
    assert "paraphrase (indirect) · denied · " in page and "· asserted" not in page
    assert CREDIBILITY_NOTE in page


def test_warnings_come_last() -> None:
    at = samples.span("😀")
    assert render(REPORT).splitlines()[-3:] == [
        "Warnings",
        f"- odd-character: a pictograph was left alone ({at.start} to {at.end})",
        "- short-text: the text is very short",
    ]
    assert "Warnings" not in render(dataclasses.replace(REPORT, warnings=()))


def test_report_of_nothing() -> None:
    page = render(samples.report("", (), (), (), ()))
    assert "0 claims, 0 hops" in page and "Originators" not in page


def test_fragments_are_joined_by_an_ellipsis() -> None:
    parts = (samples.span("The harbour wall"), samples.span("on Tuesday"))
    claim = dataclasses.replace(REPORT.claims[0], content=parts)
    assert "0. The harbour wall … on Tuesday" in render(dataclasses.replace(REPORT, claims=(claim,)))


@pytest.mark.parametrize("width", [NARROWEST, 40, 80, 200])
def test_width_is_kept_and_used(width: int) -> None:
    lines = render(REPORT, width=width).splitlines()
    assert max(map(columns, lines)) <= width
    assert max(map(columns, lines)) >= min(width, 100) - 20


def test_too_narrow_is_refused() -> None:
    with pytest.raises(InputValueError, match="width"):
        render(REPORT, width=NARROWEST - 1)


def test_colour_adds_escapes_and_nothing_else() -> None:
    plain, coloured = render(REPORT), render(REPORT, colour=True)
    assert "\x1b" not in plain
    assert ANSI.search(coloured) and ANSI.sub("", coloured) == plain


texts = st.text(st.characters(), max_size=80) | st.text("a 中\u0301\u202e\u200b\x1b\x9b\ud800é ", max_size=80)


@given(texts, st.integers(NARROWEST, 60))
def test_any_text_is_shown_within_the_width_and_tamed(text: str, width: int) -> None:
    report: Report = samples.report_of(text)
    page = render(report, width=width)
    assert all(columns(line) <= width for line in page.split("\n"))
    assert not {unicodedata.category(char) for char in page.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    page.encode("utf-8")


def test_clean_makes_controls_visible() -> None:
    assert clean("a\x1b[31mb\r\nc\u202ed\x00 \ud800") == "a�[31mb cd� �"
