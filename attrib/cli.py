"""The command line: ``attrib score`` prints reports as JSON, ``attrib show`` prints one to be read."""

from __future__ import annotations

import argparse
import datetime
import importlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, BinaryIO, Protocol

from attrib.errors import AttribError, InputTypeError, InputValueError, ModelIntegrityError
from attrib.progress import BYTES, Progress
from attrib.report import Report, frozen
from attrib.serial import unique_keys
from attrib.usage import described

FAILED, INTERRUPTED, PIPE_CLOSED = 2, 130, 141


@frozen
class Deferred:
    """A command with a parser of its own: ``function(arguments) -> code``, its module imported when it is called."""

    summary: str
    module: str
    function: str


DEFERRED: Mapping[str, Deferred] = {
    "train": Deferred(summary="make the models", module="attrib.training.commands", function="train"),
    "evaluate": Deferred(
        summary="measure the models on the corpora", module="attrib.training.commands", function="evaluate"
    ),
    "bench": Deferred(summary="measure speed and memory", module="attrib.bench.command", function="bench"),
}
"""The commands for which the core need not be there, by name."""


FORMATS = ("json", "rows", "jsonld", "prov", "annotation", "stix")
"""What ``score`` can write: the names of :data:`attrib.exports.forms.FORMS`, without what these import."""


class Scores(Protocol):
    """What the command line asks of a scorer."""

    def score(self, text: str, *, publisher: str | None = None, doc_id: str | None = None) -> Report:
        """The report of one text."""


def main(arguments: Sequence[str] | None = None, *, scorer: Callable[..., Scores] | None = None) -> int:
    """The exit code: 0, 2 after an error (one sentence on standard error each), 130 after Ctrl-C.

    ``scorer`` makes the scorer from options of :class:`attrib.Scorer`, which it is by default, on first use.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in DEFERRED:
        command = DEFERRED[given[0]]
        return _quietly(lambda: int(getattr(importlib.import_module(command.module), command.function)(given[1:])))
    options = _parser().parse_args(given)
    return _quietly(lambda: int(options.run(options, scorer or _default_scorer)))


def _quietly(run: Callable[[], int]) -> int:
    """The exit code of ``run``; no traceback for what is no bug."""
    if sys.stdout is None:
        return _fail("standard output is closed")
    try:
        code = run()
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # The reader has gone; what is still buffered must not raise again when the interpreter closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except (AttribError, OSError, UnicodeDecodeError) as error:
        return _fail(_reason(error))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="attrib",
        **described("Who says so, through whom, and how well sourced.", "attrib show article.txt"),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    score = commands.add_parser(
        "score",
        help="print reports as JSON, one a line",
        **described("Print reports as JSON, one a line.", "attrib score --jsonl articles.jsonl > reports.jsonl"),
    )
    score.add_argument("files", nargs="+", metavar="FILE", help="a text in UTF-8, or - for standard input")
    score.add_argument("--jsonl", action="store_true", help='files hold {"id", "text", "publisher"?} a line')
    score.add_argument("--publisher", metavar="NAME", help="who published the texts, where a line does not say")
    score.add_argument("--max-chars", type=int, metavar="N", help="refuse texts of more characters (default: none)")
    score.add_argument("--format", choices=FORMATS, default="json", help="what to write them in (default: json)")
    score.add_argument("--target", metavar="IRI", help="what annotations are on (default: the text's id or file)")
    score.add_argument("--created", metavar="TIME", help="when STIX objects are made, in ISO 8601")
    score.set_defaults(run=_score)

    show = commands.add_parser(
        "show",
        help="print a report to be read",
        **described("Print a report to be read.", 'attrib show --publisher "The Coast Observer" article.txt'),
    )
    show.add_argument("file", metavar="FILE", help="a text in UTF-8, or - for standard input")
    show.add_argument("--publisher", metavar="NAME", help="who published the text")
    show.add_argument("--width", type=int, help="columns to use (default: the terminal's, up to 100)")
    show.add_argument("--colour", choices=("auto", "always", "never"), default="auto", help="whether to use colours")
    show.add_argument("--html", metavar="OUT", help="write a page for a browser to this file, and print nothing")
    show.set_defaults(run=_show)

    shared = commands.add_parser(
        "corroborate",
        help="print what many reports claim, and on how many origins it rests",
        **described(
            "Print what many reports claim, and on how many origins it rests, as JSON, one claim a line.",
            "attrib corroborate --least 3 reports.jsonl",
        ),
    )
    shared.add_argument("files", nargs="+", metavar="FILE", help="reports as JSON, one a line, or - for standard input")
    shared.add_argument("--least", type=int, default=2, help="texts that claim or deny it, at least (default: 2)")
    shared.add_argument("--html", metavar="OUT", help="write a page for a browser to this file, and print nothing")
    shared.set_defaults(run=_corroborate)

    for name, command in DEFERRED.items():
        commands.add_parser(name, help=command.summary)
    return parser


class _Version(argparse.Action):
    """Prints the version, which is looked up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        import attrib

        print(f"attrib {attrib.__version__}")
        parser.exit()


