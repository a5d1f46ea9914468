"""Annotated articles beside what the automatic stages make of them, from the raw text to what the tagger sees."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from attrib.adapter import Parser
from attrib.parse import Parse
from attrib.quotations import Quotation, find_quotations
from attrib.sight import Sight
from attrib.tagger import TaggerModel
from attrib.training.gold import GoldArticle, GoldClaim
from attrib.training.polnear import AttributedText, GoldAttribution

FOLDS = 5
"""Parts that the worldwide corpus is cut into, a whole article in one of them."""


ALWAYS = -1
"""The fold of what is learned from in any case and measured in none."""


class Reading(NamedTuple):
    """One article, its annotated links and (of the worldwide corpus) claims, and what the stages make of its text.

    ``fold`` says in which part of its corpus it is.
    """

    name: str
    fold: int
    parse: Parse
    quotations: tuple[Quotation, ...]
    sight: Sight
    links: tuple[GoldAttribution, ...]
    claims: tuple[GoldClaim, ...] = ()
    publisher: str | None = None

    @property
    def text(self) -> str:
        """The article's text."""
        return self.parse.text


def read_attributed(texts: Sequence[AttributedText], parser: Parser, tagger: TaggerModel) -> list[Reading]:
    """The readings of texts of PolNeAR."""
    seen = _seen([text.text for text in texts], parser, lambda _: tagger)
    return [
        Reading(text.name, k % FOLDS, *stages, links=text.attributions)
        for k, (text, stages) in enumerate(zip(texts, seen, strict=True))
    ]


def read_claims_of(
    articles: Sequence[GoldArticle], parser: Parser, tagger_of: Callable[[int], TaggerModel]
) -> list[Reading]:
    """The readings of articles of the worldwide corpus, each seen by the tagger of its fold."""
    seen = _seen([article.text for article in articles], parser, lambda k: tagger_of(k % FOLDS))
    return [
        Reading(article.name, k % FOLDS, *stages, tuple(map(_own_link, article.claims)), article.claims,
                article.publisher)
        for k, (article, stages) in enumerate(zip(articles, seen, strict=True))
    ]  # fmt: skip


def _own_link(claim: GoldClaim) -> GoldAttribution:
    """The link by which a claim's originator speaks."""
    hop = claim.chain[-1]
    return GoldAttribution(
        source=(hop.source,) if hop.source else (), cue=(hop.cue,) if hop.cue else (), content=claim.content
    )


def _seen(
    texts: Sequence[str], parser: Parser, tagger_of: Callable[[int], TaggerModel]
) -> Iterator[tuple[Parse, tuple[Quotation, ...], Sight]]:
    for k, text in enumerate(texts):
        parse = parser.parse([text])[0]
        quotations = find_quotations(text)
        yield parse, quotations, tagger_of(k).see(parse, quotations)
