"""The tagger's network and its training, on a transformer so small that it learns in seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from attrib.bert import Bert, BertConfig
from attrib.encoder import SharedEncoder
from attrib.report import Span
from attrib.sight import ATTITUDES, CUE, GUIDELINES, ROLES, TAGS, VIEWS, Sight
from attrib.tagger import AttributionTagger, Batch, TaggerModel
from attrib.training.average import SLOW, Average
from attrib.training.gold import locate, read_claims
from attrib.training.parser import MaskedEncoder
from attrib.training.polnear import GoldAttribution
from attrib.training.tagger import Annotated, annotate, contents_of, train_tagger
from attrib.windows import BEGIN, END, Text, cut, prepare
from tests.test_linking import parse_of, sight_of

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
    return AttributionTagger(SharedEncoder(Bert(config)))


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


def test_contents_to_look_into_are_the_outermost_that_are_long_enough_without_that() -> None:
    text = "Ada said that Bo had told her the road was shut . Cy said it rained ."
    spans = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    contents = ["that Bo had told her the road was shut", "the road was shut", "it rained"]
    hop = {"source": None, "cue": "said", "name": "", "type": "unknown", "identification": "anonymous"}
    rest = {"form": "indirect", "commitment": "asserted", "directness": 0, "chain": [hop]}
    claims = read_claims(text, [{"content": [content], **rest} for content in contents], where="here")
    (found,) = contents_of(spans, text, claims)
    assert text[spans[found[0]][0] : spans[found[1] - 1][1]] == "Bo had told her the road was shut"


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


def test_trained_weights_keep_a_share_of_their_average() -> None:
    weight = torch.nn.Parameter(torch.zeros(1))
    fresh, trained = Average([weight]), Average([weight], trained=True)
    with torch.no_grad():
        weight.fill_(1.0)
    for average in (fresh, trained):
        average.update(1)
    assert fresh.values[0].item() == pytest.approx(0.9)
    assert trained.values[0].item() == pytest.approx(1 - SLOW)


def test_pieces_are_hidden_in_training_alone() -> None:
    config = BertConfig(
        vocab_size=200, hidden_size=32, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    vocabulary = {"[PAD]": 0, "[CLS]": 101, "[SEP]": 102, "[MASK]": 103, "ada": 150}
    pieces = Tokenizer(WordPiece(vocabulary, unk_token="[PAD]"))
    encoder = MaskedEncoder(Bert(config), pieces)
    with torch.no_grad():
        encoder.shape.weight.normal_()
    ids = torch.tensor([[101, *[150 + 200] * 400, 102]])
    torch.manual_seed(0)
    shown, learned = encoder.eval().embed(ids), encoder.train().embed(ids)
    hidden = (shown != learned).any(dim=2)[0]
    assert 20 < hidden.sum() < 65 and not hidden[0] and not hidden[-1]
    mask = encoder.bert.embeddings.word_embeddings.weight[103] + encoder.shape.weight[1]
    assert torch.allclose(learned[0, hidden], mask.expand(int(hidden.sum()), -1))


def test_a_content_is_read_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = """
Police police NOUN 2 nsubj
said say VERB 0 root
that that SCONJ 5 mark
witnesses witness NOUN 5 nsubj
saw see VERB 2 ccomp
the the DET 7 det
van van NOUN 5 obj
stop stop VERB 5 xcomp
. . PUNCT 2 punct
"""
    parse = parse_of(rows)
    outer = sight_of(parse, {1: {"source": [0], "content": [2, 3, 4, 5, 6, 7]}})
    inner = sight_of(
        parse_of("\n".join(rows.strip().splitlines()[3:8])), {1: {"source": [0], "content": [2, 3, 4]}}, 0.8
    )
    read: list[Text] = []

    def look(self: TaggerModel, texts: Sequence[Text]) -> list[Sight]:
        read.extend(texts)
        return [outer if len(text.pieces) == len(parse.words) else inner for text in texts]

    monkeypatch.setattr(TaggerModel, "look", look)

    class Stub:
        def pieces_of(self, words: Sequence[str]) -> tuple[list[int], list[int | None]]:
            return encode(words)

    seen = TaggerModel(tagger(), Stub(), GUIDELINES).see(parse, ())  # type: ignore[arg-type]
    assert [len(text.pieces) for text in read] == [9, 5]  # without the "that"
    assert [(cue.first, cue.start, cue.within) for cue in seen.cues] == [(1, 0, False), (4, 3, True)]
    assert seen.tags[4, CUE] == pytest.approx(0.8)
    read.clear()
    assert TaggerModel(tagger(), Stub(), ATTITUDES).see(parse, ()) == outer  # type: ignore[arg-type]
    assert len(read) == 1
