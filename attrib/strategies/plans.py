"""Draws articles with their provenance, as plans that are written out."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from attrib.report import Form, Identification, SourceType, frozen
from attrib.strategies import vocabulary as v
from attrib.strategies.article import Article
from attrib.strategies.grammar import (
    AGAIN,
    ECHOES,
    PLAIN,
    RELAYED,
    UNSOURCED,
    WEAKER,
    Sentence,
    Speaker,
    Topic,
    compose,
)

FRAMES = (*PLAIN, *AGAIN, *WEAKER, *RELAYED, *UNSOURCED)
KINDS = ("person", "spokesperson", "body", "named body", "residents", "anonymous person", "anonymous group")


@frozen
class Plan:
    """A sentence as it is drawn: what it is to be like, and where in the lists of words its words are found.

    Numbers are taken modulo what is left of a list, so that every plan makes sense in any company, and a failing
    example shrinks sentence by sentence.
    """

    frame: int
    kind: str
    woman: bool
    name: int
    place: int
    body: int
    thing: int
    predicate: int
    echo: int
    remark: bool
    broken: bool


def articles(*, min_claims: int = 1, max_claims: int = 6) -> st.SearchStrategy[Article]:
    """News texts in English with their provenance, of at least so many sentences in which something is claimed.

    Each thing is spoken of once, unless somebody else confirms or denies it in the sentence behind; no two people share
    a name.  What is confirmed or denied and claims within claims come on top of ``max_claims``.  Failing examples
    shrink towards few and plain sentences.

    >>> from hypothesis import given
    >>> from attrib.strategies import articles
    >>> @given(articles(min_claims=2))
    ... def test(article):
    ...     assert len(article.report.claims) >= 2
    >>> test()
    """
    home = st.none() | st.sampled_from(v.PLACES)
    return st.builds(written, st.lists(plans(), min_size=min_claims, max_size=max_claims), home)


def plans() -> st.SearchStrategy[Plan]:
    """Sentences to be written."""
    number = st.integers(0, 11)
    return st.builds(
        Plan, frame=st.integers(0, len(FRAMES) - 1), kind=st.sampled_from(KINDS), woman=st.booleans(), name=number,
        place=number, body=number, thing=number, predicate=number, echo=st.integers(0, len(ECHOES)),
        remark=st.booleans(), broken=st.booleans(),
    )  # fmt: skip


def written(plans: Sequence[Plan], home: str | None = None) -> Article:
    """The article of these plans; ``home`` is where it is published, if it says by whom."""
    deck = _Deck(home)
    paragraphs: list[list[Sentence]] = [[]]
    for plan in plans:
        if plan.broken and paragraphs[-1]:
            paragraphs.append([])
        paragraphs[-1].append(deck.sentence(plan))
        if plan.remark:
            paragraphs[-1].append(Sentence(remark=deck.take(v.REMARKS, plan.thing)))
    return compose(paragraphs, home and f"{home} {v.OUTLETS[0]}")


class _Deck:
    """Words that are taken without putting them back, and who may be spoken of as "she"."""

    def __init__(self, home: str | None):
        self._home = home
        self._left: dict[tuple[str, ...], list[str]] = {}
        self._known: Speaker | None = None

    def take(self, words: tuple[str, ...], number: int) -> str:
        """One of ``words`` that was not taken before; all but the publisher's home are back once none is left."""
        left = self._left.get(words) or [word for word in words if word != self._home]
        word = left[number % len(left)]
        self._left[words] = [other for other in left if other != word]
        return word

    def sentence(self, plan: Plan) -> Sentence:
        """The sentence that a plan makes after those before it."""
        frame = FRAMES[plan.frame]
        if frame.again and self._known is None:
            frame = PLAIN[0]
        topic = Topic(
            thing=self.take(v.THINGS, plan.thing), predicate=v.PREDICATES[plan.predicate % len(v.PREDICATES)],
            quotable=v.QUOTABLE[plan.predicate % len(v.QUOTABLE)], wish=v.WISHES[plan.predicate % len(v.WISHES)],
        )  # fmt: skip
        relay = self._outlet(plan) if frame.relayed else None
        source = self._known if frame.again else self._speaker(plan) if frame.sourced else None
        echoed = plan.echo and frame in (*PLAIN, *RELAYED) and frame.form is Form.INDIRECT
        if source is not None and not frame.again:
            # "She" is whoever was spoken of last.
            self._known = source if source.pronoun and relay is None and not echoed else None
        return Sentence(
            frame=frame, topic=topic, source=source, relay=relay, echo=ECHOES[plan.echo - 1] if echoed else None,
            echoing=self._body(plan) if echoed else None,
        )  # fmt: skip

    def _speaker(self, plan: Plan) -> Speaker:
        if plan.kind == "person":
            return self._person(plan)
        if plan.kind == "spokesperson":
            body = self.take(v.BODIES, plan.body)
            return _described(f"{v.SPOKESPEOPLE[plan.name % len(v.SPOKESPEOPLE)]} {body}", SourceType.PERSON, body)
        if plan.kind == "body":
            return self._body(plan)
        if plan.kind == "named body":
            name = f"{self.take(v.PLACES, plan.place)} {self.take(v.NAMED_BODIES, plan.body)}"
            return _named(f"the {name}", name, SourceType.ORGANIZATION)
        if plan.kind == "residents":
            place = self.take(v.PLACES, plan.place)
            return _described(f"residents of {place}", SourceType.GROUP, place)
        one = plan.kind == "anonymous person"
        mention = self.take(v.ANONYMOUS_PERSON if one else v.ANONYMOUS_GROUP, plan.name)
        return Speaker(
            mention=mention, name=mention, type=SourceType.PERSON if one else SourceType.GROUP,
            identification=Identification.ANONYMOUS,
        )  # fmt: skip

    def _person(self, plan: Plan) -> Speaker:
        given, family = self.take(v.WOMEN if plan.woman else v.MEN, plan.place), self.take(v.FAMILY_NAMES, plan.name)
        name, trade = f"{given} {family}", v.TRADES[plan.body % len(v.TRADES)]
        return _named(f"{trade} {name}", name, SourceType.PERSON, later=family, pronoun="she" if plan.woman else "he")

    def _body(self, plan: Plan) -> Speaker:
        return _described(self.take(v.BODIES, plan.body), SourceType.ORGANIZATION)

    def _outlet(self, plan: Plan) -> Speaker:
        name = f"{self.take(v.PLACES, plan.place)} {v.OUTLETS[plan.body % len(v.OUTLETS)]}"
        return _named(f"the {name}", name, SourceType.OUTLET)


def _named(mention: str, name: str, kind: SourceType, later: str | None = None, pronoun: str | None = None) -> Speaker:
    return Speaker(
        mention=mention, name=name, type=kind, identification=Identification.NAMED, later=later, pronoun=pronoun
    )


def _described(mention: str, kind: SourceType, affiliation: str | None = None) -> Speaker:
    return Speaker(
        mention=mention, name=mention, type=kind, identification=Identification.DESCRIBED, affiliation=affiliation
    )
