"""Trains Stanza's tokenizer (tokens, sentences, tokens of several words) and its expander of such tokens."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

from attrib.training.rawtext import Labelled, newsprint, raw, tokens
from attrib.training.stages import once, options, slim
from attrib.training.treebank import Sentences, read_treebank

TOKENIZER = {
    "hidden_dim": 64, "emb_dim": 32, "max_seqlen": 300, "batch_size": 32, "use_mwt": True, "report_steps": 100,
    "feat_funcs": "space_before,capitalized,numeric,end_of_para,start_of_para",
    "sent_drop_prob": 0.1, "last_char_drop_prob": 0.1, "augment_final_punct_prob": 0.0,
}  # fmt: skip
RATES = ((2e-3, 8000), (4e-4, 4000))
"""Learning rate and steps of each leg of the tokenizer's training."""

EXPANDER = {"num_epoch": 8, "force_exact_pieces": True, "augment_apos": 0.02}
COMMON = {"lang": "en", "shorthand": "en_attrib", "cpu": True}


def train_segmenter(data: Path, work: Path, *, seed: int = 1) -> tuple[Path, Path]:
    """The slim checkpoints ``work/tokenize.pt`` and ``work/mwt.pt``, trained on EWT and GUM in ``data/ud``.

    Every leg's output is kept in ``work`` and not made again; the best step on the dev texts is the one kept.
    """
    train, dev = (read_treebank(data / "ud", split) for split in ("train", "dev"))
    rough = work / "segmenter"
    inputs = _tokenizer_inputs(train, dev, rough, seed)
    leg: Path | None = None
    for number, (rate, steps) in enumerate(RATES, start=1):
        leg = _tokenizer_leg(rough / f"tokenize.{number}.pt", leg, inputs | {"lr0": rate, "steps": steps, "seed": seed})
    assert leg is not None
    expander = _expander(train, dev, rough, seed)
    return (
        once(work / "tokenize.pt", lambda out, leg=leg: slim(leg, out)),
        once(work / "mwt.pt", lambda out: slim(expander, out)),
    )


def _tokenizer_inputs(train: Sentences, dev: Sentences, folder: Path, seed: int) -> dict[str, object]:
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"": newsprint(train, random.Random(seed)), "dev_": raw(dev)}
    expansions = Counter((t.form, t.words) for block in train.blocks for t in tokens(block) if len(t.words) > 1)
    (folder / "expansions.json").write_text(json.dumps(list(expansions.items())), encoding="utf-8")
    inputs: dict[str, object] = {"mwt_json_file": folder / "expansions.json"}
    for prefix, labelled in texts.items():
        inputs |= _written(labelled, folder, prefix)
    return inputs


def _written(labelled: Labelled, folder: Path, prefix: str) -> dict[str, object]:
    text, labels = folder / f"{prefix}text.txt", folder / f"{prefix}labels.txt"
    text.write_text(labelled.text, encoding="utf-8")
    labels.write_text(labelled.labels, encoding="utf-8")
    return {f"{prefix}txt_file": text, f"{prefix}label_file": labels}


def _tokenizer_leg(output: Path, before: Path | None, settings: dict[str, object]) -> Path:
    from stanza.models import tokenizer

    def make(unfinished: Path) -> None:
        start = unfinished if unfinished.exists() else before
        going_on = {"load_name": start.name} if start else {}
        place = {"save_dir": unfinished.parent, "save_name": unfinished.name}
        tokenizer.main(options(COMMON | TOKENIZER | settings | place | going_on))

    return once(output, make)


def _expander(train: Sentences, dev: Sentences, folder: Path, seed: int) -> Path:
    from stanza.models import mwt_expander

    def make(unfinished: Path) -> None:
        files = {"train_file": folder / "mwt.train.conllu", "eval_file": folder / "mwt.dev.conllu"}
        curly = tuple(b.replace("'", "’") for b in train.blocks if any(len(t.words) > 1 for t in tokens(b)))
        files["train_file"].write_text(Sentences(train.blocks + curly).conllu, encoding="utf-8")
        files["eval_file"].write_text(dev.conllu, encoding="utf-8")
        place = {"save_dir": unfinished.parent, "save_name": unfinished.name, "gold_file": files["eval_file"]}
        mwt_expander.main(options(COMMON | EXPANDER | files | place | {"seed": seed}))

    return once(folder / "mwt.pt", make)
