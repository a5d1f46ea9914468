"""The algebra of credibility: its laws on chains drawn at random, and what it says of plain cases."""

from __future__ import annotations

import dataclasses
import itertools
import math
import random
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib import independence
from attrib.access import access_of
from attrib.chains import Statement
from attrib.credibility import HIGHEST, recompute, weigh
from attrib.errors import InputValueError
from attrib.independence import Node, heaviest
from attrib.report import (
    Claim,
    Commitment,
    Factor,
    Hop,
    Identification,
    Source,
    SourceEntity,
    SourceType,
    frozen,
)
from attrib.report import Span as S
from attrib.strategies import trust_tables
from attrib.trust import TrustTable, load_trust
from attrib.wording import arrow, sentence
from tests import samples

laws = settings(max_examples=2000)

CONTENT = "the northern bridge at Ostermark collapsed on Monday"
ELSEWHERE = "a ferry with forty passengers ran aground off Lindholm"
BODIES = ("the Ostermark council", "Halden Rail", "the Miners' League")
PEOPLE = ("Ada Quill", "Bo Renner", "Cy Maddox", "Dee Lorne", "Halden Rail", "witnesses near the bridge")
CUES = ("said", "told", "saw", "was told", "heard", "reported", "according to")
SUPPORTING = tuple(commitment for commitment in Commitment if commitment is not Commitment.DENIED)


Cast = tuple[SourceEntity, ...]


@frozen
class Scene:
    """Statements of one content, by sources of one cast, which further statements and hops may come from, and what
    they are weighed by."""

    found: tuple[Statement, ...]
    cast: Cast
    trust: TrustTable

    def hop(self, code: tuple[int, int]) -> Hop:
        return _hop(self.cast, *code)

    def statement(self, code: Code) -> Statement:
        return _statement(self.cast, code)

    def with_first(self, **changes: Any) -> Scene:
        if "chain" in changes:
            changes["access"] = tuple(map(access_of, changes["chain"]))
        return dataclasses.replace(self, found=(dataclasses.replace(self.found[0], **changes), *self.found[1:]))

    def credibility(self, *further: Statement) -> float:
        """The one credibility that all statements share."""
        (value,) = {claim.credibility for claim in weigh((*self.found, *further), self.cast, self.trust)}
        return value


# Drawn as numbers, which is quick, and made into values afterwards.
Code = tuple[list[tuple[int, int]], Commitment, int]
hops = st.tuples(st.integers(0, len(PEOPLE)), st.integers(0, len(CUES)))
chains = st.lists(hops, min_size=1, max_size=4)
supporting = st.sampled_from(SUPPORTING)


def statements(commitments: st.SearchStrategy[Commitment]) -> st.SearchStrategy[Code]:
    return st.tuples(chains, commitments, st.integers(0, 9))


members = st.tuples(st.sampled_from(SourceType), st.sampled_from(Identification), st.sampled_from((None, *BODIES)))


def _hop(cast: Cast, who: int, cue: int) -> Hop:
    at = span_of(CUES[cue]) if cue < len(CUES) else None
    if who == len(cast):
        return samples.hop(samples.NOBODY, at)
    one = cast[who]
    return samples.hop(samples.source(span_of(one.name), who, one.name, one.type, one.identification), at)


def _statement(cast: Cast, code: Code) -> Statement:
    chain, commitment, at = code
    return samples.statement(span_of(CONTENT, 100 * at), [_hop(cast, *hop) for hop in chain], commitment=commitment)


def _scene(
    members: tuple[tuple[SourceType, Identification, str | None], ...], codes: list[Code], trust: TrustTable
) -> Scene:
    cast = tuple(
        SourceEntity(id=i, name=name, type=kind, identification=identification, affiliation=body, mentions=())
        for i, (name, (kind, identification, body)) in enumerate(zip(PEOPLE, members, strict=True))
    )
    return Scene(found=tuple(_statement(cast, code) for code in codes), cast=cast, trust=trust)


