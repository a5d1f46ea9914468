"""Finds the news media that sources spoke to: who is told something publishes it, and so stands in front of the source.

The text's own publisher is no relay, nor is anybody who publishes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrib import lexicon
from attrib.bearers import Bearers
from attrib.hearers import medium_of, retellers
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.namekinds import NameKind
from attrib.names import type_of_name
from attrib.parse import Parse
from attrib.publisher import is_own
from attrib.report import SourceType
from attrib.sources import describe

_AUDIENCES = {"reporter", "journalist", "correspondent", "press", "media", "audience", "crowd"}
"""Whom one speaks to without being relayed by them as an outlet."""

_PROGRAMMES = {"bulletin", "newscast", "program", "programme", "show"}
_REPORTERS = {"reporter", "journalist", "correspondent"}
_GOES_ON = {"advcl", "conj", "xcomp"}


class Relays:
    """The media in front of the sources of some links; ``owners`` are the names of whom the text itself belongs to."""

    def __init__(self, parse: Parse, links: Sequence[Link], bearers: Bearers, owners: Sequence[str]):
        self._parse = parse
        self._bearers = bearers
        self._owners = owners
        self._by_cue = {(link.sentence, link.cue.word): link for link in links if link.cue is not None}

    def of(self, link: Link) -> tuple[LinkHop, ...]:
        """The hops of the medium that a link's source spoke to, be it the text's own, or of those who retell it; also
        where the link goes on with what was said to it ("told the agency that it rained, adding that it was cold")."""
        found = self._heard(link)
        if not found and link.cue is not None:
            s = self._parse.sentences[link.sentence]
            above = (self._by_cue.get((link.sentence, i)) for i in s.ancestors(link.cue.word))
            before = next((other for other in above if other is not None), None)
            if before is not None and s.words[link.cue.word].base_relation in _GOES_ON:
                found = self._heard(before)
        return found

    def own_apart(self, hops: Sequence[LinkHop]) -> tuple[tuple[LinkHop, ...], tuple[Mention, ...]]:
        """The hops without those in front of the last that are of this text's own, and the sources of these."""
        own = [hop.source for hop in hops[:-1] if hop.source is not None and self._is_own(hop.source)]
        return tuple(hop for hop in hops if hop is hops[-1] or hop.source not in own), tuple(own)

    def _heard(self, link: Link) -> tuple[LinkHop, ...]:
        """The medium that asked a source or was told something, or who passes on what he was told."""
        asker, audience = link.interviewer, link.audience
        if asker is not None and _is_outside(asker, link):
            outlet = self._is_own(asker) or describe(self._parse, asker).noun not in _AUDIENCES
            return (LinkHop(source=asker, cue=None),) if outlet else ()
        if audience is None or not _is_outside(audience, link):
            return ()
        if self._is_own(audience) or self._publishes(audience):
            return (LinkHop(source=audience, cue=None),)
        if describe(self._parse, audience).noun in _REPORTERS:
            media = (each for each in medium_of(self._parse, audience) if self._is_own(each) or self._is_outlet(each))
            medium = next(media, None)
            return () if medium is None else (LinkHop(source=medium, cue=None),)
        found = retellers(self._parse, audience, self._prints)
        return tuple(LinkHop(source=source, cue=cue) for source, cue in found)

    def _prints(self, hearer: Mention) -> bool:
        """Whether what somebody hears is printed or aired: by a medium, or by this text's own."""
        noun = describe(self._parse, hearer).noun
        return self._is_own(hearer) or noun in _AUDIENCES or self._publishes(hearer)

    def _is_own(self, mention: Mention) -> bool:
        return is_own(mention.span.text, self._owners)

    def _is_outlet(self, mention: Mention) -> bool:
        """Whether words show a mention to be of a news medium."""
        bearer = self._bearers.of_phrase(self._parse, mention.sentence, mention.head)
        return SourceType.OUTLET in {describe(self._parse, mention).type, bearer and bearer.type}

    def _is_named(self, mention: Mention) -> bool:
        """Whether a name stands beside a noun, or nothing but "the": "Radio Lima's show", "the show", not "the trade
        show"."""
        s = self._parse.sentences[mention.sentence]
        beside = s.dependents(mention.head, "compound", "nmod", "amod", "acl")
        return not beside or any(s.words[c].upos == "PROPN" and c < mention.head for c in beside)

    def _publishes(self, audience: Mention) -> bool:
        """Whether an audience is a news medium. Nobody but a medium is told things by a name that no word shows to be a
        person's or a body's."""
        bearer = self._bearers.of_phrase(self._parse, audience.sentence, audience.head)
        noun = describe(self._parse, audience).noun
        if noun in _AUDIENCES:
            return False
        if (noun in _PROGRAMMES and self._is_named(audience)) or self._is_outlet(audience):
            return True
        if bearer is None or bearer.type is SourceType.PERSON:
            return False
        kind = type_of_name(bearer.name)
        if kind is SourceType.DOCUMENT:  # nothing but a programme is told things by its title
            return True
        if kind is not SourceType.UNKNOWN:  # agencies go by initials without an article
            initials = len(bearer.name) == 1 and bearer.name[0].isupper() and not bearer.definite
            if not initials or bearer.name[0].lower() in lexicon.body_words():
                return False
        likeliest = NameKind(int(bearer.likely.argmax()))
        return likeliest is not NameKind.PEOPLE and bool(bearer.likely[NameKind.BODY] > bearer.likely[NameKind.PERSON])


def _is_outside(mention: Mention, link: Link) -> bool:
    """Whether a mention does not stand in what a link reports."""
    return not any(span.start <= mention.span.start < span.end for span in link.content)
