"""The network of BERT (Devlin et al. 2019): what is used of it here, its weights under the names that files give them.

The library transformers has it too, but takes longer to import than all models take to load.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import torch
from torch import nn

from attrib.report import frozen


@frozen
class BertConfig:
    """The sizes of a network, and what it leaves out in training; by the names that a model's ``config.json`` uses."""

    vocab_size: int
    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    max_position_embeddings: int = 512
    layer_norm_eps: float = 1e-12
    hidden_dropout_prob: float = 0.1

    @classmethod
    def from_json(cls, data: bytes) -> BertConfig:
        """The settings in a ``config.json``, of which those that make no difference here are passed over."""
        found: dict[str, Any] = json.loads(data)
        return cls(**{field.name: found[field.name] for field in dataclasses.fields(cls) if field.name in found})

    def to_json(self) -> str:
        """The settings as a ``config.json``."""
        return json.dumps({"model_type": "bert", "hidden_act": "gelu", **dataclasses.asdict(self)}, indent=2) + "\n"


class Bert(nn.Module):
    """Embeddings and layers; from embedded pieces to the states of every layer."""

    def __init__(self, config: BertConfig):
        super().__init__()
        self.config = config
        self.embeddings = _Embeddings(config)
        self.encoder = nn.Module()
        self.encoder.layer = nn.ModuleList(_Layer(config) for _ in range(config.num_hidden_layers))

    def forward(self, embedded: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The states before the first layer and after each: tensors of shape (batch, pieces, width).

        ``embedded`` has that shape too; ``attention_mask``, shape (batch, pieces), is 0 for what pads a row.
        """
        mask = None if attention_mask.all() else attention_mask.bool()[:, None, None, :]
        states = [self.embeddings(embedded)]
        layers: Any = self.encoder.layer
        for layer in layers:
            states.append(layer(states[-1], mask))
        return tuple(states)


class _Embeddings(nn.Module):
    """Adds to each embedded piece its place in the row, and that there is but one segment."""

    def __init__(self, config: BertConfig):
        super().__init__()
        size = config.hidden_size
        self.word_embeddings = nn.Embedding(config.vocab_size, size, padding_idx=0)
        self.position_embeddings = nn.Embedding(config.max_position_embeddings, size)
        self.token_type_embeddings = nn.Embedding(2, size)
        self.LayerNorm = nn.LayerNorm(size, eps=config.layer_norm_eps)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, embedded: torch.Tensor) -> torch.Tensor:
        place = self.position_embeddings.weight[: embedded.size(1)]
        found: torch.Tensor = self.dropout(self.LayerNorm(embedded + self.token_type_embeddings.weight[0] + place))
        return found


class _Layer(nn.Module):
    """Attention and a feed-forward network, each added to its input and normalised."""

    def __init__(self, config: BertConfig):
        super().__init__()
        size = config.hidden_size
        self.heads = config.num_attention_heads
        self.attention = nn.ModuleDict(
            {
                "self": nn.ModuleDict({name: nn.Linear(size, size) for name in ("query", "key", "value")}),
                "output": _residual(config, size),
            }
        )
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(size, config.intermediate_size)})
        self.output = _residual(config, config.intermediate_size)
        self.dropout = nn.Dropout(config.hidden_dropout_prob)

    def forward(self, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        own: Any = self.attention["self"]
        query, key, value = (
            own[name](states).unflatten(2, (self.heads, -1)).transpose(1, 2) for name in ("query", "key", "value")
        )
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        states = self._added(self.attention["output"], mixed.transpose(1, 2).flatten(2), states)
        return self._added(self.output, nn.functional.gelu(self.intermediate["dense"](states)), states)

    def _added(self, residual: Any, found: torch.Tensor, states: torch.Tensor) -> torch.Tensor:
        """What was found, as wide as the states, added to them."""
        added: torch.Tensor = residual["LayerNorm"](self.dropout(residual["dense"](found)) + states)
        return added


def _residual(config: BertConfig, width: int) -> nn.ModuleDict:
    return nn.ModuleDict(
        {
            "dense": nn.Linear(width, config.hidden_size),
            "LayerNorm": nn.LayerNorm(config.hidden_size, eps=config.layer_norm_eps),
        }
    )