def scenes(first: st.SearchStrategy[Commitment], most: int = 6) -> st.SearchStrategy[Scene]:
    codes = st.tuples(statements(first), st.lists(statements(every), max_size=most - 1)).map(
        lambda drawn: [drawn[0], *drawn[1]]
    )
    return st.builds(_scene, st.tuples(*[members] * len(PEOPLE)), codes, st.just(load_trust()) | trust_tables())


def span_of(text: str, at: int = 0) -> S:
    return S(start=at, end=at + len(text), text=text)


def verdicts(found: Sequence[Statement], cast: Cast, trust: TrustTable) -> list[tuple[object, ...]]:
    """What is found of each statement: credibility, grade, origin, and how many there are."""
    claims = weigh(found, cast, trust)
    return [(claim.credibility, claim.grade, claim.origin, claim.independent_origins) for claim in claims]


every = st.sampled_from(Commitment)
places = st.integers(0, 1000)


@laws
@given(scenes(supporting), places, hops)
def test_law_1_another_relay_never_raises(scene: Scene, place: int, relay: tuple[int, int]) -> None:
    chain = list(scene.found[0].chain)
    chain.insert(place % (len(chain) + 1), scene.hop(relay))
    assert scene.with_first(chain=tuple(chain)).credibility() <= scene.credibility()


@laws
@given(scenes(every), places)
def test_law_2_anonymity_never_helps_the_side_it_is_on(scene: Scene, place: int) -> None:
    chain = list(scene.found[0].chain)
    at = place % len(chain)
    source = dataclasses.replace(chain[at].source, identification=Identification.ANONYMOUS)
    chain[at] = dataclasses.replace(chain[at], source=source)
    before, after = scene.credibility(), scene.with_first(chain=tuple(chain)).credibility()
    assert after >= before if scene.found[0].commitment is Commitment.DENIED else after <= before


@laws
@given(scenes(every), statements(supporting), statements(st.just(Commitment.DENIED)))
def test_law_3_support_never_lowers_and_denial_never_raises(scene: Scene, more: Code, denial: Code) -> None:
    assert scene.credibility(scene.statement(more)) >= scene.credibility()
    assert scene.credibility(scene.statement(denial)) <= scene.credibility()


@laws
@given(scenes(every), st.lists(places, max_size=4), st.randoms(use_true_random=False))
def test_law_3_duplicates_and_order_change_nothing(scene: Scene, again: list[int], chance: random.Random) -> None:
    found = scene.found
    repeated = [found[place % len(found)] for place in again]
    assert {*verdicts((*found, *repeated), scene.cast, scene.trust)} == {*verdicts(found, scene.cast, scene.trust)}
    shuffled = chance.sample(found, len(found))

    def whole(claims: Sequence[Claim]) -> list[str]:
        return sorted(repr(dataclasses.replace(claim, id=0, disputed_by=())) for claim in claims)

    assert whole(weigh(shuffled, chance.sample(scene.cast, len(scene.cast)), scene.trust)) == whole(
        weigh(found, scene.cast, scene.trust)
    )


ORDER = (Commitment.ASSERTED, Commitment.HEDGED, Commitment.WANTED, Commitment.QUESTIONED, Commitment.DENIED)


@laws
@given(scenes(every), places)
def test_law_4_weaker_commitment_never_raises(scene: Scene, steps: int) -> None:
    weaker = ORDER[ORDER.index(scene.found[0].commitment) :]
    assert scene.with_first(commitment=weaker[steps % len(weaker)]).credibility() <= scene.credibility()


@laws
@given(scenes(every), st.randoms(use_true_random=False))
def test_law_4_renaming_changes_nothing(scene: Scene, chance: random.Random) -> None:
    # What people are called as a kind is no name: witnesses stay witnesses.
    names = sorted({*PEOPLE, *BODIES} - {"witnesses near the bridge"})
    new = dict(zip(names, chance.sample([f"Name {'o' * i}" for i in range(len(names))], len(names)), strict=True))
    new["witnesses near the bridge"] = "witnesses near the bridge"

    def renamed(at: Hop) -> Hop:
        if at.source.name is None:
            return at
        name = new[at.source.name]
        return dataclasses.replace(at, source=dataclasses.replace(at.source, name=name, mention=span_of(name)))

    found = [dataclasses.replace(one, chain=tuple(map(renamed, one.chain))) for one in scene.found]
    cast = tuple(
        dataclasses.replace(one, name=new[one.name], affiliation=new[one.affiliation] if one.affiliation else None)
        for one in scene.cast
    )
    assert verdicts(found, cast, scene.trust) == verdicts(scene.found, scene.cast, scene.trust)


