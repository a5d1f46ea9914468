"""Guesses who published a text, where nobody says so: by the web address on its first or last line, or its dateline."""

from __future__ import annotations

import re

from attrib.report import Span, frozen

_ADDRESS = re.compile(r"\A\s*https?://([\w.-]+)\S*[ \t]*$|^[ \t]*https?://([\w.-]+)\S*\s*\Z", re.MULTILINE)
_DATELINE = re.compile(r"^[ \t]*[A-Z][^\n()]{1,60}\(([A-Z][\w. ]{1,30})\)[ \t]*[-–—]", re.MULTILINE)
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
    for pattern, end in ((_ADDRESS, len(text)), (_DATELINE, _HEAD)):
        found = pattern.search(text, 0, end)
        if found is not None:
            place = next(k for k in (1, 2) if found.group(k))
            span = Span(start=found.start(place), end=found.end(place), text=found.group(place))
            labels = [label for label in span.text.split(".") if label.lower() not in _NO_NAME]
            return Guess(name=labels[0] if pattern is _ADDRESS and labels else span.text, span=span)
    return None


def is_publisher(name: str, publisher: str | None) -> bool:
    """Whether a medium is the publisher itself: "this newspaper", "us", or part of the publisher's name."""
    words = re.findall(r"\w+", name.lower())
    if not words or words[0] == "this" or words[-1] == "us":
        return bool(words)
    own = "".join(word for word in words if word not in {"the", "a", "an"})
    return publisher is not None and bool(own) and own in "".join(re.findall(r"\w+", publisher.lower()))
