"""What is measured: articles, texts of any length made of them, and texts of the worst kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import cycle
from pathlib import Path
from random import Random

from attrib.errors import DataNotFoundError

SHIPPED = Path(__file__).resolve().parent.parent.parent / "fixtures" / "articles"

_NAMES = "Ada Bo Cy Dee Eli Fay Gus Hal Ida Jo Kit Lou Max Ned Ola Pat".split()


def _people(size: int) -> str:
    random = Random(0)
    return " ".join(
        f"{random.choice(_NAMES)} {random.choice(_NAMES)}{'abcdefgh'[k % 8]}{k} said that he saw it."
        for k in range(size)
    )


WORST: Mapping[str, tuple[int, Callable[[int], str]]] = {
    "quotations on a line": (5_000, lambda n: '"We go," he said. ' * n),
    "one sentence": (200_000, lambda n: "the mayor said that the bridge was safe and " * (n // 9)),
    "opening marks": (20_000, lambda n: "“" * n),
    "nested quotations": (20_000, lambda n: "“‘" * (n // 4) + "no" + "’”" * (n // 4)),
    "he said": (100_000, lambda n: "he said " * n),
    "one letter": (1_000_000, lambda n: "a" * n),
    "newlines": (1_000_000, lambda n: "\n" * n),
    "quotation marks": (1_000_000, lambda n: '"' * n),
    "letters on lines": (100_000, lambda n: "a\n" * n),
    "letters and tabs": (100_000, lambda n: "a\t" * n),
    "addresses": (50_000, lambda n: "http://" + "a" * n + " b"),
    "people": (3_000, _people),
    "speakers": (5_000, lambda n: "".join(f"Q: Was it safe?\nA: It was {k}.\n" for k in range(n))),
    "signed quotations": (5_000, lambda n: "".join(f"“We lost {k}.”\n— Ada Lind\n" for k in range(n))),
    "one content": (3_000, lambda n: "The mayor said that the bridge was safe. " * n),
    "denials": (3_000, lambda n: "He said the bridge was safe. She denied that the bridge was safe. " * (n // 2)),
}
"""Texts of the worst kinds by name: a size, and what makes one of a size."""

WORST_OF_ALL = ("quotations on a line", "one sentence", "nested quotations", "he said")
"""Those that ``attrib bench`` measures."""


def articles(paths: Sequence[Path]) -> list[str]:
    """The texts of files and of folders with ``*.txt`` in them; the fixtures where no path is given.

    Raises :class:`~attrib.errors.DataNotFoundError` if there are none.
    """
    if not paths and not SHIPPED.is_dir():
        raise DataNotFoundError("no articles lie beside the package: name some with --texts")
    files = [file for path in paths or [SHIPPED] for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    found = [text for text in (file.read_text(encoding="utf-8") for file in files) if text.strip()]
    if not found:
        raise DataNotFoundError(f"no texts in {', '.join(map(str, paths))}")
    return found


def of_length(texts: Sequence[str], characters: int) -> str:
    """One text of that many characters: the articles one after the other, again from the first where they run out."""
    parts: list[str] = []
    length = 0
    for text in cycle(texts):
        parts.append(text.strip() + "\n\n")
        length += len(parts[-1])
        if length >= characters:
            return "".join(parts)[:characters]
    return ""


def until(texts: Sequence[str], characters: int) -> Iterator[str]:
    """The articles one by one, again from the first where they run out, until they have that many characters."""
    left = characters
    for text in cycle(texts):
        if left <= 0:
            return
        left -= len(text)
        yield text


def words(texts: Iterable[str]) -> int:
    """How many words the texts hold, between blanks."""
    return sum(len(text.split()) for text in texts)