@laws
@given(scenes(every, 2), scenes(every, 2))
def test_law_7_what_is_unrelated_changes_nothing(scene: Scene, other: Scene) -> None:
    """Another content, told by others who belong to other bodies, behind what is told here."""

    def strange(name: str) -> str:
        return f"Elsewhere {name.removeprefix('the ')}"

    def moved(at: Hop) -> Hop:
        who = at.source
        if who.entity is None or who.name is None:
            return at
        source = dataclasses.replace(who, entity=who.entity + len(PEOPLE), name=strange(who.name))
        return dataclasses.replace(at, source=source)

    found = [
        dataclasses.replace(
            one, content=(span_of(ELSEWHERE, 10_000 + one.content[0].start),), chain=tuple(map(moved, one.chain))
        )
        for one in other.found
    ]
    strangers = tuple(
        dataclasses.replace(
            one,
            id=one.id + len(PEOPLE),
            name=strange(one.name),
            affiliation=one.affiliation and strange(one.affiliation),
        )
        for one in other.cast
    )
    everybody = (*scene.cast, *strangers)
    apart = [*verdicts(scene.found, everybody, scene.trust), *verdicts(found, everybody, scene.trust)]
    assert verdicts((*scene.found, *found), everybody, scene.trust) == apart


@laws
@given(scenes(every))
def test_the_score_is_computed_from_its_explanation(scene: Scene) -> None:
    for claim in weigh(scene.found, scene.cast, scene.trust):
        assert recompute(claim.explanation) == claim.credibility
        assert 0 <= claim.credibility < 1
        assert claim.explanation and all(0 <= factor.value <= 1 for factor in claim.explanation)
        assert sentence(claim).endswith(".") and arrow(claim.chain)


@laws
@given(scenes(supporting))
def test_support_is_the_best_of_all_sets_of_independent_chains(scene: Scene) -> None:
    """Against the definition, written out: no denials, every set tried."""
    found = [one for one in scene.found if one.commitment is not Commitment.DENIED]
    table = scene.trust

    def value(one: Statement) -> float:
        links = (table[at.source.identification] * table[access_of(at)] for at in one.chain)
        return math.prod(links) * table.relay ** (len(one.chain) - 1) * table[one.commitment]

    def whom(one: Statement) -> set[str]:
        cast = [scene.cast[at.source.entity] for at in one.chain if at.source.entity is not None]
        return {who.removeprefix("the ") for member in cast for who in (member.name, member.affiliation) if who}

    def apart(a: Statement, b: Statement) -> bool:
        hidden = any(at.source.identification is Identification.ANONYMOUS for at in (*a.chain, *b.chain))
        asserting = {a.commitment, b.commitment} <= {Commitment.ASSERTED, Commitment.HEDGED}
        return whom(a).isdisjoint(whom(b)) and not hidden and asserting

    best = max(
        1 - math.prod(1 - value(one) for one in chosen)
        for size in range(1, len(found) + 1)
        for chosen in itertools.combinations(found, size)
        if all(apart(a, b) for a, b in itertools.combinations(chosen, 2))
    )
    (only,) = {claim.credibility for claim in weigh(found, scene.cast, scene.trust)}
    assert only == pytest.approx(best, abs=1e-11)


def claims(*found: Statement) -> tuple[Claim, ...]:
    return weigh(found, samples.SOURCES)


def said(
    by: Sequence[Source], commitment: Commitment = Commitment.ASSERTED, cue: str = "said", at: int = 0
) -> Statement:
    return samples.statement(
        span_of(CONTENT, at), [samples.hop(one, span_of(cue)) for one in by], commitment=commitment
    )


BRANDT, REYL, LEAK, AUTHORITY = samples.BRANDT, samples.REYL, samples.LEAK, samples.AUTHORITY
COURIER, NOBODY = samples.COURIER, samples.NOBODY


