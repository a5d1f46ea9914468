"""Scores texts: models are loaded once, texts go through in bounded batches, reports come out in order."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from attrib import __version__, lexicon
from attrib.assembly import Judges, empty_report, report_of
from attrib.errors import InputTypeError, InputValueError
from attrib.parse import Parse
from attrib.portions import NoText, at_once, check_stream, pieces
from attrib.quotations import find_quotations
from attrib.report import Report, ReportWarning
from attrib.sight import ATTITUDES, GUIDELINES
from attrib.store import ModelStore
from attrib.trust import TrustTable, load_trust

if TYPE_CHECKING:
    from stanza import Pipeline

    from attrib.adapter import Parser
    from attrib.cache import ReportCache
    from attrib.encoder import LoadedEncoder
    from attrib.jobs import InOrder
    from attrib.tagger import TaggerModel


_Made = tuple[list[Report], InputTypeError | InputValueError | None]
"""The reports of some texts, and the error that is to be raised behind them."""


class Scorer:
    """Reads news texts with one set of models.

    ``models`` is a folder of models with a manifest (the shipped one by default); ``parser`` a ``stanza.Pipeline`` to
    parse with in place of the shipped parser; ``trust`` a :class:`TrustTable` in place of the shipped one.
    ``attitudes`` also returns wishes, beliefs and acts of support that the annotation guidelines leave out. ``cache``
    is a folder that keeps reports: a text that was scored before, for the same publisher and by the same models and
    settings, gets the same report without being read again. ``max_chars`` is the length in code points beyond which a
    text is refused (none by default: a text of any length is read, in memory and time that grow with it). Nothing is
    loaded before the first text that is not kept in the cache; loading raises :class:`ModelIntegrityError` if a model
    is missing or was altered.

    A scorer may be used from several threads, which take turns, and in processes forked after its models were loaded,
    where torch then keeps to one thread.

    >>> from attrib import Scorer
    >>> text = "Mayor Ida Roth supports the closing of the pier."
    >>> Scorer().score(text).claims
    ()
    >>> Scorer(attitudes=True).score(text).claims[0].content[0].text
    'the closing of the pier'
    """

    def __init__(
        self,
        *,
        models: str | os.PathLike[str] | None = None,
        parser: Pipeline | None = None,
        trust: TrustTable | None = None,
        attitudes: bool = False,
        cache: str | os.PathLike[str] | None = None,
        max_chars: int | None = None,
    ):
        if models is not None and not isinstance(models, (str, os.PathLike)):
            raise InputTypeError(f"models must be the path of a folder, not {type(models).__name__}")
        if trust is not None and not isinstance(trust, TrustTable):
            raise InputTypeError(f"trust must be a TrustTable, not {type(trust).__name__}")
        if parser is not None and not isinstance(getattr(parser, "processors", None), Mapping):
            raise InputTypeError(f"parser must be a stanza.Pipeline, not {type(parser).__name__}")
        if parser is not None and cache is not None:
            raise InputValueError(
                "cache: reports by a parser of your own are not kept, since it cannot be told from others"
            )
        if max_chars is not None and (not isinstance(max_chars, int) or isinstance(max_chars, bool)):
            raise InputTypeError(f"max_chars must be an int or None, not {type(max_chars).__name__}")
        if max_chars is not None and max_chars < 0:
            raise InputValueError(f"max_chars must not be negative: {max_chars}")
        self._models = None if models is None else Path(models)
        self._pipeline = parser
        self._trust = trust
        self._attitudes = bool(attitudes)
        self._max_chars = max_chars
        self._cache = None if cache is None else _opened(cache)
        self._lock = threading.RLock()
        self._loaded = False
        self._process = os.getpid()

    def __getstate__(self) -> dict[str, Any]:
        self._check_portable()
        cache = None if self._cache is None else self._cache.folder
        return {
            "models": self._models, "trust": self._trust, "attitudes": self.attitudes, "cache": cache,
            "max_chars": self.max_chars,
        }  # fmt: skip

    def _check_portable(self) -> None:
        """Raise :class:`InputTypeError` if this scorer cannot be had in another process."""
        if self._pipeline is not None:
            raise InputTypeError("a Scorer with a parser of your own cannot be sent to another process")

    def __setstate__(self, state: dict[str, Any]) -> None:
        Scorer.__init__(self, **state)

    @property
    def attitudes(self) -> bool:
        """Whether wishes, beliefs and acts of support are returned, too."""
        return self._attitudes

    @property
    def max_chars(self) -> int | None:
        """The length in code points beyond which a text is refused."""
        return self._max_chars

    @property
    def _settings(self) -> str:
        """What tells this scorer from others."""
        return f"{type(self).__qualname__} {self.__getstate__()}"

    @cached_property
    def _store(self) -> ModelStore:
        return ModelStore(self._models)

    @cached_property
    def _encoder(self) -> LoadedEncoder:
        from attrib.encoder import load_encoder

        return load_encoder(self._store)

    @cached_property
    def _parser(self) -> Parser:
        from attrib.adapter import Parser, load_stages

        own = self._pipeline
        return Parser(load_stages(self._store, self._encoder) if own is None else own.processors)

    @property
    def _view(self) -> str:
        return ATTITUDES if self.attitudes else GUIDELINES

    @cached_property
    def _tagger(self) -> TaggerModel:
        from attrib.tagger import load_tagger

        return load_tagger(self._store, self._encoder, self._view)

    @cached_property
    def _judges(self) -> Judges:
        from attrib.directness import FILE, LinkModel
        from attrib.provenance import load_judges

        return Judges(
            chains=load_judges(self._store, self._view),
            hops=LinkModel(self._store.read(FILE), self._view),
            trust=self._table,
            attitudes=self.attitudes,
        )

    @cached_property
    def _table(self) -> TrustTable:
        return self._trust if self._trust is not None else load_trust()

    @property
    def _made_with(self) -> str:
        """What a report hangs on beside text and publisher; other tables may have the same version."""
        return f"{self.signature}|{self._table!r}"

    @property
    def signature(self) -> str:
        """The versions of library, models, lexicon and trust table that a report was made with, as one string."""
        parser = "own" if self._pipeline is not None else "shipped"
        return (
            f"attrib:{__version__}|models:{self._store.digest}|parser:{parser}|lexicon:{lexicon.VERSION}"
            f"|trust:{self._table.version}|attitudes:{'on' if self.attitudes else 'off'}"
        )

    def score(self, text: str, *, publisher: str | None = None, doc_id: str | None = None) -> Report:
        """The report of one English news text.

        ``publisher`` is the medium that published it: a source that spoke to the publisher itself is not relayed.
        ``doc_id`` is handed through. Any ``str`` gets a report, unless it is longer than ``max_chars``, which raises
        :class:`InputValueError`; anything else raises :class:`InputTypeError`.

        Credibility says how well this text supports a claim by its sourcing; it is not a probability of truth.

        >>> from attrib import Scorer
        >>> text = "“The pier is safe,” Mayor Ida Roth said."
        >>> report = Scorer().score(text, publisher="The Coast Gazette", doc_id="a1")
        >>> report.doc_id, report.claims[0].originator.name, str(report.claims[0].level)
        ('a1', 'Ida Roth', 'verbatim')
        """
        _check(publisher, doc_id)
        refused = self._refused(text)
        if refused is not None:
            raise refused
        return self._reports([text], publisher, doc_id)[0]

    def score_many(
        self,
        texts: Iterable[str],
        *,
        n_jobs: int | None = None,
        publisher: str | None = None,
        on_error: Literal["raise", "report"] = "raise",
    ) -> Iterator[Report]:
        """The reports of many texts, lazily and in order.

        Texts are read as their turn comes and parsed a few at a time, so that a stream of any length takes bounded
        memory, however slowly its reports are taken.

        ``n_jobs`` above one (or below zero: all cores) spreads them over processes with joblib, on the backend that
        ``joblib.parallel_config`` has set at the time of the call. By default its number of jobs is taken, too, and
        without one it is one.

        With ``on_error="report"`` a text for which there can be no report yields an empty one with a warning in its
        place: ``not-a-text`` for what is no ``str``, ``too-long`` for what is longer than ``max_chars``, ``failed``
        where scoring it ended with an error. Otherwise the first raises :class:`InputTypeError`, the second
        :class:`InputValueError`, both behind the reports of the texts before, and the last its error.

        >>> from attrib import Scorer
        >>> reports = Scorer().score_many(["The pier will close, the mayor said.", None], on_error="report")
        >>> [(len(report.claims), [warning.code for warning in report.warnings]) for report in reports]
        [(1, []), (0, ['not-a-text'])]
        """
        check_stream(texts, n_jobs, on_error)
        _check(publisher, None)
        jobs = _jobs(n_jobs)
        if jobs is not None:
            self._check_portable()
        return self._stream(texts, jobs, publisher, on_error)

    def _stream(
        self, texts: Iterable[object], jobs: InOrder | None, publisher: str | None, on_error: str
    ) -> Iterator[Report]:
        if jobs is None:
            made: Iterator[_Made] = (self._chunk(chunk, publisher, on_error) for chunk in at_once(texts))
        else:
            made = jobs.results(_in_worker, ((self, piece, publisher, on_error) for piece in pieces(texts)))
        for reports, error in made:
            yield from reports
            if error is not None:
                raise error

    def _chunk(self, texts: list[object], publisher: str | None, on_error: str) -> _Made:
        """The reports of some texts, parsed together; with errors raised, up to the first text that is refused."""
        refused = [self._refused(text) for text in texts]
        first = next((i for i, error in enumerate(refused) if error), len(texts)) if on_error == "raise" else len(texts)
        read = list(zip(texts[:first], refused[:first], strict=True))
        good = [text for text, error in read if isinstance(text, str) and error is None]
        done = iter(self._reports(good, publisher) if on_error == "raise" else self._at_any_rate(good, publisher))
        reports = [next(done) if error is None else self._refusal(text, error, publisher) for text, error in read]
        return reports, refused[first] if first < len(texts) else None

    def _refused(self, text: object) -> InputTypeError | InputValueError | None:
        """Why something is not read, if it is not."""
        if not isinstance(text, str):
            kind = text.kind if isinstance(text, NoText) else type(text).__name__
            return InputTypeError(f"text must be a str, not {kind}")
        if self.max_chars is not None and len(text) > self.max_chars:
            return InputValueError(f"text has {len(text)} characters, and max_chars is {self.max_chars}")
        return None

    def _refusal(self, text: object, error: Exception, publisher: str | None) -> Report:
        """The empty report of something that is not read."""
        warning = ReportWarning(
            code="too-long" if isinstance(text, str) else "not-a-text", message=str(error), span=None
        )
        kept = text if isinstance(text, str) else ""
        return empty_report(warning, publisher=publisher, signature=self.signature, text=kept)

    def _at_any_rate(self, texts: list[str], publisher: str | None) -> list[Report]:
        """The reports of some texts, where one that cannot be scored costs no other its report.

        Halves are tried by themselves until it is found; what failed for want of memory may then go through.
        """
        try:
            return self._reports(texts, publisher)
        except Exception as error:
            if not self._loaded:
                raise
            if len(texts) == 1:
                message = f"no report could be made: {type(error).__name__}: {error}"
                warning = ReportWarning(code="failed", message=message, span=None)
                return [empty_report(warning, publisher=publisher, signature=self.signature, text=texts[0])]
        half = len(texts) // 2
        return [*self._at_any_rate(texts[:half], publisher), *self._at_any_rate(texts[half:], publisher)]

    def _reports(self, texts: list[str], publisher: str | None, doc_id: str | None = None) -> list[Report]:
        if os.getpid() != self._process:  # another thread may have held the lock when the process was forked
            self._lock, self._process = threading.RLock(), os.getpid()
        if self._cache is None:
            return self._fresh(texts, publisher, doc_id)
        made_with = self._made_with
        kept = [self._cache.get(text, publisher, doc_id, made_with) for text in texts]
        missing = [text for text, report in zip(texts, kept, strict=True) if report is None]
        fresh = self._fresh(missing, publisher, doc_id)
        for report in fresh:
            self._cache.put(report, made_with)
        rest = iter(fresh)
        return [next(rest) if report is None else report for report in kept]

    def _fresh(self, texts: list[str], publisher: str | None, doc_id: str | None) -> list[Report]:
        """The reports of some texts, from the models."""
        if not texts:
            return []
        from attrib.encoder import leave_threads

        with self._lock:
            self._load()
            leave_threads()
            parses = self._parser.parse(texts)
            return [self._report(parse, publisher, doc_id) for parse in parses]

    def _load(self) -> None:
        """Have all models at hand: an error that comes later is the text's."""
        if not self._loaded:
            _ = self._parser, self._tagger, self._judges
            self._loaded = True

    def _report(self, parse: Parse, publisher: str | None, doc_id: str | None) -> Report:
        quotations = find_quotations(parse.text)
        return report_of(
            parse, quotations, self._tagger.see(parse, quotations), self._judges, signature=self.signature,
            publisher=publisher, doc_id=doc_id,
        )  # fmt: skip


