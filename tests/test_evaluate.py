"""``attrib train`` and ``attrib evaluate``: what they ask for, what they refuse, what both print; no model is made."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from attrib import cli, linking, tagger
from attrib.store import MANIFEST
from attrib.training import commands, evaluate_attributions, recipe, tagger_recipe
from attrib.training.corpora import check_corpora
from tests import test_polnear


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with all corpora, as small as they can be."""
    found = tmp_path / "data"
    for split in ("train", "dev"):
        (found / "polnear" / split).mkdir(parents=True)
        test_polnear.corpus(found / "polnear" / split)
    for name, content in {
        **dict.fromkeys(map(str, recipe.NEEDED), ""),
        "worldwide/text/a.txt": "It rained.",
        "worldwide/gold/a.json": '{"claims": []}',
        "ner/worldwide/a.txt.tsv": "It\tO\nrained\tO\n",
    }.items():
        (found / name).parent.mkdir(parents=True, exist_ok=True)
        (found / name).write_text(content, encoding="utf-8")
    return found


BROKEN = {
    "polnear/train/attributions/a_b_x1.ann": ("T1\tCeu 0 3\tThe\n", "line 1: 'Ceu' is no kind of span"),
    "polnear/dev/attributions/a_b_x1.ann": ("T1\tCue 0 3\tshe\n", "line 1: the words 'she' are not those"),
    "worldwide/gold/a.json": ('{"claims": [{}]}', "claim 0: 'directness' is missing"),
    "ner/worldwide/a.txt.tsv": ("rained", "line 1: 'rained' is not a word and its class"),
}


@pytest.mark.parametrize("file", BROKEN)
def test_what_is_broken_is_named_before_the_parser_is_trained(
    file: str, data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(recipe, "make_parser", lambda *_, **__: pytest.fail("training has begun"))
    content, message = BROKEN[file]
    (data / file).write_text(content, encoding="utf-8")
    given = ["train", "all", "--data", str(data), "--work", str(data), "--out", str(data)]
    assert cli.main(given) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert file in said and message in said


def test_what_is_missing_is_named_and_broken_lines_of_polnear_can_be_skipped(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = data / "worldwide"
    check_corpora(data, written)
    file = "polnear/train/attributions/a_b_x1.ann"
    (data / file).write_text(BROKEN[file][0], encoding="utf-8")
    check_corpora(data, written, skip_broken=True)
    assert capsys.readouterr().err.count("line 1") == 1
    for path in (data / "worldwide" / "gold").iterdir():
        path.unlink()
    with pytest.raises(FileNotFoundError, match="worldwide/gold holds no annotated articles"):
        check_corpora(data, written, skip_broken=True)


@pytest.mark.parametrize(("skip_broken", "end"), [(False, "--seed 1"), (True, "--seed 1 --skip-broken")])
def test_a_recipe_says_that_broken_annotations_were_skipped(tmp_path: Path, skip_broken: bool, end: str) -> None:
    for name in tagger.FILES.values():
        (tmp_path / name).write_bytes(b"weights")
    tagger_recipe.describe(tmp_path, seed=1, skip_broken=skip_broken)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert all(manifest["files"][name]["recipe"].endswith(end) for name in tagger.FILES.values())
    assert f"{end}\n" in (tmp_path / "tagger.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "--data: needed to measure parser"),
        (["--pairs", "pairs.json"], "--data: needed to measure parser"),
        (["--only", "polnear"], "--data: needed to measure polnear"),
        (["--only", "worldwide", "--data", "data"], "--work: needed to measure worldwide"),
        (["--only", "worldwide"], "--data and --work: needed to measure worldwide"),
        (["--only", "pairs", "--data", "data"], "--pairs: needed to measure pairs"),
    ],
)
def test_an_option_that_is_missing_is_named(given: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["evaluate", *given]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"attrib: {message}.\n")


@pytest.mark.parametrize(
    ("given", "parts", "said"),
    [
        ([], ["parser", "polnear"], "attrib: not measured: worldwide for want of --work, pairs for want of --pairs.\n"),
        (["--pairs", "p"], ["parser", "polnear", "pairs"], "attrib: not measured: worldwide for want of --work.\n"),
        (["--pairs", "p", "--work", "w"], ["parser", "polnear", "worldwide", "pairs"], ""),
        (["--only", "polnear"], ["polnear"], ""),
    ],
)
def test_what_is_left_out_is_said(
    given: list[str],
    parts: list[str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured: list[str] = []
    all_of = commands._parts

    def parts_of(options: Any) -> list[str]:
        measured.extend(all_of(options))
        return []

    monkeypatch.setattr(commands, "_parts", parts_of)
    assert cli.main(["evaluate", "--data", "data", *given]) == 0
    assert measured == parts
    assert capsys.readouterr().err == said


def test_both_commands_print_the_same_tables(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    learned = SimpleNamespace(
        examples={}, names=b"names", guidelines=[], chains=SimpleNamespace(sources=b"s", commitment=b"c")
    )
    examples: tuple[list[Any], list[Any]] = ([], [])
    calibration = evaluate_attributions.Calibration(*([],) * 2)  # type: ignore[arg-type]
    skipped = []

    def learn(*_: object, skip_broken: bool) -> Any:
        skipped.append(skip_broken)
        return learned

    for module in ("attrib.training.decisions", "attrib.training.links_recipe"):
        monkeypatch.setattr(f"{module}.learn", learn)
        monkeypatch.setattr(f"{module}.hop_examples", lambda _: examples)
    for module in ("attrib.training.evaluate_attributions", "attrib.training.links_recipe"):
        monkeypatch.setattr(f"{module}.on_polnear", lambda *_, skip_broken: ({"full triple F1": 0.5}, calibration))
        monkeypatch.setattr(f"{module}.on_worldwide", lambda *_: ({"claim_f1": 0.25}, []))
        monkeypatch.setattr(f"{module}.fold_judges", lambda *_: [])
    monkeypatch.setattr("attrib.training.tables.cross_validate", lambda *_: {"confidence ECE": 0.125})
    monkeypatch.setattr("attrib.training.tables.compare_directness", lambda _: {"as shipped": {"level ECE": 0.0625}})
    monkeypatch.setattr("attrib.training.sensitivity.sensitivity", lambda _: {})
    monkeypatch.setattr("attrib.training.linking.dump", lambda _: b"links")
    monkeypatch.setattr("attrib.training.hops.fit", lambda *_: b"hops")
    models = tmp_path / "models"
    models.mkdir()
    for name in tagger.FILES.values():
        (models / name).write_bytes(b"weights")
    tagger_recipe.describe(models, seed=1)

    folders = ["--data", str(data), "--work", str(tmp_path), "--skip-broken"]
    assert cli.main(["train", "links", *folders, "--out", str(models)]) == 0
    trained = capsys.readouterr().out
    for part in ("polnear", "worldwide"):
        assert cli.main(["evaluate", "--only", part, *folders, "--models", str(models)]) == 0
    assert capsys.readouterr().out == trained
    assert [f"{figure:.3f}" in trained for figure in (0.5, 0.25, 0.125, 0.0625)] == [True] * 4
    assert skipped == [True, True]
    manifest = json.loads((models / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["files"][linking.FILE]["recipe"].endswith("--out models --skip-broken")
    card = (models / "links.md").read_text(encoding="utf-8")
    assert "--out models --skip-broken\n" in card and "0.125" in card and "as shipped" not in card
