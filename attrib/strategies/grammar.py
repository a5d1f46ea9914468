"""Puts articles together from speakers, things said of things, and the frames in which news reports speech.

A frame is a sentence with places in braces. ``{fact}`` is a clause as it is reported, ``{that}`` the same with "that"
in front, ``{quote}`` as it is spoken, ``{mixed}`` with its end in quotation marks, ``{wish}`` and ``{demand}`` what is
wanted of a thing, ``{whether}`` what is asked; a capital begins a sentence, and a comma or a full stop in a quotation's
place stands inside its marks. ``{source}`` and ``{relay}`` are who speaks and who passes it on, ``{cue:said}`` and
``{by:reported}`` their reporting words. Square brackets enclose the content of a claim around the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.access import access_of
from attrib.chains import Statement
from attrib.directness import VALUES
from attrib.report import Commitment, Form, Hop, Identification, Source, SourceEntity, SourceType, Span, frozen
from attrib.strategies.article import Article
from attrib.strategies.vocabulary import Predicate


@frozen
class Speaker:
    """Somebody who can be made to answer for something: how he is brought in, and how he is spoken of afterwards."""

    mention: str
    name: str
    type: SourceType
    identification: Identification
    affiliation: str | None = None
    later: str | None = None
    pronoun: str | None = None


UNSTATED = Source(
    mention=None, entity=None, name=None, type=SourceType.UNKNOWN, identification=Identification.ANONYMOUS
)


@frozen
class Topic:
    """Something that is said of a thing, in every shape that a frame may ask for."""

    thing: str
    predicate: Predicate
    quotable: str
    wish: str

    def clause(self, place: str) -> str:
        """The words that fill a place of a frame, without a capital."""
        return {
            "fact": f"{self.thing} {self.predicate.reported}",
            "that": f"that {self.thing} {self.predicate.reported}",
            "whether": f"whether {self.thing} {self.predicate.reported}",
            "quote": f"{self.thing} {self.predicate.spoken}",
            "mixed": f"{self.thing} was “{self.quotable}”",
            "wish": f"{self.thing} to be {self.wish}",
            "demand": f"that {self.thing} be {self.wish}",
        }[place]


@frozen
class Frame:
    """A sentence in which somebody says something; ``again`` if the speaker is one who has spoken before."""

    words: str
    form: Form = Form.INDIRECT
    commitment: Commitment = Commitment.ASSERTED
    again: bool = False

    @property
    def relayed(self) -> bool:
        """Whether it has a place for somebody who passes on what is said."""
        return "{relay}" in self.words or "{Relay}" in self.words

    @property
    def sourced(self) -> bool:
        """Whether it has a place for who says it."""
        return "{source}" in self.words or "{Source}" in self.words


_DIRECT, _MIXED = Form.DIRECT, Form.MIXED
_HEDGED, _DENIED, _ASKED, _WANTED = (
    Commitment.HEDGED, Commitment.DENIED, Commitment.QUESTIONED, Commitment.WANTED,
)  # fmt: skip

PLAIN = (
    Frame(words="{Source} {cue:said} {that}."),
    Frame(words="{Source} {cue:said} {fact}."),
    Frame(words="{Source} {cue:confirmed} {that}."),
    Frame(words="{Source} {cue:insisted} {that}."),
    Frame(words="{Fact}, {source} {cue:said}."),
    Frame(words="{Fact}, {cue:according to} {source}."),
    Frame(words="{cue:According to} {source}, {fact}."),
    Frame(words="{Quote,} {source} {cue:said}.", form=_DIRECT),
    Frame(words="{Quote,} {cue:said} {source}.", form=_DIRECT),
    Frame(words="{Source} {cue:said}: {Quote.}", form=_DIRECT),
    Frame(words="{Source} {cue:said} {mixed}.", form=_MIXED),
)
"""One hop, asserted."""

WEAKER = (
    Frame(words="{Source} {cue:suggested} {that}.", commitment=_HEDGED),
    Frame(words="{Source} {cue:hinted} {that}.", commitment=_HEDGED),
    Frame(words="{Source} {cue:wanted} {wish}.", commitment=_WANTED),
    Frame(words="{Source} {cue:demanded} {demand}.", commitment=_WANTED),
    Frame(words="{Source} {cue:asked} {whether}.", commitment=_ASKED),
    Frame(words="{Source} {cue:denied} {that}.", commitment=_DENIED),
)
"""One hop, and less than asserted."""

RELAYED = (
    Frame(words="{Fact}, {relay} {by:reported}, {cue:citing} {source}."),
    Frame(words="{Relay} {by:reported} {that}, {cue:citing} {source}."),
    Frame(words="{Source} {cue:told} {relay} {that}."),
    Frame(words="{Quote,} {source} {cue:told} {relay}.", form=_DIRECT),
    Frame(words="{Relay} {by:reported} [that {source} had {cue:said} {that}]."),
)
"""Two hops."""

DENIAL = Frame(words="{Source} {cue:denied} {that}.", commitment=_DENIED)
CONFIRMATION = Frame(words="{Source} {cue:confirmed} {that}.")
ECHOES = (DENIAL, CONFIRMATION)
"""What another speaker does with what was said in the sentence before."""

UNSOURCED = (Frame(words="{cue:Reportedly}, {fact}."),)
"""Nobody answers for it."""

AGAIN = (
    Frame(words="{Pronoun} {cue:added} {that}.", again=True),
    Frame(words="{Quote,} {later} {cue:added}.", form=_DIRECT, again=True),
)
"""By a person who was named before."""


@frozen
class Sentence:
    """One sentence to be written: a remark of the author's own, or a frame with all that fills it.

    ``echo`` is a further frame in which another speaker, ``echoing``, says or denies the same in the sentence behind.
    """

    remark: str | None = None
    frame: Frame | None = None
    topic: Topic | None = None
    source: Speaker | None = None
    relay: Speaker | None = None
    echo: Frame | None = None
    echoing: Speaker | None = None


_PIECE = re.compile(r"\{(?P<place>\w+)(?::(?P<words>[^}]+)|(?P<mark>[.,]))?\}|(?P<bracket>[\[\]])|(?P<plain>[^{\[\]]+)")


def compose(paragraphs: Sequence[Sequence[Sentence]], publisher: str | None) -> Article:
    """The article of these paragraphs, with its provenance."""
    page = _Page()
    for paragraph in paragraphs:
        page.begin("\n\n")
        for sentence in paragraph:
            page.begin(" ")
            page.sentence(sentence)
    return Article(
        text=page.text, publisher=publisher, statements=tuple(page.statements), sources=page.sources(),
        author_voice=tuple(page.voice),
    )  # fmt: skip


class _Page:
    """A text in the making, and what is known of it."""

    def __init__(self) -> None:
        self.text = ""
        self.statements: list[Statement] = []
        self.voice: list[Span] = []
        self._speakers: list[Speaker] = []
        self._mentions: list[list[Span]] = []

    def begin(self, space: str) -> None:
        """Space in front of what comes next, but at the very beginning and behind other space."""
        if self.text and not self.text[-1].isspace():
            self.text += space

    def sources(self) -> tuple[SourceEntity, ...]:
        return tuple(
            SourceEntity(
                id=i, name=who.name, type=who.type, identification=who.identification, affiliation=who.affiliation,
                mentions=tuple(mentions),
            )
            for i, (who, mentions) in enumerate(zip(self._speakers, self._mentions, strict=True))
        )  # fmt: skip

    def sentence(self, sentence: Sentence) -> None:
        if sentence.remark is not None:
            self.voice.append(self._write(sentence.remark))
        if sentence.frame is not None and sentence.topic is not None:
            self._fill(sentence.frame, sentence.topic, sentence.source, sentence.relay)
            if sentence.echo is not None:
                self.begin(" ")
                self._fill(sentence.echo, sentence.topic, sentence.echoing, None)

    def _fill(self, frame: Frame, topic: Topic, source: Speaker | None, relay: Speaker | None) -> None:
        """Writes one frame, and its claims: one around, where the frame has brackets, in front of the one inside."""
        mentions: dict[str, Span] = {}
        content, around = None, 0
        outer: Span | None = None
        for piece in _PIECE.finditer(frame.words):
            place = piece["place"]
            if piece["bracket"] == "[":
                around = len(self.text)
            elif piece["bracket"]:
                outer = Span(start=around, end=len(self.text), text=self.text[around:])
            elif place is None:
                self._write(piece["plain"])
            elif piece["words"]:
                mentions[place] = self._write(piece["words"])
            else:
                words = self._words(place.lower(), piece["mark"] or "", topic, source, relay)
                written = self._write(_capital(words) if place[0].isupper() else words)
                if place.lower() in _SPEAKING:
                    mentions[_SPEAKING[place.lower()]] = written
                else:
                    content = written
        assert content is not None
        hops = []
        if relay is not None:
            hops.append(self._hop(relay, mentions["relay"], mentions.get("by"), frame))
            if outer is not None:
                self._claim(outer, Form.INDIRECT, frame.commitment, hops)
        hops.append(self._hop(source, mentions.get("source"), mentions["cue"], frame, last=bool(hops)))
        self._claim(content, frame.form, frame.commitment, hops)

    def _words(self, place: str, mark: str, topic: Topic, source: Speaker | None, relay: Speaker | None) -> str:
        if place in _SPEAKING:
            who = relay if place == "relay" else source
            words = who and {"pronoun": who.pronoun, "later": who.later}.get(place, who.mention)
            assert words, f"nobody to fill {place}"
            return words
        clause = topic.clause(place)
        return f"“{_capital(clause)}{mark}”" if place == "quote" else clause

    def _hop(self, who: Speaker | None, at: Span | None, cue: Span | None, frame: Frame, last: bool = False) -> Hop:
        if who is None:
            return Hop(source=UNSTATED, cue=cue, directness=VALUES[-1], confidence=1.0)
        assert at is not None
        if who not in self._speakers:
            self._speakers.append(who)
            self._mentions.append([])
        entity = self._speakers.index(who)
        self._mentions[entity].append(at)
        nobody = last and who.identification is Identification.ANONYMOUS
        return Hop(
            source=Source(
                mention=at, entity=entity, name=who.name, type=who.type, identification=who.identification
            ),
            cue=cue, directness=VALUES[-1] if nobody else _QUOTED[frame.form], confidence=1.0,
        )  # fmt: skip

    def _claim(self, content: Span, form: Form, commitment: Commitment, hops: Sequence[Hop]) -> None:
        statement = Statement(
            content=(content,), form=form, commitment=commitment, chain=tuple(hops),
            access=tuple(map(access_of, hops)),
        )  # fmt: skip
        self.statements.append(statement)

    def _write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start=start, end=len(self.text), text=words)


_SPEAKING = {"source": "source", "relay": "relay", "pronoun": "source", "later": "source"}
_QUOTED = dict(zip(Form, VALUES[:3], strict=True))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
