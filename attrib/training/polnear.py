"""Reads PolNeAR (Newell et al. 2018): texts with their attributions in brat's stand-off format."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from attrib.errors import DataNotFoundError, InputValueError
from attrib.report import Span, frozen

_ROLES = {"Source": "source", "Cue": "cue", "Content": "content"}


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
    texts or one lacks its annotation, and :class:`InputValueError`, naming file and line, if an annotation is broken
    or does not fit its text; with ``skip_broken`` the line is reported on standard error and left out.
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
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        attributions = tuple(_read(by_text[path.stem][0], text, skip_broken))
        yield AttributedText(name=path.stem, text=text, attributions=attributions)


def _read(path: Path, text: str, skip_broken: bool) -> Iterator[GoldAttribution]:
    """The attributions of one annotation that have a content; marks of other kinds are left out."""
    spans: dict[str, tuple[Span, ...]] = {}
    lines = [line.partition("\t") for line in path.read_text(encoding="utf-8").split("\n")]
    for kind in ("T", "E"):  # an attribution may refer to spans that stand below it
        for number, (mark, _, rest) in enumerate(lines, 1):
            try:
                if mark.startswith(kind) and kind == "T":
                    spans[mark] = _spans(text, rest)
                elif mark.startswith(kind):
                    found = _attribution(rest, spans)
                    if found is not None and found.content:
                        yield found
            except ValueError as error:
                problem = f"{path}, line {number}: {error}"
                if not skip_broken:
                    raise InputValueError(problem) from error
                print(problem, file=sys.stderr)


def _spans(text: str, mark: str) -> tuple[Span, ...]:
    """The fragments of "Source 12 20;31 35<tab>the words", held against the text."""
    place, _, words = mark.partition("\t")
    fragments = []
    for part in place.partition(" ")[2].split(";"):
        start, end = map(int, part.split())
        if not 0 <= start < end <= len(text):
            raise ValueError(f"the offsets {start} to {end} do not fit the text")
        fragments.append(Span(start=start, end=end, text=text[start:end]))
    if "".join(words.split()) != "".join("".join(span.text for span in fragments).split()):
        raise ValueError(f"the words {words!r} are not those at {place.partition(' ')[2]}")
    return tuple(fragments)


def _attribution(mark: str, spans: dict[str, tuple[Span, ...]]) -> GoldAttribution | None:
    """The attribution of "Attribution:T4 Content:T3 Cue:T2 Source:T1"."""
    arguments = [argument.split(":", 1) for argument in mark.split()]
    if not arguments or not arguments[0][0].startswith("Attribution"):
        return None
    found: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    for argument in arguments[1:]:
        role = _ROLES.get(argument[0].rstrip("0123456789"))
        if role is None:
            continue
        if len(argument) != 2 or argument[1] not in spans:
            raise ValueError(f"{':'.join(argument)!r} refers to no span of this file")
        found[role] += spans[argument[1]]
    ordered = {role: tuple(sorted(parts, key=lambda span: span.start)) for role, parts in found.items()}
    return GoldAttribution(**ordered)
