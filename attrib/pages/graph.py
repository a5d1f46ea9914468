"""Who repeats whom, over many texts: a graph of sources and texts, laid out from the origins to the readers."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrib.corroboration import Appearance, SharedClaim
from attrib.independence import plain_name
from attrib.pages.drawing import NOT_STATED, kind, lines
from attrib.pages.markup import Markup, element
from attrib.report import Identification, Source, SourceType, frozen
from attrib.wording import called

_MARGIN, _WIDTH, _GAP, _ROW = 2, 190, 50, 18
_LINE, _PADDING, _LANE, _TIP = 17, 10, 6, 8
_COLUMNS = 24


@frozen
class Point:
    """A source or a text. ``look`` says how it is drawn, ``origin`` whether a claim rests on it independently."""

    key: str
    name: str
    what: str
    look: str
    origin: bool


@frozen
class Edge:
    """That what ``start`` says is passed on by ``end``; ``denies``: as not being so."""

    start: str
    end: str
    denies: bool


def network(shared: SharedClaim) -> tuple[tuple[Point, ...], tuple[Edge, ...]]:
    """The sources and texts of a shared claim, and who passes on whose words, each once.

    A medium that is cited is the text that it published, where that is among the texts.  An anonymous source is one
    for each text, since it may be anybody.
    """
    appearances = [(each, False) for each in shared.appearances] + [(each, True) for each in shared.denials]
    texts = {f"text {each.report}": _text(each) for each, _ in appearances}
    published: dict[str, str] = {}
    for each, _ in appearances:
        if each.publisher:
            published.setdefault(plain_name(each.publisher), f"text {each.report}")
    points: dict[str, Point] = {}
    edges: dict[Edge, None] = {}
    for each, denies in appearances:
        way = []
        for i, hop in enumerate(reversed(each.claim.chain)):
            key = _key(hop.source, each.report, published)
            rests = i == 0 and not denies and hop.source in shared.origins
            way.append(key)
            if key not in texts and (key not in points or rests):
                points[key] = _source(key, hop.source, rests)
        way.append(f"text {each.report}")
        for start, end in pairwise(way):
            if start != end:
                edges[Edge(start=start, end=end, denies=denies)] = None
    return (*points.values(), *texts.values()), tuple(edges)


def drawn(shared: SharedClaim) -> Markup:
    """The network of a shared claim, what comes first to the left."""
    points, edges = network(shared)
    by_key = {point.key: point for point in points}
    columns = layers([point.key for point in points], edges)
    ways = _lanes(columns, edges)
    places: dict[str, _Place] = {}
    boxes, bottom = [], 0
    for i, column in enumerate(columns):
        left, top = _MARGIN + i * (_WIDTH + _GAP), _MARGIN
        for key in _ordered(column, ways, places):
            if key in by_key:
                box, height = _box(by_key[key], left, top)
                boxes.append(box)
            else:
                height = _LANE
            places[key] = _Place(left=left, top=top, height=height)
            top += height + _ROW
        bottom = max(bottom, top - _ROW)
    width, height = len(columns) * (_WIDTH + _GAP) - _GAP + 2 * _MARGIN, bottom + _MARGIN
    arrows = [_arrow([places[key] for key in way], edge.denies) for edge, way in zip(edges, ways, strict=True)]
    return element(
        "svg", *arrows, *boxes, class_="network", viewBox=f"0 0 {width} {height}", width=width, height=height,
        role="img", aria_label=_told(by_key, edges),
    )  # fmt: skip


@frozen
class _Place:
    """Where a box stands, or the lane of an edge that goes past a column."""

    left: int
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


def _lanes(columns: Sequence[list[str]], edges: Sequence[Edge]) -> list[list[str]]:
    """The way of each edge, with a lane in every column that it goes past; the lanes are added to ``columns``."""
    at = {key: i for i, column in enumerate(columns) for key in column}
    ways = []
    for number, edge in enumerate(edges):
        way = [edge.start]
        for i in range(at[edge.start] + 1, at[edge.end]):
            way.append(f"lane {number} {i}")
            columns[i].append(way[-1])
        ways.append([*way, edge.end])
    return ways


def layers(keys: Sequence[str], edges: Sequence[Edge]) -> list[list[str]]:
    """The points in columns, each further on than all that lead to it, as far as they go round in no circle."""
    after: defaultdict[str, list[str]] = defaultdict(list)
    waiting = dict.fromkeys(keys, 0)
    for start, end in dict.fromkeys((edge.start, edge.end) for edge in edges):
        after[start].append(end)
        waiting[end] += 1
    depth = dict.fromkeys(keys, 0)
    ready = deque(key for key in keys if not waiting[key])
    unseen = dict.fromkeys(keys)
    while unseen:
        key = ready.popleft() if ready else next(iter(unseen))
        if key not in unseen:
            continue
        del unseen[key]
        for end in after[key]:
            if end in unseen:
                depth[end] = max(depth[end], depth[key] + 1)
                waiting[end] -= 1
                if not waiting[end]:
                    ready.append(end)
    columns: list[list[str]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for key in keys:
        columns[depth[key]].append(key)
    return [column for column in columns if column]


def _key(source: Source, report: int, published: Mapping[str, str]) -> str:
    name = plain_name(called(source))
    if name in published:
        return published[name]
    if source.identification is Identification.ANONYMOUS or not name:
        return f"anybody {report} {name}"
    if source.type is SourceType.PERSON and source.identification is Identification.NAMED:
        return f"person {name.split()[-1]}"
    return f"source {name}"


def _source(key: str, source: Source, origin: bool) -> Point:
    what = kind(source)
    name = called(source) or NOT_STATED
    return Point(key=key, name=name, what=what, look=source.identification, origin=origin)


def _text(appearance: Appearance) -> Point:
    name = name_of(appearance)
    what = f"text of {appearance.date:%Y-%m-%d}" if appearance.date else "text"
    return Point(key=f"text {appearance.report}", name=name, what=what, look="article", origin=False)


def name_of(appearance: Appearance) -> str:
    """What a text is called: by its publisher, else by its id, else by its number."""
    return appearance.publisher or appearance.doc_id or f"text {appearance.report}"


def _ordered(column: Sequence[str], ways: Sequence[Sequence[str]], places: Mapping[str, _Place]) -> list[str]:
    """A column from top to bottom, each beside what leads to it."""
    heights: defaultdict[str, list[int]] = defaultdict(list)
    for way in ways:
        for start, end in pairwise(way):
            if start in places:
                heights[end].append(places[start].middle)
    return sorted(column, key=lambda key: sum(heights[key]) / len(heights[key]) if heights[key] else 0.0)


def _box(point: Point, left: int, top: int) -> tuple[Markup, int]:
    shown = lines(point.name, _COLUMNS, 2)
    height = 2 * _PADDING + _LINE * (len(shown) + 1) - 4
    frame = element("rect", x=left, y=top, width=_WIDTH, height=height, rx=6)
    texts = [
        element("text", line, class_="name", x=left + 12, y=top + _PADDING + _LINE * i + 11)
        for i, line in enumerate(shown)
    ]
    what = f"{point.what} · origin" if point.origin else point.what
    below = top + _PADDING + _LINE * len(shown) + 10
    texts.append(element("text", *lines(what, 31, 1), class_="what", x=left + 12, y=below))
    look = f"node {point.look} origin" if point.origin else f"node {point.look}"
    return element("g", frame, *texts, class_=look), height


def _arrow(way: Sequence[_Place], denies: bool) -> Markup:
    """A curve from the right of one box to the left of another, straight along the lanes between them."""
    parts = [f"M{way[0].left + _WIDTH},{way[0].middle}"]
    for start, end in pairwise(way):
        x, to_x = start.left + _WIDTH, end.left - (_TIP if end is way[-1] else 0)
        bend = max(_GAP // 2, (to_x - x) // 3)
        parts.append(f"C{x + bend},{start.middle} {to_x - bend},{end.middle} {to_x},{end.middle}")
        if end is not way[-1]:
            parts.append(f"H{end.left + _WIDTH}")
    x, y = way[-1].left - 1, way[-1].middle
    tip = element("polygon", points=f"{x - _TIP},{y - 4} {x - _TIP},{y + 4} {x},{y}")
    return element("g", element("path", d=" ".join(parts)), tip, class_="edge denies" if denies else "edge")


def _told(points: Mapping[str, Point], edges: Sequence[Edge]) -> str:
    """What the drawing shows, for those who hear it."""
    return f"Who passes on whose words. {' '.join(_steps(points, edges))}"


def _steps(points: Mapping[str, Point], edges: Sequence[Edge]) -> Iterator[str]:
    for edge in edges:
        how = "denied by way of" if edge.denies else "passed on by"
        yield f"{points[edge.start].name}, {how} {points[edge.end].name}."