@pytest.mark.parametrize(
    ("found", "value", "grade", "origin", "origins"),
    [
        ([said([BRANDT])], 0.95 * 0.75, "B2", 2, 1),
        ([said([BRANDT], cue="saw")], 0.95, "A2", 2, 1),
        ([said([AUTHORITY])], 0.75 * 0.75, "C2", 3, 1),
        ([said([LEAK])], 0.4 * 0.75, "D2", 1, 1),
        ([said([COURIER, LEAK])], 0.95 * 0.75 * 0.8 * 0.4 * 0.75, "E2", 1, 1),
        ([said([COURIER, BRANDT])], 0.95 * 0.75 * 0.8 * 0.95 * 0.75, "D2", 2, 1),
        ([said([BRANDT], Commitment.HEDGED)], 0.95 * 0.75 * 0.6, "B3", 2, 1),
        ([said([BRANDT], Commitment.WANTED)], 0.95 * 0.75 * 0.25, "B6", 2, 1),
        ([said([BRANDT], Commitment.QUESTIONED)], 0.95 * 0.75 * 0.15, "B6", 2, 1),
        ([said([BRANDT], Commitment.DENIED)], 0.0, "F5", None, 0),
        ([said([NOBODY])], 0.4 * 0.75, "F6", None, 0),
        ([said([BRANDT]), said([REYL])], 1 - (1 - 0.7125) ** 2, "B1", None, 2),
        ([said([BRANDT]), said([LEAK])], 0.7125, "B2", 2, 1),
        ([said([AUTHORITY]), said([LEAK])], 0.5625, "C2", 3, 1),
        ([said([COURIER, BRANDT]), said([COURIER, REYL])], 0.95 * 0.75 * 0.8 * 0.7125, "D2", 2, 1),
        ([said([BRANDT]), said([REYL], Commitment.DENIED)], 0.7125 * (1 - 0.8 * 0.7125), "B4", 2, 1),
        ([said([BRANDT]), said([REYL], Commitment.QUESTIONED)], 0.7125, "B2", 2, 1),
    ],
)
def test_plain_cases(found: list[Statement], value: float, grade: str, origin: int | None, origins: int) -> None:
    placed = [dataclasses.replace(one, content=said([], at=100 * i).content) for i, one in enumerate(found)]
    for claim in claims(*placed):
        assert claim.credibility == pytest.approx(value, abs=1e-11)
        assert (claim.grade, claim.origin, claim.independent_origins) == (grade, origin, origins)


def test_ids_are_places_and_what_is_carried_stays() -> None:
    found = weigh(samples.STATEMENTS, samples.SOURCES)
    assert [claim.id for claim in found] == [0, 1, 2, 3, 4]
    for claim, given_ in zip(found, samples.STATEMENTS, strict=True):
        for field in dataclasses.fields(Statement):
            if field.name != "access":  # shown in the explanation alone
                assert getattr(claim, field.name) == getattr(given_, field.name)


def test_denials_are_shown_on_what_they_deny() -> None:
    found = weigh(samples.STATEMENTS, samples.SOURCES)
    assert [claim.disputed_by for claim in found] == [(2,), (2,), (), (), ()]
    assert found[0].credibility == found[1].credibility == found[2].credibility


def test_members_of_one_body_are_one_origin() -> None:
    body = samples.source(None, 7, "The Port Authority", SourceType.ORGANIZATION)
    clerk = samples.source(None, 8, "Una Marsh")
    sources = (samples.entity(8, samples.source(S(start=0, end=0, text=""), 8, "Una Marsh"), "port authority"),)
    one, two = weigh([said([body]), said([clerk], at=100)], sources)
    assert one.independent_origins == two.independent_origins == 1
    assert one.credibility == weigh([said([body])])[0].credibility
    assert weigh([said([body]), said([clerk], at=100)])[0].independent_origins == 2


def test_the_same_span_is_one_content_whatever_it_says() -> None:
    words = S(start=0, end=13, text="“I was there”")
    found = [samples.statement(words, [samples.hop(who)]) for who in (BRANDT, REYL)]
    assert {claim.independent_origins for claim in weigh(found)} == {2}
    elsewhere = dataclasses.replace(found[1], content=(dataclasses.replace(words, start=50, end=63),))
    assert {claim.independent_origins for claim in weigh([found[0], elsewhere])} == {1}


