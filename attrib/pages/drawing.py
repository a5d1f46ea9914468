"""Drawings in SVG: the way of a claim from its origin to the reader, and bars for shares."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from attrib.pages.markup import Markup, element, joined, tame
from attrib.report import Claim, Hop, Share, Source, SourceType, Span
from attrib.wording import called

_WIDTH, _MARGIN = 380, 2
_LINE, _PADDING, _STEP = 18, 11, 46
_LEFT, _SHAFT = 18, 34
_COLUMNS = 44

NOT_STATED = "not stated"


def chain(claim: Claim, publisher: str | None) -> Markup:
    """The chain of a claim from top to bottom: origin, cue, who passed it on, cue, the reader."""
    parts: list[Markup] = []
    top = _MARGIN
    for hop in reversed(claim.chain):
        box, top = _box(_name(hop.source), kind(hop.source), hop.source.identification, top)
        parts.append(box)
        arrow, top = _arrow(hop, top)
        parts.append(arrow)
    box, top = _box("the reader", f"of {publisher or 'this text'}", "reader", top)
    parts.append(box)
    return element(
        "svg", *parts, class_="chain", viewBox=f"0 0 {_WIDTH} {top + _MARGIN}", role="img", aria_label=_told(claim)
    )


def bar(shares: Sequence[tuple[str, Share]]) -> Markup:
    """Shares one after the other, as parts of one bar; the word of each is its class."""
    filled, left = [element("rect", class_="rest", width="100%", height="100%")], 0.0
    for word, share in shares:
        if share.count:
            width = min(share.share, 1.0)
            filled.append(
                element("rect", class_=word, x=f"{left:.2%}", width=f"{width:.2%}", height="100%"),
            )
            left += width
    return element("svg", *filled, class_="bar", aria_hidden="true", focusable="false", width="100%", height="10")


def meter(value: float) -> Markup:
    """A value in [0, 1] as a small bar beside its two decimals."""
    drawn = (
        element("rect", class_="rest", width="100%", height="100%"),
        element("rect", class_="value", width=f"{value:.2%}", height="100%"),
    )
    svg = element("svg", *drawn, class_="meter", aria_hidden="true", focusable="false", width="64", height="6")
    return joined([f"{value:.2f} ", svg])


def kind(source: Source) -> str:
    """What kind of source it is and how far it is identified: ``person, named``."""
    if not source.stated:
        return "the text gives no source"
    known = source.type is not SourceType.UNKNOWN
    return f"{source.type}, {source.identification}" if known else f"source, {source.identification}"


def lines(text: str, columns: int, most: int) -> list[str]:
    """``text`` in at most ``most`` lines of about ``columns`` columns, its end left out where it does not fit."""
    plain = " ".join(tame(text[: 4 * columns * most]).split())
    if any(unicodedata.east_asian_width(char) in "WF" for char in plain):
        columns //= 2
    return textwrap.wrap(plain, columns, max_lines=most, placeholder=" …", break_on_hyphens=False) or [""]


def _box(name: str, what: str, look: str, top: int) -> tuple[Markup, int]:
    """A source as a box, and the height where it ends."""
    shown = lines(name, _COLUMNS, 2)
    height = 2 * _PADDING + _LINE * (len(shown) + 1) - 4
    texts = [
        element("text", line, class_="name", x=_LEFT, y=top + _PADDING + _LINE * i + 12) for i, line in enumerate(shown)
    ]
    below = top + _PADDING + _LINE * len(shown) + 11
    texts.append(element("text", *lines(what, _COLUMNS + 6, 1), class_="what", x=_LEFT, y=below))
    frame = element("rect", x=_MARGIN, y=top, width=_WIDTH - 2 * _MARGIN, height=height, rx=7)
    return element("g", frame, *texts, class_=f"node {look}"), top + height


def _arrow(hop: Hop, top: int) -> tuple[Markup, int]:
    """The way from a source to the next, with the cue and how sure and how direct it is."""
    end = top + _STEP
    shaft = element("line", x1=_SHAFT, y1=top, x2=_SHAFT, y2=end - 5)
    tip = element("polygon", points=f"{_SHAFT - 5},{end - 8} {_SHAFT + 5},{end - 8} {_SHAFT},{end - 1}")
    word = element("text", *lines(_cue(hop.cue), 40, 1), class_="word", x=_SHAFT + 16, y=top + 19)
    figures = f"directness {hop.directness:.2f} · confidence {hop.confidence:.2f}"
    scores = element("text", figures, class_="what", x=_SHAFT + 16, y=top + 36)
    return element("g", shaft, tip, word, scores, class_="edge"), end


def _cue(cue: Span | None) -> str:
    return f"“{' '.join(cue.text.split())}”" if cue else "without a cue"


def _name(source: Source) -> str:
    return called(source) or NOT_STATED


def _told(claim: Claim) -> str:
    """What the drawing shows, for those who hear it."""
    return f"Chain from origin to reader: {', then '.join(_steps(claim))}, then the reader."


def _steps(claim: Claim) -> Iterator[str]:
    for hop in reversed(claim.chain):
        yield f"{_name(hop.source)} ({kind(hop.source)}), {_cue(hop.cue)}"
