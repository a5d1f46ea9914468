"""What is drawn is what it says: articles carry their true provenance, values keep every rule."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import jsonschema
import pytest
from hypothesis import find, given, settings
from hypothesis import strategies as st

import attrib
from attrib.corroboration import SharedClaim
from attrib.report import Commitment, Form, Level, Report, SourceType
from attrib.serial import schema
from attrib.strategies import (
    Article,
    Perturbation,
    articles,
    chains,
    claims,
    perturbations,
    reports,
    shared_claims,
    spans,
    trust_tables,
)
from attrib.strategies.perturbations import PLAIN, renaming
from attrib.strategies.plans import FRAMES
from attrib.testing import check_report

fresh = settings(database=None, derandomize=True)
VALIDATOR = jsonschema.Draft202012Validator(schema())


@given(articles())
def test_articles_carry_a_report_that_keeps_every_rule(article: Article) -> None:
    check_report(article.report, article.text)
    assert article.report.claims == article.claims
    assert len(article.claims) == len(article.statements) >= 1
    marks = article.text.count("“"), article.text.count("”")
    assert marks[0] == marks[1] and not re.search(r"[{}\[\]_]|  |None", article.text)
    for paragraph in article.text.split("\n\n"):
        assert re.match(r"[A-Z“]", paragraph) and paragraph[-1] in ".”"


@given(articles(min_claims=3, max_claims=4))
def test_articles_have_as_many_claims_as_are_asked_for(article: Article) -> None:
    cues = {hop.cue for claim in article.claims for hop in claim.chain[-1:]}
    assert len(cues) >= 3


@given(articles())
def test_a_form_says_what_the_marks_do(article: Article) -> None:
    for claim in article.claims:
        (content,) = claim.content
        assert (claim.form is Form.DIRECT) == (content.text[0] == "“" and content.text[-1] == "”")
        assert (claim.form is Form.INDIRECT) == ("“" not in content.text)


@given(articles())
def test_sentences_are_somebodys_or_the_authors_own(article: Article) -> None:
    said = [span for claim in article.claims for span in claim.content]
    for voice in article.author_voice:
        assert all(voice.end <= span.start or span.end <= voice.start for span in said)


@pytest.fixture(scope="module")
def many() -> list[Article]:
    """Some hundred articles."""
    found: list[Article] = []

    @settings(max_examples=200, derandomize=True, database=None)
    @given(articles())
    def collect(article: Article) -> None:
        found.append(article)

    collect()
    return found


def test_everything_is_drawn(many: list[Article]) -> None:
    claims = [claim for article in many for claim in article.claims]
    assert {claim.form for claim in claims} == set(Form)
    assert {claim.level for claim in claims} == set(Level)
    assert {claim.commitment for claim in claims} == set(Commitment)
    assert {hop.source.type for claim in claims for hop in claim.chain} == set(SourceType) - {SourceType.DOCUMENT}
    cues = {hop.cue.text for claim in claims for hop in claim.chain if hop.cue}
    frames = " ".join(frame.words for frame in FRAMES)
    assert cues == set(re.findall(r"(?:cue|by):([^}]+)", frames))
    assert any(claim.disputed_by for claim in claims) and any(claim.independent_origins > 1 for claim in claims)
    assert any(article.author_voice for article in many)


def test_disputes_are_drawn_and_shrink_to_few_sentences() -> None:
    article = find(articles(), lambda article: any(claim.disputed_by for claim in article.claims), settings=fresh)
    assert len(article.claims) <= 3 and not article.author_voice and "“" not in article.text


def test_articles_shrink_to_plain_sentences() -> None:
    article = find(articles(min_claims=2), lambda article: len(article.claims) > 1, settings=fresh)
    assert re.fullmatch(r"[^“.]+ said that the [^.]+\. [^“.]+ said that the [^.]+\.", article.text)
    assert article.publisher is None and not article.author_voice


@settings(max_examples=2000)
@given(reports())
def test_reports_keep_every_rule_and_come_back_from_json(report: Report) -> None:
    check_report(report, report.text)


@given(reports())
def test_reports_keep_the_schema(report: Report) -> None:
    VALIDATOR.validate(json.loads(report.to_json()))


@pytest.mark.parametrize(
    "kind",
    [
        attrib.Report, attrib.Claim, attrib.Hop, attrib.Source, attrib.SourceEntity, attrib.Factor,
        attrib.ReportWarning, attrib.Summary, attrib.Span, attrib.TrustTable, attrib.SharedClaim, attrib.Appearance,
        attrib.Level, attrib.Commitment,
    ],
)  # fmt: skip
def test_hypothesis_knows_how_to_draw_every_type(kind: type[Any]) -> None:
    @settings(max_examples=20)
    @given(st.from_type(kind))
    def draw(value: object) -> None:
        assert isinstance(value, kind)

    draw()


@given(claims(), chains(), spans("ab"), trust_tables())
def test_values_are_of_their_types(
    claim: attrib.Claim, chain: tuple[attrib.Hop, ...], span: attrib.Span, table: attrib.TrustTable
) -> None:
    assert claim.content and claim.explanation and len(chain) >= 1
    assert "ab"[span.start : span.end] == span.text != ""
    assert table.named >= table.described >= table.anonymous


@settings(max_examples=20)
@given(shared_claims())
def test_shared_claims_come_from_articles(shared: SharedClaim) -> None:
    assert json.loads(json.dumps(shared.to_dict()))


def meaning(article: Article, name: Perturbation) -> list[tuple[object, ...]]:
    """All that is told of claims but places, names and marks."""
    return [
        (
            re.sub(r'[“”"]', "", " ".join(span.text for span in claim.content)) if "names" not in name.name else "",
            claim.form, claim.commitment, claim.level, claim.directness, claim.credibility, claim.grade,
            claim.independent_origins, claim.disputed_by, [hop.source.type for hop in claim.chain],
        )
        for claim in article.claims
    ]  # fmt: skip


@given(articles(), perturbations())
def test_rewrites_keep_the_provenance(article: Article, perturbation: Perturbation) -> None:
    changed = perturbation(article)
    assert changed.text == perturbation(article.text)
    check_report(changed.report, changed.text)
    assert meaning(changed, perturbation) == meaning(article, perturbation)


@given(articles())
def test_other_names_are_other_names_everywhere(article: Article) -> None:
    renamed = renaming(1, 2, 3, 4)(article)
    for before, after in zip(article.sources, renamed.sources, strict=True):
        named = before.identification is attrib.Identification.NAMED
        assert (before.name != after.name) or not named
        if named:
            assert before.name not in renamed.text or before.name in {source.name for source in renamed.sources}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("straight marks", "“No,” he said. “It’s shut.”", '"No," he said. "It’s shut."'),
        ("curly marks", '"No," he said. "It\'s shut."', "“No,” he said. “It's shut.”"),
        ("curly marks", 'a 5" gun', 'a 5" gun'),
        ("CRLF", "One.\n\nTwo.\r\nThree.", "One.\r\n\r\nTwo.\r\nThree."),
        ("two spaces", "One. “Two. Three.” Four said.", "One.  “Two. Three.”  Four said."),
        ("blank lines", "One. Two e.g. three! Four", "One.\n\nTwo e.g. three!\n\nFour"),
    ],
)
def test_rewrites_of_any_text(name: str, before: str, after: str) -> None:
    (perturbation,) = [each for each in PLAIN if each.name == name]
    assert perturbation(before) == after


def test_strategies_load_no_models_and_hypothesis_alone_not_even_them() -> None:
    script = (
        "import sys, hypothesis\n"
        "assert 'attrib.registration' in sys.modules and 'numpy' not in sys.modules, 'registration'\n"
        "assert 'attrib.strategies' not in sys.modules\n"
        "sys.modules |= dict.fromkeys(('torch', 'stanza', 'sklearn', 'transformers'))  # cannot be imported\n"
        "from hypothesis import given, settings, strategies as st\n"
        "from attrib import Claim, Hop, Report\n"
        "from attrib.strategies import articles, perturbations, texts\n"
        "drawn = (articles(), perturbations(), texts(), *map(st.from_type, (Claim, Hop, Report)))\n"
        "@settings(max_examples=3, database=None)\n"
        "@given(st.tuples(*drawn))\n"
        "def draw(values):\n"
        "    article, rewrite, *_ = values\n"
        "    rewrite(article)\n"
        "draw()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
