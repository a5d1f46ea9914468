"""Reads PolNeAR (Newell et al. 2018): texts with their attributions in brat's stand-off format."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from attrib.errors import DataNotFoundError
from attrib.report import Span, frozen
from attrib.training.annotations import placed, read_exactly

_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}
_ATTRIBUTIONS = frozenset({"Attribution", "Attribution-no-source"})
_SPANS = frozenset({*_ROLES, *_ATTRIBUTIONS, "Discuss", "Discard"})


@frozen
class GoldAttribution:
    """An annotated attribution: the fragments of its source and of its cue, either may be empty, and its content."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@frozen
class AttributedText:
    """A text, exactly as on disk, and its outermost attributions."""

    name: str
    text: str
    attributions: tuple[GoldAttribution, ...]


def read_polnear(folder: Path, *, skip_broken: bool = False) -> Iterator[AttributedText]:
    """The texts of ``folder/text`` with the attributions of ``folder/attributions``, by name.

    Of several annotators the one whose mark sorts first is read. Raises :class:`DataNotFoundError` if there are no
    texts or one lacks its annotation, and :class:`InputValueError`, naming file and line, if a text is not UTF-8, or an
    annotation is broken or does not fit its text; with ``skip_broken`` its line is reported on standard error and left
    out.
    """
    by_text = defaultdict(list)
    for path in sorted((folder / "attributions").glob("*.ann")):
        by_text[path.stem.rpartition("_")[0]].append(path)
    texts = sorted((folder / "text").glob("*.txt"))
    if not texts:
        raise DataNotFoundError(f"{folder / 'text'} holds no texts: the PolNeAR corpus is missing")
    for path in texts:
        if path.stem not in by_text:
            raise DataNotFoundError(f"{folder / 'attributions'} has no annotation of {path.name}")
        text = read_exactly(path)
        attributions = tuple(_read(by_text[path.stem][0], text, skip_broken))
        yield AttributedText(name=path.stem, text=text, attributions=attributions)


def _read(path: Path, text: str, skip_broken: bool) -> Iterator[GoldAttribution]:
    """The attributions of one annotation that have a content; annotators' notes are left out."""
    spans: dict[str, tuple[Span, ...]] = {}
    attributions: list[tuple[str, str]] = []  # they may refer to spans that stand below them
    last = None
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        place = f"{path}, line {number}"
        with placed(place, skip_broken=skip_broken):
            mark, _, rest = line.decode("utf-8").partition("\t")
            if mark.startswith("T"):
                last = mark
                if mark in spans:
                    raise ValueError(f"{mark} is a span already")
                spans[mark] = _spans(text, rest)
            elif mark.startswith("E"):
                attributions.append((place, rest))
            elif mark and not mark.startswith("#") and (last is None or last in spans):
                # below a broken span it is the rest of its words, which the annotation tool did not keep on one line
                raise ValueError(f"{mark!r} begins neither a span nor an attribution nor a note")
    for place, rest in attributions:
        found = None
        with placed(place, skip_broken=skip_broken):
            found = _attribution(rest, spans)
        if found is not None and found.content:
            yield found


def _spans(text: str, mark: str) -> tuple[Span, ...]:
    """The fragments of "Source 12 20;31 35<tab>the words", held against the text."""
    place, _, words = mark.partition("\t")
    kind, _, offsets = place.partition(" ")
    if kind not in _SPANS:
        raise ValueError(f"{kind!r} is no kind of span")
    fragments = []
    for part in offsets.split(";"):
        start, end = map(int, part.split())
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the offsets {start} to {end} do not fit the text")
        fragments.append(Span(start=start, end=end, text=text[start:end]))
    if "".join(words.split()) != "".join("".join(span.text for span in fragments).split()):
        raise ValueError(f"the words {words!r} are not those at {offsets}")
    return tuple(fragments)


def _attribution(mark: str, spans: dict[str, tuple[Span, ...]]) -> GoldAttribution:
    """The attribution of "Attribution:T4 Content:T3 Cue:T2 Source:T1"; a second content is "Content2"."""
    kind, *arguments = mark.split() or [""]
    if kind.partition(":")[0] not in _ATTRIBUTIONS:
        raise ValueError(f"{kind!r} is no kind of attribution")
    found: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for argument in arguments:
        name, _, span = argument.partition(":")
        role = _ROLES.get(name.rstrip("0123456789"))
        if role is None:
            raise ValueError(f"{name!r} is no role")
        if span not in spans:
            raise ValueError(f"{argument!r} refers to no span of this file")
        found[role] += spans[span]
    ordered = {role: tuple(sorted(parts, key=lambda span: span.start)) for role, parts in found.items()}
    return GoldAttribution(**ordered)
