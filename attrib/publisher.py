"""Guesses who published a text, where nobody says so: by the web address on its first or last line, or its dateline.

The agency of a dateline wrote the text, whoever published it: what it was told is no relay either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.report import Span, frozen

# possessive: an address can be as long as the text, and giving back what it took would take time by the square
_ADDRESS = re.compile(r"\A\s*https?://([\w.-]++)\S*+[ \t]*$|^[ \t]*https?://([\w.-]++)\S*+\s*+\Z", re.MULTILINE)
_DATELINE = re.compile(r"^[ \t]*[A-Z][^\n()]{1,60}\(([A-Z][\w. ]{1,30})\)[ \t]*[-–—:]", re.MULTILINE)
_NO_NAME = {"www", "en", "eng", "english", "news", "m", "edition", "amp"}
_HEAD = 1000
"""Characters in which a dateline stands."""


@frozen
class Guess:
    """A publisher's name as an address or a dateline writes it, and where."""

    name: str
    span: Span


def guess_publisher(text: str) -> Guess | None:
    """The likely publisher of a text, none if the text does not show one."""
    found = _ADDRESS.search(text)
    if found is None:
        return agency_of(text)
    place = next(k for k in (1, 2) if found.group(k))
    span = Span(start=found.start(place), end=found.end(place), text=found.group(place))
    labels = [label for label in span.text.split(".") if label.lower() not in _NO_NAME]
    return Guess(name=next(iter(labels), span.text), span=span)


def agency_of(text: str) -> Guess | None:
    """The agency in a text's dateline: "VELMORA, July 3 (Wire) -"."""
    found = _DATELINE.search(text, 0, _HEAD)
    if found is None:
        return None
    span = Span(start=found.start(1), end=found.end(1), text=found.group(1))
    return Guess(name=span.text, span=span)


def owners_of(text: str, publisher: str | None) -> tuple[str, ...]:
    """Whose text it is: its publisher's, given or guessed, and that of the agency which wrote it."""
    guess, agency = guess_publisher(text) if publisher is None else None, agency_of(text)
    return tuple(name for name in (publisher, guess and guess.name, agency and agency.name) if name)


def is_own(medium: str, owners: Sequence[str]) -> bool:
    """Whether a medium is the text's own: "this newspaper", "our correspondent", "us", or one of its ``owners`` by name
    or by words of the name; an address writes a name in one word."""
    words = _words(medium)
    if words[:1] in (["this"], ["our"]) or words[-1:] == ["us"]:
        return True
    own = [word for word in words if word not in {"the", "a", "an"}]
    return bool(own) and any(set(own) <= set(_words(owner)) or "".join(own) in _bare(owner) for owner in owners)


def _bare(owner: str) -> set[str]:
    """A name as an address writes it, in one word, without the article and the "news" that addresses add."""
    name = owner.lower().removeprefix("the")
    return {name, name.removesuffix("news")}


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.lower())
