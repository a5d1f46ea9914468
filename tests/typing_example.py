"""The whole public interface, used as a program uses it that is checked by mypy and pyright, both at their strictest.

``tests/test_typing.py`` runs it, and sees to it that no public name is left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, assert_never, assert_type

from hypothesis.strategies import SearchStrategy

import attrib
from attrib import strategies
from attrib.exports.annotation import to_annotations
from attrib.exports.jsonld import to_jsonld
from attrib.exports.prov import to_prov
from attrib.exports.rows import ClaimRow, HopRow, to_frame, to_rows
from attrib.exports.stix import to_stix
from attrib.pages.page import render_html
from attrib.pages.stories import render_stories
from attrib.testing import check_report

TEXT = (
    "The pier will close in May, the Coast Gazette reported on Monday, citing two people close to the port authority. "
    "“Nobody has told us,” said Mayor Ida Roth. She denied that the pier would close in May."
)


def score() -> attrib.Report:
    """One text, by the default scorer and by one of one's own."""
    report = attrib.score(TEXT, publisher="The Harbour Courier", doc_id="pier")
    assert_type(report, attrib.Report)
    scorer = attrib.Scorer(models=None, trust=None, parser=None, attitudes=True)
    assert_type(scorer.attitudes, bool)
    assert_type(scorer.signature, str)
    assert_type(scorer.score(TEXT, publisher=None), attrib.Report)
    return report


def score_many() -> list[attrib.Report]:
    """Many texts, as they come."""
    reports = attrib.score_many((text for text in [TEXT, ""]), n_jobs=1, on_error="report")
    assert_type(reports, Iterator[attrib.Report])
    assert_type(attrib.Scorer().score_many([TEXT], publisher="The Harbour Courier"), Iterator[attrib.Report])
    return list(reports)


def read(report: attrib.Report) -> None:
    """All that stands in a report."""
    assert_type(report.text, str | None)
    assert_type(report.length, int)
    assert_type(report.doc_id, str | None)
    assert_type(report.publisher, str | None)
    assert_type(report.signature, str)
    assert_type(report.claims, tuple[attrib.Claim, ...])
    assert_type(report.sources, tuple[attrib.SourceEntity, ...])
    assert_type(report.author_voice, tuple[attrib.Span, ...])
    assert_type(report.warnings, tuple[attrib.ReportWarning, ...])
    assert_type(report.summary, attrib.Summary)
    assert_type(report.summary.note, str)
    assert_type(report.summary.claims, int)
    assert_type(report.summary.relayed.count, int)
    assert_type(report.summary.anonymous.share, float)
    assert_type(report.summary.author_voice, float)
    for entity in report.sources:
        assert_type((entity.id, entity.name, entity.affiliation), tuple[int, str, str | None])
        assert_type(entity.mentions, tuple[attrib.Span, ...])
    for warning in report.warnings:
        assert_type((warning.code, warning.message, warning.span), tuple[str, str, attrib.Span | None])


def read_claim(claim: attrib.Claim) -> None:
    """All that stands in a claim."""
    assert_type(claim.id, int)
    assert_type(claim.content, tuple[attrib.Span, ...])
    assert_type((claim.form, claim.commitment), tuple[attrib.Form, attrib.Commitment])
    assert_type(claim.level, attrib.Level)
    assert_type((claim.directness, claim.credibility, claim.confidence), tuple[float, float, float])
    assert_type((claim.grade, claim.independent_origins), tuple[str, int])
    assert_type((claim.origin, claim.disputed_by), tuple[int | None, tuple[int, ...]])
    assert_type(claim.chain, tuple[attrib.Hop, ...])
    assert_type(claim.originator, attrib.Source)
    assert_type(claim.explanation, tuple[attrib.Factor, ...])
    assert_type(attrib.recompute(claim.explanation), float)
    for hop in claim.chain:
        assert_type((hop.source, hop.cue), tuple[attrib.Source, attrib.Span | None])
        assert_type((hop.directness, hop.confidence), tuple[float, float])
        assert_type((hop.source.mention, hop.source.entity), tuple[attrib.Span | None, int | None])
        assert_type((hop.source.name, hop.source.stated), tuple[str | None, bool])
        assert_type(hop.source.identification, attrib.Identification)
        assert_type(hop.source.type, attrib.SourceType)
    for step in claim.explanation:
        assert_type((step.rule, step.factor, step.note), tuple[str, str, str])
        assert_type((step.value, step.span), tuple[float, attrib.Span | None])
    for span in claim.content:
        assert_type((span.start, span.end, span.text), tuple[int, int, str])


def weight(level: attrib.Level) -> int:
    """A number for every level, which a type checker sees to be all there are."""
    match level:
        case attrib.Level.VERBATIM | attrib.Level.PARTIAL:
            return 3
        case attrib.Level.PARAPHRASE:
            return 2
        case attrib.Level.RELAYED:
            return 1
        case attrib.Level.HEARSAY:
            return 0
        case _:
            assert_never(level)


