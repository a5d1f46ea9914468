"""What a text says of how far its claims were checked: that they could not be verified, that somebody did not comment.

Neither supports a claim nor disputes it; both are shown with it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from attrib.parse import Parse
from attrib.report import Span, frozen

UNVERIFIED, NO_COMMENT = "unverified", "no-comment"

MEANING = {
    UNVERIFIED: "the text says that this was not independently verified",
    NO_COMMENT: "the text says that somebody did not comment on this",
}
"""What a caveat tells the reader."""

_CHECK = r"(?:verif(?:y|ied)|confirm(?:ed)?|corroborated?|authenticated?)"
_APART = "(?:independently|separately|immediately)"
_CHAMBERS = r"(?: by (?:the )?(?:\w+ )?(?:assembly|board|congress|council|house|lawmakers|parliament|senate)\b)"
_PATTERNS = {
    UNVERIFIED: re.compile(
        # "could not be confirmed", "has not been verified", "have not independently confirmed"; not "would not confirm"
        rf"\b(?:can(?:not| not|['’]t)|could(?: not|n['’]t)|(?:not|n['’]t) (?:yet )?(?:possible|able) to) "
        rf"(?:(?:be|{_APART}) )*{_CHECK}\b"
        rf"|(?:\b(?:not|never|neither)|n['’]t) (?:(?:yet|{_APART}) )*be(?:en)? (?:\w+ly )?{_CHECK}\b(?!{_CHAMBERS})"
        rf"|(?:\b(?:not|never|neither)|n['’]t) (?:yet )?(?:{_APART} {_CHECK}|(?:verif|corroborat|authenticat)\w+)\b"
        rf"|\bunable to (?:\w+ly )?{_CHECK}\b|\bno independent (?:confirmation|verification)\b"
        rf"|\b(?:without|lacks?|lacked) independent (?:confirmation|verification)\b"
        rf"|\bimpossible to (?:\w+ly )?{_CHECK}\b",
        re.IGNORECASE,
    ),
    NO_COMMENT: re.compile(
        r"\b(?:declin|refus)(?:ed|es|ing) to (?:comment|respond|be interviewed|answer questions)\b"
        r"|\b(?:did|has|have|had|does)(?: not|n['’]t) (?:\w+ly )?(?:respond|responded|reply|replied|answer|answered|"
        r"return|returned|comment|commented)\b(?: to| on)?[^.;]{0,40}?(?:\bcomments?\b|\bcalls?\b(?! for (?!comment))|"
        r"\brequests?\b|"
        r"\bmessages?\b|\bquestions?\b|\be-?mails?\b|\binquir\w+\b|\benquir\w+\b)"
        r"|(?<!accord )(?<!agreement )(?<!compromise )(?<!consensus )(?<!deal )(?<!decision )(?<!verdict )"
        r"\b(?:could|can)(?: not|n['’]t) (?:\w+ly )?be reached\b"
        r"(?=\s*(?:[.,;)\"”]|\Z)| (?:for|on|at once|immediately|yesterday|by (?:e-?mail|phone|telephone))\b)"
        r"|\bhad no (?:immediate )?comment\b"
        r"|\bno (?:immediate )?comment (?:from|was)\b",
        re.IGNORECASE,
    ),
}


@frozen
class Caveat:
    """A phrase of the text, its ``kind``, and the place of the content that it speaks of, if one is near."""

    kind: str
    span: Span
    content: int | None


def find_caveats(parse: Parse, contents: Sequence[Sequence[Span]]) -> tuple[Caveat, ...]:
    """The caveats of a text in order, each with the nearest of ``contents`` (one or more spans each).

    That is one that the phrase itself governs ("could not verify that"), or else the last before it, not further than
    :data:`REACH` sentences away.
    """
    order = sorted(range(len(contents)), key=lambda i: contents[i][0].start)
    starts = [contents[i][0].start for i in order]
    found = []
    for n, sentence in enumerate(parse.sentences):
        begin = parse.sentences[max(n - REACH, 0)].start
        for kind, pattern in _PATTERNS.items():
            for match in pattern.finditer(parse.text, sentence.start, sentence.end):
                phrase = Span(start=match.start(), end=match.end(), text=match.group())
                first, here, last = (bisect_left(starts, at) for at in (begin, phrase.end, sentence.end))
                before = [i for i in order[first:here] if contents[i][-1].end <= phrase.start]
                content = order[here] if here < last else before[-1] if before else None
                found.append(Caveat(kind=kind, span=phrase, content=content))
    return tuple(sorted(found, key=lambda caveat: caveat.span.start))


REACH = 3
"""Sentences back in which a caveat finds what it speaks of."""
