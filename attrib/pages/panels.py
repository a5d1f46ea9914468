"""What the page says of each claim: one sentence, its chain, its scores, and why they are what they are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from attrib.credibility import CAVEAT, COMMITMENT, CONTEST, REST
from attrib.pages.drawing import chain, meter
from attrib.pages.markup import Markup, element, escaped, isolated, joined
from attrib.report import Claim, Factor, Form, Identification, Level, Report, ReportWarning, SourceEntity, Span
from attrib.wording import UNATTRIBUTED, called, content_of, sentence

LEVELS = {
    Level.VERBATIM: "in the source’s own words",
    Level.PARTIAL: "partly in its words",
    Level.PARAPHRASE: "in the author’s words",
    Level.RELAYED: "passed on by another source",
    Level.HEARSAY: "at third hand, or from nobody named",
}
"""What each level means to the reader."""

_QUOTATION = {Form.DIRECT: "direct: all of it", Form.MIXED: "mixed: parts of it", Form.INDIRECT: "indirect: none of it"}
_CLIPPED = 160


def panels(report: Report) -> Iterator[Markup]:
    """What is said of each claim, in a ``details`` element of its own."""
    claims = {claim.id: claim for claim in report.claims}
    entities = {entity.id: entity for entity in report.sources}
    warned = _warned(report)
    for claim in report.claims:
        yield _claim(claim, report.publisher, claims, entities, warned[claim.id])


def _claim(
    claim: Claim,
    publisher: str | None,
    claims: Mapping[int, Claim],
    entities: Mapping[int, SourceEntity],
    warnings: Sequence[ReportWarning],
) -> Markup:
    tags = tags_of(claim)
    badges = [element("span", word, class_=f"badge {word}") for word in dict.fromkeys((claim.level, *tags))]
    content = element("h3", element("bdi", clipped(content_of(claim))))
    summary = element(
        "summary",
        element("span", str(claim.id), class_=f"number {claim.level}"),
        element("span", claim.grade, class_="grade", title=f"Grade {claim.grade}"),
        content,
        element("p", speakers_of(claim), class_="from"),
        element("p", *badges, class_="badges"),
    )
    body = [
        element("p", element("bdi", sentence(claim)), class_="sentence"),
        chain(claim, publisher),
        element("dl", *_facts(claim, claims, entities), class_="facts"),
    ]
    if warnings:
        body.append(element("h4", "Warnings"))
        body.append(element("ul", *(element("li", *warning_of(warning)) for warning in warnings), class_="warnings"))
    body.append(_explanation(claim))
    back = element("a", "Show in the text", href=f"#at-{claim.id}", class_="back", data_back=claim.id)
    body.append(element("p", back))
    inside = element("div", *body, class_="body", id=f"claim-{claim.id}")
    return element(
        "details", summary, inside, class_="claim", id=f"panel-{claim.id}", data_claim=claim.id,
        data_tags=" ".join(tags),
    )  # fmt: skip


def tags_of(claim: Claim) -> tuple[str, ...]:
    """What a claim can be picked out by."""
    found = (
        ("anonymous", claim.originator.identification is Identification.ANONYMOUS),
        ("relayed", len(claim.chain) > 1),
        ("disputed", bool(claim.disputed_by)),
    )
    return tuple(name for name, holds in found if holds)


def clipped(text: str) -> str:
    """``text`` on one line, without its end where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _CLIPPED else f"{line[: _CLIPPED - 2].rstrip()} …"


def speakers_of(claim: Claim) -> Markup:
    """Who says so, and through whom, long names without their ends."""
    origin, *relays = [isolated(clipped(called(hop.source)) or UNATTRIBUTED) for hop in reversed(claim.chain)]
    return joined([origin, *relays], ", through ") if relays else origin


