"""The network that proposes attributions: a fine-tuned encoder over windows of words, with two kinds of heads.

One head tags every word (part of a source, a cue, a content, or none). The other takes a cue and says of every word
around it whether it belongs to that cue's source or to its content, so that neighbours, split quotations and
attributions inside attributions keep apart. Both answer in two *views*: the annotation guidelines' and, with
attitudes, PolNeAR's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
import torch
from torch import nn

from attrib.encoder import LoadedEncoder, ShapedTokenizer, SharedEncoder
from attrib.memory import trim
from attrib.parse import Parse
from attrib.proposals import Range, propose
from attrib.quotations import Quotation
from attrib.segmentation import readable
from attrib.sight import ATTITUDES, CUE, CUE_GOES_ON, GUIDELINES, LEAST_CUE, ROLES, TAGS, VIEWS, SeenCue, Sight
from attrib.windows import Text, Window, cut, homes, prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from attrib.store import ModelStore

WIDTH = 160
FARTHEST = 15  # of the buckets of distance, on either side
FILES = {GUIDELINES: "tagger.safetensors", ATTITUDES: "tagger-attitudes.safetensors"}
"""The network of each view: what it last learned from has whole chains in the one, and attitudes in the other."""

WINDOWS_AT_ONCE = 8
CUES_AT_ONCE = 64
FAINT = 0.05
"""The probability below which a word has no role for a cue, and is not kept at the ends of what is seen."""

SURE = 0.3
"""The probability from which what a cue reports is read again by itself, and above which a cue needs no other look."""

SHORTEST_CONTENT = 4
"""Words of a content that may hold another attribution."""

_TABLE = "bert.embeddings.word_embeddings.weight"


class AttributionTagger(nn.Module):
    """Encoder and heads; see the module."""

    def __init__(self, encoder: SharedEncoder):
        super().__init__()
        size = encoder.config.hidden_size
        self.encoder = encoder
        self.inside = nn.Embedding(2, size)
        nn.init.zeros_(self.inside.weight)
        self.drop = nn.Dropout(0.1)
        self.tag = nn.Linear(size, len(VIEWS) * len(TAGS))
        self.of_word, self.of_cue = nn.Linear(size, WIDTH), nn.Linear(size, WIDTH)
        self.word_gate, self.cue_gate = nn.Linear(size, WIDTH), nn.Linear(size, WIDTH)
        self.distance = nn.Embedding(2 * FARTHEST + 1, WIDTH)
        self.apart = nn.Embedding(7, WIDTH)
        self.near = nn.Conv1d(WIDTH, WIDTH, 5, padding=2)
        self.role = nn.Linear(WIDTH, len(VIEWS) * len(ROLES))

    def read(self, pieces: torch.Tensor, inside: torch.Tensor, mask: torch.Tensor, place: torch.Tensor) -> torch.Tensor:
        """The states of words, shape (windows, words, size), from pieces (windows, pieces) and the words' places."""
        states = self.encoder.read(self.encoder.embed(pieces) + self.inside(inside), mask)[-1]
        found: torch.Tensor = self.drop(states.gather(1, place.unsqueeze(2).expand(-1, -1, states.size(2))))
        return found

    def tag_scores(self, words: torch.Tensor) -> torch.Tensor:
        """Scores of the tags, shape (windows, words, views, tags)."""
        scores: torch.Tensor = self.tag(words).unflatten(2, (len(VIEWS), len(TAGS)))
        return scores

    def role_scores(
        self, words: torch.Tensor, sentence: torch.Tensor, window: torch.Tensor, cue: torch.Tensor
    ) -> torch.Tensor:
        """Scores of the roles that the words of their windows have for some cues: (cues, words, views, roles).

        ``cue`` gives the word of each cue and ``window`` its window; ``sentence`` numbers the sentences of the words.
        """
        head = words[window, cue]
        offset = torch.arange(words.size(1)) - cue.unsqueeze(1)
        bucket = (torch.log2(offset.abs().float() + 1) * 2).long().clamp(max=FARTHEST) * offset.sign() + FARTHEST
        apart = (sentence[window] - sentence[window, cue].unsqueeze(1)).clamp(-3, 3) + 3
        joined = self.of_word(words)[window] + self.of_cue(head).unsqueeze(1)
        joined = joined + self.word_gate(words)[window] * self.cue_gate(head).unsqueeze(1)
        joined = nn.functional.gelu(joined + self.distance(bucket) + self.apart(apart))
        joined = joined + nn.functional.gelu(self._nearby(joined))
        scores: torch.Tensor = self.role(joined).unflatten(2, (len(VIEWS), len(ROLES)))
        return scores

    def _nearby(self, words: torch.Tensor) -> torch.Tensor:
        """The convolution ``near`` over the second of three dimensions, as a product with each of its taps.

        As a convolution oneDNN would keep what it makes for every shape: hundreds of megabytes on a long text.
        """
        taps = self.near.weight.unbind(2)
        reach, size = len(taps) // 2, words.size(1)
        padded = nn.functional.pad(words, (0, 0, reach, reach))
        products = (padded[:, k : k + size] @ tap.T for k, tap in enumerate(taps))
        return functools.reduce(torch.add, products, cast("torch.Tensor", self.near.bias))

    @torch.no_grad()
    def copy_view(self, source: str, target: str) -> None:
        """Let one view answer as another does."""
        a, b = VIEWS.index(source), VIEWS.index(target)
        for head, size in ((self.tag, len(TAGS)), (self.role, len(ROLES))):
            for weights in head.parameters():
                weights[b * size : (b + 1) * size] = weights[a * size : (a + 1) * size]


