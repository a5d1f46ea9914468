"""Which chains are independent of each other, and the set of them that weighs most."""

from __future__ import annotations

import bisect
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from attrib import lexicon
from attrib.report import Hop, Identification, Source, SourceEntity, SourceType, frozen


@frozen
class Node:
    """A chain to be chosen: its place among the chains given, its value in [0, 1), and whom it leads through.

    ``keys`` name its sources and their bodies; it is ``lone`` if it can corroborate nothing and be corroborated by
    nothing.
    """

    place: int
    value: float
    keys: frozenset[str]
    lone: bool

    @property
    def weight(self) -> float:
        """What the chain adds to the logarithm of the doubt that is left."""
        return -math.log1p(-self.value)


class Ties:
    """Who belongs together among the sources of one text.

    A body and its members do, "the Syrian opposition" and "sources with the Syrian opposition"; so do whoever a single
    common noun takes up, "the council's secretary" and "the growers' council", who works for whom, "Dale Brandt" and
    "Brandt's deputy" or "his deputy", and who is "of the same brigade" as the source before.
    """

    def __init__(self, sources: Iterable[SourceEntity]):
        self._sources = {source.id: source for source in sources}
        self._called: defaultdict[str, set[int]] = defaultdict(set)
        self._surnames: defaultdict[str, set[int]] = defaultdict(set)
        self._told: list[tuple[int, int]] = []
        for source in self._sources.values():
            self._told += [(mention.start, source.id) for mention in source.mentions]
            for text in (source.name, *(mention.text for mention in source.mentions)):
                for word in text.casefold().split()[:LONGEST_NAME]:
                    self._called[word.strip(_MARKS)].add(source.id)
            if source.type is SourceType.PERSON and source.name.split():
                self._surnames[source.name.split()[-1].casefold()].add(source.id)
        self._told.sort()
        self._with = {id: frozenset(self._belonging(source)) for id, source in self._sources.items()}

    def keys_of(self, chain: Sequence[Hop]) -> frozenset[str]:
        """Whom a chain leads through: entities, their names, and the bodies they speak for."""
        keys = set()
        for hop in chain:
            source = hop.source
            entity = self._sources.get(source.entity) if source.entity is not None else None
            if entity is not None:
                keys.add(f"entity {entity.id}")
                keys.update(f"entity {id}" for id in self._with[entity.id])
            for name in names_of(source, entity):
                plain = plain_name(name)
                keys.add(f"name {plain}")
                if _is_common(plain, name):
                    keys.update(f"entity {id}" for id in self._called.get(plain, ()))
        return frozenset(keys)

    def _belonging(self, source: SourceEntity) -> Iterator[int]:
        """Those whom a source serves or shares its body with, by what its mentions and its body are called."""
        body = plain_name(source.affiliation or "").replace("’", "'")
        if body.startswith("same "):
            yield from self._before(source, frozenset(SourceType))
        owner, genitive, _ = body.partition("'s ")
        if genitive and " " not in owner:  # "the museum's press office"
            yield from self._called.get(owner, ())
        if body in _KINDS and self._called.get(body, set()) <= {
            source.id
        }:  # "the force", where only the police are told of
            yield from self._before(source, frozenset(SourceType), _KINDS[body])
        for mention in source.mentions:
            found = _SERVING.match(mention.text.replace("’", "'"))
            if found is None:
                continue
            if found["whose"]:
                yield from self._before(source, _WHOSE[found["whose"].casefold()])
            else:
                yield from self._surnames.get(found["of"].casefold(), ())

    def _before(self, source: SourceEntity, types: frozenset[SourceType], kind: str | None = None) -> Iterator[int]:
        """The last source of some type told of before another, and of a kind of body if one is asked for."""
        first = min((mention.start for mention in source.mentions), default=0)
        end = bisect.bisect_left(self._told, (first, -1))
        for _, id in reversed(self._told[max(end - LOOK_BACK, 0) : end]):
            other = self._sources[id]
            if id != source.id and other.type in types and (kind is None or kind in _kinds_of(other)):
                yield id
                return


_SERVING = re.compile(
    r"(?:(?P<whose>[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) (?:own )?|(?P<of>[A-Z]\S*)'s )(?:\w+ ){0,2}?"
    r"(?:advis[eo]r|agent|aide|assistant|attorney|barrister|boss|colleague|counsel|deputy|deputie|lawyer|lieutenant|"
    r"publicist|secretar(?:y|ie)|solicitor|spokes(?:man|men|person|people|woman|women)|subordinate|superior|teammate)s?\b"
)
"""Who speaks for another, or works with him: no neighbour, no rival, no brother."""

_PEOPLE = frozenset({SourceType.PERSON, SourceType.UNKNOWN})
_WHOSE = {
    "his": _PEOPLE, "her": _PEOPLE, "their": frozenset(SourceType),
    "its": frozenset({SourceType.ORGANIZATION, SourceType.OUTLET, SourceType.UNKNOWN}),
}  # fmt: skip
_KINDS = {"force": "force", "company": "business", "firm": "business", "corporation": "business"}
"""What takes up bodies that are called otherwise, and how the lexicon tells them: "the force" for the police."""


def _is_common(plain: str, name: str) -> bool:
    """Whether a name is a common noun: in small letters, or with a capital as it opens a sentence, "Police"."""
    return plain in name or (name.istitle() and plain in lexicon.bodies())


