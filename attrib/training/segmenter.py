"""Trains Stanza's tokenizer (tokens, sentences, tokens of several words) and its expander of such tokens.

The tokenizer is Stanza's own: model, batches, and the faults it puts into them on purpose.  The loop is ours, because
Stanza's can neither let its learning rate fall to zero nor go on after a stop.
"""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch

from attrib.training.rawtext import Labelled, newsprint, tokens
from attrib.training.stages import once, options, slim
from attrib.training.treebank import Sentences, read_treebank

TOKENIZER = {
    "hidden_dim": 64, "emb_dim": 32, "max_seqlen": 300, "batch_size": 32, "use_mwt": True, "sent_drop_prob": 0.1,
    "last_char_drop_prob": 0.1, "augment_final_punct_prob": 0.0, "drop_initial_punct_prob": 0.0,
}  # fmt: skip
FEATURES = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")
STEPS, RATE = 2600, 3e-3
SHUFFLED_EVERY, SAVED_EVERY = 100, 200

EXPANDER = {"num_epoch": 8, "force_exact_pieces": True, "augment_apos": 0.02}
COMMON = {"lang": "en", "shorthand": "en_attrib", "cpu": True}


def train_segmenter(data: Path, work: Path, *, seed: int = 1) -> tuple[Path, Path]:
    """The slim checkpoints ``work/tokenize.pt`` and ``work/mwt.pt``, trained on EWT and GUM in ``data/ud``.

    What is finished in ``work`` or in ``work/segmenter`` is not made again.  The tokenizer is that of the last step;
    the expander that of the epoch that is best on dev.
    """
    rough = work / "segmenter"
    train = read_treebank(data / "ud", "train")

    def tokenizer(out: Path) -> None:
        slim(once(rough / "tokenize.pt", lambda part: _train_tokenizer(train, part, seed)), out)

    def expander(out: Path) -> None:
        dev = read_treebank(data / "ud", "dev")
        slim(once(rough / "mwt.pt", lambda part: _train_expander(train, dev, part, seed)), out)

    return once(work / "tokenize.pt", tokenizer), once(work / "mwt.pt", expander)


def _train_tokenizer(train: Sentences, out: Path, seed: int) -> None:
    _seeded(seed)
    trainer, batches = _tokenizer(train, out.parent, seed)
    checkpoint = out.with_name("tokenize.checkpoint")
    step = _restore(checkpoint, trainer) if checkpoint.exists() else 0
    noise = {name: trainer.args[name] for name in ("unit_dropout", "feat_unit_dropout")}
    while step < STEPS:
        trainer.change_lr(RATE * (1 - step / STEPS))
        loss = trainer.update(batches.next(**noise))
        step += 1
        if step % SHUFFLED_EVERY == 0:
            batches.shuffle()
            print(f"tokenizer step {step} loss {loss:.4f}", flush=True)
        if step % SAVED_EVERY == 0:
            _save(checkpoint, trainer, step)
    trainer.save(str(out))
    checkpoint.unlink(missing_ok=True)


def _tokenizer(train: Sentences, folder: Path, seed: int) -> tuple[Any, Any]:
    """Stanza's tokenizer, untrained, and its batches."""
    from stanza.models import tokenizer
    from stanza.models.tokenization.data import DataLoader
    from stanza.models.tokenization.trainer import Trainer

    text, labels = _written(newsprint(train, random.Random(seed)), folder)
    expansions = {t.form: list(t.words) for block in train.blocks for t in tokens(block) if len(t.words) > 1}
    settings = tokenizer.parse_args(options(COMMON | TOKENIZER | {"lr0": RATE, "seed": seed}))
    settings |= {"feat_funcs": list(FEATURES), "feat_dim": len(FEATURES), "num_dict_feat": 0}
    batches = DataLoader(settings, input_files={"txt": text, "label": labels}, mwt_expansions=expansions)
    settings["vocab_size"] = len(batches.vocab)
    return Trainer(args=settings, vocab=batches.vocab, device="cpu"), batches


def _written(labelled: Labelled, folder: Path) -> tuple[str, str]:
    text, labels = folder / "text.txt", folder / "labels.txt"
    text.write_text(labelled.text, encoding="utf-8")
    labels.write_text(labelled.labels, encoding="utf-8")
    return str(text), str(labels)


def _seeded(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def _save(path: Path, trainer: Any, step: int) -> None:
    state = {"model": trainer.model.state_dict(), "optimizer": trainer.optimizer.state_dict(), "step": step}
    part = path.with_suffix(".part")
    torch.save(state, part)
    os.replace(part, path)


def _restore(path: Path, trainer: Any) -> int:
    """The step at which training stopped; what it goes on with is drawn anew."""
    state = torch.load(path, weights_only=True)
    trainer.model.load_state_dict(state["model"])
    trainer.optimizer.load_state_dict(state["optimizer"])
    _seeded(state["step"])
    return int(state["step"])


def _train_expander(train: Sentences, dev: Sentences, out: Path, seed: int) -> None:
    from stanza.models import mwt_expander

    files = {"train_file": out.parent / "mwt.train.conllu", "eval_file": out.parent / "mwt.dev.conllu"}
    curly = tuple(b.replace("'", "’") for b in train.blocks if any(len(t.words) > 1 for t in tokens(b)))
    files["train_file"].write_text(Sentences(train.blocks + curly).conllu, encoding="utf-8")
    files["eval_file"].write_text(dev.conllu, encoding="utf-8")
    place = {"save_dir": out.parent, "save_name": out.name, "gold_file": files["eval_file"]}
    mwt_expander.main(options(COMMON | EXPANDER | files | place | {"seed": seed}))
