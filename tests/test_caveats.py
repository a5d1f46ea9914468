"""What a text says was not verified, or not commented on: shown with the claim, and weighing nothing."""

from __future__ import annotations

import dataclasses

import pytest

from attrib.caveats import MEANING, NO_COMMENT, UNVERIFIED, Caveat, find_caveats
from attrib.credibility import CAVEAT, recompute, weigh
from attrib.parse import Parse, Sentence, Word
from attrib.report import Span
from attrib.wording import sentence
from tests import samples


def parse_of(*sentences: str) -> Parse:
    """A parse in which every blank parts words and nothing governs anything."""
    text = " ".join(sentences)
    found, at = [], 0
    for each in sentences:
        words = []
        for form in each.split():
            start = text.index(form, at)
            at = start + len(form)
            words.append(
                Word(
                    start=start, end=at, text=form, lemma=form, upos="X", xpos="", feats="", head=None, relation="root"
                )
            )
        found.append(Sentence(words=tuple(words)))
    return Parse(text=text, sentences=tuple(found), warnings=())


def span_in(parse: Parse, text: str) -> Span:
    start = parse.text.index(text)
    return Span(start=start, end=start + len(text), text=text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The paper could not independently verify the video.", UNVERIFIED),
        ("It was not possible to verify that.", UNVERIFIED),
        ("The toll couldn’t be confirmed.", UNVERIFIED),
        ("The agency was unable to confirm this.", UNVERIFIED),
        ("There was no independent confirmation.", UNVERIFIED),
        ("The figures have not been independently verified.", UNVERIFIED),
        ("The ministry declined to comment.", NO_COMMENT),
        ("The firm did not immediately respond to a request for comment.", NO_COMMENT),
        ("Mr Lund could not be reached.", NO_COMMENT),
        ("The bank had no immediate comment.", NO_COMMENT),
        ("Her lawyer has not returned calls.", NO_COMMENT),
        ("The report has not been confirmed.", UNVERIFIED),
        ("Mr Lund could not be reached for comment.", NO_COMMENT),
        ("The port did not respond to calls for comment.", NO_COMMENT),
    ],
)
def test_phrases(text: str, kind: str) -> None:
    (found,) = find_caveats(parse_of(text), ())
    assert found.kind == kind and found.content is None


@pytest.mark.parametrize(
    "text",
    [
        "A deal could not be reached.",
        "The villages could not be reached by road.",
        "The council did not respond to calls for reform.",
        "The judge has not been confirmed by the Senate.",
        "She has not confirmed her place in the final.",
    ],
)
def test_what_only_sounds_like_one(text: str) -> None:
    assert find_caveats(parse_of(text), ()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The court confirmed the sentence.",
        "They did not respond to treatment.",
        "He commented on the match.",
        "She verified it.",
    ],
)
def test_no_caveats(text: str) -> None:
    assert not find_caveats(parse_of(text), ())


def test_a_caveat_speaks_of_what_it_governs_or_of_what_went_before() -> None:
    parse = parse_of(
        "The mill burned, Ada said.", "We could not verify that the guard fled.", "Nobody declined to comment."
    )
    contents = [[span_in(parse, "The mill burned")], [span_in(parse, "the guard fled")]]
    assert [caveat.content for caveat in find_caveats(parse, contents)] == [1, 1]
    assert [caveat.content for caveat in find_caveats(parse, contents[:1])] == [0, 0]
    far = parse_of("The mill burned, Ada said.", *["It rained."] * 4, "That could not be confirmed.")
    assert find_caveats(far, [[span_in(far, "The mill burned")]])[0].content is None


def test_a_caveat_is_shown_and_weighs_nothing() -> None:
    plain = weigh(samples.STATEMENTS, samples.SOURCES)
    span = samples.span("It rained all week.")
    caveats = [Caveat(kind=kind, span=span, content=1) for kind in (UNVERIFIED, NO_COMMENT)]
    remarked = weigh(samples.STATEMENTS, samples.SOURCES, caveats=caveats)
    for before, after in zip(plain, remarked, strict=True):
        assert recompute(after.explanation) == after.credibility == before.credibility
        assert dataclasses.replace(after, explanation=before.explanation) == before
    # The first three statements are of one content.
    shown = [[step.factor for step in claim.explanation if step.rule == CAVEAT] for claim in remarked]
    assert shown == [[UNVERIFIED, NO_COMMENT]] * 3 + [[], []]
    assert sentence(remarked[1]).endswith(f"; {MEANING[UNVERIFIED]}; {MEANING[NO_COMMENT]}.")
