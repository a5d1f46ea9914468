"""Makes chains of two hops from real attributions: relays are rare in any corpus, and PolNeAR has none by design.

Each sentence puts a real source, its cue and its clause into a frame with another real source or with a news medium.
The sentences stand in articles of their own, plain ones among them, and are annotated as the guidelines want it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from attrib import lexicon
from attrib.report import Commitment, Form, Identification, Level, SourceType, Span
from attrib.training.gold import GoldArticle, GoldClaim, GoldHop
from attrib.training.polnear import AttributedText

SENTENCES_AN_ARTICLE = 8

SHORTEST, LONGEST = 5, 35
"""Words of a clause that is put into a frame."""

LONGEST_SOURCE = 8

NESTED = (
    "{O} said <{s} {q} [{c}]>.",
    "{O} told reporters <that {s} {q} [{c}]>.",
    "{O} explained <that {s} {q} [{c}]>.",
    "According to {o}, <{s} {q} [{c}]>.",
    "<{S} {q} [{c}]>, {o} said.",
    "<{S} {q} [{c}]>, {m} reported.",
    "<{S} {q} [{c}]>, according to {o}.",
    "<“{S} {q} [{c}],”> {o} said.",
    "{O} noted <that {s} {q} [{c}]>, but did not elaborate.",
)
"""Frames around a whole attribution: angle brackets are what the outer source reports, square ones the inner."""

PASSED_ON = (
    "{M} reported, citing {s}, [that {c}].",
    "{M} reported [that {c}], quoting {s}.",
    "[{C}], {m} reported, citing {s}.",
    "{M} quoted {s} as saying [that {c}].",
    "[“{C},”] {m} quoted {s} as saying.",
    "[{C}], {s} was quoted as saying by {m}.",
    "{S} told {m} [that {c}].",
    "[“{C},”] {s} told {m}.",
)
"""Frames in which a medium passes a source on, in one attribution of two hops."""

PLAIN = ("{S} {q} [{c}].",)

_LOWER = frozenset("the a an this that these those some many several most one two three he she they it we".split())
_SLOT = re.compile(r"\{(\w)\}|[<>\[\]]")
_OWN_CUE = re.compile(r"According to|according to|told|explained|noted|reported|said|citing|quoting|quoted|saying")
_MEDIA = ("Times", "Herald", "Post", "Gazette", "Daily", "Tribune", "News Agency", "Radio", "Chronicle")
_SYLLABLES = ("ka", "lo", "mer", "ti", "su", "ran", "del", "vo", "nash", "bel")
_REPORTS = frozenset(
    "said says claimed claims argued argues believes believed thinks thought warned warns noted notes announced "
    "announces confirmed insisted insists suggested suggests admitted acknowledged estimated".split()
)


_PASSING, _PASSED = ("reported", "quoted"), ("citing", "quoting", "saying")


class Parts(NamedTuple):
    """An attribution as its sentence has it: who, the cue, and the clause behind it."""

    source: str
    cue: str
    clause: str


def synthesize(texts: Sequence[AttributedText], articles: int, *, seed: int) -> list[GoldArticle]:
    """So many articles of synthetic sentences, from the attributions of some texts."""
    rng = random.Random(seed)
    parts = [p for text in texts for p in _parts(text)]
    return [_article(parts, k, rng) for k in range(articles)] if parts else []


def _parts(text: AttributedText) -> Iterator[Parts]:
    """The attributions of a text that stand as source, cue and plain clause, one after the other."""
    for found in text.attributions:
        if not len(found.source) == len(found.cue) == len(found.content) == 1:
            continue
        source, cue, content = found.source[0], found.cue[0], found.content[0]
        clause = content.text.removeprefix("that ").rstrip(" .,")
        in_order = source.end <= cue.start <= cue.end <= content.start
        apart = text.text[source.end : cue.start] + text.text[cue.end : content.start]
        plain = not re.search(r"[.?!:;\"“”‘\n]", clause) and not clause.startswith("to ")
        owner = source.text.endswith(("'s", "’s"))
        fits = SHORTEST <= len(clause.split()) <= LONGEST and len(source.text.split()) <= LONGEST_SOURCE
        if in_order and not apart.strip() and plain and fits and not owner and cue.text.lower() in _REPORTS:
            yield Parts(source.text, cue.text, clause)


def _article(parts: Sequence[Parts], k: int, rng: random.Random) -> GoldArticle:
    text = ""
    claims: list[GoldClaim] = []
    for _ in range(SENTENCES_AN_ARTICLE):
        frame = rng.choice(rng.choice((NESTED, NESTED, PASSED_ON, PLAIN)))
        sentence, found = fill(frame, rng.choice(parts), rng.choice(parts), _medium(rng), len(text))
        text += sentence + "\n\n"
        claims += found
    return GoldArticle(name=f"synthetic-{k}", text=text, publisher=None, claims=tuple(claims))


def _medium(rng: random.Random) -> str:
    """A news medium: a real agency or broadcaster, or one of a made-up name."""
    if rng.random() < 0.4:
        return rng.choice(sorted(word for word in lexicon.outlet_words() if len(word) < 5)).upper()
    place = "".join(rng.choice(_SYLLABLES) for _ in range(2))
    return f"the {place.title()} {rng.choice(_MEDIA)}"


def fill(frame: str, inner: Parts, outer: Parts, medium: str, start: int) -> tuple[str, list[GoldClaim]]:
    """A sentence of a frame and its claims, with offsets from ``start``."""
    words = {"s": _low(inner.source), "q": inner.cue, "c": inner.clause, "o": _low(outer.source), "m": medium}
    text, at = "", 0
    marks: dict[str, int] = {}
    slots: dict[str, Span] = {}
    for slot in _SLOT.finditer(frame):
        text += frame[at : slot.start()]
        at = slot.end()
        key = slot.group(1)
        if key is None:
            marks[slot.group()] = len(text)
            continue
        word = words[key.lower()] if key.islower() else words[key.lower()][:1].upper() + words[key.lower()][1:]
        slots[key.lower()] = Span(start=start + len(text), end=start + len(text) + len(word), text=word)
        text += word
    text += frame[at:]

    def span(a: int, b: int) -> Span:
        return Span(start=start + a, end=start + b, text=text[a:b])

    content = span(marks["["], marks["]"])
    taken = [range(s.start - start, s.end - start) for s in slots.values()]
    cues = {
        m.group().lower(): span(m.start(), m.end())
        for m in _OWN_CUE.finditer(text)
        if not any(m.start() in words for words in taken)
    }
    if "<" in marks:
        whole = span(marks["<"], marks[">"])
        teller = (slots.get("o") or slots["m"], next(iter(cues.values())))
        return text, [_claim(whole, [teller]), _claim(content, [teller, (slots["s"], slots["q"])])]
    if "m" not in slots:
        return text, [_claim(content, [(slots["s"], slots["q"])])]
    if "told" in cues:
        return text, [_claim(content, [(slots["m"], None), (slots["s"], cues["told"])])]
    first, last = (next(cues[form] for form in forms if form in cues) for forms in (_PASSING, _PASSED))
    return text, [_claim(content, [(slots["m"], first), (slots["s"], last)])]


def _low(source: str) -> str:
    """A source as it stands inside a sentence."""
    first, _, rest = source.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in _LOWER else source


def _claim(content: Span, chain: Sequence[tuple[Span, Span | None]]) -> GoldClaim:
    hops = tuple(
        GoldHop(source=source, cue=cue, name=None, type=SourceType.UNKNOWN, identification=Identification.DESCRIBED)
        for source, cue in chain
    )
    return GoldClaim(
        content=(content,), form=Form.INDIRECT, commitment=Commitment.ASSERTED,
        level=Level.PARAPHRASE if len(hops) == 1 else Level.RELAYED, chain=hops,
    )  # fmt: skip
