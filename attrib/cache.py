"""Keeps reports in a folder, so that a text that was scored before need not be scored again."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import uuid
from pathlib import Path

from attrib.errors import InputTypeError, InputValueError
from attrib.report import Report
from attrib.serial import SPLIT_PAIR, dump_report, load_report

ENDING = ".report"
"""What the names of entries end with."""


class ReportCache:
    """Reports by text, publisher and what they are made with, a file each, in ``folder``.

    An entry is a line with the SHA-256 of the next, which is the report in its JSON form. One that is torn, altered or
    of another text is as good as none, and is written anew. Writers do not get in each other's way: an entry is made
    aside and put in its place at once. Where nothing can be written, nothing is kept.
    """

    def __init__(self, folder: Path):
        self.folder = folder

    def get(self, text: str, publisher: str | None, doc_id: str | None, made_with: str) -> Report | None:
        """The report of a text as it would be made again, or none."""
        try:
            content = self._path(text, publisher, made_with).read_bytes()
        except OSError:
            return None
        digest, _, line = content.partition(b"\n")
        if hashlib.sha256(line).hexdigest().encode() != digest:
            return None
        try:
            report = load_report(line.decode("ascii"), text)
        except (InputTypeError, InputValueError, UnicodeDecodeError):
            return None
        if report.publisher != publisher or report.doc_id is not None:
            return None
        return dataclasses.replace(report, doc_id=doc_id)

    def put(self, report: Report, made_with: str) -> None:
        """Keep the report of a text, without the id that it was given."""
        text, publisher = report.text or "", report.publisher
        if SPLIT_PAIR.search(text) or SPLIT_PAIR.search(publisher or ""):
            return  # JSON has one way of writing two such strings: what comes back might not be the same
        line = dump_report(dataclasses.replace(report, doc_id=None)).encode("ascii")
        path = self._path(text, publisher, made_with)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, hashlib.sha256(line).hexdigest().encode() + b"\n" + line)

    def _path(self, text: str, publisher: str | None, made_with: str) -> Path:
        """Where the report lies; entries are spread over 256 folders."""
        digest = hashlib.sha256()
        for part in (made_with, publisher, text):
            encoded = b"" if part is None else part.encode("utf-8", "surrogatepass")
            digest.update(b"-" if part is None else f"{len(encoded)}:".encode())
            digest.update(encoded)
        name = digest.hexdigest()
        return self.folder / name[:2] / f"{name[2:]}{ENDING}"


def open_cache(folder: object) -> ReportCache:
    """The cache in ``folder``, which is made if there is none.

    Raises :class:`~attrib.errors.InputTypeError` for what is no path, :class:`~attrib.errors.InputValueError` where no
    folder is and none can be made.
    """
    if not isinstance(folder, (str, os.PathLike)):
        raise InputTypeError(f"cache must be the path of a folder, not {type(folder).__name__}")
    if not os.fspath(folder):
        raise InputValueError("cache: the path is empty")
    path = Path(folder).absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise InputValueError(f"cache: {path} is no folder and cannot be made one ({why})") from error
    return ReportCache(path)


def _write(path: Path, content: bytes) -> None:
    """Put a file in its place at once, whole or not at all; who may read it is as the process has it for new files."""
    aside = path.with_name(f"{uuid.uuid4().hex}.part")
    try:
        with open(aside, "xb") as file:
            file.write(content)
        os.replace(aside, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise
