"""Short passages and how the whole library reads them: every claim with its commitment, its form, its chain and its
content. Texts that are known to be misread are there as they should be read, with the reason."""

from __future__ import annotations

from typing import NamedTuple

import pytest

import attrib
from attrib.report import Claim, Hop
from tests.gold import FIXTURES


class Reading(NamedTuple):
    """A text, its claims as :func:`told` tells them, and why they are not found yet, if they are not."""

    text: str
    claims: tuple[str, ...]
    misread: str


def read_readings() -> list[Reading]:
    """The readings of the fixtures: a text, a line for each claim behind a dash, and one for the reason behind "!"."""
    found = []
    for block in (FIXTURES / "readings.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        text, *lines = block.split("\n")
        claims = tuple(line[2:] for line in lines if line.startswith("- "))
        misread = " ".join(line[2:] for line in lines if line.startswith("! "))
        assert len(claims) + bool(misread) == len(lines), text
        found.append(Reading(text.replace("\\n", "\n"), claims, misread))
    return found


def told(claim: Claim) -> str:
    """A claim on one line: commitment, form, hops from the nearest to the reader on, and the parts of its content."""
    chain = " > ".join(map(_hop, claim.chain))
    return f"{claim.commitment} {claim.form} | {chain} | {' … '.join(span.text for span in claim.content)}"


def _hop(hop: Hop) -> str:
    source = hop.source
    mention = source.mention.text if source.mention else "–"
    name = f" = {source.name}" if source.name and source.name != mention else ""
    return f"{mention}{name} ({source.identification} {source.type})"


READINGS = read_readings()


@pytest.fixture(scope="module")
def scorer() -> attrib.Scorer:
    return attrib.Scorer()


@pytest.mark.parametrize(
    "reading",
    [
        pytest.param(
            reading,
            id=reading.text[:60],
            marks=[pytest.mark.xfail(reason=reading.misread, strict=True, raises=AssertionError)]
            if reading.misread
            else [],
        )
        for reading in READINGS
    ],
)
def test_a_passage_is_read_so(scorer: attrib.Scorer, reading: Reading) -> None:
    assert [told(claim) for claim in scorer.score(reading.text).claims] == list(reading.claims)


def test_every_text_is_there_once() -> None:
    assert len({reading.text for reading in READINGS}) == len(READINGS)
