"""What many texts claim, as a page for a browser: each claim with who says so, who repeats whom, and its origins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrib.corroboration import Appearance, SharedClaim
from attrib.pages.drawing import kind
from attrib.pages.graph import drawn, name_of
from attrib.pages.markup import Markup, element, isolated, joined, page
from attrib.pages.panels import clipped, speakers_of
from attrib.report import Source
from attrib.wording import UNATTRIBUTED, called, counted

NOTE = (
    "The number of origins is not a probability of truth: it says on how many sources that are independent of each "
    "other these texts rest a claim."
)
"""The sentence that travels with every count of origins."""


def render_stories(shared: Iterable[SharedClaim]) -> str:
    """What :func:`attrib.corroborate` found, in its order, as one HTML page of its own, without a script.

    Whatever stands in the claims and in names is shown as text, as in :func:`attrib.pages.page.render_html`.

    >>> import attrib
    >>> from attrib.pages.stories import render_stories
    >>> reports = attrib.score_many(["The pier will close, sources said."] * 2)
    >>> "circular: all texts go back to one origin" in render_stories(attrib.corroborate(reports))
    True
    """
    stories = list(shared)
    header = element(
        "header", element("h1", "The same claims over many texts"), element("p", NOTE, class_="note"),
        element("p", _counts(stories), class_="counts"),
    )  # fmt: skip
    sections = [_story(i, story) for i, story in enumerate(stories)]
    return page("The same claims over many texts – attrib", joined((header, element("main", *sections)), "\n"))


def _counts(stories: Sequence[SharedClaim]) -> str:
    texts = {each.report for story in stories for each in (*story.appearances, *story.denials)}
    circular = sum(story.single_origin for story in stories)
    disputed = sum(bool(story.denials) for story in stories)
    return (
        f"{counted(len(stories), 'claim')} in {counted(len(texts), 'text')}: {circular} circular, {disputed} disputed."
    )


def _story(number: int, story: SharedClaim) -> Markup:
    heading = element("h2", element("bdi", clipped(story.content)), id=f"story-{number}")
    facts = [element("li", part) for part in _facts(story)]
    parts = [
        heading,
        element("ul", *facts, class_="counts"),
        # What is too wide for its place has to be moved by keyboard, too.
        element("div", drawn(story), class_="wide", tabindex="0", role="group", aria_labelledby=f"story-{number}"),
        _table("Who says so", story.appearances),
    ]
    if story.denials:
        parts.append(_table("Who denies it", story.denials))
    return element("section", *parts, class_="story", aria_labelledby=f"story-{number}")


def _facts(story: SharedClaim) -> Iterator[Markup]:
    yield joined([counted(story.articles, "text")])
    origins = joined(map(_named, story.origins), ", ")
    count = counted(story.independent_origins, "independent origin")
    yield joined([element("strong", count), ": ", origins]) if story.origins else element("strong", count)
    if story.single_origin:
        where = "one origin" if story.origins else "no origin that is told"
        yield element("span", f"circular: all texts go back to {where}", class_="badge circular")
    if story.denials:
        denied = len({each.report for each in story.denials})
        yield element("span", f"denied in {counted(denied, 'text')}", class_="badge disputed")
    if story.first:
        yield joined(["first in ", isolated(name_of(story.first)), f", {story.first.date:%Y-%m-%d}"])


def _named(source: Source) -> Markup:
    return joined([isolated(called(source) or UNATTRIBUTED), f" ({kind(source)})"])


def _table(caption: str, appearances: Sequence[Appearance]) -> Markup:
    dated = any(each.date for each in appearances)
    columns = ["Text", *(["Date"] if dated else []), "From", "Level", "Credibility", "Grade"]
    rows = []
    for each in appearances:
        date = [element("td", f"{each.date:%Y-%m-%d}" if each.date else "–")] if dated else []
        rows.append(
            element(
                "tr",
                element("th", isolated(name_of(each)), scope="row"),
                *date,
                element("td", speakers_of(each.claim)),
                element("td", each.claim.level),
                element("td", f"{each.claim.credibility:.2f}"),
                element("td", each.claim.grade),
            )
        )
    head = element("tr", *(element("th", column, scope="col") for column in columns))
    table = element("table", element("caption", caption), element("thead", head), element("tbody", *rows))
    return element("div", table, class_="table")
