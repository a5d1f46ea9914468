"""The command line, with a scorer that has read no model."""

from __future__ import annotations

import dataclasses
import io
import json
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import attrib
from attrib import cli
from attrib.errors import InputTypeError, InputValueError, ModelIntegrityError
from attrib.exports.forms import FORMS, Wishes, write
from attrib.report import Report
from tests import samples
from tests.exported import hide


class Fake:
    """Answers every text with a report of it, and remembers what it was asked."""

    def __init__(self, fails: Exception | None = None):
        self.asked: list[tuple[str, str | None, str | None]] = []
        self._fails = fails

    def score(self, text: str, *, publisher: str | None = None, doc_id: str | None = None) -> Report:
        if self._fails:
            raise self._fails
        self.asked.append((text, publisher, doc_id))
        return samples.report_of(text)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes("“No,” said Reyl.\r\n".encode())
    return path


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    return lambda content: monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "ascii"))


def run(fake: Fake, *arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments], scorer=lambda **_: fake)


def test_score_prints_a_report_a_line(fake: Fake, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(fake, "score", article, article, "--publisher", "The Post") == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert Report.from_json(first, text="“No,” said Reyl.\r\n") == samples.report_of("“No,” said Reyl.\r\n")
    assert fake.asked == [("“No,” said Reyl.\r\n", "The Post", str(article))] * 2


def test_score_reads_standard_input(
    fake: Fake, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stdin("Ja, né.\r\n".encode())
    assert run(fake, "score", "-") == 0
    assert fake.asked == [("Ja, né.\r\n", None, None)]
    assert json.loads(capsys.readouterr().out)["length"] == 9


def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(
    fake: Fake, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"ab\xff")
    assert run(fake, "score", tmp_path / "absent.txt", binary, tmp_path, article) == 2
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert err.splitlines() == [
        f"attrib: {tmp_path / 'absent.txt'}: No such file or directory.",
        f"attrib: {binary} is not UTF-8: byte 2 cannot be read.",
        f"attrib: {tmp_path}: Is a directory.",
    ]


LINES = (
    b'\xef\xbb\xbf{"id": "a", "text": "One."}',
    b"{broken",
    b"",
    b'["text"]',
    b'{"id": "c"}',
    b'{"text": 7}',
    b'{"text": "x", "publisher": 7}',
    b'{"text": "x", "id": true}',
    b'\xff{"text": "x"}',
    b"[" * 100_000,
    b'{"id": 12, "text": "Two.", "publisher": "The Herald", "url": "elsewhere"}',
    b'{"id": null, "publisher": null, "text": "Three."}',
)


def test_broken_lines_yield_error_records_and_the_stream_goes_on(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stream = tmp_path / "stream.jsonl"
    stream.write_bytes(b"\n".join(LINES))
    assert run(fake, "score", "--jsonl", stream, "--publisher", "The Post") == 0
    out, err = capsys.readouterr()
    records: list[dict[str, Any]] = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert [record.get("line") for record in records] == [None, 2, 4, 5, 6, 7, 8, 9, 10, None, None]
    assert all(set(record) == {"error", "line"} for record in records if "error" in record)
    assert [record["error"]["message"] for record in records[2:7]] == [
        "expected an object, got list",
        "text: missing",
        "text: expected a string, got int",
        "publisher: expected a string, got int",
        "id: expected a string, got bool",
    ]
    assert records[1]["error"]["type"] == "InputValueError" and records[2]["error"]["type"] == "InputTypeError"
    assert fake.asked == [("One.", "The Post", "a"), ("Two.", "The Herald", "12"), ("Three.", "The Post", None)]


@pytest.mark.parametrize("error", [InputTypeError("no such text"), MemoryError("no room"), RuntimeError("a bug")])
def test_a_text_that_cannot_be_scored_is_an_error_record_too(
    error: Exception, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(b'{"text": "x"}\n{"text": "y"}\n')
    assert run(Fake(error), "score", "--jsonl", "-") == 0
    told = {"type": type(error).__name__, "message": str(error)}
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert records == [{"error": told, "line": 1}, {"error": told, "line": 2}]


def test_the_greatest_length_goes_to_the_scorer(fake: Fake, article: Path) -> None:
    given: list[dict[str, Any]] = []

    def make(**options: Any) -> Fake:
        given.append(options)
        return fake

    assert cli.main(["score", "--max-chars", "9", str(article)], scorer=make) == 0
    assert given == [{"max_chars": 9}]


@pytest.mark.parametrize("command", [["score"], ["score", "--jsonl"], ["show"]])
def test_a_missing_model_ends_the_run_in_one_sentence(
    command: list[str], stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(b'{"text": "x"}\n{"text": "y"}\n')
    assert run(Fake(ModelIntegrityError("models/x is missing;\nfetch it again.")), *command, "-") == 2
    assert capsys.readouterr() == ("", "attrib: models/x is missing; fetch it again.\n")


def test_show_prints_the_page(fake: Fake, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(fake, "show", article, "--width", 50, "--publisher", "The Post") == 0
    page = capsys.readouterr().out
    assert "credibility 0.71" in page and "\x1b" not in page and max(map(len, page.splitlines())) <= 50
    assert fake.asked == [("“No,” said Reyl.\r\n", "The Post", str(article))]
    assert run(fake, "show", article, "--colour", "always") == 0
    assert "\x1b[1m" in capsys.readouterr().out
    assert run(fake, "show", article, "--width", 3) == 2
    assert capsys.readouterr().err == "attrib: width: 3 is less than 24 columns.\n"


def test_show_writes_a_page_and_prints_nothing(
    fake: Fake, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.html"
    assert run(fake, "show", article, "--html", out, "--publisher", "The Post") == 0
    assert capsys.readouterr() == ("", "")
    assert out.read_bytes().decode() == samples.report_of("“No,” said Reyl.\r\n").to_html()
    assert run(fake, "show", article, "--html", tmp_path / "absent" / "page.html") == 2
    assert capsys.readouterr() == ("", f"attrib: {tmp_path / 'absent' / 'page.html'}: No such file or directory.\n")


def test_what_is_read_is_not_overwritten(fake: Fake, article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = article.read_bytes()
    assert run(fake, "show", article, "--html", article) == 2
    assert article.read_bytes() == before and "would be overwritten" in capsys.readouterr().err
    assert fake.asked == []


def test_ctrl_c_is_quiet(stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]) -> None:
    class Interrupted(Fake):
        def score(self, text: str, *, publisher: str | None = None, doc_id: str | None = None) -> Report:
            raise KeyboardInterrupt

    stdin(b"x")
    assert run(Interrupted(), "score", "-") == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("arguments", [[], ["score"], ["unknown"], ["score", "--colour", "x"]])
def test_wrong_use_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2 and "attrib" in capsys.readouterr().err


def test_a_deferred_command_is_imported_when_it_is_called(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    later = cli.Deferred(summary="does more", module="later_module", function="begin")
    monkeypatch.setattr(cli, "DEFERRED", {"later": later})
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    assert "does more" in capsys.readouterr().out and "later_module" not in sys.modules
    module = types.ModuleType("later_module")
    module.begin = len  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "later_module", module)
    assert cli.main(["later", "--deep", "x"]) == len(["--deep", "x"])


def process(*arguments: str, code: str = "") -> subprocess.Popen[bytes]:
    command = [sys.executable, *(["-c", code] if code else ["-m", "attrib"]), *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_python_m_attrib_prints_the_version() -> None:
    out, err = process("--version").communicate()
    assert out.decode() == f"attrib {attrib.__version__}\n" and err == b""


def test_a_closed_pipe_is_quiet() -> None:
    code = (
        "from attrib import cli\nfrom tests.test_cli import Fake\n"
        "raise SystemExit(cli.main(['score', '--jsonl', '-'], scorer=lambda **_: Fake()))"
    )
    run = process(code=code)
    assert run.stdin and run.stdout and run.stderr
    run.stdin.write(b'{"text": "The mayor said no."}\n')
    run.stdin.flush()
    assert run.stdout.readline().startswith(b'{"schema_version"')
    run.stdout.close()
    try:
        run.stdin.write(b'{"text": "The mayor said no."}\n' * 2000)
        run.stdin.close()
    except BrokenPipeError:
        pass
    assert run.stderr.read() == b"" and run.wait(60) == 141
    run.stderr.close()


FAKED = "from attrib import cli\nfrom tests.test_cli import Fake\nimport sys\n"


def test_an_output_that_cannot_be_written_ends_the_run(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text("The mayor said no.", encoding="utf-8")
    code = f"{FAKED}raise SystemExit(cli.main(['score', *sys.argv[1:]], scorer=lambda **_: Fake()))"
    command = [sys.executable, "-c", code, str(tmp_path / "a"), str(tmp_path / "b")]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == "attrib: standard output: No space left on device."
    assert str(tmp_path).encode() not in done.stderr


@pytest.mark.parametrize(("stream", "arguments"), [("stdout", "'show', 'x'"), ("stdin", "'score', '-'")])
def test_a_stream_that_is_closed_is_told_of_in_a_sentence(stream: str, arguments: str) -> None:
    code = f"{FAKED}sys.{stream} = None\nraise SystemExit(cli.main([{arguments}], scorer=lambda **_: Fake()))"
    run = process(code=code)
    _, err = run.communicate()
    name = {"stdout": "standard output", "stdin": "-: standard input"}[stream]
    assert run.returncode == 2 and err.decode() == f"attrib: {name} is closed.\n"


def test_corroborate_reads_over_a_byte_order_mark(
    fake: Fake, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    line = samples.report().to_json().encode()
    stdin(b"\xef\xbb\xbf" + line + b"\n" + line)
    assert run(fake, "corroborate", "-") == 0 and capsys.readouterr().out


def test_corroborate_prints_what_several_reports_claim(
    fake: Fake, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [samples.report().to_json(), "", samples.report().to_json()]
    stdin("\n".join(lines).encode())
    assert run(fake, "corroborate", "-") == 0
    shared = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["articles"] for each in shared] == [2] * len(shared)
    assert {each["report"] for each in shared[0]["appearances"]} == {0, 1}
    assert shared[0]["single_origin"] is (shared[0]["independent_origins"] < 2)
    stdin(lines[0].encode())
    assert run(fake, "corroborate", "-") == 0 and not capsys.readouterr().out
    stdin(lines[0].encode())
    assert run(fake, "corroborate", "--least", 1, "-") == 0 and capsys.readouterr().out


def test_corroborate_writes_a_page_and_prints_nothing(
    fake: Fake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reports, out = tmp_path / "reports.jsonl", tmp_path / "page.html"
    reports.write_text(f"{samples.report().to_json()}\n" * 2, encoding="utf-8")
    assert run(fake, "corroborate", reports, "--html", out) == 0
    assert capsys.readouterr() == ("", "")
    assert "in 2 texts" in out.read_text(encoding="utf-8")
    assert run(fake, "corroborate", reports, "--html", reports) == 2
    assert "would be overwritten" in capsys.readouterr().err


def test_corroborate_names_every_line_that_is_no_report_and_goes_on(
    fake: Fake, stdin: Callable[[bytes], None], capsys: pytest.CaptureFixture[str]
) -> None:
    good = samples.report().to_json().encode()
    stdin(b"no JSON\n[]\n")
    assert run(fake, "score", "--jsonl", "-") == 0
    errors = capsys.readouterr().out.encode()
    stdin(b"".join([good, b"\n{}\n\xff\n", errors, errors[:30], b"\n", good]))
    assert run(fake, "corroborate", "-") == 2
    out, err = capsys.readouterr()
    assert all(json.loads(line)["articles"] == 2 for line in out.splitlines()) and out
    told = ["2: schema_version: ", "3 is not UTF-8: ", *(f'{n}: no report, but {{"error": ' for n in (4, 5, 6))]
    lines = err.splitlines()
    assert all(line.startswith(f"attrib: -, line {each}") for line, each in zip(lines, told, strict=True)), lines
    assert "not JSON" in lines[2] and "expected an object" in lines[3]


@pytest.mark.parametrize(
    ("form", "holds"),
    [
        ("rows", '"originator"'),
        ("jsonld", '"@context": "https://schema.org"'),
        ("prov", '"wasAttributedTo"'),
        ("annotation", '"AnnotationCollection"'),
        ("stix", '"bundle"'),
    ],
)
def test_score_writes_other_formats(
    fake: Fake, article: Path, capsys: pytest.CaptureFixture[str], form: str, holds: str
) -> None:
    given = ["score", "--format", form, "--created", "2025-01-02T03:04:05+01:00", "--target", "https://example.org/"]
    assert run(fake, *given, article, article) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second and holds in first and first.isascii()
    json.loads(first)


def test_every_format_has_its_name() -> None:
    assert tuple(FORMS) == cli.FORMATS


def test_what_a_format_has_to_be_told_is_asked_for(
    fake: Fake, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(fake, "score", "--format", "stix", article) == 2
    assert run(fake, "score", "--format", "stix", "--created", "today", article) == 2
    assert fake.asked == []
    needed, odd = capsys.readouterr().err.splitlines()
    assert "--created: needed" in needed and "'today' is no time" in odd
    nameless = dataclasses.replace(samples.report(), doc_id=None)
    for form in ("annotation", "stix"):
        with pytest.raises(InputValueError, match="needed"):
            write(nameless, form, Wishes())


def test_an_id_is_made_an_iri() -> None:
    odd = dataclasses.replace(samples.report(), doc_id="a b/é\ud800?x=1%20")
    collection = json.loads(write(odd, "annotation", Wishes()))
    assert collection["first"]["items"][0]["target"][0]["source"] == "a%20b/%C3%A9%EF%BF%BD?x=1%20"


def test_a_format_whose_library_is_missing_is_an_error(
    fake: Fake, article: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hide("prov", monkeypatch)
    assert run(fake, "score", "--format", "prov", article) == 2
    assert "pip install 'attrib[prov]'" in capsys.readouterr().err
