"""The recipe of the taggers, from the corpora to the files of both views, with a training that only counts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import torch

from attrib import namekinds
from attrib.encoder import load_encoder
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.store import ModelStore, models_folder
from attrib.tagger import FILES, AttributionTagger, tagger_of_bytes
from attrib.training import tagger_recipe
from attrib.training.reading import FOLDS
from attrib.training.tagger_recipe import MOVED, fold_file, make_tagger
from tests import test_polnear
from tests.gold import FIXTURES, load_written


def test_each_view_has_its_weights_and_no_fold_learns_from_its_own_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [article.name for article in load_written()][: FOLDS + 1]
    for folder, some in (("worldwide", names[:FOLDS]), ("written", names[FOLDS:])):
        for part, ending in (("text", "txt"), ("gold", "json")):
            (tmp_path / folder / part).mkdir(parents=True)
            for name in some:
                shutil.copy(FIXTURES / "written" / part / f"{name}.{ending}", tmp_path / folder / part)
    (tmp_path / "polnear" / "train").mkdir(parents=True)
    test_polnear.corpus(tmp_path / "polnear" / "train")
    out = tmp_path / "out"
    out.mkdir()
    for path in models_folder().iterdir():
        if path.name not in FILES.values():
            (shutil.copy if path.suffix == ".json" else os.symlink)(path, out / path.name)
    store = ModelStore()
    monkeypatch.setattr(tagger_recipe, "read_names", lambda *_, **__: [])
    monkeypatch.setattr(tagger_recipe, "fit_names", lambda _: store.read(namekinds.FILE))
    read: dict[str, list[int]] = {}

    def train(articles: Any, start: ModelStore | AttributionTagger, checkpoint: Path, **_: Any) -> AttributionTagger:
        read[checkpoint.stem] = [len(article.tags) for article in articles]
        network = AttributionTagger(load_encoder(start).encoder) if isinstance(start, ModelStore) else start
        with torch.no_grad():
            torch.nn.init.constant_(network.tag.bias, len(read))
        return network

    monkeypatch.setattr(tagger_recipe, "train_tagger", train)
    make_tagger(tmp_path, tmp_path / "written", tmp_path / "work", out)

    assert list(read)[:3] == ["polnear", "worldwide-all", "written-all"]
    encoder = load_encoder(store).encoder
    bias = {view: tagger_of_bytes(encoder, (out / FILES[view]).read_bytes()).tag.bias for view in FILES}
    assert torch.all(bias[ATTITUDES] == 2)
    torch.testing.assert_close(bias[GUIDELINES], torch.full_like(bias[GUIDELINES], 2 + MOVED), atol=1e-3, rtol=0)
    assert all(fold_file(tmp_path / "work", fold).is_file() for fold in range(FOLDS))
    whole = sorted(set(read["worldwide-all"]))
    assert len(whole) == FOLDS
    for stage in ("worldwide", "written"):
        unread = [set(whole) - set(read[f"{stage}-{fold}"]) for fold in range(FOLDS)]
        assert sorted(length for lengths in unread for length in lengths) == whole
    assert min(read["written-all"]) < min(whole), "contents are read by themselves too"