def _facts(claim: Claim, claims: Mapping[int, Claim], entities: Mapping[int, SourceEntity]) -> Iterator[Markup]:
    origin = entities.get(claim.origin) if claim.origin is not None else None
    facts = {
        "Level": joined((claim.level, f": {LEVELS[claim.level]}")),
        "Quotation": f"{_QUOTATION[claim.form]}",
        "Commitment": claim.commitment,
        "Directness": meter(claim.directness),
        "Credibility": meter(claim.credibility),
        "Grade": claim.grade,
        "Confidence": meter(claim.confidence),
        "Independent origins": str(claim.independent_origins),
    }
    if origin:
        facts["All rests on"] = isolated(origin.name)
    for name, value in facts.items():
        yield element("div", element("dt", name), element("dd", value))
    if claim.disputed_by:
        who = [_link(claims[id]) if id in claims else str(id) for id in claim.disputed_by]
        yield element("div", element("dt", "Disputed by"), element("dd", joined(who, ", ")), class_="dispute")


def _link(claim: Claim) -> Markup:
    name = isolated(called(claim.originator) or UNATTRIBUTED)
    return element("a", f"{claim.id}: ", name, href=f"#claim-{claim.id}", data_open=claim.id)


def _explanation(claim: Claim) -> Markup:
    """The factors as a table, a chain a group, with what each group makes of them."""
    head = element("tr", *(element("th", name, scope="col") for name in ("Weighed", "By", "Evidence and why", "Value")))
    groups, rows, product = list[Markup](), list[Markup](), 1.0
    for step in claim.explanation:
        rows.append(_row(step))
        if step.rule in (CAVEAT, CONTEST):
            groups.append(element("tbody", *rows))
            rows = []
            continue
        product *= step.value
        if step.factor in (COMMITMENT, REST):
            if step.factor == COMMITMENT:
                total = element("th", "this chain", colspan="3", scope="row")
                rows.append(element("tr", total, element("td", f"{product:.2f}", class_="value"), class_="total"))
            groups.append(element("tbody", *rows))
            rows, product = [], 1.0
    result = element("th", "credibility", colspan="3", scope="row")
    foot = element("tr", result, element("td", f"{claim.credibility:.2f}", class_="value"))
    table = element(
        "table", element("caption", "Why: the factors the credibility is computed from"), element("thead", head),
        *groups, element("tfoot", foot),
    )  # fmt: skip
    return element("div", table, class_="table")


def _row(step: Factor) -> Markup:
    evidence = [element("q", element("bdi", clipped(_flat(step.span)))), " "] if step.span else []
    return element(
        "tr",
        element("td", step.rule),
        element("td", step.factor),
        element("td", *evidence, element("bdi", clipped(step.note), class_="why")),
        element("td", f"{step.value:.2f}" if step.rule != CAVEAT else "–", class_="value"),
    )


def _flat(span: Span) -> str:
    return " ".join(span.text.split())


def _warned(report: Report) -> defaultdict[int, list[ReportWarning]]:
    """The warnings that touch what a claim consists of, by claim."""
    found: defaultdict[int, list[ReportWarning]] = defaultdict(list)
    placed = sorted(((warning.span, warning) for warning in report.warnings if warning.span), key=_place)
    starts = [span.start for span, _ in placed]
    reached = list(accumulate((span.end for span, _ in placed), max))
    for claim in report.claims if placed else ():
        own = [*claim.content, *(hop.cue for hop in claim.chain if hop.cue)]
        own += [hop.source.mention for hop in claim.chain if hop.source.mention]
        touched: dict[int, None] = {}
        for span in own:
            near = range(bisect_right(reached, span.start), bisect_left(starts, span.end))
            touched.update(dict.fromkeys(i for i in near if span.start < placed[i][0].end))
        found[claim.id] = [placed[i][1] for i in sorted(touched)]
    return found


def _place(placed: tuple[Span, ReportWarning]) -> int:
    return placed[0].start


def warning_of(warning: ReportWarning) -> Iterator[Markup]:
    """A warning with the words that it is about."""
    yield element("code", isolated(warning.code))
    yield escaped(" ")
    yield element("bdi", warning.message)
    if warning.span:
        yield joined((": ", element("q", element("bdi", clipped(_flat(warning.span))))))