def read_apart(contents: Iterable[Range]) -> Iterator[Range]:
    """The contents that are read once more by themselves, in order: those in no other that are not too short."""
    reach = -1
    for start, end in sorted(contents, key=lambda each: (each[0], -each[1])):
        if end > reach:
            reach = end
            if end - start >= SHORTEST_CONTENT:
                yield start, end


class Batch(NamedTuple):
    """Windows side by side, as tensors padded to the widest."""

    pieces: torch.Tensor
    inside: torch.Tensor
    mask: torch.Tensor
    place: torch.Tensor
    sentence: torch.Tensor

    @classmethod
    def of(cls, windows: Sequence[Window], sentences: Sequence[NDArray[np.int64]]) -> Batch:
        """The batch of some windows, each with the numbers of its words' sentences."""
        return cls(
            pieces=_padded([w.pieces for w in windows]),
            inside=_padded([w.inside for w in windows]),
            mask=_padded([[1] * len(w.pieces) for w in windows]),
            place=_padded([w.place for w in windows]),
            sentence=_padded([s.tolist() for s in sentences]),
        )


def _padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    width = max(map(len, rows))
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])


class TaggerModel:
    """The trained network, ready to look at texts in one of its views."""

    def __init__(self, network: AttributionTagger, tokenizer: ShapedTokenizer, view: str):
        self._network = network.eval()
        self._tokenizer = tokenizer
        self._view = VIEWS.index(view)

    def see(self, parse: Parse, quotations: Sequence[Quotation]) -> Sight:
        """What the network sees of a parsed text.

        The windows of one text are read by themselves, so that no other text can change a digit.
        """
        spans = [(word.start, word.end) for word in parse.words]
        if not spans:
            return Sight(np.zeros((0, len(TAGS)), dtype=np.float32), ())
        sentences = [n for n, _ in parse.places]
        text = prepare(readable(parse.text), spans, sentences, quotations, self._tokenizer.pieces_of)
        (sight,) = self.look([text])
        # PolNeAR marks nothing inside a content
        return self._look_inside(parse, text, sight) if VIEWS[self._view] == GUIDELINES else sight

    def _look_inside(self, parse: Parse, text: Text, sight: Sight) -> Sight:
        """The sight with the cues that come to light when each content is read by itself, as if nobody reported it."""
        contents = {
            (start + (parse.words[start].lemma == "that"), end)
            for proposal in propose(parse, sight)
            if proposal.cue_probability > SURE
            for start, end in proposal.content
        }
        parts = list(read_apart(contents))
        tags = sight.tags.copy()
        cues = {cue.first: cue for cue in sight.cues}
        for (start, _), inside in zip(parts, self.look([text.part(*part) for part in parts]), strict=True):
            for cue in inside.cues:
                first, last = cue.first + start, cue.last + start
                p = inside.tags[cue.first, CUE]
                if tags[first, CUE] < min(p, SURE):
                    tags[first : last + 1] = inside.tags[cue.first : cue.last + 1]
                    cues[first] = SeenCue(first, last, cue.start + start, cue.roles, within=True)
        return Sight(tags, tuple(cues[first] for first in sorted(cues)))

    def look(self, texts: Sequence[Text]) -> list[Sight]:
        """What the network sees of the words of some texts, whose windows it reads together."""
        tags = [np.zeros((len(text.pieces), len(TAGS)), dtype=np.float32) for text in texts]
        cues: list[dict[int, SeenCue]] = [{} for _ in texts]
        views = sorted(_views(texts), key=lambda view: len(view.window.pieces), reverse=True)
        for k in range(0, len(views), WINDOWS_AT_ONCE):
            for view, found, seen in self._read(views[k : k + WINDOWS_AT_ONCE]):
                tags[view.text][view.window.first + view.home] = found[view.home]
                cues[view.text].update((cue.first, cue) for cue in seen)
            if len(views) > WINDOWS_AT_ONCE:
                trim()
        return [
            Sight(of_words, tuple(seen[first] for first in sorted(seen)))
            for of_words, seen in zip(tags, cues, strict=True)
        ]

    @torch.inference_mode()
    def _read(self, views: Sequence[_View]) -> Iterator[tuple[_View, NDArray[np.float32], list[SeenCue]]]:
        """For each window the probabilities of the tags of its words, and the cues among those that are at home."""
        batch = Batch.of([view.window for view in views], [view.sentence for view in views])
        states = self._network.read(batch.pieces, batch.inside, batch.mask, batch.place)
        tags = self._network.tag_scores(states)[:, :, self._view].softmax(2).numpy()
        where = [(i, int(c)) for i, view in enumerate(views) for c in view.home if tags[i, c, CUE] >= LEAST_CUE]
        roles = (
            role
            for k in range(0, len(where), CUES_AT_ONCE)
            for role in self._roles(states, batch, where[k : k + CUES_AT_ONCE])
        )
        seen: list[list[SeenCue]] = [[] for _ in views]
        for (i, c), role in zip(where, roles, strict=True):
            seen[i].append(_seen(views[i].window, c, tags[i], role))
        yield from zip(views, tags, seen, strict=True)

    def _roles(self, states: torch.Tensor, batch: Batch, where: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """The probabilities of roles, shape (cues, words, roles), for cues at (window, word)."""
        scores = self._network.role_scores(states, batch.sentence, *torch.tensor(where).T)
        found: NDArray[np.float32] = scores[:, :, self._view].softmax(2).numpy()
        return found


class _View(NamedTuple):
    """A window on the text with index ``text``, the sentences of its words, and which of them it is to judge."""

    text: int
    window: Window
    sentence: NDArray[np.int64]
    home: NDArray[np.intp]


def _views(texts: Sequence[Text]) -> Iterator[_View]:
    """The windows on some texts."""
    for n, text in enumerate(texts):
        windows = cut(text)
        home = homes(windows, len(text.pieces))
        for k, window in enumerate(windows):
            words = slice(window.first, window.last)
            yield _View(n, window, text.sentence[words], np.flatnonzero(home[words] == k))


def _seen(window: Window, first: int, tags: NDArray[np.float32], roles: NDArray[np.float32]) -> SeenCue:
    """The cue that begins with a word of a window, from what the words' tags and their roles for it are likely to
    be."""
    last, size = first, window.last - window.first
    while last + 1 < size and tags[last + 1, CUE_GOES_ON] > 0.5:
        last += 1
    part = np.flatnonzero(roles[:size, 0] < 1 - FAINT)
    start, end = min([first, *part[:1].tolist()]), max([last, *part[-1:].tolist()]) + 1
    # a copy: a long text has many cues, and none shall hold its whole batch
    return SeenCue(window.first + first, window.first + last, window.first + start, roles[start:end].copy())


def load_tagger(store: ModelStore, encoder: LoadedEncoder, view: str) -> TaggerModel:
    """The shipped tagger, verified by ``store``, beside the parser's encoder."""
    return TaggerModel(tagger_of_bytes(encoder.encoder, store.read(FILES[view])), encoder.tokenizer, view)


def tagger_of_bytes(encoder: SharedEncoder, data: bytes) -> AttributionTagger:
    """The tagger of a safetensors file; its table of word pieces is that of the parser's ``encoder``."""
    from safetensors.torch import load

    tagger = AttributionTagger(encoder.companion())
    weights = {name: weight.float() for name, weight in load(data).items()}
    tagger.load_state_dict({**weights, f"encoder.{_TABLE}": encoder.bert.embeddings.word_embeddings.weight})
    return tagger


def dump_tagger(tagger: AttributionTagger) -> bytes:
    """The weights in half precision, without the table of word pieces, as the bytes of a safetensors file."""
    from safetensors.torch import save

    data: bytes = save(
        {
            name: weight.half().contiguous()
            for name, weight in tagger.state_dict().items()
            if weight.is_floating_point() and not name.endswith(_TABLE)
        }
    )
    return data