def _default_scorer(**options: Any) -> Scores:
    import attrib

    scorer: Scores = attrib.Scorer(**options)
    return scorer


def _score(options: argparse.Namespace, make: Callable[..., Scores]) -> int:
    """Score file after file; one that cannot be read is named and does not hold up the others."""
    from attrib.exports.forms import Wishes, write

    wishes = Wishes(target=options.target, created=_time(options.created))
    if options.format == "stix" and wishes.created is None:
        raise InputValueError("--created: needed for STIX, so that the same text gives the same objects")

    def as_line(report: Report) -> str:
        return write(report, options.format, wishes)

    total, unit = (_size(options.files), BYTES) if options.jsonl else (len(options.files), "text")
    code = 0
    scorer: Scores | None = None
    with Progress("scoring", total, unit) as progress:
        for file in options.files if options.jsonl else progress.over(options.files):
            try:
                if options.jsonl:
                    with _opened(file) as lines:
                        scorer = scorer or make(max_chars=options.max_chars)
                        for record in _score_lines(progress.over(lines, len), scorer, options.publisher, as_line):
                            _put(progress, record)
                else:
                    text = _read(file)
                    scorer = scorer or make(max_chars=options.max_chars)
                    report = scorer.score(text, publisher=options.publisher, doc_id=_doc_id(file))
                    _put(progress, as_line(report))
            except BrokenPipeError:
                raise
            except (InputTypeError, InputValueError, OSError, UnicodeDecodeError) as error:
                code = FAILED
                progress.print(_sentence(_reason(error, file)), sys.stderr)
    return code


class _UnwritableError(AttribError):
    """What is written cannot be: no other text would fare better."""


def _put(progress: Progress, line: str) -> None:
    """Print a line of the output, and have it written."""
    try:
        progress.print(line)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _UnwritableError(f"standard output: {error.strerror}") from error


