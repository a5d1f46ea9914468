"""Reads the Universal Dependencies treebanks that the parser is trained and measured on."""

from __future__ import annotations

import dataclasses
import random
import re
from pathlib import Path

_CURLY = {"``": "“", "''": "”", '"': None, "'": "’", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll"}


@dataclasses.dataclass(frozen=True, slots=True)
class Sentences:
    """CoNLL-U sentences, each the text of one block without its blank line."""

    blocks: tuple[str, ...]

    @property
    def conllu(self) -> str:
        """All sentences as one CoNLL-U text."""
        return "".join(block + "\n\n" for block in self.blocks)


def read_treebank(folder: Path, split: str, *names: str) -> Sentences:
    """The sentences of ``en_NAME.SPLIT.conllu`` for each name; by default EWT and GUM."""
    blocks: list[str] = []
    for name in names or ("ewt", "gum"):
        path = folder / f"en_{name}.{split}.conllu"
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing: the parser is trained on UD English EWT and GUM")
        blocks += (b for b in path.read_text(encoding="utf-8").strip().split("\n\n") if b.strip())
    return Sentences(tuple(blocks))


def vary(sentences: Sentences, rng: random.Random) -> Sentences:
    """The same sentences in the dress of newspapers: some with curly quotation marks, some without a full stop, some
    in capitals, as headlines are."""
    return Sentences(tuple(_dress(block, rng) for block in sentences.blocks))


def _dress(block: str, rng: random.Random) -> str:
    lines = block.split("\n")
    if rng.random() < 0.3:
        lines = _curl(lines)
    if rng.random() < 0.08:
        lines = _unstop(lines)
    if rng.random() < 0.02:
        lines = [_with_form(line, line.split("\t")[1].upper()) if line[:1].isdigit() else line for line in lines]
    return "\n".join(lines)


def _with_form(line: str, form: str) -> str:
    cells = line.split("\t")
    cells[1] = form
    return "\t".join(cells)


def _curl(lines: list[str]) -> list[str]:
    opened = False
    out = []
    for line in lines:
        if not line[:1].isdigit():
            out.append(line)
            continue
        form = line.split("\t")[1]
        if form == '"':
            curly = "”" if opened else "“"
            opened = not opened
        else:
            curly = _CURLY.get(form) or re.sub(r"(?<=\w)'(?=\w)", "’", form)
        out.append(_with_form(line, curly))
    return out


def _unstop(lines: list[str]) -> list[str]:
    words = [line.split("\t") for line in lines if re.match(r"\d+\t", line)]
    if len(words) < 3 or words[-1][3] != "PUNCT" or any(cells[6] == words[-1][0] for cells in words):
        return lines
    return [line for line in lines if not line.startswith(words[-1][0] + "\t")]
