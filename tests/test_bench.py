"""The bench: its arithmetic, its texts, and one run of the command with as little as can be measured."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib import cli
from attrib.bench import command
from attrib.bench.figures import cost, exponent, number, ratio, table
from attrib.bench.probe import STAGES
from attrib.bench.texts import WORST, WORST_OF_ALL, articles, of_length, words
from attrib.errors import DataNotFoundError, InputValueError

sizes = st.lists(st.floats(1, 1e9), min_size=2, max_size=8, unique=True).filter(lambda x: max(x) > 1.01 * min(x))


@given(sizes, st.floats(0.25, 3), st.floats(1e-3, 1e3))
def test_the_exponent_of_a_power_is_found(x: list[float], power: float, factor: float) -> None:
    assert math.isclose(exponent(x, [factor * each**power for each in x]), power, rel_tol=1e-4)


@pytest.mark.parametrize(("x", "y"), [([], []), ([1], [1]), ([2, 2], [1, 2]), ([1, 2], [0, 1]), ([1, 2], [1])])
def test_without_two_sizes_there_is_no_exponent(x: list[float], y: list[float]) -> None:
    with pytest.raises(InputValueError):
        exponent(x, y)


def test_a_ratio_is_the_median_over_rounds() -> None:
    # A round in which everything was slow says as much as the others.
    assert ratio([2.0, 30.0, 2.0], [1.0, 10.0, 2.0]) == 2.0


def test_the_cost_is_words_over_throughput() -> None:
    found = cost(7_200, words_an_article=500, words_a_second=1_000, price=0.5)
    assert (found.core_hours, found.money) == (1.0, 0.5)
    assert math.isclose(found.machines * 24 * 32, found.core_hours)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, "–"), (0, "0"), (0.01234, "0.0123"), (1.5, "1.50"), (405.4, "405"), (9.999, "10.0"), (123_456, "123,000")],
)
def test_a_figure_has_three_digits_that_count(value: float | None, shown: str) -> None:
    assert number(value) == shown


def test_a_table_is_markdown() -> None:
    assert table(["text", "s"], [["a", "10"]]) == "| text |  s |\n| ---- | -: |\n| a    | 10 |\n"


def test_a_text_of_any_length_is_made_of_the_articles() -> None:
    assert of_length(["One.", "Two. "], 13) == "One.\n\nTwo.\n\nO"
    assert words(["Two words", " and\nthree more "]) == 5


def test_texts_are_files_folders_or_the_fixtures(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("B.", encoding="utf-8")
    (tmp_path / "a.txt").write_text("A.", encoding="utf-8")
    (tmp_path / "blank.txt").write_text(" \n", encoding="utf-8")
    assert articles([tmp_path, tmp_path / "a.txt"]) == ["A.", "B.", "A."]
    assert len(articles([])) == len(list((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt")))
    with pytest.raises(DataNotFoundError):
        articles([tmp_path / "blank.txt"])


def test_the_worst_texts_are_there() -> None:
    assert set(WORST_OF_ALL) <= WORST.keys()
    assert all(make(40) for _, make in WORST.values())


@pytest.mark.parametrize(
    "options", [["--repeats", "0"], ["--largest", "10"], ["--price", "-1"], ["--texts", "absent.txt"]]
)
def test_what_makes_no_sense_is_one_sentence(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["bench", *options]) == 2
    out, err = capsys.readouterr()
    assert not out and len(err.splitlines()) == 1


def test_the_command_prints_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "article.txt"
    article.write_text("The mayor said the bridge was safe. Police denied it.", encoding="utf-8")
    given = ["--texts", str(article), "--repeats", "1", "--largest", "1000", "--price", "0.1"]
    assert cli.main(["bench", *given, "--only", "stages", "growth", "stream", "cost"]) == 0
    head, *tables = capsys.readouterr().out.split("\n\n")
    assert "1 texts of 10 words; 1 rounds" in head and "attrib:" in head
    stages, growth, stream, costs, reckoned = tables[:5]
    assert all(f"| {name} " in stages for name, _, _ in STAGES)
    assert (
        "| 1,000 " in growth and "| 1,000 " in stream and "1,000,000,000" in costs and "0.1 for a core hour" in reckoned
    )


def test_a_measurement_that_fails_says_so() -> None:
    with pytest.raises(command.MeasurementError, match=r"(?s)stanza: the measurement ended with 1: .*NoneType"):
        command.probe({"probe": "stanza", "texts": [None]})


def test_all_are_set_beside_each_other(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    asked: list[tuple[str, int]] = []

    def measured(order: dict[str, object]) -> dict[str, object]:
        seconds = {"cpu": 2.0, "wall": 4.0} if order["probe"] == "attrib" else {"cpu": 1.0, "wall": 1.0}
        asked.append((str(order["probe"]), int(str(order["threads"]))))
        return {"load": 5.0, "peak": 800.0, "alone": seconds, "together": seconds, "worker": {"cpu": 2.1, "wall": 3.0}}

    monkeypatch.setattr(command, "probe", measured)
    monkeypatch.setattr(command, "SPACY", "no_such_package")
    assert cli.main(["bench", "--repeats", "2", "--only", "speed"]) == 0
    out = capsys.readouterr().out
    assert asked == [("attrib", 1), ("attrib", 2), ("jobs", 1), ("stanza", 1)] * 2
    assert "attrib takes 2.00 times the CPU time of bare Stanza, 1 thread: many together." in out
    assert "A text in a warm worker takes 1.05 times" in out
    assert "not measured, since no_such_package is not installed" in out
