"""The word lists are sound."""

from __future__ import annotations

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from attrib import lexicon

JUDGED = Path(__file__).resolve().parents[2] / "shared" / "data" / "lexical" / "mega-veridicality-v2.1-normalized.tsv"


def test_every_reporting_word_has_known_frames_a_factivity_and_a_reason() -> None:
    described = set(re.findall(r"``([a-z-]+)``", lexicon.__doc__ or ""))
    rows = files(lexicon).joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    assert rows[1].split("\t") == ["lemma", "upos", "frames", "commitment", "factivity", "reason"]
    for row in rows[2:]:
        lemma, upos, *_, reason = row.split("\t")
        entry = lexicon.cues()[lemma, upos]
        assert entry.frames <= described, lemma
        assert entry.factivity in {"factive", "neutral", "doubtful"}, lemma
        assert reason, lemma


@pytest.mark.skipif(not JUDGED.is_file(), reason=f"{JUDGED} is not there")
def test_factivity_follows_the_judgements() -> None:
    with open(JUDGED, encoding="utf-8", newline="") as file:
        scores = {
            row["verb"]: float(row["veridicalitynorm"])
            for row in csv.DictReader(file, delimiter="\t")
            if row["frame"] == "NP Ved that S" and row["polarity"] == "positive"
        }
    followed = 0
    for (lemma, upos), entry in lexicon.cues().items():
        score = scores.get(lemma, scores.get(re.sub("ise$", "ize", lemma)))
        wanted = "neutral"
        if score is not None and upos == "VERB" and "that" in entry.frames:
            wanted = "factive" if score >= 0.4 else "doubtful" if score <= -1.3 else "neutral"
            followed += 1
        assert entry.factivity == wanted, lemma
    assert followed > 100