def _score_lines(
    lines: Iterable[bytes], scorer: Scores, publisher: str | None, as_line: Callable[[Report], str]
) -> Iterator[str]:
    """A line of JSON for each line that is not blank: its report, or an error with the number of the line."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = _entry(line, number)
            report = scorer.score(entry["text"], publisher=entry.get("publisher") or publisher, doc_id=entry.get("id"))
            yield as_line(report)
        except (ModelIntegrityError, ImportError):
            raise  # no other line would fare better
        except Exception as error:
            yield json.dumps({"error": {"type": type(error).__name__, "message": str(error)}, "line": number})


def _entry(line: bytes, number: int) -> dict[str, str]:
    """The strings of one line; keys that mean nothing here are let be."""
    try:
        found: Any = json.loads(line.decode(_encoding(number)), object_pairs_hook=unique_keys)
    except (ValueError, RecursionError) as error:
        raise InputValueError(f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise InputTypeError(f"expected an object, got {type(found).__name__}")
    if "text" not in found:
        raise InputValueError("text: missing")
    if isinstance(found.get("id"), int) and not isinstance(found["id"], bool):
        found["id"] = str(found["id"])
    for name in ("id", "publisher"):
        if found.get(name, "") is None:
            del found[name]
    for name in ("id", "text", "publisher"):
        if not isinstance(found.get(name, ""), str):
            raise InputTypeError(f"{name}: expected a string, got {type(found[name]).__name__}")
    return {name: found[name] for name in ("id", "text", "publisher") if name in found}


def _show(options: argparse.Namespace, make: Callable[..., Scores]) -> int:
    from attrib.show import NARROWEST, render

    text = _read(options.file)
    if options.html is not None:
        _refuse_to_overwrite([options.file], options.html)
    report = make().score(text, publisher=options.publisher, doc_id=_doc_id(options.file))
    if options.html is not None:
        _write(options.html, report.to_html())
        return 0
    width = options.width
    if width is None:
        width = max(NARROWEST, min(shutil.get_terminal_size().columns, 100))
    colour = options.colour == "always"
    if options.colour == "auto":
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a character still shows the rest
    print(render(report, width=width, colour=colour), end="")
    return 0


def _corroborate(options: argparse.Namespace, _: Callable[..., Scores]) -> int:
    from attrib.corroboration import corroborate

    if options.html is not None:
        _refuse_to_overwrite(options.files, options.html)
    code, reports = 0, []
    with Progress("reading", _size(options.files), BYTES) as progress:
        for file in options.files:
            with _opened(file) as lines:
                for number, line in enumerate(progress.over(lines, len), 1):
                    if not line.strip():
                        continue
                    try:
                        reports.append(_report(line, number))
                    except (InputTypeError, InputValueError, UnicodeDecodeError) as error:
                        code = FAILED
                        progress.print(_sentence(_reason(error, f"{file}, line {number}")), sys.stderr)
    found = [
        shared
        for shared in corroborate(reports)
        if len({each.report for each in (*shared.appearances, *shared.denials)}) >= options.least
    ]
    if options.html is not None:
        from attrib.pages.stories import render_stories

        _write(options.html, render_stories(found))
        return code
    for shared in found:
        print(json.dumps(shared.to_dict()))
    return code


def _report(line: bytes, number: int) -> Report:
    """The report of one line, which may be what :func:`_score_lines` wrote where there was none to write."""
    text = line.decode(_encoding(number))
    if text.startswith('{"error": '):
        raise InputValueError(f"no report, but {text}")
    return Report.from_json(text)


def _encoding(number: int) -> str:
    """How a line is read: the first of a file may begin with a byte order mark."""
    return "utf-8-sig" if number == 1 else "utf-8"


def _opened(file: str) -> AbstractContextManager[BinaryIO]:
    """The bytes of a file, or of standard input, which stays open."""
    if file == "-" and sys.stdin is None:
        raise InputValueError("standard input is closed")
    return nullcontext(sys.stdin.buffer) if file == "-" else open(file, "rb")


def _read(file: str) -> str:
    """The text of a file, its line ends as they stand."""
    with _opened(file) as opened:
        return opened.read().decode("utf-8")


def _size(files: Sequence[str]) -> int | None:
    """How many bytes the files have together; none where that cannot be told beforehand."""
    try:
        return None if "-" in files else sum(os.stat(file).st_size for file in files)
    except OSError:
        return None


def _write(file: str, page: str) -> None:
    with open(file, "w", encoding="utf-8", newline="") as opened:
        opened.write(page)


def _refuse_to_overwrite(files: Iterable[str], out: str) -> None:
    """Refuse to write where one of the files lies that were read."""
    for file in files:
        if file != "-" and os.path.exists(out) and os.path.samefile(file, out):
            raise InputValueError(f"{out}: is what is read, and would be overwritten")


def _time(given: str | None) -> datetime.datetime | None:
    """A time with its zone, which is UTC where none is given."""
    if given is None:
        return None
    try:
        found = datetime.datetime.fromisoformat(given)
    except ValueError:
        raise InputValueError(f"--created: {given!r} is no time in ISO 8601") from None
    return found if found.utcoffset() is not None else found.replace(tzinfo=datetime.UTC)


def _doc_id(file: str) -> str | None:
    return None if file == "-" else file


def _reason(error: Exception, file: str = "") -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"{file or 'the input'} is not UTF-8: byte {error.start} cannot be read"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or file or 'the input'}: {error.strerror}"
    return f"{file}: {error}" if file else str(error)


def _fail(reason: str) -> int:
    print(_sentence(reason), file=sys.stderr)
    return FAILED


def _sentence(reason: str) -> str:
    return f"attrib: {' '.join(reason.split()).rstrip('.')}."
