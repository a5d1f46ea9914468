"""For spaCy: the component ``attrib``, which puts the report of a text on its ``Doc``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import tee
from typing import Any, Protocol

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import raise_error

from attrib.report import Report, Span

KEY = "attrib"
"""The name of the component, of ``doc._.attrib``, and of the group ``doc.spans["attrib"]``."""


OnError = Callable[[str, Any, Sequence[Doc], Exception], object]
"""What spaCy calls for documents that a component cannot go on with: its name, itself, the documents, the error."""


class ScoresMany(Protocol):
    """What is asked of a scorer: what :class:`attrib.Scorer` does."""

    def score_many(self, texts: Iterable[str], *, publisher: str | None = None) -> Iterator[Report]:
        """The reports of the texts, in order."""


class Attribution:
    """A component that sets ``doc._.attrib``, the report of the text, and ``doc.spans["attrib"]``.

    The spans are labelled CLAIM, SOURCE or CUE, and have the claim's ``id`` as their ``id_``; where one begins or ends
    inside a token, it is wider by the rest of the token, while the report has the exact characters.  The report is kept
    as JSON, so that a ``Doc`` can be written and sent to other processes, and read anew each time it is asked for.

    ``scorer`` is an :class:`attrib.Scorer` or whatever has its ``score_many``; by default the library's own, which
    reads its models with the first text.  The parse is the library's, too: no other component is needed.  A document
    for which there can be no report goes to the error handler of ``nlp`` if one is set, and the others go on.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> component = nlp.add_pipe("attrib")
    >>> doc = nlp("The pier will close, Mayor Ida Roth said.")
    >>> [(span.label_, span.text) for span in doc.spans["attrib"]]
    [('CLAIM', 'The pier will close'), ('SOURCE', 'Mayor Ida Roth'), ('CUE', 'said')]
    >>> doc._.attrib.claims[0].grade
    'B2'
    """

    def __init__(self, scorer: ScoresMany | None = None, publisher: str | None = None):
        self.scorer = scorer
        self.publisher = publisher
        self._on_error: OnError = raise_error
        if not Doc.has_extension(KEY):
            Doc.set_extension(KEY, getter=_report_on)

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its report."""
        (report,) = self._scores().score_many([doc.text], publisher=self.publisher)
        return _with_report(doc, report)

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 0) -> Iterator[Doc]:
        """The documents of a stream with their reports, in order; how many are read ahead is the scorer's affair."""
        if self._on_error is not raise_error:
            yield from self._one_by_one(stream)
            return
        docs, read = tee(stream)
        reports = self._scores().score_many((doc.text for doc in read), publisher=self.publisher)
        for doc, report in zip(docs, reports, strict=True):
            yield _with_report(doc, report)

    def _one_by_one(self, stream: Iterable[Doc]) -> Iterator[Doc]:
        """The documents that a report can be made of; the others are handed over."""
        for doc in stream:
            try:
                scored = self(doc)
            except Exception as error:
                self._on_error(KEY, self, [doc], error)
                continue
            yield scored

    def set_error_handler(self, handler: OnError) -> None:
        """Have ``handler`` called for each document for which there can be no report, as ``nlp`` asks for."""
        self._on_error = handler

    def get_error_handler(self) -> OnError:
        """What is called then: by default what raises the error."""
        return self._on_error

    def _scores(self) -> ScoresMany:
        if self.scorer is not None:
            return self.scorer
        from attrib import scorer

        return scorer


@Language.factory(KEY, default_config={"publisher": None}, assigns=["doc._.attrib", "doc.spans"])
def make(nlp: Language, name: str, publisher: str | None) -> Attribution:
    """The component, for ``nlp.add_pipe("attrib")``."""
    return Attribution(publisher=publisher)


def _with_report(doc: Doc, report: Report) -> Doc:
    doc.user_data[KEY] = report.to_json()
    doc.spans[KEY] = list(_spans(doc, report))
    return doc


def _report_on(doc: Doc) -> Report | None:
    """The report of a document; none before the component has seen it."""
    line = doc.user_data.get(KEY)
    return None if line is None else Report.from_json(line, doc.text)


def _spans(doc: Doc, report: Report) -> Iterator[Any]:
    for claim in report.claims:
        places: list[tuple[str, Span | None]] = [("CLAIM", span) for span in claim.content]
        for hop in claim.chain:
            places += [("SOURCE", hop.source.mention), ("CUE", hop.cue)]
        for label, span in places:
            if span is not None:
                yield doc.char_span(
                    span.start, span.end, label=label, span_id=str(claim.id), alignment_mode="expand"
                )  # fmt: skip