def write(report: attrib.Report, folder: Path) -> None:
    """The forms that a report can be had in, and the way back."""
    assert_type(report.to_dict(), dict[str, Any])
    line = report.to_json()
    assert_type(line, str)
    assert_type(attrib.Report.from_json(line), attrib.Report)
    assert_type(attrib.Report.from_dict(report.to_dict(), TEXT), attrib.Report)
    assert_type(report.to_rows(), list[dict[str, Any]])
    assert_type(to_rows(report, "hop"), list[dict[str, Any]])
    assert_type(report.to_frame("hop", backend="polars"), Any)
    assert_type(to_frame(report), Any)
    row = ClaimRow(**to_rows(report)[0])
    assert_type((row.chain, row.originator, row.credibility), tuple[str, str | None, float])
    assert_type(HopRow(**to_rows(report, "hop")[0]).cue_start, int | None)
    folder.joinpath("report.html").write_text(report.to_html(), encoding="utf-8")
    assert_type(render_html(report, TEXT), str)
    assert_type(to_jsonld(report), dict[str, Any])
    assert_type(to_annotations(report, "https://example.org/pier"), dict[str, Any])
    assert_type(to_stix(report, created=datetime.datetime(2026, 5, 4, tzinfo=datetime.UTC)), Any)
    folder.joinpath("report.provn").write_text(to_prov(report).get_provn(), encoding="utf-8")
    check_report(report, TEXT)


def corroborate(reports: list[attrib.Report]) -> None:
    """The same claim over many texts."""
    shared = attrib.corroborate(reports, dates=[datetime.date(2026, 5, 4)] * len(reports))
    assert_type(shared, tuple[attrib.SharedClaim, ...])
    assert_type(render_stories(shared), str)
    for story in shared:
        assert_type((story.content, story.articles), tuple[str, int])
        assert_type((story.independent_origins, story.single_origin), tuple[int, bool])
        assert_type((story.origins, story.first), tuple[tuple[attrib.Source, ...], attrib.Appearance | None])
        assert_type(story.to_dict(), dict[str, Any])
        for appearance in (*story.appearances, *story.denials):
            assert_type(appearance, attrib.Appearance)
            assert_type((appearance.report, appearance.claim), tuple[int, attrib.Claim])
            assert_type((appearance.date, appearance.publisher), tuple[datetime.date | None, str | None])


def trust(text: str) -> attrib.Scorer:
    """A trust table of one's own, ``text`` in the form of the shipped one."""
    table = attrib.TrustTable.from_toml(text)
    assert_type(table[attrib.Identification.ANONYMOUS], float)
    assert_type((table.version, table.relay, table.letters), tuple[str, float, tuple[float, float, float, float]])
    return attrib.Scorer(trust=table)


def fail(what: Callable[[], object]) -> str:
    """What went wrong; every error of the library is an ``AttribError``, and the builtin that fits."""
    try:
        what()
    except (attrib.InputTypeError, attrib.InputValueError) as error:
        assert_type(error, attrib.InputTypeError | attrib.InputValueError)
        return str(error)
    except (attrib.ModelIntegrityError, attrib.DataNotFoundError, attrib.MissingExtraError):
        return "something is not there"
    except attrib.BrokenReportError as error:
        broken: AssertionError = error
        return str(broken)
    except attrib.AttribError as error:
        return f"{error} ({attrib.__version__})"
    return ""


def adapt(texts: list[str]) -> None:
    """For scikit-learn and spaCy, which are imported when they are wanted."""
    import spacy

    from attrib.sklearn import FEATURES, AttributionFeatures
    from attrib.spacy import Attribution

    assert_type(FEATURES, tuple[str, ...])
    features = AttributionFeatures(attrib.Scorer(), n_jobs=1, publisher="The Harbour Courier")
    assert_type(features.fit(texts), AttributionFeatures)
    assert_type(features.transform(texts), Any)
    component = Attribution(publisher="The Harbour Courier")
    document = component(spacy.blank("en")(texts[0]))
    assert_type(document.text, str)


def draw() -> None:
    """For property-based tests."""
    assert_type(strategies.articles(min_claims=1, max_claims=2), SearchStrategy[strategies.Article])
    assert_type(strategies.perturbations(names=False), SearchStrategy[strategies.Perturbation])
    assert_type(strategies.reports(max_claims=2), SearchStrategy[attrib.Report])
    assert_type(strategies.claims(), SearchStrategy[attrib.Claim])
    assert_type(strategies.chains(), SearchStrategy[tuple[attrib.Hop, ...]])
    assert_type(strategies.spans(text=TEXT), SearchStrategy[attrib.Span])
    assert_type(strategies.texts(max_size=10), SearchStrategy[str])
    assert_type(strategies.trust_tables(), SearchStrategy[attrib.TrustTable])
    assert_type(strategies.shared_claims(), SearchStrategy[attrib.SharedClaim])


def rewrite(article: strategies.Article, how: strategies.Perturbation) -> None:
    """A rewrite takes a text to a text, and an article to an article."""
    assert_type(how(article.text), str)
    assert_type(how(article), strategies.Article)
    assert_type((how(article).report, article.claims), tuple[attrib.Report, tuple[attrib.Claim, ...]])


def everything(folder: Path, table: str) -> None:
    """All of it, on one text."""
    report = score()
    read(report)
    for claim in report.claims:
        read_claim(claim)
        weight(claim.level)
    write(report, folder)
    corroborate([report, *score_many()])
    trust(table)
    fail(lambda: attrib.Report.from_json("{"))
    adapt([TEXT])
    draw()
