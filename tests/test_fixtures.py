"""The annotated fixtures are sound: what the annotation guidelines define is checked here without the library."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from attrib.errors import InputValueError
from attrib.report import Commitment, Form, Identification, Level, SourceType, Span
from attrib.training.gold import GoldArticle, GoldClaim, GoldHop, locate, read_article, read_claims
from tests.gold import GoldCase, article_names, load_article, load_cases, load_written

ARTICLES = tuple(load_article(name) for name in article_names())
CASES = load_cases()
WRITTEN = load_written()
DOCUMENTS: tuple[GoldArticle | GoldCase, ...] = (*ARTICLES, *CASES)
OPENING, CLOSING = "\"'“‘«`", "\"'”’»"

every_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.name)


def _claims(
    documents: Iterable[GoldArticle | GoldCase] = DOCUMENTS,
) -> Iterator[tuple[GoldArticle | GoldCase, GoldClaim]]:
    return ((document, claim) for document in documents for claim in document.claims)


def _hops() -> Iterator[tuple[GoldArticle | GoldCase, GoldHop]]:
    return ((document, hop) for document, claim in _claims() for hop in claim.chain)


def _spans(claim: GoldClaim) -> tuple[Span, ...]:
    mentions = (span for hop in claim.chain for span in (hop.source, hop.cue) if span is not None)
    return (*claim.content, *mentions)


def _lies_in(inner: Iterable[Span], outer: tuple[Span, ...]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _expected_level(claim: GoldClaim) -> Level:
    """The level by the guidelines' table of directness, from the chain and the form alone."""
    originator = claim.chain[-1]
    if len(claim.chain) > 2 or originator.name is None:
        return Level.HEARSAY
    if len(claim.chain) == 2:
        return Level.HEARSAY if originator.identification == Identification.ANONYMOUS else Level.RELAYED
    return {Form.DIRECT: Level.VERBATIM, Form.MIXED: Level.PARTIAL, Form.INDIRECT: Level.PARAPHRASE}[claim.form]


def _stands_in_marks(claim: GoldClaim) -> bool:
    """Whether every fragment of the content opens and closes with a mark; a leading "that" or "to" is outside."""
    first, *others = (span.text for span in claim.content)
    fragments = [first.removeprefix("that ").removeprefix("to "), *others]
    return all(fragment[0] in OPENING and fragment[-1] in CLOSING for fragment in fragments)


def _follows_an_open_mark(text: str, claim: GoldClaim) -> bool:
    """Whether a quotation that opened earlier in the paragraph is still open where the content begins."""
    start = claim.content[0].start
    before = text[text.rfind("\n", 0, start) + 1 : start]
    curly = max(before.rfind("“"), before.rfind("‘")) > max(before.rfind("”"), before.rfind("’"))
    return curly or any(before.count(mark) % 2 for mark in "\"'")


def test_spans_are_whole_words_of_the_text() -> None:
    for document, claim in _claims([*DOCUMENTS, *WRITTEN]):
        for span in _spans(claim):
            assert document.text[span.start : span.end] == span.text
            assert span.text == span.text.strip() != ""
            for edge in {span.start, span.end} - {0, len(document.text)}:
                assert not document.text[edge - 1 : edge + 1].isalnum(), span.text


def test_content_is_in_order_and_apart_from_sources_and_cues() -> None:
    for _, claim in _claims([*DOCUMENTS, *WRITTEN]):
        assert all(left.end < right.start for left, right in itertools.pairwise(claim.content))
        for span in _spans(claim)[len(claim.content) :]:
            assert all(span.end <= part.start or part.end <= span.start for part in claim.content), span.text


def test_level_follows_from_chain_and_form() -> None:
    for _, claim in _claims([*DOCUMENTS, *WRITTEN]):
        assert claim.level == _expected_level(claim), claim.content[0].text


def test_form_follows_from_the_marks() -> None:
    for document, claim in _claims():
        text = " ".join(span.text for span in claim.content)
        if claim.form == Form.DIRECT:
            inner = len(claim.chain) > 1 and _follows_an_open_mark(document.text, claim)
            assert _stands_in_marks(claim) or inner, text
        else:
            assert not _stands_in_marks(claim), text
        if claim.form == Form.MIXED:
            assert any(mark in text for mark in '"“‘«'), text


def test_a_hop_is_known_by_a_name_or_by_its_cue() -> None:
    for document, hop in _hops():
        if hop.name is None:
            assert hop.source is None
            assert hop.cue is not None
            assert (hop.type, hop.identification) == (SourceType.UNKNOWN, Identification.ANONYMOUS)
        else:
            assert hop.name in document.text
            assert hop.type != SourceType.UNKNOWN


def test_one_name_is_one_kind_of_source() -> None:
    for document in DOCUMENTS:
        kinds: dict[str | None, tuple[SourceType, Identification]] = {}
        for hop in (hop for claim in document.claims for hop in claim.chain):
            kind = (hop.type, hop.identification)
            assert kinds.setdefault(hop.name, kind) == kind, hop.name


def test_an_inner_claim_lies_in_the_claim_around_it() -> None:
    """Unless the hop in front only relays: an outlet, or somebody who quotes or hands on."""
    for document, claim in _claims():
        for depth in range(1, len(claim.chain)):
            outer = claim.chain[:depth]
            cue = outer[-1].cue
            if outer[-1].type == SourceType.OUTLET or (cue is not None and cue.text in {"quoted", "relayed", "shared"}):
                continue
            around = (other for other in document.claims if other.chain == outer)
            assert any(_lies_in(claim.content, other.content) for other in around), claim.content[0].text


def test_no_claim_is_written_twice() -> None:
    for document in (*DOCUMENTS, *WRITTEN):
        seen = [(claim.content, claim.chain) for claim in document.claims]
        assert len(set(seen)) == len(seen)


