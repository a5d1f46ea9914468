"""Rebuilds the raw text that a treebank was made from, with the character labels a tokenizer is trained on.

A text is a sequence of paragraphs with a blank line between two of them; a paragraph is one line.  Every character has
a label: 0 inside a token (or between two), 1 the last of a token, 2 the last of a sentence, 3 and 4 the same for a
token of several words, such as *don't*.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Iterable, Iterator, Sequence

from attrib.training.treebank import Sentences

DOUBLE, SINGLE = "“”", "‘’"

_FINAL = re.compile(r"[.!?][\"”’')]*$")
_BEFORE_OPENING = frozenset(" ([{—–-“‘\"'")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A surface token: its form, the words it holds (one, or several), and whether white space follows it."""

    form: str
    words: tuple[str, ...]
    spaced: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """A text and its labels, a digit a character; line breaks of the text are line breaks of the labels."""

    text: str
    labels: str


def documents(sentences: Sentences) -> Iterator[tuple[str, Sentences]]:
    """Each document's name (empty if it has none) and its sentences, in order."""
    name, blocks = "", list[str]()
    for block in sentences.blocks:
        opening = re.search(r"^# newdoc(?: id = (.*))?$", block, re.MULTILINE)
        if opening:
            if blocks:
                yield name, Sentences(tuple(blocks))
            name, blocks = opening.group(1) or "", []
        blocks.append(block)
    if blocks:
        yield name, Sentences(tuple(blocks))


def paragraphs(document: Sentences) -> Iterator[Sentences]:
    """The paragraphs of one document."""
    blocks: list[str] = []
    for block in document.blocks:
        if blocks and re.search(r"^# newpar\b", block, re.MULTILINE):
            yield Sentences(tuple(blocks))
            blocks = []
        blocks.append(block)
    yield Sentences(tuple(blocks))


def tokens(block: str) -> Iterator[Token]:
    """The surface tokens of one sentence; words inside a token of several do not come again."""
    rows = [line.split("\t") for line in block.split("\n") if line[:1].isdigit()]
    forms = {row[0]: row[1] for row in rows}
    covered = 0
    for row in rows:
        spaced = "SpaceAfter=No" not in row[9].split("|")
        if "-" in row[0]:
            first, covered = map(int, row[0].split("-"))
            yield Token(form=row[1], words=tuple(forms[str(i)] for i in range(first, covered + 1)), spaced=spaced)
        elif "." not in row[0] and int(row[0]) > covered:
            yield Token(form=row[1], words=(row[1],), spaced=spaced)


def label(paragraph: Sentences) -> Labelled:
    """The one line of a paragraph and its labels."""
    text, labels = "", ""
    for block in paragraph.blocks:
        for token in tokens(block):
            text += token.form + " " * token.spaced
            labels += "0" * (len(token.form) - 1) + ("1" if len(token.words) == 1 else "3") + "0" * token.spaced
        last = len(labels.rstrip("0")) - 1
        labels = labels[:last] + {"1": "2", "3": "4"}[labels[last]] + labels[last + 1 :]
        if not text.endswith(" "):
            text, labels = text + " ", labels + "0"
    return Labelled(text=text[:-1], labels=labels[:-1])


def join(paragraphs: Iterable[Labelled]) -> Labelled:
    """One text of many paragraphs, blank lines between them."""
    parts = tuple(paragraphs)
    return Labelled(text="\n\n".join(p.text for p in parts), labels="\n\n".join(p.labels for p in parts))


def raw(sentences: Sentences) -> Labelled:
    """The raw text of a treebank and its labels."""
    return join(label(part) for _, document in documents(sentences) for part in paragraphs(document))


def newsprint(sentences: Sentences, rng: random.Random) -> Labelled:
    """The raw text of a treebank as newspapers print it: a third of it with curly quotation marks and apostrophes,
    some of that with single marks around quotations; here and there two paragraphs set as one."""
    out: list[Labelled] = []
    for _, document in documents(sentences):
        for part in _merged([label(p) for p in paragraphs(document)], rng):
            chance = rng.random()
            marks = SINGLE if chance < 0.06 else DOUBLE if chance < 0.35 else None
            out.append(dataclasses.replace(part, text=curl(part.text, marks)) if marks else part)
    return join(out)


def _merged(parts: Sequence[Labelled], rng: random.Random) -> Iterator[Labelled]:
    held: Labelled | None = None
    for part in parts:
        if held and _FINAL.search(held.text) and _FINAL.search(part.text) and rng.random() < 0.1:
            held = Labelled(text=f"{held.text} {part.text}", labels=f"{held.labels}0{part.labels}")
            continue
        if held:
            yield held
        held = part
    if held:
        yield held


def curl(text: str, marks: str = DOUBLE) -> str:
    """The same text, of the same length, with curly marks: ``marks`` for straight double quotation marks, and single
    ones or an apostrophe for straight single marks."""
    out = list(text)
    opened = False
    for i, mark in enumerate(text):
        before, after = text[i - 1] if i else " ", text[i + 1] if i + 1 < len(text) else " "
        opens = before in _BEFORE_OPENING
        if mark == '"':
            # a mark between two spaces tells nothing by its place: it closes what is open
            opened = not opened if opens and after == " " else opens
            out[i] = marks[0] if opened else marks[1]
        elif mark == "'":
            closing = re.search(r"\w[,.!?]?'(?!\w)", text[i + 1 :])
            out[i] = "‘" if opens and after.isalpha() and closing else "’"
    return "".join(out)
