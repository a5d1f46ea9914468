"""How well a text supports its claims by their sourcing, and why.  It is not a probability of truth.

A link is worth t = identification x access; a chain v = product of t x relay^(hops - 1) x commitment.  The support S of
a content is the most that pairwise independent chains leave of it, 1 - product(1 - v); the dispute D is the same over
denials; credibility = S x (1 - dispute x D).  Who speaks plays no part, only how: renaming every source consistently
changes nothing.

The score is computed from its explanation, by :func:`recompute` and nothing else.  S, D and the result are rounded to
twelve decimals, so that neither the order of a multiplication nor the machine shows.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set

from attrib.answers import said_in_text
from attrib.caveats import MEANING, Caveat
from attrib.chains import Statement
from attrib.errors import InputValueError
from attrib.independence import Node, Ties, heaviest, is_anonymous
from attrib.report import Claim, Commitment, Factor, SourceEntity, Span, frozen, is_sourced
from attrib.segmentation import readable
from attrib.trust import TrustTable, load_trust

SUPPORT, DISPUTE, CONTEST, CAVEAT = "support", "dispute", "contest", "caveat"
"""The rules: a step of a supporting chain, a step of a denying chain, what a dispute weighs, what weighs nothing."""

IDENTIFICATION, ACCESS, RELAY, COMMITMENT, REST, WEIGHT = (
    "identification", "access", "relay", "commitment", "rest", "weight",
)  # fmt: skip
"""The factors; ``commitment`` ends a chain, ``rest`` stands for all chains of a content that add nothing."""

HIGHEST = 0.999999999999
"""What no credibility exceeds: no sourcing is beyond doubt."""

CONFIRMING = (Commitment.ASSERTED, Commitment.HEDGED, Commitment.DENIED)
"""What bears on whether something is so; who asks or wishes says neither."""


def weigh(
    statements: Sequence[Statement],
    sources: Sequence[SourceEntity] = (),
    trust: TrustTable | None = None,
    caveats: Sequence[Caveat] = (),
) -> tuple[Claim, ...]:
    """The claims of one text, in the order of ``statements``, whose places are their ids.

    Statements of the same content are weighed together and share credibility, grade, origin and explanation.
    ``sources`` are the entities that hops point to; ``trust`` is :func:`attrib.trust.load_trust` by default;
    ``caveats`` speak of statements by their places.
    """
    table = trust or load_trust()
    ties = Ties(sources)
    remarked = _remarks(caveats)
    weighed: dict[int, Claim] = {}
    for said, unsaid in _by_content(statements):
        for side, contrary in ((said, unsaid), (unsaid, said)):
            if not side:
                continue
            verdict = _judge(side, contrary, statements, ties, table)
            remarks = [remark for place in (*side, *contrary) for remark in remarked[place]]
            verdict = dataclasses.replace(verdict, explanation=(*verdict.explanation, *sorted(remarks, key=_start)))
            for place in side:
                weighed[place] = _claim(place, statements[place], verdict)
    return tuple(weighed[place] for place in range(len(statements)))


def recompute(explanation: Iterable[Factor]) -> float:
    """The credibility in [0, 1) that an explanation amounts to, equal to the claim's to the last bit.

    Raises :class:`~attrib.errors.InputValueError` for a rule or factor that this version does not know.

    >>> import attrib
    >>> (claim,) = attrib.score("The pier will close, Mayor Ida Roth said.").claims
    >>> attrib.recompute(claim.explanation) == claim.credibility
    True
    >>> [(step.factor, step.value) for step in claim.explanation]
    [('identification', 0.95), ('access', 0.75), ('commitment', 1.0)]
    """
    doubt = {SUPPORT: 1.0, DISPUTE: 1.0}
    weight, chain = 0.0, 1.0
    for step in explanation:
        if step.rule == CONTEST and step.factor == WEIGHT:
            weight = step.value
        elif step.rule == CAVEAT and step.factor in MEANING:
            continue
        elif step.rule in doubt and step.factor in (IDENTIFICATION, ACCESS, RELAY, COMMITMENT, REST):
            chain *= step.value
            if step.factor in (COMMITMENT, REST):
                doubt[step.rule] *= 1 - chain
                chain = 1.0
        else:
            raise InputValueError(f"explanation: no step {step.rule!r} with {step.factor!r} is known")
    support, dispute = (round(1 - left, 12) for left in doubt.values())
    return _bounded(support * (1 - weight * dispute))


@frozen
class _Verdict:
    """What all statements of one content share."""

    credibility: float
    grade: str
    origin: int | None
    independent_origins: int
    denied_by: tuple[int, ...]
    explanation: tuple[Factor, ...]


def _claim(place: int, statement: Statement, verdict: _Verdict) -> Claim:
    return Claim(
        id=place,
        content=statement.content,
        form=statement.form,
        commitment=statement.commitment,
        chain=statement.chain,
        level=statement.level,
        directness=statement.directness,
        credibility=verdict.credibility,
        grade=verdict.grade,
        origin=verdict.origin,
        independent_origins=verdict.independent_origins,
        disputed_by=() if statement.commitment is Commitment.DENIED else verdict.denied_by,
        explanation=verdict.explanation,
        confidence=statement.confidence,
    )


def _by_content(statements: Sequence[Statement]) -> Iterator[tuple[list[int], list[int]]]:
    """Places of the statements in groups of the same content, and of those that say it is not so.

    The same spans are the same content whatever is said of them.
    """
    places: defaultdict[tuple[Span, ...], list[int]] = defaultdict(list)
    for place, statement in enumerate(statements):
        places[statement.content].append(place)
    contents = list(places)
    first = [statements[places[content][0]] for content in contents]
    speakers = [statement.chain[-1].source for statement in first]
    for group in said_in_text(contents, speakers, [s.commitment is Commitment.DENIED for s in first]):
        said, unsaid = ([place for i in side for place in places[contents[i]]] for side in (group.said, group.unsaid))
        yield said, unsaid


def _judge(
    side: list[int],
    contrary: list[int],
    statements: Sequence[Statement],
    ties: Ties,
    table: TrustTable,
) -> _Verdict:
    """The verdict on what ``side`` says and ``contrary`` says is not so; who denies the contrary supports it."""
    backing, denials, turned = [], [], set(contrary)
    # In the order of the text, so that ties are broken alike however the statements were listed.
    for place in sorted((*side, *contrary), key=lambda place: _position(statements[place])):
        commitment = statements[place].commitment
        if (commitment is Commitment.DENIED) == (place in turned):
            backing.append(place)
        elif commitment in CONFIRMING:
            denials.append(place)
    support = _chosen(backing, statements, ties, table)
    dispute = _chosen(denials, statements, ties, table)
    explanation = (
        *_steps(SUPPORT, support, backing, statements, table),
        *_steps(DISPUTE, dispute, denials, statements, table),
        *_contest(table, bool(denials)),
    )
    origins = [place for place in support if is_sourced(statements[place].chain)]
    letter = _letter([statements[i] for i in backing], table)
    return _Verdict(
        credibility=recompute(explanation),
        grade=letter + digit_of({statements[i].commitment for i in backing}, len(origins), bool(denials)),
        origin=statements[origins[0]].chain[-1].source.entity if len(origins) == 1 else None,
        independent_origins=len(origins),
        denied_by=tuple(sorted(denials)),
        explanation=explanation,
    )


def _position(statement: Statement) -> tuple[object, ...]:
    """Where a statement stands, by what renaming leaves in order: starts and not ends, entities and not names."""
    return (
        [span.start for span in statement.content],
        [
            ([hop.source.mention.start] if hop.source.mention else [], _known(hop.source.entity), _reading(hop.cue))
            for hop in statement.chain
        ],
        statement.commitment,
    )


def _known(entity: int | None) -> list[int]:
    return [] if entity is None else [entity]


def _reading(cue: Span | None) -> list[tuple[int, str]]:
    return [(cue.start, cue.text)] if cue else []


def _chosen(places: list[int], statements: Sequence[Statement], ties: Ties, table: TrustTable) -> list[int]:
    """The statements among ``places`` whose chains count: independent of each other, and leaving least doubt."""
    nodes = []
    for i, place in enumerate(places):
        statement = statements[place]
        keys = ties.keys_of(statement.chain)
        # An anonymous source may be anybody, the other one too; and who asks or wishes confirms nothing.
        confirms = statement.commitment in CONFIRMING
        lone = not keys or not confirms or any(map(is_anonymous, statement.chain))
        nodes.append(Node(place=i, value=_value(statement, table), keys=keys, lone=lone))
    return [places[i] for i in heaviest(nodes)]


def _value(statement: Statement, table: TrustTable) -> float:
    value = 1.0
    for step in _chain_steps(SUPPORT, statement, table):
        value *= step.value
    return _bounded(value)


def _bounded(value: float) -> float:
    return min(round(value, 12), HIGHEST)


def _chain_steps(rule: str, statement: Statement, table: TrustTable) -> Iterator[Factor]:
    """The factors of one chain, nearest the reader first, commitment last."""
    for i, (hop, access) in enumerate(zip(statement.chain, statement.access, strict=True)):
        source = hop.source
        who = source.name or readable(source.mention.text if source.mention else "")
        said = f"{who} ({source.identification})" if who else "no source is given"
        value = table[source.identification]
        if i:
            yield Factor(rule=rule, factor=RELAY, value=table.relay, span=hop.cue, note="passed on by the one before")
        yield Factor(rule=rule, factor=IDENTIFICATION, value=value, span=source.mention, note=said)
        yield Factor(rule=rule, factor=ACCESS, value=table[access], span=hop.cue, note=_ACCESS_NOTES[access])
    commitment = statement.commitment
    span = statement.content[0]
    yield Factor(rule=rule, factor=COMMITMENT, value=table[commitment], span=span, note=f"the content is {commitment}")


_ACCESS_NOTES = {
    "witnessed": "speaks of what it saw",
    "record": "is a record",
    "told": "says what it was told",
    "unstated": "how it knows is not said",
}


def _steps(
    rule: str, chosen: list[int], places: list[int], statements: Sequence[Statement], table: TrustTable
) -> Iterator[Factor]:
    """The factors of the chains that count, and one for those that do not."""
    doubt, counted = 1.0, set[int]()
    for place in chosen:
        if doubt < 1e-13:  # nothing more shows in twelve decimals
            break
        doubt *= 1 - _value(statements[place], table)
        counted.add(place)
        yield from _chain_steps(rule, statements[place], table)
    rest = [place for place in places if place not in counted]
    if rest:
        note = f"{len(rest)} more of this content, adding nothing to {'it' if len(counted) == 1 else 'these'}"
        yield Factor(rule=rule, factor=REST, value=0.0, span=statements[rest[0]].content[0], note=note)


def _contest(table: TrustTable, disputed: bool) -> Iterator[Factor]:
    if disputed:
        yield Factor(rule=CONTEST, factor=WEIGHT, value=table.dispute, span=None, note="what a dispute takes at most")


def _remarks(caveats: Sequence[Caveat]) -> defaultdict[int | None, list[Factor]]:
    """What the text remarks on each statement, by its place, that neither supports nor disputes it."""
    found: defaultdict[int | None, list[Factor]] = defaultdict(list)
    for each in caveats:
        step = Factor(rule=CAVEAT, factor=each.kind, value=1.0, span=each.span, note=MEANING[each.kind])
        found[each.content].append(step)
    return found


def _start(step: Factor) -> int:
    return step.span.start if step.span else 0


def _letter(backing: Sequence[Statement], table: TrustTable) -> str:
    """A to E by the links of the best chain that has a source, F where there is none to judge."""
    products = []
    for statement in backing:
        if not is_sourced(statement.chain):
            continue
        product = table.relay ** (len(statement.chain) - 1)
        for hop, access in zip(statement.chain, statement.access, strict=True):
            product *= table[hop.source.identification] * table[access]
        products.append(round(product, 12))
    if not products:
        return "F"
    best = max(products)
    return next((letter for letter, least in zip("ABCD", table.letters, strict=True) if best >= least), "E")


def digit_of(commitments: Set[Commitment], origins: int, contested: bool) -> str:
    """1 to 5 by corroboration, contest and commitment; 6 where nobody known says that it is so or is not.

    1 is asserted by independent origins and denied by nobody; one more for want of each: a second origin, an assertion
    that is not hedged; two more for a denial.  5 is also what is denied alone.
    """
    if commitments.isdisjoint(CONFIRMING) or not origins:
        return "5" if contested else "6"
    digit = 1 + (origins < 2) + commitments.isdisjoint({Commitment.ASSERTED, Commitment.DENIED}) + 2 * contested
    return str(min(digit, 5))
