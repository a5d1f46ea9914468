"""What the readers of annotated corpora have in common: a text as it stands on disk, and a place for what is broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrib.errors import InputValueError


def read_exactly(path: Path) -> str:
    """The text of a file, line ends as they stand; :class:`InputValueError` names the line that is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputValueError(f"{path}, line {line}: {error}") from error


@contextmanager
def placed(place: str, *, skip_broken: bool = False) -> Iterator[None]:
    """Raise :class:`InputValueError`, naming the place, for what is broken inside; or report it on standard error."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        problem = f"{place}: {error} is missing" if isinstance(error, KeyError) else f"{place}: {error}"
        if not skip_broken:
            raise InputValueError(problem) from error
        print(problem, file=sys.stderr)
