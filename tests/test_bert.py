"""The network is BERT: what transformers computes from the same weights, it computes."""

from __future__ import annotations

import dataclasses
import json

import pytest
import torch
import transformers

from attrib.bert import Bert, BertConfig

TINY = BertConfig(
    vocab_size=50, hidden_size=32, num_hidden_layers=3, num_attention_heads=4, intermediate_size=64,
    max_position_embeddings=20,
)  # fmt: skip


@pytest.mark.parametrize("padding", [0, 5])
def test_every_layer_is_that_of_transformers(padding: int) -> None:
    torch.manual_seed(0)
    own = Bert(TINY).eval()
    other = transformers.BertModel(transformers.BertConfig(**dataclasses.asdict(TINY)), add_pooling_layer=False).eval()
    other.load_state_dict(own.state_dict())
    pieces, mask = torch.randint(1, 50, (2, 12)), torch.ones(2, 12, dtype=torch.long)
    mask[1, 12 - padding :] = 0
    with torch.inference_mode():
        states = own(own.embeddings.word_embeddings(pieces), mask)
        expected = other(pieces, mask, output_hidden_states=True).hidden_states
    assert len(states) == len(expected) == TINY.num_hidden_layers + 1
    for found, right in zip(states, expected, strict=True):
        assert torch.allclose(found[mask.bool()], right[mask.bool()], atol=1e-5)


def test_what_pads_a_row_changes_nothing() -> None:
    torch.manual_seed(0)
    own = Bert(TINY).eval()
    embedded, mask = torch.randn(1, 9, 32), torch.tensor([[1, 1, 1, 1, 1, 1, 0, 0, 0]])
    with torch.inference_mode():
        alone, padded = own(embedded[:, :6], mask[:, :6])[-1], own(embedded, mask)[-1]
    assert torch.allclose(alone, padded[:, :6], atol=1e-5)


def test_settings_are_those_of_a_config_file() -> None:
    written = json.loads(TINY.to_json())
    assert BertConfig.from_json(json.dumps({**written, "use_cache": True}).encode()) == TINY
