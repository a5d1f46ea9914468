"""What in one text answers what was said before: takes it up, says it again in short, or says that it is not so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from attrib.contents import MAIN, Kind, Reading, read_content
from attrib.framing import takes_up
from attrib.paraphrase import Likeness, SameContent, in_group, same_content, says_all
from attrib.report import Source, Span

ANSWER = Likeness(fewest=1, cosine=0.0, taken_up=True)
"""Of a content to the one before it, where a pronoun and a verb say enough."""

SHORT = 8
"""Words of a content that may be a verb and a pronoun, besides auxiliaries."""

NEAR = 600
"""Characters between where a content ends and where another begins that takes it up."""


def said_in_text(
    contents: Sequence[Sequence[Span]], speakers: Sequence[Source], denied: Sequence[bool]
) -> tuple[SameContent, ...]:
    """The contents of one text in groups, each given by its spans, with who says it and whether he denies it.

    A content that only takes up what was said, or says no more of it than "that it had leaked", is that of the last
    before it that somebody else says.
    """
    texts = [" ".join(span.text for span in content) for content in contents]
    own: list[int] = []  # in the order of the text
    taken_up: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in sorted(range(len(contents)), key=lambda i: contents[i][0].start):
        other = _said_before(i, own, contents, speakers)
        turned = None if other is None else _answer(texts[i], texts[other], speakers[other].name, denied[i])
        if other is None or turned is None:
            own.append(i)
        else:
            taken_up[other][turned].append(i)
    own.sort()
    groups = []
    for group in same_content([texts[i] for i in own], [speakers[i].name for i in own]):
        said, unsaid = [own[i] for i in group.said], [own[i] for i in group.unsaid]
        groups.append(
            in_group(
                [*said, *(i for o in said for i in taken_up[o][0]), *(i for o in unsaid for i in taken_up[o][1])],
                [*unsaid, *(i for o in unsaid for i in taken_up[o][0]), *(i for o in said for i in taken_up[o][1])],
            )
        )
    return tuple(sorted(groups, key=lambda group: group.said))


def _answer(content: str, before: str, speaker: str | None, denied: bool) -> bool | None:
    """Whether a content says that the one before it is not so, if it only takes that up, or says less of it."""
    how = takes_up(content)
    if how is not None and not how.elided:
        return how.undone or (how.false and not denied)
    short = _said_shortly(content) if how is None else None
    if how is None and short is None:
        return None
    whole = read_content(before, speaker)
    negated = whole is not None and MAIN in whole.negated
    if how is not None:
        return how.undone != negated
    return negated if short and whole and says_all(short, whole, ANSWER) else None


def _said_shortly(content: str) -> Reading | None:
    """The reading of a content that is a verb and a pronoun for whom it is said of: "that it had leaked"."""
    reading = read_content(content, fewest=1) if len(content.split()) <= SHORT else None
    if reading is None or reading.negated:
        return None
    rest = [word for word in reading.words if word.kind is not Kind.PRONOUN]
    return reading if len(rest) == 1 < len(reading.words) and rest[0].kind is Kind.VERB else None


def _said_before(
    i: int, own: Sequence[int], contents: Sequence[Sequence[Span]], speakers: Sequence[Source]
) -> int | None:
    """The last content near before another, and not around it, that somebody else says."""
    for j in reversed(own):
        if contents[i][0].start - contents[j][-1].end > NEAR:
            return None
        around = contents[j][-1].end >= contents[i][-1].end
        if not around and not _same_source(speakers[i], speakers[j]):
            return j
    return None


def _same_source(one: Source, other: Source) -> bool:
    return (one.entity, one.name) == (other.entity, other.name)