@every_article
def test_publisher_is_no_hop(article: GoldArticle) -> None:
    assert article.publisher
    own = {article.publisher, article.publisher.split()[-1], "this newspaper"}
    mentions = {hop.source.text for claim in article.claims for hop in claim.chain if hop.source is not None}
    assert not mentions & (own | {f"the {name}" for name in own})


@every_article
def test_articles_are_as_long_as_a_newspaper_s(article: GoldArticle) -> None:
    assert 350 <= len(article.text.split()) <= 600


def test_articles_differ_in_layout() -> None:
    texts = [article.text for article in ARTICLES]
    assert len(texts) == 6
    assert any("\r\n" in text and "\u00a0" in text for text in texts)
    assert any("\n\n" in text for text in texts)
    assert any("\n\n" not in text and "\r" not in text for text in texts)
    assert {mark for text in texts for mark in text} >= set("\"'“”‘’")


def test_many_articles_are_there_to_learn_from_and_are_rich_in_relays() -> None:
    claims = [claim for _, claim in _claims(WRITTEN)]
    assert len(WRITTEN) >= 150
    assert sum(len(claim.chain) > 1 for claim in claims) >= 0.3 * len(claims) >= 900


def test_what_is_learned_from_is_not_what_is_tested_on() -> None:
    written = {line for article in WRITTEN for line in article.text.split("\n") if line}
    assert not written & {line for document in DOCUMENTS for line in document.text.splitlines()}


def test_cases_are_labelled_apart() -> None:
    labels = [case.label for case in CASES]
    assert len(labels) == len(set(labels)) >= 60
    assert {case.bucket for case in CASES} == {"in-the-wild", "synthetic", "negative"}
    assert all(case.comment for case in CASES)


def test_negative_cases_hold_no_relay() -> None:
    negative = [case for case in CASES if case.bucket == "negative"]
    assert all(len(claim.chain) == 1 for case in negative for claim in case.claims)
    assert sum(not case.claims for case in negative) >= 15


def test_the_fixtures_show_every_value() -> None:
    claims = [claim for _, claim in _claims()]
    hops = [hop for _, hop in _hops()]
    assert {claim.form for claim in claims} == set(Form)
    assert {claim.commitment for claim in claims} == set(Commitment)
    assert {claim.level for claim in claims} == set(Level)
    assert {len(claim.chain) for claim in claims} == {1, 2, 3}
    assert {hop.type for hop in hops} == set(SourceType)
    assert {hop.identification for hop in hops} == set(Identification)


@pytest.mark.parametrize(("fragment", "start"), [("aa", 0), (["aa", 2], 1), (["b", 2], 5)])
def test_locate_counts_occurrences_from_one(fragment: str | list[object], start: int) -> None:
    assert locate("aaabab", fragment).start == start


@pytest.mark.parametrize("fragment", ["c", ["b", 3]])
def test_locate_refuses_what_is_not_there(fragment: str | list[object]) -> None:
    with pytest.raises(ValueError, match="is not in the text"):
        locate("aaabab", fragment)


@pytest.mark.parametrize(
    "fragment",
    ["", ["", 1], ["aa", 0], ["aa", -1], ["aa", True], ["aa", "1"], ["aa", 1.0], ["aa"], [1, 1], [], 3],
)
def test_locate_refuses_what_is_no_fragment(fragment: Any) -> None:
    with pytest.raises(InputValueError, match="is neither a string nor a string and its occurrence"):
        locate("aaabab", fragment)


HOP = {"source": "The pier", "cue": None, "name": "", "type": "unknown", "identification": "anonymous"}
CLAIM = {"content": ["shut"], "form": "indirect", "commitment": "asserted", "directness": 2, "chain": [HOP]}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"content": "shut"}, "content: expected a list that is not empty, got 'shut'"),
        ({"content": []}, "content: expected a list that is not empty"),
        ({"content": [""]}, "'' is neither a string nor"),
        ({"content": [["shut", 0]]}, r"\['shut', 0\] is neither a string nor"),
        ({"content": ["open"]}, "occurrence 1 of 'open' is not in the text"),
        ({"chain": []}, "chain: expected a list that is not empty"),
        ({"chain": {}}, "chain: expected a list that is not empty"),
        ({"chain": [{**HOP, "source": ""}]}, "'' is neither a string nor"),
        ({"chain": [{**HOP, "name": 3}]}, "expected a name, got 3"),
        ({"directness": True}, "True is not a valid directness"),
        ({"form": "spoken"}, "'spoken' is not a valid Form"),
    ],
)
def test_a_claim_that_is_broken_is_named(changed: dict[str, Any], message: str) -> None:
    text = "The pier is shut."
    assert len(read_claims(text, [CLAIM], where="here")) == 1
    with pytest.raises(InputValueError, match=f"^here: claim 1: {message}"):
        read_claims(text, [CLAIM, {**CLAIM, **changed}], where="here")


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        ("{", "is not JSON"),
        ("[]", 'no list of "claims"'),
        ('{"claims": [{}]}', "claim 0: 'directness' is missing"),
        ('{"claims": [{"directness": 9}]}', "claim 0: 9 is not a valid directness"),
        ('{"claims": [3]}', "claim 0: "),
        ('{"claims": [], "publisher": 3}', "expected a name, got 3"),
        ('{"claims":\n "\udcff"}', r"line 2: 'utf-8' codec can't decode"),
    ],
)
def test_an_annotation_that_is_none_is_named(tmp_path: Path, annotation: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("The pier is shut.", encoding="utf-8")
    (tmp_path / "a.json").write_text(annotation, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(InputValueError, match=rf"a\.json.*{message}"):
        read_article(tmp_path / "a.txt", tmp_path / "a.json")
