"""The annotated fixtures as offsets: articles and short cases, each with its claims and their chains.

The files give a fragment as the string it is, or as ``[string, k]``: its k-th occurrence in the text, from 1.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrib.report import Commitment, Form, Identification, Level, SourceType, Span, frozen

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

_LEVELS = (Level.HEARSAY, Level.RELAYED, Level.PARAPHRASE, Level.PARTIAL, Level.VERBATIM)


@frozen
class GoldHop:
    """One annotated step of a chain; ``name`` is who the source is in the document, if the document tells."""

    source: Span | None
    cue: Span | None
    name: str | None
    type: SourceType
    identification: Identification


@frozen
class GoldClaim:
    """One annotated claim; the chain goes from the hop nearest the reader to the originator."""

    content: tuple[Span, ...]
    form: Form
    commitment: Commitment
    level: Level
    chain: tuple[GoldHop, ...]


@frozen
class GoldArticle:
    """An article of the fixtures, its text exactly as on disk, and every claim in it."""

    name: str
    text: str
    publisher: str | None
    claims: tuple[GoldClaim, ...]


@frozen
class GoldCase:
    """A sentence or a short passage that shows one convention; ``bucket`` says what kind of case it is."""

    label: str
    comment: str
    bucket: str
    text: str
    publisher: str | None
    claims: tuple[GoldClaim, ...]


def article_names() -> tuple[str, ...]:
    """The names of all articles, in alphabetical order."""
    return tuple(sorted(path.stem for path in (FIXTURES / "articles").glob("*.txt")))


def load_article(name: str) -> GoldArticle:
    """The article of that name. A fragment that is not in the text is a ``ValueError`` that quotes it."""
    folder = FIXTURES / "articles"
    text = (folder / f"{name}.txt").read_bytes().decode("utf-8")  # bytes: CRLF must survive
    annotation = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return GoldArticle(
        name=name, text=text, publisher=annotation["publisher"], claims=_claims(text, annotation["claims"])
    )


def load_cases() -> tuple[GoldCase, ...]:
    """All short cases, in the order of the file."""
    cases = json.loads((FIXTURES / "cases" / "chains.json").read_text(encoding="utf-8"))
    return tuple(GoldCase(**{**case, "claims": _claims(case["text"], case["claims"])}) for case in cases)


def locate(text: str, fragment: str | list[Any]) -> Span:
    """The span of a fragment as the files write it. Occurrences may overlap; ``ValueError`` if there are too few."""
    string, count = (fragment, 1) if isinstance(fragment, str) else fragment
    start = -1
    for _ in range(count):
        start = text.find(string, start + 1)
        if start < 0:
            raise ValueError(f"occurrence {count} of {string!r} is not in the text")
    return Span(start=start, end=start + len(string), text=string)


def _claims(text: str, entries: list[dict[str, Any]]) -> tuple[GoldClaim, ...]:
    return tuple(
        GoldClaim(
            content=tuple(locate(text, fragment) for fragment in entry["content"]),
            form=Form(entry["form"]),
            commitment=Commitment(entry["commitment"]),
            level=_LEVELS[entry["directness"]],
            chain=tuple(_hop(text, hop) for hop in entry["chain"]),
        )
        for entry in entries
    )


def _hop(text: str, hop: dict[str, Any]) -> GoldHop:
    return GoldHop(
        source=None if hop["source"] is None else locate(text, hop["source"]),
        cue=None if hop["cue"] is None else locate(text, hop["cue"]),
        name=hop["name"] or None,
        type=SourceType(hop["type"]),
        identification=Identification(hop["identification"]),
    )
