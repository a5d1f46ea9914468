"""Trains Stanza's lemmatizer on the distinct words of the treebanks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrib.training.stages import once, options, slim
from attrib.training.treebank import Sentences, read_treebank

LEMMATIZER = {
    "hidden_dim": 150, "emb_dim": 50, "pos_dim": 50, "num_epoch": 4, "batch_size": 100, "lr": 2e-3, "dropout": 0.3,
    "emb_dropout": 0.2, "pos_dropout": 0.2, "log_step": 100,
}  # fmt: skip
"""Stanza wants ``pos_dim`` to equal ``emb_dim``."""

LONGEST_WORD = 20
"""Characters; a longer word is an address or a jest, and would pad its whole batch."""

WORDS_A_SENTENCE = 50

Word = tuple[str, str, str]
"""Form, UPOS and lemma."""


def train_lemmas(data: Path, work: Path, *, seed: int = 1) -> Path:
    """The slim checkpoint ``work/lemma.pt``, trained on EWT and GUM in ``data/ud``; the best epoch on dev is kept."""
    from stanza.models import lemmatizer

    def make(unfinished: Path) -> None:
        folder = unfinished.parent
        files = {"train_file": folder / "lemma.train.conllu", "eval_file": folder / "lemma.dev.conllu"}
        train, dev = (Counter(words(read_treebank(data / "ud", split))) for split in ("train", "dev"))
        files["train_file"].write_text(_listed([*ranked(train), *headline(train)]).conllu, encoding="utf-8")
        files["eval_file"].write_text(_listed(ranked(dev)).conllu, encoding="utf-8")
        place = {"save_dir": folder, "save_name": unfinished.name}
        common = {"shorthand": "en_attrib", "cpu": True, "seed": seed}
        lemmatizer.main(options(common | LEMMATIZER | files | place))

    return once(work / "lemma.pt", lambda out: slim(once(work / "segmenter" / "lemma.pt", make), out))


def words(sentences: Sentences) -> Iterator[Word]:
    """Every word of a treebank with a lemma, apostrophes straight and curly; none that is very long or torn
    apart by a wrong space."""
    for block in sentences.blocks:
        rows = [line.split("\t") for line in block.split("\n") if line.split("\t")[0].isdigit()]
        torn = {row[6] for row in rows if row[7] == "goeswith"}
        for row in rows:
            if row[7] != "goeswith" and row[0] not in torn and len(row[1]) <= LONGEST_WORD:
                yield row[1], row[3], row[2]
                if "'" in row[1]:
                    yield row[1].replace("'", "’"), row[3], row[2]


def ranked(counts: Counter[Word]) -> list[Word]:
    """Distinct words, the frequent first: of two lemmas for one form, Stanza's dictionary takes the first it meets."""
    return [word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def headline(counts: Counter[Word]) -> list[Word]:
    """The frequent lower-case words again, as headlines print them: capitalised, and in capitals."""
    known = {(form, upos) for form, upos, _ in counts}
    found: dict[tuple[str, str], str] = {}
    for (form, upos, lemma), count in counts.most_common():
        if count > 4 and len(form) > 2 and form.isalpha() and form.islower():
            for dressed in (form.capitalize(), form.upper()):
                if (dressed, upos) not in known:
                    found.setdefault((dressed, upos), lemma)
    return [(form, upos, lemma) for (form, upos), lemma in found.items()]


def _listed(found: Iterable[Word]) -> Sentences:
    """The words as CoNLL-U: Stanza reads sentences, and a list of words is cut into some."""
    rows = list(found)
    blocks = []
    for start in range(0, len(rows), WORDS_A_SENTENCE):
        lines = []
        for i, (form, upos, lemma) in enumerate(rows[start : start + WORDS_A_SENTENCE], start=1):
            head, relation = ("0", "root") if i == 1 else ("1", "dep")
            lines.append("\t".join((str(i), form, lemma, upos, "_", "_", head, relation, "_", "_")))
        blocks.append("\n".join(lines))
    return Sentences(tuple(blocks))
