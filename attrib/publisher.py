"""Whose own a text is: who published it, guessed where nobody says so by the web address on its first or last line or
by its dateline, and how a medium speaks of itself.

The agency of a dateline wrote the text, whoever published it: what it was told is no relay either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib import lexicon
from attrib.report import SourceType, Span, frozen

# possessive: an address can be as long as the text, and giving back what it took would take time by the square
_ADDRESS = re.compile(r"\A\s*https?://([\w.-]++)\S*+[ \t]*$|^[ \t]*https?://([\w.-]++)\S*+\s*+\Z", re.MULTILINE)
_DATELINE = re.compile(
    r"^[ \t]*[A-Z][\w.'’ -]{1,40}(?:,[^\n()]{1,30})? ?\(([A-Z][\w. ]{1,30})\)[ \t]*[-–—:]+ *(?=[\"'“‘«]?[A-Z\d])",
    re.MULTILINE,
)
_REGISTRIES = {"ac", "co", "com", "edu", "gov", "net", "or", "org"}
"""What stands before a country's letters in an address and names nobody."""
_HEAD = 1000
"""Characters in which a dateline stands."""

_STAFF = {"correspondent", "desk", "journalist", "newsdesk", "newsroom", "reporter", "staff", "writer"}
"""Whom a medium calls its own, besides itself."""

_BEHIND = {"at", "for", "from", "in", "of", "on"}


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
    return Guess(name=_domain(span.text), span=span)


def _domain(host: str) -> str:
    """The name that somebody has taken out for an address: "gazette" of "www.gazette.co.uk"."""
    labels = [label for label in host.split(".") if label]
    country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2].lower() in _REGISTRIES
    named = labels[: -2 if country else -1]
    return host if not named or host.replace(".", "").isdecimal() else named[-1]


def agency_of(text: str) -> Guess | None:
    """The agency in a text's dateline: "VELMORA, July 3 (Wire) -"."""
    found = _DATELINE.search(text, 0, _HEAD)
    if found is None:
        return None
    span = Span(start=found.start(1), end=found.end(1), text=found.group(1))
    return Guess(name=span.text, span=span)


def guesses_of(text: str) -> tuple[Guess, ...]:
    """Everybody whose own a text is taken to be where nobody says whose: its likely publisher first, and the agency
    that wrote it."""
    return tuple(dict.fromkeys(guess for guess in (guess_publisher(text), agency_of(text)) if guess is not None))


def owners_of(text: str, publisher: str | None) -> tuple[str, ...]:
    """Whose text it is: its publisher's, given or guessed, and that of the agency which wrote it."""
    if publisher is None:
        return tuple(guess.name for guess in guesses_of(text))
    agency = agency_of(text)
    return tuple(name for name in (publisher, agency and agency.name) if name)


def is_own(medium: str, owners: Sequence[str]) -> bool:
    """Whether a medium is the text's own: it calls itself so, or is one of the ``owners`` by name or by words of the
    name; an address writes a name in one word."""
    if calls_itself(medium):
        return True
    own = [word for word in _words(medium) if word not in {"the", "a", "an"}]
    return bool(own) and any(set(own) <= set(_words(owner)) or "".join(own) in _bare(owner) for owner in owners)


def calls_itself(medium: str) -> bool:
    """Whether a medium speaks of itself without its name: "this newspaper", "our correspondent in Velmora", "us"."""
    words = _words(medium)
    noun = words[next((k for k, word in enumerate(words) if word in _BEHIND), len(words)) - 1] if words else ""
    own = noun in _STAFF or lexicon.roles().get(noun) is SourceType.OUTLET
    return medium.split()[-1:] == ["us"] or (words[:1] in (["this"], ["our"]) and own)  # "the US" is no "us"


def _bare(owner: str) -> set[str]:
    """A name as an address writes it, in one word, without the article and the "news" that addresses add."""
    name = owner.lower().removeprefix("the")
    return {name, name.removesuffix("news")}


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", name.lower())
