"""The report as a page for a browser: the text with its claims marked, and each claim's chain, scores and why.

The page is one file that asks for nothing else, neither from the network nor from the disk, and shows all it has
without its script, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrib.pages.drawing import bar
from attrib.pages.marking import Segment, cut
from attrib.pages.markup import Markup, element, escaped, isolated, joined, page, template
from attrib.pages.panels import LEVELS, clipped, panels, speakers_of, tags_of, warning_of
from attrib.report import Claim, Report, Share, Summary
from attrib.serial import text_of
from attrib.wording import content_of, counted

MOST = 20
"""How many claims a notebook shows."""

_BIDIRECTIONAL = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_FILTERS = (("anonymous", "Anonymous origin"), ("relayed", "Relayed"), ("disputed", "Disputed"))


def render_html(report: Report, text: str | None = None) -> str:
    """The report as one HTML page of its own, with light and dark colours, for screen, paper and screen reader.

    Whatever stands in the text and in its names is shown as text.  Control characters and lone surrogates are shown as
    U+FFFD, so that the page can be encoded.  ``text`` is what the report was made from, needed where ``report.text``
    is ``None`` because the report was read from JSON without it.

    Raises :class:`~attrib.errors.InputTypeError` for a text that is no string, and
    :class:`~attrib.errors.InputValueError` if there is none, or it is not the one that the report speaks of.

    >>> import attrib
    >>> from attrib.pages.page import render_html
    >>> text = "The pier will close, Mayor Ida Roth said."
    >>> page = render_html(attrib.Report.from_json(attrib.score(text).to_json()), text)
    >>> page.startswith("<!DOCTYPE html>"), page.count('<details class="claim"')
    (True, 1)
    """
    checked = text_of(report, text)
    title = " · ".join(part for part in (report.doc_id, report.publisher) if part)
    body = joined(
        (
            element("a", "Skip to the claims", class_="skip", href="#claims"),
            _header(report),
            element("main", *_sections(report, checked)),
            element("footer", element("p", "Made by ", element("code", isolated(report.signature)), ".")),
        ),
        "\n",
    )
    return page(f"{title} – attrib" if title else "attrib", body, script="page.js")


def render_compact(report: Report) -> str:
    """The report as a table to stand in a notebook: of the claims the first ``MOST``, without the text."""
    rows = [
        element(
            "tr",
            element("th", str(claim.id), scope="row"),
            element("td", element("bdi", clipped(content_of(claim)))),
            element("td", speakers_of(claim)),
            element("td", claim.level),
            element("td", f"{claim.directness:.2f}"),
            element("td", f"{claim.credibility:.2f}"),
            element("td", claim.grade),
        )
        for claim in report.claims[:MOST]
    ]
    columns = ("", "Claim", "From", "Level", "Directness", "Credibility", "Grade")
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    left = len(report.claims) - len(rows)
    parts = [
        Markup(f"<style>{template('compact.css')}</style>"),
        element("p", element("strong", _title(report)), f" {_counts(report.summary)}"),
        element("p", report.summary.note),
        element("table", element("thead", head), element("tbody", *rows)) if rows else "",
        element("p", f"… and {left} more.") if left else "",
    ]
    return element("div", *parts, class_="attrib-report")


def _header(report: Report) -> Markup:
    publisher = element("p", isolated(report.publisher), class_="publisher") if report.publisher else ""
    heading = element("h1", isolated(report.doc_id or "Where the claims of this text come from"))
    return element("header", publisher, heading, element("p", report.summary.note, class_="note"))


def _sections(report: Report, text: str) -> Iterator[Markup]:
    yield _section("summary", "In short", *_summary(report.summary))
    article = _section("text", "The text", _legend(), _filters(report), _article(report, text))
    claims = _section("claims", "Claims", _key(report), *panels(report))
    yield element("div", article, claims, class_="columns")
    if report.sources:
        yield _section("sources", "Sources", _sources(report))
    if report.warnings:
        items = [element("li", *warning_of(warning)) for warning in report.warnings]
        yield _section("warnings", "Warnings", element("ul", *items))


def _section(name: str, heading: str, *parts: str) -> Markup:
    # Where a link leads, focus has to be able to go.
    title = element("h2", heading, id=f"{name}-heading")
    return element("section", title, *parts, id=name, aria_labelledby=f"{name}-heading", tabindex="-1")


def _title(report: Report) -> Markup:
    names = [isolated(clipped(part)) for part in (report.doc_id, report.publisher) if part]
    return joined([*names, ""], " · ") if names else Markup("")


def _counts(summary: Summary) -> str:
    counts = f"{counted(summary.claims, 'claim')} over {counted(summary.hops, 'hop')}"
    return f"{counts}; {summary.author_voice:.0%} of the text is the author’s own voice."


def _summary(summary: Summary) -> Iterator[Markup]:
    yield element("p", _counts(summary))
    if not summary.claims:
        return
    voice = Share(count=round(summary.author_voice * 100), share=summary.author_voice)
    charts = (
        _chart("Who it goes back to", summary, ("named", "described", "anonymous")),
        _chart("In quotation marks", summary, ("direct", "mixed", "indirect")),
        _bars("How it is sourced", summary, ("relayed", "single_origin", "disputed", "unsourced")),
        element(
            "figure",
            element("figcaption", "Who speaks"),
            bar([("voice", voice)]),
            element("dl", _entry("voice", "the author", f"{summary.author_voice:.0%}")),
        ),
    )
    yield element("div", *charts, class_="charts")


def _chart(caption: str, summary: Summary, names: Sequence[str]) -> Markup:
    """Shares that make a whole, in one bar."""
    shares: list[tuple[str, Share]] = [(name, getattr(summary, name)) for name in names]
    entries = [_entry(name, name, _share(share)) for name, share in shares]
    return element("figure", element("figcaption", caption), bar(shares), element("dl", *entries))


def _bars(caption: str, summary: Summary, names: Sequence[str]) -> Markup:
    """Shares that make no whole, in a bar each."""
    shares: list[tuple[str, Share]] = [(name, getattr(summary, name)) for name in names]
    entries = [
        element(
            "div",
            element("dt", name.replace("_", " ")),
            element("dd", _share(share)),
            element("dd", bar([("value", share)])),
        )
        for name, share in shares
    ]
    return element("figure", element("figcaption", caption), element("dl", *entries, class_="bars"))


def _entry(look: str, name: str, value: str) -> Markup:
    return element(
        "div", element("dt", element("span", class_=f"swatch {look}"), name), element("dd", value)
    )  # fmt: skip


def _share(share: Share) -> str:
    return f"{share.count} ({share.share:.0%})"


def _legend() -> Markup:
    levels = [element("li", element("mark", level, class_=level), f" {meaning}") for level, meaning in LEVELS.items()]
    others = (
        element("li", element("span", "source", class_="source")),
        element("li", element("span", "cue", class_="cue")),
        element("li", element("mark", "disputed", class_="disputed")),
    )
    return element("ul", *levels, *others, class_="legend", aria_label="What the marks mean")


def _filters(report: Report) -> Markup:
    """Switches for the script, which alone can use and shows them."""
    numbers = {name: sum(name in tags_of(claim) for claim in report.claims) for name, _ in _FILTERS}
    switches = [
        element("button", f"{label} ({numbers[name]})", type="button", data_filter=name, aria_pressed="false")
        for name, label in _FILTERS
    ]
    voice = element("button", "Author’s own voice", type="button", data_voice=True, aria_pressed="false")
    shown = element("p", role="status")
    return element(
        "div", element("span", "Show only", id="filters"), *switches, element("span", "Mark"), voice, shown,
        class_="filters", role="group", aria_labelledby="filters", hidden=True,
    )  # fmt: skip


def _article(report: Report, text: str) -> Markup:
    claims = {claim.id: claim for claim in report.claims}
    return element("div", *(_segment(segment, text, claims) for segment in cut(report)), class_="text", dir="auto")


def _segment(segment: Segment, text: str, claims: Mapping[int, Claim]) -> Markup:
    """A stretch of the text as one element, after the numbers of the claims that begin there."""
    shown = text[segment.start : segment.end]
    if shown.endswith("\r") and text.startswith("\n", segment.end):
        shown = shown[:-1]  # the line ends with the next segment
    numbers = [_number(claims[id]) for id in segment.begins]
    looks = [name for name in ("source", "cue") if getattr(segment, f"{name}s")]
    if segment.voice:
        looks.append("voice")
    if segment.claims:
        looks += [claims[segment.claims[0]].level]
        looks += ["disputed"] if any(claims[id].disputed_by for id in segment.claims) else []
    inner = element("bdi", shown) if not _BIDIRECTIONAL.isdisjoint(shown) else escaped(shown)
    if not looks:
        return joined([*numbers, inner])
    marked = element(
        "mark" if segment.claims else "span", inner, class_=" ".join(looks), data_claims=_ids(segment.claims),
        data_sources=_ids(segment.sources), data_cues=_ids(segment.cues),
    )  # fmt: skip
    return joined([*numbers, marked])


def _ids(ids: Sequence[int]) -> str | None:
    return " ".join(map(str, ids)) or None


def _number(claim: Claim) -> Markup:
    """The number of a claim where it begins in the text, a link to all that is said of it."""
    label = f"Claim {claim.id}: {', '.join((claim.level, f'grade {claim.grade}', *tags_of(claim)))}"
    looks = " ".join(("number", claim.level, *tags_of(claim)))
    return element("a", str(claim.id), class_=looks, id=f"at-{claim.id}", href=f"#claim-{claim.id}", aria_label=label)


def _key(report: Report) -> Markup:
    if not report.claims:
        return element("p", "Nobody but the author is made to answer for anything here.")
    key = (
        "Grades: the letter, A to E, is how good the links of the best chain are; the digit, 1 to 5, how far others "
        "say so too, and whether anybody denies it. F and 6 mean “cannot be judged”, not “worst”."
    )
    return element("p", key, class_="key")


def _sources(report: Report) -> Markup:
    head = element("tr", *(element("th", name, scope="col") for name in ("Source", "What it is", "Mentions", "Claims")))
    speaks: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        for entity in dict.fromkeys(hop.source.entity for hop in claim.chain):
            if entity is not None:
                speaks[entity].append(claim)
    rows = []
    for source in report.sources:
        body = element("p", "of ", isolated(source.affiliation), class_="from") if source.affiliation else ""
        links = [
            element("a", str(claim.id), href=f"#claim-{claim.id}", data_open=claim.id, aria_label=f"Claim {claim.id}")
            for claim in speaks[source.id]
        ]
        rows.append(
            element(
                "tr",
                element("th", isolated(source.name), body, scope="row"),
                element("td", f"{source.type}, {source.identification}"),
                element("td", str(len(source.mentions)), class_="value"),
                element("td", joined(links, " ")),
            )
        )
    table = element("table", element("thead", head), element("tbody", *rows))
    return element("div", table, class_="table")
