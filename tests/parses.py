"""The parses of the fixtures, kept as CoNLL-U so that the stages behind the parser are tested without it.

``python -m tests.parses`` makes them anew with the shipped models.
"""

from __future__ import annotations

from functools import cache

from attrib.parse import Parse, read_conllu, write_conllu
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


def main() -> None:
    """Parse all fixtures with the shipped models and write the files."""
    from attrib.adapter import Parser, load_stages
    from attrib.store import ModelStore

    parser = Parser(load_stages(ModelStore()))
    FOLDER.mkdir(exist_ok=True)
    for name in article_names():
        parse = parser.parse([load_article(name).text])[0]
        (FOLDER / f"{name}.conllu").write_text(write_conllu(parse), encoding="utf-8")
    cases = load_cases()
    parses = parser.parse([case.text for case in cases])
    documents = [f"# newdoc id = {c.label}\n{write_conllu(p)}\n" for c, p in zip(cases, parses, strict=True)]
    (FOLDER / "cases.conllu").write_text("".join(documents), encoding="utf-8")


if __name__ == "__main__":
    main()
