"""The tagger's network and its training, on a transformer so small that it learns in seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from transformers import BertConfig, BertModel

from attrib.encoder import SharedEncoder
from attrib.report import Span
from attrib.sight import ATTITUDES, GUIDELINES, ROLES, TAGS, VIEWS
from attrib.tagger import AttributionTagger, Batch
from attrib.training.average import Average
from attrib.training.gold import locate
from attrib.training.polnear import GoldAttribution
from attrib.training.tagger import Annotated, annotate, train_tagger
from attrib.windows import BEGIN, END, cut, prepare

TEXT = "Ada said it rained . Bo denied that it rained . It rained , Cy said ."
SPANS = [(m.start(), m.end()) for m in re.finditer(r"\S+", TEXT)]


def encode(words: Sequence[str]) -> tuple[list[int], list[int | None]]:
    """One piece a word: its length."""
    return [BEGIN, *(3 + len(word) for word in words), END], [None, *range(len(words)), None]


def article(view: str) -> Annotated:
    cues = [
        GoldAttribution(
            cue=(locate(TEXT, "said"),), source=(locate(TEXT, "Ada"),), content=(locate(TEXT, "it rained"),)
        ),
        GoldAttribution(
            cue=(locate(TEXT, "denied"),), source=(locate(TEXT, "Bo"),), content=(locate(TEXT, "that it rained"),)
        ),
        GoldAttribution(
            cue=(locate(TEXT, ["said", 2]),), source=(locate(TEXT, "Cy"),), content=(locate(TEXT, "It rained"),)
        ),
    ]
    text = prepare(TEXT, SPANS, [0] * 5 + [1] * 6 + [2] * 6, (), encode)
    return annotate(text, SPANS, view, cues)


def tagger() -> AttributionTagger:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=200, hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64
    )
    return AttributionTagger(SharedEncoder(BertModel(config, add_pooling_layer=False)))


def scores(network: AttributionTagger, annotated: Annotated) -> tuple[torch.Tensor, torch.Tensor]:
    (window,) = cut(annotated.text)
    batch = Batch.of([window], [annotated.text.sentence])
    cues = torch.tensor([cue for cue, _ in annotated.cues])
    with torch.inference_mode():
        states = network.eval().read(batch.pieces, batch.inside, batch.mask, batch.place)
        return network.tag_scores(states), network.role_scores(states, batch.sentence, cues * 0, cues)


def test_labels_say_what_every_word_is_and_what_it_is_to_each_cue() -> None:
    found = article(ATTITUDES)
    tags = [TAGS[tag] for tag in found.tags]
    assert tags[:5] == ["B-source", "B-cue", "B-content", "I-content", "O"]
    assert tags[11:] == ["B-content", "I-content", "O", "B-source", "B-cue", "O"]
    cue, roles = found.cues[1]
    assert cue == 6
    assert [ROLES[role] for role in roles[4:12]] == ["none", "source", "none", *["content"] * 3, "none", "none"]


def test_a_cue_behind_the_last_word_is_left_out() -> None:
    text = prepare(TEXT, SPANS[:3], [0] * 3, (), encode)
    beyond = GoldAttribution(cue=(Span(start=40, end=44, text="said"),), source=(), content=(locate(TEXT, "it"),))
    assert not annotate(text, SPANS[:3], ATTITUDES, [beyond]).cues


def test_both_views_answer_for_every_word_and_one_can_be_copied() -> None:
    network, found = tagger(), article(ATTITUDES)
    tags, roles = scores(network, found)
    assert tags.shape == (1, len(SPANS), len(VIEWS), len(TAGS))
    assert roles.shape == (3, len(SPANS), len(VIEWS), len(ROLES))
    assert not torch.equal(tags[:, :, 0], tags[:, :, 1])
    network.copy_view(ATTITUDES, GUIDELINES)
    tags, roles = scores(network, found)
    torch.testing.assert_close(tags[:, :, 0], tags[:, :, 1])
    torch.testing.assert_close(roles[:, :, 0], roles[:, :, 1])


def test_training_learns_and_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = [article(ATTITUDES), article(GUIDELINES)] * 3
    whole = train_tagger(articles, tagger(), tmp_path / "whole.pt", epochs=30, rate=5.0)
    tags, roles = scores(whole, articles[0])
    assert (tags[0, :, 0].argmax(1).numpy() == articles[0].tags).mean() > 0.9
    assert all(
        (roles[k, :, 0].argmax(1).numpy() == wanted).mean() > 0.8 for k, (_, wanted) in enumerate(articles[0].cues)
    )

    class StopError(Exception):
        pass

    updates = 0
    update = Average.update

    def stop(self: Average, step: int) -> None:
        nonlocal updates
        updates += 1
        update(self, step)
        if updates == 12:
            raise StopError

    monkeypatch.setattr("attrib.training.tagger.SAVED_EVERY", 0.0)
    monkeypatch.setattr(Average, "update", stop)
    with pytest.raises(StopError):
        train_tagger(articles, tagger(), tmp_path / "parts.pt", epochs=30, rate=5.0)
    monkeypatch.setattr(Average, "update", update)
    parts = train_tagger(articles, tagger(), tmp_path / "parts.pt", epochs=30, rate=5.0)
    for name, weights in whole.state_dict().items():
        torch.testing.assert_close(parts.state_dict()[name], weights, msg=name)


def test_the_average_forgets_where_the_weights_began() -> None:
    weight = torch.nn.Parameter(torch.zeros(2))
    average = Average([weight])
    for step in range(1, 200):
        with torch.no_grad():
            weight.fill_(1.0)
        average.update(step)
    with average.in_place():
        assert (weight > 0.99).all()
    assert (weight == 1.0).all()
