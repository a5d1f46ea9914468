"""The transformer that tagger and parser share, as Stanza expects to meet it.

MiniLM reads lower-cased word pieces.  News needs the case back (names, acronyms, headlines), so every piece carries
the *shape* of its word beside its own identity: the tokenizer hands out ``piece + shape * vocabulary`` and the
encoder takes the two apart again and adds an embedding of each.  Neither costs a longer sequence.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import nn

from attrib.bert import Bert, BertConfig
from attrib.memory import bound_caches

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from attrib.store import ModelStore

LOWER, TITLE, UPPER, OTHER = range(4)
"""The shapes of a word: lower case, capitalised, all capitals (two letters or more), no letter in it."""

LONGEST_WORD = 20
"""Characters of a word that are read; what is longer is an address, and would pad its whole batch."""

NAME = "attrib-encoder"
"""What the Stanza checkpoints call their transformer; no path, no hub name."""


def shape_of(word: str) -> int:
    """Which of the four shapes ``word`` has."""
    if not any(map(str.isalpha, word)):
        return OTHER
    if len(word) > 1 and word.isupper():
        return UPPER
    return TITLE if word[0].isupper() else LOWER


class ShapedPieces(dict[str, list[list[int]]]):
    """Word pieces of a batch in the form of transformers' ``BatchEncoding``: rows of ids and masks, ``word_ids``."""

    def __init__(self, rows: list[list[int]], owners: list[list[int | None]]):
        width = max(map(len, rows), default=0)
        super().__init__(
            input_ids=[row + [0] * (width - len(row)) for row in rows],
            attention_mask=[[1] * len(row) + [0] * (width - len(row)) for row in rows],
        )
        self.input_ids = rows
        self._owners = owners

    def word_ids(self, batch_index: int = 0) -> list[int | None]:
        """For each piece of a row the index of its word; none for the marks of beginning and end."""
        return self._owners[batch_index]


class ShapedTokenizer:
    """A word-piece tokenizer whose ids carry the shape of the word they belong to."""

    def __init__(self, pieces: Tokenizer, model_max_length: int = 512):
        pieces.no_padding()
        pieces.no_truncation()
        self.pieces = pieces
        self._size = pieces.get_vocab_size()
        self.model_max_length = model_max_length

    def __call__(self, batch: Sequence[Any], *, is_split_into_words: bool = False, **_: object) -> ShapedPieces:
        """The pieces of sentences given as words, or of words alone if not split; other options are ignored."""
        sentences = [list(x) if is_split_into_words else [x] for x in batch]
        rows, owners = [], []
        short = [[word[:LONGEST_WORD] for word in words] for words in sentences]
        for words, found in zip(sentences, self.pieces.encode_batch(short, is_pretokenized=True), strict=True):
            offsets = [self._size * shape_of(word) for word in words]
            owner = found.word_ids
            rows.append([i if w is None else i + offsets[w] for i, w in zip(found.ids, owner, strict=True)])
            owners.append(owner)
        return ShapedPieces(rows, owners)

    def pieces_of(self, words: Sequence[str]) -> tuple[list[int], list[int | None]]:
        """The pieces of one run of words, and for each the index of its word; none for the marks of the ends."""
        found = self([words], is_split_into_words=True)
        return found.input_ids[0], found.word_ids(0)


class SharedEncoder(nn.Module):
    """A BERT encoder that adds an embedding of each word's shape, and remembers its last batch.

    Tagger and parser read the same sentences one after the other, maybe in another order; the second asks for what the
    first has just computed and gets it without another pass.
    """

    def __init__(self, bert: Bert):
        super().__init__()
        self.bert = bert
        self.config = bert.config
        self.shape = nn.Embedding(4, bert.config.hidden_size)
        nn.init.zeros_(self.shape.weight)
        self.reduced = False
        self._hf_peft_config_loaded = False
        self._last: tuple[dict[bytes, int], bool, tuple[torch.Tensor, ...]] | None = None

    def companion(self) -> SharedEncoder:
        """A new encoder of the same shape, without trained weights but for the table of word pieces: both have one."""
        other = SharedEncoder(Bert(self.config))
        other.bert.embeddings.word_embeddings = self.bert.embeddings.word_embeddings
        return other

    def forget(self) -> None:
        """Drop the remembered batch."""
        self._last = None

    def forward(self, ids: torch.Tensor, attention_mask: torch.Tensor, output_hidden_states: bool = True) -> Any:
        """Hidden states of every layer: a tuple of tensors (batch, pieces, width), as ``.hidden_states``."""
        grad = torch.is_grad_enabled()
        rows = [row.tobytes() for row in ids.numpy()]
        last = self._last
        if last is not None and last[1] == grad and last[0].keys() == set(rows):
            order = [last[0][row] for row in rows]
            return SimpleNamespace(hidden_states=tuple(state[order] for state in last[2]))
        states = self.read(self.embed(ids), attention_mask)
        self._last = ({row: i for i, row in enumerate(rows)}, grad, states)
        return SimpleNamespace(hidden_states=states)

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """The embedding of every piece and of the shape of its word."""
        words = self.bert.embeddings.word_embeddings
        embedded: torch.Tensor = words(ids % words.num_embeddings) + self.shape(ids // words.num_embeddings)
        return embedded

    def read(self, embedded: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The hidden states of every layer over embedded pieces."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.reduced):
            return tuple(state.float() for state in self.bert(embedded, attention_mask))


class LoadedEncoder(NamedTuple):
    """The shipped encoder with its tokenizer."""

    encoder: SharedEncoder
    tokenizer: ShapedTokenizer


def load_encoder(store: ModelStore) -> LoadedEncoder:
    """The shipped encoder and its tokenizer, verified by ``store``, in single precision and ready to read."""
    from safetensors.torch import load
    from tokenizers import Tokenizer

    bound_caches()
    encoder = SharedEncoder(Bert(BertConfig.from_json(store.read("encoder.json"))))
    encoder.load_state_dict({k: v.float() for k, v in load(store.read("encoder.safetensors")).items()})
    tokenizer = Tokenizer.from_buffer(store.read("encoder.tokenizer.json"))
    return LoadedEncoder(encoder.eval(), ShapedTokenizer(tokenizer))


_RAN_IN: list[int] = []
"""The process in which torch last ran for this library."""


def leave_threads() -> None:
    """Have torch go on with one thread in a forked process: its others did not come along, and would be waited for
    without end."""
    if _RAN_IN not in ([], [os.getpid()]):
        torch.set_num_threads(1)
    _RAN_IN[:] = [os.getpid()]
