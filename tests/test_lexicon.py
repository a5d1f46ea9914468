"""The word lists are sound."""

from __future__ import annotations

import re
from importlib.resources import files

from attrib import lexicon


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