def _kinds_of(source: SourceEntity) -> set[str]:
    """Which kinds of body the words of a source's name tell."""
    words = (word.strip(_MARKS) for word in source.name.casefold().split()[:LONGEST_NAME])
    return {lexicon.bodies()[word] for word in words if word in lexicon.bodies()}


LOOK_BACK = 12
"""Mentions of sources before another among which it finds whom it serves."""

LONGEST_NAME = 12
"""Words of a mention that are looked at."""

_MARKS = ".,;:()\"'“”‘’"


def is_anonymous(hop: Hop) -> bool:
    """Whether a hop may be anybody: its source is anonymous, or there is none."""
    return hop.source.identification is Identification.ANONYMOUS or not hop.source.stated


def heaviest(nodes: Sequence[Node]) -> tuple[int, ...]:
    """Places of the set of pairwise independent chains that leaves least doubt, product(1 - value), heaviest first.

    Two chains are independent if they share no key and neither is lone.  The search is exact within a bound on its
    work, which groups of some dozens of chains keep to; past it the best set found stands, a true set of independent
    chains and so never an overstatement.  The order of the chains does not matter, but for ties.
    """
    able = [node for node in nodes if not node.lone]
    chosen = [node for part in _components(_undominated(able)) for node in _search(part)]
    chosen.sort(key=lambda node: (-node.value, node.place))
    alone = max((node for node in nodes if node.lone), key=lambda node: (node.value, -node.place), default=None)
    if alone is not None and alone.weight > math.fsum(node.weight for node in chosen):
        chosen = [alone]
    return tuple(node.place for node in chosen)


EFFORT = 50_000
"""Chains looked at in one search before it settles for the best set so far; some hundredths of a second."""


def names_of(source: Source, entity: SourceEntity | None) -> list[str]:
    """What a source is called, and the body that it speaks for; none is empty once it is :func:`plain_name`."""
    names = [source.name or (source.mention.text if source.mention else "")]
    if entity is not None:
        names += [entity.name, entity.affiliation or ""]
    return list(filter(plain_name, names))


def plain_name(name: str) -> str:
    """A name as it is compared: in lower case, without an article in front or a genitive behind."""
    words = name.casefold().split()
    plain = " ".join(words[1:] if words[:1] in (["the"], ["its"]) else words)
    return plain.removesuffix("'s").removesuffix("’s")


def _undominated(nodes: Sequence[Node]) -> list[Node]:
    """The nodes without those that another can always stand in for: no more keys, no less value."""
    best: dict[frozenset[str], Node] = {}
    for node in sorted(nodes, key=lambda node: (-node.value, node.place)):
        best.setdefault(node.keys, node)
    by_key: defaultdict[str, list[Node]] = defaultdict(list)
    kept = []
    for node in sorted(best.values(), key=lambda node: (len(node.keys), -node.value, node.place)):
        rivals = (rival for key in node.keys for rival in by_key[key][:16])
        if not any(rival.keys <= node.keys and rival.value >= node.value for rival in rivals):
            kept.append(node)
            for key in node.keys:
                by_key[key].append(node)
    return kept


def _components(nodes: Sequence[Node]) -> list[list[Node]]:
    """The nodes in groups between which no key is shared, heaviest first within each."""
    parent: dict[str, str] = {}

    def find(key: str) -> str:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for node in nodes:
        first, *others = sorted(node.keys)
        for key in others:
            parent[find(key)] = find(first)
    groups: defaultdict[str, list[Node]] = defaultdict(list)
    for node in sorted(nodes, key=lambda node: (-node.value, node.place)):
        groups[find(min(node.keys))].append(node)
    return list(groups.values())


def _search(nodes: list[Node]) -> list[Node]:
    """The heaviest set of pairwise independent nodes of one component, by branch and bound from a greedy set."""
    best = _greedy(nodes)
    most = math.fsum(node.weight for node in best)
    clique = _cliques(nodes)
    stack: list[tuple[list[Node], tuple[Node, ...], float]] = [(nodes, (), 0.0)]
    effort = EFFORT
    while stack and effort > 0:
        left, taken, weight = stack.pop()
        effort -= len(left) + 1
        if weight > most:
            best, most = list(taken), weight
        # Of each clique at most the heaviest can be added, and the heavier stand before the lighter.
        bound: dict[int, float] = {}
        for node in left:
            bound.setdefault(clique[node.place], node.weight)
        if not left or weight + math.fsum(bound.values()) <= most:
            continue
        first, rest = left[0], left[1:]
        stack.append((rest, taken, weight))
        free = [node for node in rest if node.keys.isdisjoint(first.keys)]
        stack.append((free, (*taken, first), weight + first.weight))
    return best


def _cliques(nodes: list[Node]) -> dict[int, int]:
    """For the place of each node a clique it belongs to: nodes that share a key, and so exclude each other.

    Large cliques come first.  Keys are told apart by who holds them and not by how they read, since a search that is
    cut short must not depend on names.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        for key in node.keys:
            holders[key].append(i)
    found: dict[int, int] = {}
    for number, members in enumerate(sorted(holders.values(), key=lambda members: (-len(members), members))):
        for i in members:
            found.setdefault(nodes[i].place, number)
    return found


def _greedy(nodes: list[Node]) -> list[Node]:
    """The nodes taken heaviest first, each if it is independent of those before it."""
    taken, used = [], set[str]()
    for node in nodes:
        if used.isdisjoint(node.keys):
            taken.append(node)
            used |= node.keys
    return taken
