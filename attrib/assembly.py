"""Puts a report together: from a parsed text and what the tagger sees of it, through all decisions, to the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from attrib.caveats import MEANING, UNVERIFIED, Caveat, find_caveats
from attrib.chains import DEEPEST
from attrib.credibility import weigh
from attrib.parse import Parse
from attrib.publisher import guesses_of, is_own
from attrib.quotations import Quotation
from attrib.report import Report, ReportWarning, Span, Summary
from attrib.trust import TrustTable
from attrib.understanding import warnings_of

if TYPE_CHECKING:
    from attrib.directness import LinkModel
    from attrib.provenance import ChainJudges, ResolvedChain
    from attrib.sight import Sight


class Judges(NamedTuple):
    """What decides on chains, how direct and how sure each hop is, and what each is worth."""

    chains: ChainJudges
    hops: LinkModel
    trust: TrustTable
    attitudes: bool


def report_of(
    parse: Parse,
    quotations: Sequence[Quotation],
    sight: Sight,
    judges: Judges,
    *,
    signature: str,
    publisher: str | None = None,
    doc_id: str | None = None,
) -> Report:
    """The report of a text from its parse, its quotations and what the tagger sees of it."""
    from attrib.provenance import measure, trace

    traced, entities = trace(
        parse, quotations, sight, judges.chains, publisher=publisher, attitudes=judges.attitudes
    )  # fmt: skip
    statements = measure(parse, traced, judges.hops)
    caveats = find_caveats(parse, [statement.content for statement in statements])
    claims = weigh(statements, entities, judges.trust, caveats)
    voice = _author_voice(parse, (span for claim in claims for span in claim.content))
    return Report(
        text=parse.text, length=len(parse.text), doc_id=doc_id, publisher=publisher, claims=claims, sources=entities,
        author_voice=voice, summary=Summary.of(claims, voice, len(parse.text)), signature=signature,
        warnings=(
            *parse.warnings,
            *warnings_of(parse.text),
            *(_of_guess(parse.text, traced) if publisher is None else ()),
            *_of_depth(traced),
            *(_of_caveat(each) for each in caveats if each.kind == UNVERIFIED),
        ),
    )  # fmt: skip


def _of_caveat(caveat: Caveat) -> ReportWarning:
    return ReportWarning(code=f"{caveat.kind}-claim", message=MEANING[caveat.kind], span=caveat.span)


def _of_guess(text: str, traced: Sequence[ResolvedChain]) -> Iterator[ReportWarning]:
    """A warning that nobody said whose text it is, where a medium is no hop because it is taken for the text's own."""
    own = [mention.span for each in traced for mention in each.chain.own]
    guess = next((g for g in guesses_of(text) if any(is_own(span.text, [g.name]) for span in own)), None)
    if guess is not None:
        yield ReportWarning(
            code="publisher-guessed",
            message=f"the text was taken to be published by {guess.name}; pass publisher= to say who did",
            span=guess.span,
        )
    elif own:
        yield ReportWarning(
            code="publisher-unnamed",
            message=f"{own[0].text!r} was taken for the text's own publisher; pass publisher= to say who that is",
            span=own[0],
        )


def _of_depth(traced: Sequence[ResolvedChain]) -> Iterator[ReportWarning]:
    """A warning where a chain is as long as any that is followed."""
    deep = next((each.chain for each in traced if len(each.chain.hops) == DEEPEST), None)
    if deep is not None:
        yield ReportWarning(
            code="deep-chain",
            message=f"chains are followed over {DEEPEST} hops: what is reported further inside is no claim of its own",
            span=deep.content[0],
        )


def empty_report(warning: ReportWarning, *, signature: str, publisher: str | None, text: str = "") -> Report:
    """The report of something that is no text, or that could not be scored."""
    return Report(
        text=text, length=len(text), doc_id=None, publisher=publisher, claims=(), sources=(), author_voice=(),
        summary=Summary.of((), (), len(text)), signature=signature, warnings=(warning,),
    )  # fmt: skip


def _author_voice(parse: Parse, contents: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences in which nothing is attributed to anybody."""
    taken = sorted((span.start, span.end) for span in contents)
    found = []
    k, reach = 0, 0
    for sentence in parse.sentences:
        while k < len(taken) and taken[k][0] < sentence.end:
            reach = max(reach, taken[k][1])
            k += 1
        if reach <= sentence.start:
            text = parse.text[sentence.start : sentence.end]
            found.append(Span(start=sentence.start, end=sentence.end, text=text))
    return tuple(found)
