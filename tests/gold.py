"""The annotated fixtures: articles and short cases, each with its claims and their chains."""

from __future__ import annotations

import json
from pathlib import Path

from attrib.report import frozen
from attrib.training.gold import GoldArticle, GoldClaim, read_article, read_articles, read_claims

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


@frozen
class GoldCase:
    """A sentence or a short passage that shows one convention; ``bucket`` says what kind of case it is."""

    label: str
    comment: str
    bucket: str
    text: str
    publisher: str | None
    claims: tuple[GoldClaim, ...]


def article_names() -> tuple[str, ...]:
    """The names of all articles, in alphabetical order."""
    return tuple(sorted(path.stem for path in (FIXTURES / "articles").glob("*.txt")))


def load_article(name: str) -> GoldArticle:
    """The article of that name."""
    folder = FIXTURES / "articles"
    return read_article(folder / f"{name}.txt", folder / f"{name}.json")


def load_written() -> tuple[GoldArticle, ...]:
    """The articles that the tagger learns from, in alphabetical order."""
    return tuple(read_articles(FIXTURES / "written"))


def load_cases() -> tuple[GoldCase, ...]:
    """All short cases, in the order of the file."""
    cases = json.loads((FIXTURES / "cases" / "chains.json").read_text(encoding="utf-8"))
    return tuple(
        GoldCase(**{**case, "claims": read_claims(case["text"], case["claims"], where=case["label"])}) for case in cases
    )
