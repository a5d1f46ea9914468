"""Who repeats whom, over many texts: a graph of sources and texts, laid out from the origins to the readers."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from attrib.corroboration import Appearance, SharedClaim
from attrib.drawing import NOT_STATED, kind, lines
from attrib.independence import plain_name
from attrib.markup import Markup, element
from attrib.report import Identification, Source, SourceType, frozen
from attrib.wording import called

_WIDTH, _GAP, _ROW, _LINE, _PADDING = 196, 56, 18, 17, 10
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
    columns = layers([point.key for point in points], edges)
    by_key = {point.key: point for point in points}
    places: dict[str, tuple[int, int, int]] = {}
    boxes, height = [], 0
    for i, column in enumerate(columns):
        top = 2
        for key in _ordered(column, edges, places):
            box, tall = _box(by_key[key], 2 + i * (_WIDTH + _GAP), top)
            boxes.append(box)
            places[key] = (2 + i * (_WIDTH + _GAP), top, tall)
            top += tall + _ROW
        height = max(height, top - _ROW + 2)
    width = len(columns) * (_WIDTH + _GAP) - _GAP + 4
    arrows = [_arrow(edge, places) for edge in edges]
    return element(
        "svg", *arrows, *boxes, class_="network", viewBox=f"0 0 {width} {height}", width=width, height=height,
        role="img", aria_label=_told(by_key, edges),
    )  # fmt: skip


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


def _ordered(column: Sequence[str], edges: Sequence[Edge], places: Mapping[str, tuple[int, int, int]]) -> list[str]:
    """A column from top to bottom, each beside what leads to it."""
    heights: defaultdict[str, list[float]] = defaultdict(list)
    for edge in edges:
        if edge.start in places:
            _, top, tall = places[edge.start]
            heights[edge.end].append(top + tall / 2)
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


def _arrow(edge: Edge, places: Mapping[str, tuple[int, int, int]]) -> Markup:
    """A curve from the right of one box to the left of another."""
    left, top, tall = places[edge.start]
    x, y = left + _WIDTH, top + tall // 2
    left, top, tall = places[edge.end]
    to_x, to_y = left, top + tall // 2
    bend = max(_GAP // 2, (to_x - x) // 3)
    curve = element("path", d=f"M{x},{y} C{x + bend},{y} {to_x - bend},{to_y} {to_x - 7},{to_y}")
    tip = element("polygon", points=f"{to_x - 9},{to_y - 4} {to_x - 9},{to_y + 4} {to_x - 1},{to_y}")
    return element("g", curve, tip, class_="edge denies" if edge.denies else "edge")


def _told(points: Mapping[str, Point], edges: Sequence[Edge]) -> str:
    """What the drawing shows, for those who hear it."""
    return f"Who passes on whose words. {' '.join(_steps(points, edges))}"


def _steps(points: Mapping[str, Point], edges: Sequence[Edge]) -> Iterator[str]:
    for edge in edges:
        how = "denied by way of" if edge.denies else "passed on by"
        yield f"{points[edge.start].name}, {how} {points[edge.end].name}."
