"""The parses of the fixtures, kept as CoNLL-U, and what the tagger sees of them, kept as arrays: so the stages behind
parser and tagger are tested without either.

``python -m tests.parses`` makes them anew with the shipped models.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from attrib.parse import Parse, read_conllu, write_conllu
from attrib.provenance import ResolvedChain, load_judges, trace
from attrib.quotations import find_quotations
from attrib.sight import GUIDELINES, SeenCue, Sight
from attrib.store import ModelStore
from tests.gold import FIXTURES, article_names, load_article, load_cases

FOLDER = FIXTURES / "parses"


def article_parse(name: str) -> Parse:
    """The parse of the article of that name."""
    return read_conllu((FOLDER / f"{name}.conllu").read_text(encoding="utf-8"), load_article(name).text)


@cache
def _case_blocks() -> dict[str, str]:
    documents = (FOLDER / "cases.conllu").read_text(encoding="utf-8").split("# newdoc id = ")[1:]
    return {label: block for label, _, block in (document.partition("\n") for document in documents)}


def case_parse(label: str, text: str) -> Parse:
    """The parse of the short case of that label."""
    return read_conllu(_case_blocks()[label], text)


@cache
def _sights() -> Mapping[str, NDArray[np.uint8]]:
    with np.load(FOLDER / "sights.npz", allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def sight(label: str) -> Sight:
    """What the shipped tagger sees of the article or the case of that name, in steps of 1/255."""
    arrays = _sights()
    places = arrays[f"{label}.cues"]
    cues = tuple(
        SeenCue(int(first), int(last), int(start), _probabilities(arrays[f"{label}.roles.{k}"]), bool(within))
        for k, (first, last, start, within) in enumerate(places)
    )
    return Sight(_probabilities(arrays[f"{label}.tags"]), cues)


def _probabilities(steps: NDArray[np.uint8]) -> NDArray[np.float32]:
    return (steps / 255).astype(np.float32)


def _kept(label: str, seen: Sight) -> Mapping[str, NDArray[Any]]:
    roles = {f"{label}.roles.{k}": _steps(cue.roles) for k, cue in enumerate(seen.cues)}
    places = [(cue.first, cue.last, cue.start, cue.within) for cue in seen.cues]
    return {
        f"{label}.tags": _steps(seen.tags),
        f"{label}.cues": np.array(places, dtype=np.int64).reshape(-1, 4),
        **roles,
    }


def _steps(p: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.round(p * 255).astype(np.uint8)


def trace_fixture(label: str, parse: Parse, publisher: str | None) -> list[ResolvedChain]:
    """The chains of an article or a case, by the shipped classifiers."""
    judges = load_judges(ModelStore(), GUIDELINES)
    return trace(parse, find_quotations(parse.text), sight(label), judges, publisher=publisher)[0]


def main() -> None:
    """Parse all fixtures with the shipped models and write the files."""
    from attrib.adapter import Parser, load_stages
    from attrib.encoder import load_encoder
    from attrib.tagger import load_tagger

    store = ModelStore()
    encoder = load_encoder(store)
    parser = Parser(load_stages(store, encoder))
    tagger = load_tagger(store, encoder, GUIDELINES)
    FOLDER.mkdir(exist_ok=True)
    seen: dict[str, NDArray[Any]] = {}
    for name in article_names():
        parse = parser.parse([load_article(name).text])[0]
        (FOLDER / f"{name}.conllu").write_text(write_conllu(parse), encoding="utf-8")
        seen |= _kept(name, tagger.see(parse, find_quotations(parse.text)))
    cases = load_cases()
    parses = parser.parse([case.text for case in cases])
    documents = [f"# newdoc id = {c.label}\n{write_conllu(p)}\n" for c, p in zip(cases, parses, strict=True)]
    (FOLDER / "cases.conllu").write_text("".join(documents), encoding="utf-8")
    for case, parse in zip(cases, parses, strict=True):
        seen |= _kept(case.label, tagger.see(parse, find_quotations(parse.text)))
    np.savez_compressed(FOLDER / "sights.npz", allow_pickle=False, **seen)


if __name__ == "__main__":
    main()


def barred(*sentences: str, between: str = " ") -> Parse:
    """A text of sentences whose words stand between bars: form, lemma, tag, head, relation."""
    words = [[word.split() for word in rows.split("|")] for rows in sentences]
    lines = (
        "\n".join(
            "\t".join((str(i), form, lemma, upos, "_", "_", head, relation, "_", "_"))
            for i, (form, lemma, upos, head, relation) in enumerate(sentence, 1)
        )
        for sentence in words
    )
    return read_conllu("\n\n".join(lines), between.join(" ".join(word[0] for word in sentence) for sentence in words))
