"""What people are told of a claim."""

from __future__ import annotations

import dataclasses

import pytest

from attrib.credibility import weigh
from attrib.report import Commitment, Identification, Source, SourceType
from attrib.wording import arrow, sentence
from tests import samples

COURIER, LEAK, BRANDT, REYL, NOBODY = samples.COURIER, samples.LEAK, samples.BRANDT, samples.REYL, samples.NOBODY


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, "Hearsay: reached the reader through Velmora Courier from unnamed sources in the port authority; it is "
            "said elsewhere in the text too, but not from an independent origin, and it is denied."),
        (1, "Paraphrased: from Ilsa Brandt; it is said elsewhere in the text too, but not from an independent origin, "
            "and it is denied."),
        (2, "Paraphrased: from the port authority, as a denial; others in the text say so."),
        (3, "Verbatim: in the words of Tomas Reyl; nobody else in the text says so."),
        (4, "Hearsay: the text does not say from whom, hedged; nobody else in the text "
            "says so."),
    ],
)  # fmt: skip
def test_sentence(place: int, expected: str) -> None:
    assert sentence(weigh(samples.STATEMENTS, samples.SOURCES)[place]) == expected


def told(*by: Source, commitment: Commitment = Commitment.ASSERTED) -> str:
    """The sentence on a content that stands in the text once, through these sources."""
    found = samples.statement(CONTENT, [samples.hop(one) for one in by], commitment=commitment)
    return sentence(weigh([found])[0])


CONTENT = samples.span("The harbour wall at Velmora cracked")
ALONE = "; nobody else in the text says so."


def somebody(mention: str, kind: SourceType, identification: Identification = Identification.DESCRIBED) -> Source:
    return samples.source(samples.span("Tuesday"), None, mention, kind, identification)


def test_sentence_of_a_relay() -> None:
    described = dataclasses.replace(LEAK, identification=Identification.DESCRIBED)
    way = "reached the reader through Velmora Courier"
    assert told(COURIER, described) == (f"Relayed: {way} from unnamed sources in the port authority{ALONE}")
    assert told(COURIER, REYL, BRANDT) == f"Hearsay: {way} and Tomas Reyl from Ilsa Brandt{ALONE}"
    assert told(COURIER, NOBODY) == f"Hearsay: {way} from somebody unnamed{ALONE}"


@pytest.mark.parametrize(
    ("source", "called"),
    [
        (BRANDT, "Ilsa Brandt"),
        (somebody("a port clerk", SourceType.PERSON), "an unnamed port clerk"),
        (somebody("Officials of the port", SourceType.GROUP), "unnamed officials of the port"),
        (somebody("Velmora officials", SourceType.GROUP), "unnamed Velmora officials"),
        (somebody("Witnesses of the fire", SourceType.GROUP), "unnamed witnesses of the fire"),
        (somebody("The minister", SourceType.PERSON), "the minister (unnamed)"),
        (somebody("Someone at the port", SourceType.PERSON), "someone at the port"),
        (somebody("the company", SourceType.ORGANIZATION), "the company"),
        (somebody("an unnamed clerk", SourceType.PERSON, Identification.ANONYMOUS), "an unnamed clerk"),
    ],
)
def test_the_unnamed_are_said_to_be(source: Source, called: str) -> None:
    assert told(source) == f"Paraphrased: from {called}{ALONE}"


def test_sentence_of_what_is_not_asserted() -> None:
    assert told(BRANDT, commitment=Commitment.WANTED) == f"Paraphrased: from Ilsa Brandt, as a demand{ALONE}"
    assert told(BRANDT, commitment=Commitment.QUESTIONED) == f"Paraphrased: from Ilsa Brandt, as a question{ALONE}"
    assert told(BRANDT, commitment=Commitment.DENIED) == (
        "Paraphrased: from Ilsa Brandt, as a denial; nobody in the text says so."
    )


def test_sentence_of_company() -> None:
    found = [samples.statement(CONTENT, [samples.hop(one)]) for one in (BRANDT, REYL)]
    assert sentence(weigh(found)[0]) == "Paraphrased: from Ilsa Brandt; 2 independent origins in the text say so."


def test_arrow() -> None:
    assert arrow([samples.hop(COURIER), samples.hop(LEAK)]) == "Velmora Courier → sources in the port authority"
    assert arrow([samples.hop(COURIER), samples.hop(NOBODY)]) == "Velmora Courier → (unattributed)"
