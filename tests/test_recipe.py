"""What the recipe keeps and writes down; nothing is trained here."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import pytest

from attrib.errors import DataNotFoundError
from attrib.store import MANIFEST, ModelStore
from attrib.training.cards import CARDS, write_cards, write_manifest
from attrib.training.evaluate_parser import METRICS, Figures, score, table
from attrib.training.recipe import add_arguments, run
from attrib.training.stages import once, options
from attrib.training.treebank import Sentences

FIGURES = (
    Figures(treebank="EWT", raw=False, f1=tuple(90.0 + i for i in range(len(METRICS)))),
    Figures(treebank="EWT", raw=True, f1=tuple(80.0 + i for i in range(len(METRICS)))),
)
FILES = [name for card in CARDS for name in card.files]


@pytest.fixture
def models(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


def test_a_finished_stage_is_not_made_again(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(out: Path) -> None:
        made.append(out)
        out.write_text("weights")

    output = tmp_path / "new" / "tokenize.pt"
    assert once(output, make) == once(output, make) == output
    assert output.read_text() == "weights"
    assert len(made) == 1
    assert list(output.parent.iterdir()) == [output]


def test_a_stage_that_stops_half_way_is_not_taken_for_finished(tmp_path: Path) -> None:
    def stop(out: Path) -> None:
        out.write_text("half")
        raise KeyboardInterrupt

    output = tmp_path / "tokenize.pt"
    with pytest.raises(KeyboardInterrupt):
        once(output, stop)
    assert not output.exists()

    def finish(out: Path) -> None:
        out.write_text(out.read_text() + " and half")

    once(output, finish)
    assert output.read_text() == "half and half"


def test_options_are_given_as_on_a_command_line() -> None:
    assert options({"cpu": True, "steps": 3}) == ["--cpu", "--steps", "3"]


def test_the_manifest_opens_the_store_and_keeps_what_others_entered(models: Path) -> None:
    other = {"sha256": "0" * 64, "size": 1}
    (models / MANIFEST).write_text(json.dumps({"version": 1, "files": {"cues.npz": other}}))
    write_manifest(models, FIGURES, recipe="attrib train parser")
    entries = json.loads((models / MANIFEST).read_text())["files"]
    assert entries["cues.npz"] == other
    assert set(entries) == {"cues.npz", *FILES}
    assert entries["pos.pt"]["sha256"] == hashlib.sha256(b"pos.pt").hexdigest()
    assert entries["depparse.pt"]["dev"] == {"EWT": {"UAS": 87.0, "LAS": 88.0}}
    assert [ModelStore(models).read(name) for name in FILES] == [name.encode() for name in FILES]


def test_cards_name_every_file_and_figure(models: Path) -> None:
    write_cards(models, FIGURES, recipe="attrib train parser", seed=1)
    for card in CARDS:
        text = (models / f"{card.name}.md").read_text()
        assert all(f"| `{name}` |" in text for name in card.files)
        assert table(FIGURES) in text
        assert "CC BY-SA 4.0" in text


def test_the_table_leaves_out_what_was_given() -> None:
    gold, found = table(FIGURES).splitlines()[2:]
    assert gold.split(" | ")[:5] == ["| EWT, gold tokens", "", "", "", "93.00"]
    assert found.split(" | ")[:5] == ["| EWT, raw text", "80.00", "81.00", "82.00", "83.00"]


def test_a_wrong_label_lowers_las_alone() -> None:
    pytest.importorskip("udtools")
    block = "1\tRain\train\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n2\tfell\tfall\tVERB\tVBD\t_\t0\troot\t_\t_"
    gold, system = Sentences((block,)), Sentences((block.replace("nsubj", "obj"),))
    assert dict(zip(METRICS, score("x", system, gold, raw=True).f1, strict=True)) == dict.fromkeys(METRICS, 100.0) | {
        "LAS": 50.0
    }
    subtyped = Sentences((block.replace("nsubj", "nsubj:pass"),))
    assert score("x", subtyped, gold, raw=True).of("LAS") == 100.0


def test_the_command_says_what_data_is_missing(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    given = parser.parse_args(["--data", str(tmp_path), "--work", str(tmp_path / "w"), "--out", str(tmp_path / "m")])
    with pytest.raises(DataNotFoundError, match="en_gum"):
        run(given)
    assert not (tmp_path / "w").exists()
