"""The component: the report and its spans stand on the document, also after it was written and read."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import attrib
from attrib.errors import InputValueError
from attrib.report import Report
from attrib.spacy import Attribution
from attrib.strategies import articles
from attrib.strategies.article import Article
from tests import samples


class Fake:
    """Has read no model: the sample has its report, any other text one claim."""

    def score_many(self, texts: Iterable[str], *, publisher: str | None = None) -> Iterator[Report]:
        for text in texts:
            if text == samples.TEXT:
                yield samples.report()
            else:
                yield samples.report_of(text) if text else samples.report("", (), (), (), ())


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("en")
    component = made.add_pipe("attrib")
    assert isinstance(component, Attribution)
    component.scorer = Fake()
    return made


def spans(doc: Doc) -> list[tuple[str, str, str]]:
    return [(span.label_, span.id_, span.text) for span in doc.spans["attrib"]]


def test_spacy_is_not_shadowed() -> None:
    assert not Path(spacy.__file__).is_relative_to(Path(attrib.__file__).parent)


def test_spacy_is_told_of_the_component() -> None:
    pyproject = Path(__file__).resolve().parent.parent / "pyproject.toml"
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    ((name, where),) = project["entry-points"]["spacy_factories"].items()
    module, factory = where.split(":")
    assert getattr(import_module(module), factory) and Language.has_factory(name)


def test_the_report_stands_on_the_document(nlp: Language) -> None:
    doc = nlp(samples.TEXT)
    assert doc._.attrib == samples.report() and doc._.attrib.text == samples.TEXT
    assert spans(doc)[:5] == [
        ("CLAIM", "0", "The harbour wall at Velmora cracked on Tuesday"),
        ("SOURCE", "0", "the Velmora Courier"),
        ("CUE", "0", "reported"),
        ("SOURCE", "0", "sources in the port authority"),
        ("CUE", "0", "citing"),
    ]
    assert ("CLAIM", "3", "“Nobody 😀 was hurt,”") in spans(doc)


def test_a_stream_keeps_its_order(nlp: Language) -> None:
    texts = ["One.", samples.TEXT, "", "Two."]
    docs = list(nlp.pipe(texts))
    assert [doc.text for doc in docs] == texts
    assert [len(doc._.attrib.claims) for doc in docs] == [1, 5, 0, 1]
    assert spans(docs[2]) == []


class Choosy(Fake):
    """Refuses some texts."""

    def score_many(self, texts: Iterable[str], *, publisher: str | None = None) -> Iterator[Report]:
        for text in texts:
            if text == "Two.":
                raise InputValueError("too long")
            yield from super().score_many([text])


def test_a_document_that_is_refused_goes_to_the_error_handler_and_the_others_go_on(nlp: Language) -> None:
    component = nlp.get_pipe("attrib")
    component.scorer = Choosy()  # type: ignore[attr-defined]
    with pytest.raises(InputValueError):
        list(nlp.pipe(["One.", "Two.", "Three."]))
    told: list[tuple[str, str]] = []

    def tell(name: str, _: object, docs: list[Doc], error: Exception) -> Any:
        told.extend((name, doc.text) for doc in docs)

    nlp.set_error_handler(tell)
    assert [doc.text for doc in nlp.pipe(["One.", "Two.", "Three."])] == ["One.", "Three."]
    assert told == [("attrib", "Two.")]
    assert nlp("One.")._.attrib.claims


def test_documents_can_be_written_and_read(nlp: Language) -> None:
    doc = nlp(samples.TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.attrib == samples.report() and spans(again) == spans(doc)
    bin = DocBin(docs=[doc], store_user_data=True)
    (stored,) = DocBin(store_user_data=True).from_bytes(bin.to_bytes()).get_docs(nlp.vocab)
    assert stored._.attrib == samples.report() and spans(stored) == spans(doc)


def test_a_document_that_was_not_scored_has_none(nlp: Language) -> None:
    assert nlp.make_doc("One.")._.attrib is None


def test_a_pipeline_can_be_written_and_read(nlp: Language, tmp_path: Path) -> None:
    made = spacy.blank("en")
    made.add_pipe("attrib", config={"publisher": "The Post"})
    made.to_disk(tmp_path)
    component = spacy.load(tmp_path).get_pipe("attrib")
    assert isinstance(component, Attribution) and component.publisher == "The Post"


def test_the_library_scores_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.scorer.score_many", Fake().score_many)
    made = spacy.blank("en")
    made.add_pipe("attrib")
    assert made(samples.TEXT)._.attrib == samples.report()


NLP = spacy.blank("en")


@given(articles())
def test_spans_are_those_of_the_report_or_wider(article: Article) -> None:
    class Only:
        def score_many(self, texts: Iterable[str], *, publisher: str | None = None) -> Iterator[Report]:
            return (article.report for _ in texts)

    doc = Attribution(Only())(NLP.make_doc(article.text))
    assert doc._.attrib == article.report
    places = [
        span
        for claim in article.report.claims
        for span in (*claim.content, *(s for hop in claim.chain for s in (hop.source.mention, hop.cue)))
        if span is not None
    ]
    for wide, span in zip(doc.spans["attrib"], places, strict=True):
        assert wide.start_char <= span.start and span.end <= wide.end_char
        assert doc.char_span(span.start, span.end) is None or wide.text == span.text
