"""Chains of two hops that are made of real attributions."""

from __future__ import annotations

from attrib.report import Span
from attrib.training.polnear import AttributedText, GoldAttribution
from attrib.training.synthetic import NESTED, PASSED_ON, PLAIN, Parts, fill, synthesize

TEXT = (
    "The harbour master said the ferries would stay in port until Monday. Engineers warned that the old wall was weak."
)


def span(words: str) -> tuple[Span, ...]:
    at = TEXT.index(words)
    return (Span(start=at, end=at + len(words), text=words),)


ATTRIBUTED = AttributedText(
    name="a",
    text=TEXT,
    attributions=(
        GoldAttribution(
            source=span("The harbour master"),
            cue=span("said"),
            content=span("the ferries would stay in port until Monday"),
        ),
        GoldAttribution(source=span("Engineers"), cue=span("warned"), content=span("that the old wall was weak")),
    ),
)


def test_articles_are_annotated_where_their_words_stand() -> None:
    articles = synthesize([ATTRIBUTED], 20, seed=1)
    assert len(articles) == 20
    hops = set()
    for article in articles:
        for claim in article.claims:
            hops.add(len(claim.chain))
            spans = [*claim.content, *(s for hop in claim.chain for s in (hop.source, hop.cue) if s is not None)]
            assert all(article.text[s.start : s.end] == s.text for s in spans)
    assert hops == {1, 2}
    assert synthesize([ATTRIBUTED], 20, seed=1) == articles


def test_every_frame_gives_the_chain_that_it_stands_for() -> None:
    inner, outer = Parts("The master", "said", "the ferries would stay"), Parts("Engineers", "warned", "it was weak")
    for frame in (*NESTED, *PASSED_ON, *PLAIN):
        text, claims = fill(frame, inner, outer, "the Kalo Times", 0)
        chain = claims[-1].chain
        assert claims[-1].content[0].text.lower().strip("“,”").removeprefix("that ") == "the ferries would stay"
        assert [hop.source.text.lower() if hop.source else "" for hop in chain][-1] == "the master"
        assert len(chain) == (1 if frame in PLAIN else 2), text
        assert all(hop.cue for hop in chain) or "told" in text


def test_without_attributions_there_is_nothing_to_make() -> None:
    assert synthesize([AttributedText(name="a", text=TEXT, attributions=())], 3, seed=1) == []
