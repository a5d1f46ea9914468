"""The page of what many texts claim: who says so, who repeats whom, and on whom it all rests."""

from __future__ import annotations

import dataclasses
import datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from attrib.corroboration import corroborate
from attrib.pages.graph import Edge, drawn, layers, network
from attrib.pages.stories import NOTE, render_stories
from attrib.report import Commitment, Hop, Identification, Report, Source, SourceType, Span
from tests import pages, samples
from tests.test_page import assert_tame, flat, hostile

CLAIM = "The northern bridge at Velmora closed on Friday"


def source(name: str, kind: SourceType, identification: Identification = Identification.NAMED) -> Source:
    return samples.source(None, None, name, kind, identification)


PRESS = source("Norra Press", SourceType.OUTLET)
OFFICIAL = source("an official", SourceType.PERSON, Identification.ANONYMOUS)
POST_BY_NAME = source("Post", SourceType.OUTLET)
GAZETTE = source("the Gazette", SourceType.OUTLET)
POST = source("The Velmora Post", SourceType.OUTLET)
ENGINEER = source("Ilsa Brandt", SourceType.PERSON)


def text_of(publisher: str, *chain: Source, commitment: Commitment = Commitment.ASSERTED) -> Report:
    """A text of one claim, with its chain nearest the reader first."""
    hops: list[Hop] = [samples.hop(each) for each in chain]
    claimed = samples.statement(Span(start=0, end=len(CLAIM), text=CLAIM), hops, commitment=commitment)
    return dataclasses.replace(samples.report(CLAIM, [claimed], (), (), ()), doc_id=None, publisher=publisher)


CIRCULAR = corroborate(
    [text_of("Velmora Post", PRESS, OFFICIAL), text_of("The Gazette", PRESS, OFFICIAL), text_of("The Mail", POST)],
    dates=[datetime.date(2031, 4, 1), None, datetime.date(2031, 4, 2)],
)


def test_who_repeats_whom() -> None:
    (story,) = CIRCULAR
    points, edges = network(story)
    names = {point.key: (point.name, point.look) for point in points}
    assert [(names[edge.start][0], names[edge.end][0]) for edge in edges] == [
        ("an official", "Norra Press"), ("Norra Press", "Velmora Post"), ("an official", "Norra Press"),
        ("Norra Press", "The Gazette"), ("Velmora Post", "The Mail"),
    ]  # fmt: skip
    assert sorted(names.values()) == [
        ("Norra Press", "named"), ("The Gazette", "article"), ("The Mail", "article"), ("Velmora Post", "article"),
        ("an official", "anonymous"), ("an official", "anonymous"),
    ]  # fmt: skip
    columns = layers([point.key for point in points], edges)
    assert [len(column) for column in columns] == [2, 1, 2, 1]


def test_what_passes_a_column_by_has_a_lane_there() -> None:
    texts = [text_of("Post", PRESS, OFFICIAL), text_of("Gazette", POST_BY_NAME, PRESS), text_of("Mail", GAZETTE, PRESS)]
    (story,) = corroborate(texts)
    drawing = pages.read(drawn(story))
    paths = [path.attributes["d"] or "" for path in drawing.all("path")]
    assert sorted(path.count("H") for path in paths) == [0, 0, 0, 0, 1]
    boxes = [
        tuple(int(box.attributes[name] or 0) for name in ("x", "y", "width", "height")) for box in drawing.all("rect")
    ]
    for i, (x, y, width, height) in enumerate(boxes):
        for to_x, to_y, _, _ in boxes[:i]:
            assert x >= to_x + width or to_x >= x + width or y >= to_y + height or to_y >= y + height


def test_the_page_says_that_it_is_circular() -> None:
    page = pages.read(render_stories(CIRCULAR))
    assert page.one("p", "note").text() == NOTE
    assert "1 claim in 3 texts: 1 circular, 0 disputed." in page.text()
    assert page.one("h2").text() == CLAIM
    assert "circular: all texts go back to" in page.one("span", "circular").text()
    assert "first in Velmora Post, 2031-04-01" in page.text()
    rows = [[cell.text() for cell in row.all() if cell.name in ("th", "td")] for row in page.all("tr")]
    assert rows[0] == ["Text", "Date", "From", "Level", "Credibility", "Grade"]
    assert rows[2][:3] == ["The Gazette", "–", "an official, through Norra Press"]
    assert "Velmora Post, passed on by The Mail." in (page.one("svg").attributes["aria-label"] or "")
    assert not list(page.all("script"))


def test_origins_and_denials_are_told() -> None:
    stories = corroborate([text_of("The Gazette", ENGINEER), text_of("The Mail", POST, commitment=Commitment.DENIED)])
    page = pages.read(render_stories(stories))
    assert "1 independent origin: Ilsa Brandt (person, named)" in page.text()
    assert "denied in 1 text" in page.text() and "Who denies it" in page.text()
    assert len(list(page.all("g", "denies"))) == 1
    assert [x.text() for x in page.one("g", "origin").all("text")] == ["Ilsa Brandt", "person, named · origin"]


def test_no_claims_are_a_page_too() -> None:
    assert "0 claims in 0 texts" in pages.read(render_stories([])).text()


@given(hostile)
def test_what_is_text_stays_text(text: str) -> None:
    made = samples.hostile_report(text)
    root = assert_tame(render_stories(corroborate([made, dataclasses.replace(made, publisher=None)])))
    for story in root.all("section"):
        assert flat(text) in flat(next(story.all("tbody")).text())


keys = st.integers(0, 7).map(str)
edges = st.lists(st.tuples(keys, keys).filter(lambda pair: pair[0] != pair[1]), max_size=20)


@given(edges)
def test_every_point_has_one_place_and_comes_after_what_leads_to_it(pairs: list[tuple[str, str]]) -> None:
    every = [str(i) for i in range(8)]
    all_edges = [Edge(start=start, end=end, denies=False) for start, end in pairs]
    forward = [edge for edge in all_edges if edge.start < edge.end]
    assert sorted(key for column in layers(every, all_edges) for key in column) == every
    place = {key: i for i, column in enumerate(layers(every, forward)) for key in column}
    assert all(place[edge.start] < place[edge.end] for edge in forward)


def test_circles_end() -> None:
    ring = [Edge(start=start, end=end, denies=False) for start, end in pairwise("abca")]
    assert layers("abc", ring) == [["a"], ["b"], ["c"]]
