"""The page: everything is there, nothing comes from elsewhere, and what is text stays text."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.errors import InputTypeError, InputValueError
from attrib.pages.marking import cut
from attrib.pages.markup import Markup, element, joined, tame
from attrib.pages.page import MOST, render_compact, render_html
from attrib.report import CREDIBILITY_NOTE, Report, Span
from attrib.wording import sentence
from tests import pages, samples

REPORT = samples.report()
PAGE = pages.read(REPORT.to_html())

GLOBAL = {"class", "id", "hidden", "role", "dir", "tabindex", "aria-label", "aria-labelledby", "aria-hidden"}
ALLOWED: dict[str, set[str]] = {
    "": set(), "html": {"lang"}, "head": set(), "body": set(), "title": set(), "style": set(), "script": set(),
    "meta": {"charset", "name", "content", "http-equiv"}, "header": set(), "main": set(), "footer": set(),
    "section": set(), "div": set(), "h1": set(), "h2": set(), "h3": set(), "h4": set(), "p": set(), "ul": set(),
    "li": set(), "dl": set(), "dt": set(), "dd": set(), "figure": set(), "figcaption": set(), "bdi": set(), "q": set(),
    "code": set(), "strong": set(), "a": {"href", "data-open", "data-back"},
    "button": {"type", "data-filter", "data-voice", "aria-pressed"}, "summary": set(),
    "mark": {"data-claims", "data-sources", "data-cues"}, "span": {"title", "data-claims", "data-sources", "data-cues"},
    "details": {"data-claim", "data-tags"}, "table": set(), "caption": set(), "thead": set(), "tbody": set(),
    "tfoot": set(), "tr": set(), "td": set(), "th": {"scope", "colspan"},
    "svg": {"viewbox", "width", "height", "focusable"}, "g": set(), "rect": {"x", "y", "width", "height", "rx"},
    "line": {"x1", "y1", "x2", "y2"}, "polygon": {"points"}, "path": {"d"}, "text": {"x", "y"},
}  # fmt: skip
SPOKEN = {"aria-label", "title", "content"}
"""The attributes that hold sentences."""


def flat(text: str) -> str:
    return tame(" ".join(text.split()))


def test_a_page_is_all_its_own() -> None:
    assert PAGE.one("html").attributes == {"lang": "en"}
    policy = next(x.attributes["content"] for x in PAGE.all("meta") if x.attributes.get("http-equiv")) or ""
    assert policy.startswith("default-src 'none'; ")
    for kind in ("style", "script"):
        digest = hashlib.sha256(PAGE.one(kind).text().encode()).digest()
        assert f"{kind}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    page = REPORT.to_html()
    assert not re.search(r"https?:|//[a-z]|url\(|@import|\bsrc=|<link|unsafe-", page.replace("base-uri", ""))


def test_the_text_is_there_with_its_marks() -> None:
    article = PAGE.one("div", "text")
    assert article.text(without="number") == samples.TEXT
    for claim in REPORT.claims:
        marked = [x for x in article.all() if str(claim.id) in (x.attributes.get("data-claims") or "").split()]
        assert "".join(x.text("number") for x in marked) == claim.content[0].text
        for role, spans in (
            ("data-sources", [hop.source.mention for hop in claim.chain if hop.source.mention]),
            ("data-cues", [hop.cue for hop in claim.chain if hop.cue]),
        ):
            parts = [x for x in article.all() if str(claim.id) in (x.attributes.get(role) or "").split()]
            assert sorted(x.text() for x in parts) == sorted(span.text for span in spans)
    assert article.one("span", "voice").text() == "It rained all week."
    assert [x.text() for x in article.all("a", "number")] == ["0", "1", "2", "3", "4"]


def test_every_claim_is_told_without_the_script() -> None:
    for claim in REPORT.claims:
        panel = next(x for x in PAGE.all("details") if x.attributes["data-claim"] == str(claim.id))
        told = flat(panel.text())
        for part in (
            sentence(claim), claim.level, claim.grade, claim.commitment, f"Directness{claim.directness:.2f}",
            f"Credibility{claim.credibility:.2f}", f"Confidence{claim.confidence:.2f}", "the reader",
        ):  # fmt: skip
            assert part in told, part
        rows = list(panel.one("table").all("tr"))
        chains = sum(step.factor == "commitment" for step in claim.explanation)
        assert len(rows) == len(claim.explanation) + chains + 2
        for step in claim.explanation:
            assert step.note in told
    assert "Disputed by2: the port authority" in PAGE.text()
    assert CREDIBILITY_NOTE in PAGE.one("p", "note").text()


def test_the_chain_is_drawn_from_the_origin_to_the_reader() -> None:
    drawing = next(PAGE.all("svg", "chain"))
    assert [x.text() for x in drawing.all("text")] == [
        "sources in the port authority", "group, anonymous", "“citing”", "directness 0.70 · confidence 0.90",
        "Velmora Courier", "outlet, named", "“reported”", "directness 0.70 · confidence 0.90",
        "the reader", "of The Velmora Post",
    ]  # fmt: skip
    assert drawing.attributes["aria-label"] == (
        "Chain from origin to reader: sources in the port authority (group, anonymous), “citing”, then Velmora Courier "
        "(outlet, named), “reported”, then the reader."
    )


def test_links_lead_somewhere() -> None:
    ids = [x.attributes["id"] for x in PAGE.all() if "id" in x.attributes]
    assert len(ids) == len(set(ids))
    for link in PAGE.all("a"):
        assert (link.attributes["href"] or "")[1:] in ids
    for thing in PAGE.all():
        assert set((thing.attributes.get("aria-labelledby") or "").split()) <= set(ids)


def test_headings_skip_no_rank() -> None:
    ranks = [int(x.name[1]) for x in PAGE.all() if re.fullmatch("h[1-6]", x.name)]
    assert ranks[0] == 1 and ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_warnings_stand_with_the_claims_they_touch_and_at_the_end() -> None:
    panel = next(x for x in PAGE.all("details") if x.attributes["data-claim"] == "3")
    assert "odd-character a pictograph was left alone: 😀" in panel.text()
    assert sum("odd-character" in x.text() for x in PAGE.all("details")) == 1
    end = next(x for x in PAGE.all("section") if x.attributes["id"] == "warnings")
    assert len(list(end.all("li"))) == 2


def test_contents_inside_contents() -> None:
    outer, inner = samples.span("“Nobody 😀 was hurt,” Mayor Tomas Reyl said"), samples.span("was hurt")
    claims = [
        dataclasses.replace(claim, content=(content,))
        for claim, content in zip(REPORT.claims[:3], (outer, inner, inner), strict=True)
    ]
    nested = dataclasses.replace(REPORT, claims=tuple(claims))
    article = pages.read(render_html(nested)).one("div", "text")
    assert article.text(without="number") == samples.TEXT
    marks = [(x.text(), x.attributes["data-claims"]) for x in article.all("mark")]
    assert ("was hurt", "1 2 0") in marks and ("“Nobody 😀 ", "0") in marks
    assert [x.text() for x in article.all("a", "number")] == ["0", "1", "2"]


def test_line_ends_are_one_newline_also_where_a_mark_divides_them() -> None:
    text = "a\r\nb\rc\nd\n\r\n"
    for at in range(len(text)):
        content = Span(start=at, end=len(text), text=text[at:])
        claimed = samples.statement(content, [samples.hop(samples.NOBODY)])
        page = pages.read(samples.report(text, [claimed], (), (), ()).to_html())
        assert page.one("div", "text").text(without="number") == "a\nb\nc\nd\n\n"


def test_a_report_of_nothing() -> None:
    page = pages.read(samples.report("", (), (), (), ()).to_html())
    assert page.one("div", "text").text() == ""
    assert "0 claims over 0 hops" in page.text() and not list(page.all("details"))


def test_a_report_without_its_text_needs_it() -> None:
    bare = Report.from_json(REPORT.to_json())
    with pytest.raises(InputValueError, match="text: needed"):
        bare.to_html()
    with pytest.raises(InputTypeError, match="bytes"):
        bare.to_html(b"x")  # type: ignore[arg-type]
    with pytest.raises(InputValueError, match="3 characters given"):
        bare.to_html("abc")
    with pytest.raises(InputValueError, match="characters 0 to 46"):
        bare.to_html(samples.TEXT.replace("harbour", "Harbour"))
    assert bare.to_html(samples.TEXT) == REPORT.to_html()


def test_a_notebook_gets_a_table() -> None:
    shown = pages.read(REPORT._repr_html_())
    assert CREDIBILITY_NOTE in shown.text() and "sources in the port authority, through Velmora Courier" in shown.text()
    assert len(list(shown.all("tr"))) == 1 + len(REPORT.claims)
    assert Report.from_json(REPORT.to_json())._repr_html_() == REPORT._repr_html_()
    many = dataclasses.replace(REPORT, claims=REPORT.claims * MOST)
    assert f"and {len(many.claims) - MOST} more" in render_compact(many)


def test_what_a_notebook_gets_is_small_whatever_the_report_is() -> None:
    long = samples.hostile_report("y" * 50_000)
    many = dataclasses.replace(long, claims=long.claims * 1000)
    assert len(render_compact(many)) < 25_000
    assert len(REPORT._repr_html_()) < len(REPORT.to_html()) / 10


def test_what_a_notebook_gets_needs_nothing_and_leaves_the_notebook_alone() -> None:
    shown = pages.read(REPORT._repr_html_())
    assert {thing.name for thing in shown.all()} == {
        "", "div", "style", "p", "strong", "bdi", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    style = shown.one("style").text()
    assert not re.search(r"url\(|@|:root", style)
    selectors = [selector.strip() for rule in style.split("}")[:-1] for selector in rule.split("{")[0].split(",")]
    assert len(selectors) > 3 and all(re.match(r"\.attrib-report\b", selector) for selector in selectors)
    (outermost,) = (part for part in shown.inside if isinstance(part, pages.Element))
    assert outermost.attributes == {"class": "attrib-report"}
    assert samples.TEXT not in shown.text()


NASTY = (
    "<script>window.pwned=1</script>", "</script>", "</style>", "</title>", "]]>", "<![CDATA[", "<!--", "-->", "<?",
    '"><img src=x onerror=pwned()>', "' onfocus='pwned()' autofocus='", "javascript:pwned()", "&lt;", "&#60;", "&",
    "${style}", "$script", "{{", "`", "=", "\x00", "\x1b", "\x9b", "\r\n", "\r", "\n", "\t", "\x0c", "\ud800", "\udfff",
    "\u202e", "\u2066", "\u2028", "\ufeff", "\uffff", "<svg/onload=pwned()>", "<a href=javascript:pwned()>", "中", "é ",
)  # fmt: skip
hostile = st.lists(st.sampled_from(NASTY) | st.text(st.characters(), max_size=5), max_size=12).map("".join)


def assert_tame(page: str) -> pages.Element:
    """That a page has nothing in it but what the library puts there."""
    page.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)
    root = pages.read(page)
    for thing in root.all():
        assert thing.name in ALLOWED, thing.name
        assert thing.attributes.keys() <= ALLOWED[thing.name] | GLOBAL, thing
        for name, value in thing.attributes.items():
            if name == "href":
                assert re.fullmatch(r"#[a-z]+(-\d+)?", value or ""), value
            elif name not in SPOKEN:
                assert re.fullmatch(r"[\w ,.%-]*", value or ""), (name, value)
    return root


@given(hostile)
def test_what_is_text_stays_text(text: str) -> None:
    root = assert_tame(samples.hostile_report(text).to_html())
    assert root.one("div", "text").text(without="number") == tame(text)
    assert root.one("script").text() == PAGE.one("script").text()
    assert root.one("style").text() == PAGE.one("style").text()
    sources = next(x for x in root.all("section") if x.attributes["id"] == "sources")
    assert flat(text) in flat(sources.text())


@given(hostile)
def test_notebooks_are_safe_too(text: str) -> None:
    assert_tame(samples.hostile_report(text)._repr_html_())


spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(st.text("ab \r\n<", min_size=12, max_size=12), st.lists(st.lists(spans, min_size=1, max_size=3), max_size=4))
def test_any_overlap_is_cut_into_the_whole_text(text: str, contents: list[list[list[int]]]) -> None:
    statements = [
        dataclasses.replace(
            samples.statement(samples.span("It"), [samples.hop(samples.NOBODY)]),
            content=tuple(Span(start=start, end=end, text=text[start:end]) for start, end in content),
        )
        for content in contents
    ]
    report = samples.report(text, statements, (), (), ())
    segments = list(cut(report))
    assert "".join(text[segment.start : segment.end] for segment in segments) == text
    for claim in report.claims:
        covered = {i for segment in segments if claim.id in segment.claims for i in range(segment.start, segment.end)}
        assert covered == {i for span in claim.content for i in range(span.start, span.end)}
        assert [claim.id in segment.begins for segment in segments].count(True) == 1
    article = pages.read(report.to_html()).one("div", "text")
    assert article.text(without="number") == tame(text)


def test_markup_is_made_of_names() -> None:
    assert element("p", "<", Markup("<br>"), class_="x", hidden=True, title=None) == '<p class="x" hidden>&lt;<br></p>'
    assert joined(["<", Markup("<b></b>")], " & ") == "&lt; &amp; <b></b>"
    with pytest.raises(InputValueError, match="no name of an attribute"):
        element("p", **{"a b": "x"})
    with pytest.raises(InputValueError, match="no name of an element"):
        element("p onclick=x")
