"""Makes and measures the classifiers that decide on links, sources, commitment, directness and confidence."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrib import commitment, directness, linking, namekinds, profiles, tagger
from attrib.sight import ATTITUDES
from attrib.training import hops, tables
from attrib.training import linking as links
from attrib.training.cards import NEWSWIRE, POLNEAR, WORLDWIDE, enter, record, skipping
from attrib.training.decisions import hop_examples, learn
from attrib.training.evaluate_attributions import fold_judges, on_polnear, on_worldwide


def make_links(data: Path, work: Path, out: Path, *, skip_broken: bool = False) -> str:
    """Write the classifiers to ``out``, beside parser and tagger, with their card, and return the tables of figures.

    ``work`` holds the taggers of the folds. Raises :class:`DataNotFoundError` for what is missing and
    :class:`InputValueError` for a broken annotation, unless told to skip it.
    """
    learned = learn(data, work, out, skip_broken=skip_broken)
    found = hop_examples(learned)
    (out / linking.FILE).write_bytes(links.dump({view: links.fit(data) for view, data in learned.examples.items()}))
    (out / directness.FILE).write_bytes(hops.fit(*found))
    (out / namekinds.FILE).write_bytes(learned.names)
    (out / profiles.FILE).write_bytes(learned.chains.sources)
    (out / commitment.FILE).write_bytes(learned.chains.commitment)
    recipe = _RECIPE + skipping(skip_broken)
    _enter(out, {}, recipe=recipe)  # the files are loaded through the manifest, to be measured too
    polnear, _ = on_polnear(data, out, skip_broken=skip_broken)
    judges = fold_judges(learned, found)
    worldwide, _ = on_worldwide(data, learned, judges)
    shipped = "\n".join((tables.of_polnear(polnear), tables.of_worldwide(worldwide, found)))
    (out / "links.md").write_text(_CARD.format(tables=shipped, recipe=recipe), encoding="utf-8")
    _enter(out, {"PolNeAR dev": polnear, "worldwide": worldwide}, recipe=recipe)
    record(out, tagger.FILES[ATTITUDES], {"PolNeAR dev": polnear})
    return "\n".join((shipped, tables.of_variants(learned, found[0], judges)))


def _enter(out: Path, figures: Mapping[str, Mapping[str, float]], *, recipe: str) -> None:
    for name, data in (
        (linking.FILE, (POLNEAR, WORLDWIDE)), (directness.FILE, (POLNEAR, WORLDWIDE)), (namekinds.FILE, (NEWSWIRE,)),
        (profiles.FILE, (WORLDWIDE,)), (commitment.FILE, (WORLDWIDE,)),
    ):  # fmt: skip
        enter(out, name, recipe=recipe, data=data, licence=_LICENCE, dev=figures)


_RECIPE = "attrib train links --data DIR --work DIR --out models"
_LICENCE = "annotations made for this project, and PolNeAR's (none stated); the texts cannot be read back"
_CARD = f"""# Links, sources, commitment; directness and confidence of hops

Logistic regressions of scikit-learn over features of the automatic extraction, kept as arrays of coefficients; loading
them runs no foreign code.

- `linking.npz` decides which candidates, proposed by the tagger or read off the tree, are links: one classifier for the
  guidelines, one for PolNeAR's view, which has attitudes too.
- `names.npz` says what bears a proper name, from hashed features of its letters and neighbours.
- `sources.npz` says whom a mention without a name takes up, what kind of source an entity is, and how far it is
  identified; `commitment.npz` says what a source does with a content.
- `links.npz` says how directly one hop of a chain brings its source's words (verbatim, in part, as a paraphrase, or
  answered for by nobody), and how likely the hop is to be right, in either view.

## Made from

- {POLNEAR}: every tenth article of train, which the tagger has not read
- {WORLDWIDE}, as five taggers see it, each trained without the articles that it is asked about
- {NEWSWIRE}, without the articles of the worldwide corpus: `names.npz`
- synthetic chains of two and three hops, made from the same articles of PolNeAR: `linking.npz`, guidelines' view

    {{recipe}}

## Figures

Raw text in, by the scorers of the benchmark. PolNeAR dev was read by none of the models. On the worldwide corpus the
tagger and the classifiers of each article were trained without it. ECE is the expected calibration error over ten bins
of equal width.

{{tables}}
## Limits

- The probabilities are honest about the extraction that they were trained with: whoever replaces the parser, the
  tagger or the rules trains them again.
- Newswire in English. A claim that the extraction misses has no probability at all.
"""