def _check(publisher: object, doc_id: object) -> None:
    for name, value in (("publisher", publisher), ("doc_id", doc_id)):
        if value is not None and not isinstance(value, str):
            raise InputTypeError(f"{name} must be a str or None, not {type(value).__name__}")


def _opened(cache: object) -> ReportCache:
    from attrib.cache import open_cache

    return open_cache(cache)


def _jobs(n_jobs: int | None) -> InOrder | None:
    """What spreads the work over so many jobs, or as many as are set for joblib; none where there is but one."""
    if n_jobs == 1 or (n_jobs is None and "joblib" not in sys.modules):
        return None
    from attrib.jobs import InOrder

    jobs = InOrder(n_jobs)
    return None if jobs.n_jobs == 1 else jobs


_workers: dict[str, Scorer] = {}


def _in_worker(scorer: Scorer, texts: list[object], publisher: str | None, on_error: str) -> _Made:
    """The reports of some texts, by the scorer that this process keeps: models are loaded once a worker."""
    return _workers.setdefault(scorer._settings, scorer)._chunk(texts, publisher, on_error)


_default = Scorer()


def score(text: str, *, publisher: str | None = None, doc_id: str | None = None) -> Report:
    """The report of one English news text by the default :class:`Scorer`; see :meth:`Scorer.score`.

    >>> import attrib
    >>> report = attrib.score("The pier will close, the Coast Gazette reported, citing two inspectors.")
    >>> claim = report.claims[0]
    >>> claim.content[0].text, [hop.source.name for hop in claim.chain], str(claim.level)
    ('The pier will close', ['Coast Gazette', 'two inspectors'], 'hearsay')
    """
    return _default.score(text, publisher=publisher, doc_id=doc_id)


def score_many(
    texts: Iterable[str],
    *,
    n_jobs: int | None = None,
    publisher: str | None = None,
    on_error: Literal["raise", "report"] = "raise",
) -> Iterator[Report]:
    """The reports of many texts by the default :class:`Scorer`, lazily and in order; see :meth:`Scorer.score_many`.

    >>> import attrib
    >>> texts = ["The pier will close, Mayor Ida Roth said.", "It rained all week."]
    >>> [len(report.claims) for report in attrib.score_many(texts)]
    [1, 0]
    """
    return _default.score_many(texts, n_jobs=n_jobs, publisher=publisher, on_error=on_error)
