"""The command line in a terminal and in a pipe: colour, width, and a bar while it works."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests import samples, terminals
from tests.gold import FIXTURES

SLOW = """
import sys, time
from attrib import cli, progress
from tests import samples

class Slow:
    def __init__(self, **_):
        pass
    def score(self, text, **_):
        time.sleep(0.05)
        return samples.report_of(text)

progress.PATIENCE = 0.1
raise SystemExit(cli.main(sys.argv[1:], scorer=Slow))
"""
MANY = """
from attrib import scorer

class Many(Slow):
    def score_many(self, texts):
        return map(self.score, texts)

scorer.Scorer = Many
"""
WITHOUT = f"import sys; sys.modules['tqdm'] = None\n{SLOW}"
ESCAPE = re.compile("\x1b\\[[0-9;]*[A-Za-z]")


@pytest.fixture
def stream(tmp_path: Path) -> str:
    path = tmp_path / "stream.jsonl"
    path.write_text('{"text": "The mayor said no."}\n' * 15, encoding="utf-8")
    return str(path)


@pytest.fixture
def texts(tmp_path: Path) -> list[str]:
    paths = [tmp_path / f"{i}.txt" for i in range(15)]
    for path in paths:
        path.write_text("The mayor said no.", encoding="utf-8")
    return list(map(str, paths))


def reports_in(out: str) -> int:
    """How many lines of output are a report, all of them having to be."""
    return sum("claims" in json.loads(line) for line in out.splitlines())


def test_a_stream_has_a_bar_of_bytes_and_is_not_touched_by_it(stream: str) -> None:
    shown = terminals.run(SLOW, ["score", "--jsonl", stream], terminals=["err"])
    assert shown.code == 0 and reports_in(shown.out) == 15
    assert re.search(r"scoring: +\d+%\|.*/465 ?\[", shown.err), shown.err
    assert max(len(ESCAPE.sub("", line)) for line in re.split(r"[\r\n]", shown.err)) <= 80
    assert not re.split(r"\r", shown.err.rstrip("\r"))[-1].strip(), "the bar is left behind"


def test_files_have_a_bar_of_texts(texts: list[str]) -> None:
    shown = terminals.run(SLOW, ["score", *texts], terminals=["err"], columns=50)
    assert shown.code == 0 and reports_in(shown.out) == 15
    assert re.search(r"scoring: .*/15 \[", shown.err), shown.err


def test_lines_are_not_written_into_the_bar(texts: list[str]) -> None:
    shown = terminals.run(SLOW, ["score", *texts[:8], "absent.txt", *texts[8:]], terminals=["out", "err"], columns=60)
    assert shown.code == 2
    lines = [re.split(r"\r", line)[-1] for line in shown.out.replace("\r\n", "\n").split("\n")]
    lines = [ESCAPE.sub("", line) for line in lines]
    assert reports_in("\n".join(line for line in lines if line.startswith("{"))) == 15
    assert "attrib: absent.txt: No such file or directory." in lines
    assert "scoring:" in shown.out


def test_corroborate_has_a_bar(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text(f"{samples.report().to_json()}\n" * 40, encoding="utf-8")
    code = SLOW.replace("0.1", "0.0")
    shown = terminals.run(code, ["corroborate", "--least", "40", str(reports)], terminals=["err"])
    assert shown.code == 0 and "reading:" in shown.err
    assert [json.loads(line)["articles"] for line in shown.out.splitlines()] == [40] * 3
    assert terminals.run(code, ["corroborate", str(reports)]).err == ""


def test_the_study_of_pairs_has_a_bar(tmp_path: Path) -> None:
    found = json.loads((FIXTURES / "pairs.json").read_text(encoding="utf-8"))
    path = tmp_path / "pairs.json"
    path.write_text(json.dumps(found[:20]), encoding="utf-8")
    code = f"{SLOW.split('raise')[0]}{MANY}\n{SLOW.splitlines()[-1].replace('Slow', 'None')}"
    asked = ["evaluate", "--only", "pairs", "--pairs", str(path)]
    shown = terminals.run(code, asked, terminals=["err"])
    assert shown.code == 0 and "| **all of one factor** |" in shown.out
    assert re.search(r"pairs: .*/\d\d \[", shown.err), shown.err
    assert terminals.run(code, asked) == (shown.out, "", 0)


@pytest.mark.parametrize(("code", "places"), [(SLOW, []), (SLOW, ["out"]), (WITHOUT, ["err"])])
def test_there_is_none_in_a_pipe_nor_without_tqdm(stream: str, code: str, places: list[str]) -> None:
    shown = terminals.run(code, ["score", "--jsonl", stream], terminals=places)
    assert shown.code == 0 and reports_in(shown.out) == 15 and shown.err == ""


def test_it_can_be_turned_off(stream: str) -> None:
    off = {"TQDM_DISABLE": "1"}
    shown = terminals.run(SLOW, ["score", "--jsonl", stream], terminals=["out", "err"], environment=off)
    assert shown.code == 0 and reports_in(shown.out) == 15


def test_work_that_is_soon_done_has_none(stream: str) -> None:
    code = SLOW.replace("progress.PATIENCE = 0.1", "progress.PATIENCE = 60.0")
    shown = terminals.run(code, ["score", "--jsonl", stream], terminals=["out", "err"])
    assert shown.code == 0 and reports_in(shown.out) == 15


def test_the_library_shows_none(tmp_path: Path) -> None:
    code = f"{SLOW.split('raise')[0]}\nfor _ in range(15): Slow().score('The mayor said no.')"
    assert terminals.run(code, [], terminals=["out", "err"]).out == ""


def test_show_is_coloured_in_a_terminal_and_as_wide_as_it(texts: list[str]) -> None:
    for columns, widest in ((40, 40), (300, 100)):
        shown = terminals.run(SLOW, ["show", texts[0]], terminals=["out"], columns=columns)
        assert shown.code == 0 and shown.err == "" and "\x1b[1m" in shown.out
        lines = ESCAPE.sub("", shown.out).replace("\r\n", "\n").splitlines()
        assert widest - 20 <= max(map(len, lines)) <= widest


@pytest.mark.parametrize(
    ("places", "environment", "options"),
    [([], {}, []), (["err"], {}, []), (["out"], {"NO_COLOR": "1"}, []), (["out"], {}, ["--colour", "never"])],
)
def test_show_is_plain_elsewhere(
    texts: list[str], places: list[str], environment: dict[str, str], options: list[str]
) -> None:
    shown = terminals.run(SLOW, ["show", *options, texts[0]], terminals=places, environment=environment)
    assert shown.code == 0 and "\x1b" not in shown.out and "credibility" in shown.out