def test_nothing_comes_to_nothing() -> None:
    assert weigh([]) == ()


def test_no_table_makes_a_certainty() -> None:
    sure = dataclasses.replace(load_trust(), named=1.0, unstated=1.0, told=1.0, record=1.0, relay=1.0)
    found = [said([samples.source(None, None, f"Witness {i}")], at=100 * i) for i in range(3)]
    assert {claim.credibility for claim in weigh(found, (), sure)} == {HIGHEST}


def test_many_say_the_same_in_bounded_time_and_space() -> None:
    chance = random.Random(5)
    named = [samples.source(None, None, f"Person {i}") for i in range(400)]
    found = [said(chance.sample(named, 2), at=100 * i) for i in range(1500)]
    found += [said([who], Commitment.DENIED, at=100 * i) for i, who in enumerate(named, 2000)]
    result = weigh(found)
    assert len({id(claim.explanation) for claim in result}) == 1
    assert len(result[0].explanation) < 600 and recompute(result[0].explanation) == result[0].credibility
    assert 0.1 < result[0].credibility <= 0.2


def test_heaviest_set_leaves_the_heaviest_chain_for_two_that_outweigh_it() -> None:
    def node(place: int, value: float, keys: str, lone: bool = False) -> Node:
        return Node(place=place, value=value, keys=frozenset(keys), lone=lone)

    assert heaviest([node(0, 0.7, "ab"), node(1, 0.6, "a"), node(2, 0.6, "b")]) == (1, 2)
    assert heaviest([node(0, 0.7, "ab"), node(1, 0.4, "a"), node(2, 0.4, "b")]) == (0,)
    assert heaviest([node(0, 0.5, "a"), node(1, 0.4, "b"), node(2, 0.8, "c", lone=True)]) == (2,)
    assert heaviest([]) == ()


nodes = st.tuples(
    st.sampled_from((0.0, 0.1, 0.5, 0.7)), st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3)
)


@laws
@given(st.lists(nodes, max_size=7))
def test_heaviest_set_is_the_best_of_all(drawn: list[tuple[float, frozenset[str]]]) -> None:
    found = [Node(place=i, value=value, keys=keys, lone=False) for i, (value, keys) in enumerate(drawn)]

    def doubt(places: Sequence[int]) -> float:
        return math.prod(1 - found[place].value for place in places)

    def apart(places: Sequence[int]) -> bool:
        return all(found[a].keys.isdisjoint(found[b].keys) for a, b in itertools.combinations(places, 2))

    sets = (places for size in range(len(found) + 1) for places in itertools.combinations(range(len(found)), size))
    chosen = heaviest(found)
    assert apart(chosen) and doubt(chosen) == pytest.approx(min(map(doubt, filter(apart, sets))))


def test_a_search_cut_short_does_not_depend_on_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(independence, "EFFORT", 400)
    for seed in range(60):
        chance = random.Random(seed)
        drawn = [(chance.choice((0.3, 0.5, 0.6, 0.7)), chance.sample(range(25), 3)) for _ in range(40)]

        def chosen(names: Sequence[str], drawn: list[tuple[float, list[int]]] = drawn) -> tuple[int, ...]:
            keys = [frozenset(names[key] for key in held) for _, held in drawn]
            return heaviest([Node(place=i, value=drawn[i][0], keys=keys[i], lone=False) for i in range(len(drawn))])

        names = [f"name {i:02}" for i in range(25)]
        assert chosen(names) == chosen(chance.sample(names, 25))


def test_recompute_refuses_what_it_does_not_know() -> None:
    step = Factor(rule="support", factor="luck", value=0.5, span=None, note="")
    with pytest.raises(InputValueError, match="luck"):
        recompute([step])


def test_the_caller_may_bring_a_table() -> None:
    mild = dataclasses.replace(load_trust(), anonymous=0.7)
    assert weigh([said([LEAK])], (), mild)[0].credibility == pytest.approx(0.7 * 0.75)
