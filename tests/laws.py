"""The laws that hold for every text, put to the shipped models: pairs of texts, and what must be so of their reports.

A learned model does not keep them all in every text. ``python -m tests.laws --examples 500`` prints how often it does.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample

from attrib import Scorer
from attrib.report import Claim, Commitment, Report, Span, frozen
from attrib.strategies import Article, Perturbation, articles, perturbations
from attrib.strategies.grammar import CONFIRMATION, DENIAL, ECHOES, PLAIN, RELAYED, WEAKER
from attrib.strategies.perturbations import renamings
from attrib.strategies.plans import FRAMES, Plan, plans, written
from attrib.strategies.vocabulary import ANONYMOUS_GROUP
from attrib.training.renaming import scores_of
from tests.gold import FIXTURES


@frozen
class Case:
    """Texts before a change and the text after it; ``about`` is a word of the content that the law speaks of."""

    law: str
    before: tuple[str, ...]
    after: str
    about: str = ""


@frozen
class Law:
    """What must be so of the reports ``before`` and ``after`` of every case that ``cases`` draws.

    ``holds`` answers for which share of what it compares it is so, none where there is nothing to compare because the
    content that it speaks of was not found.
    """

    name: str
    cases: st.SearchStrategy[Case]
    holds: Callable[[Case, list[Report], Report], float | None]


def verdict(scorer: Scorer, case: Case) -> float | None:
    """How far the shipped models keep the law of a case, 1 if they do, none if there is nothing to compare."""
    *before, after = scorer.score_many([*case.before, case.after])
    return LAWS[case.law].holds(case, before, after)


def _about(report: Report, word: str) -> Claim | None:
    """The first claim whose content holds a word."""
    return next((claim for claim in report.claims if word in " ".join(s.text for s in claim.content).lower()), None)


def _compared(holds: Callable[[Claim, Claim], bool]) -> Callable[[Case, list[Report], Report], float | None]:
    """A law on the claim that a case is about, before and after."""

    def compare(case: Case, before: list[Report], after: Report) -> float | None:
        one, other = _about(before[0], case.about), _about(after, case.about)
        return None if one is None or other is None else float(holds(one, other))

    return compare


def _plans(frames: tuple[int, ...], **fixed: Any) -> st.SearchStrategy[Plan]:
    """Sentences of some frames, with what else is given."""
    return st.builds(
        lambda plan, frame: dataclasses.replace(plan, frame=frame, **fixed), plans(), st.sampled_from(frames)
    )


def _subject(article: Article) -> str:
    """The word that tells what the first sentence speaks of from what the others do."""
    found = re.search(r"the \w+ (\w+)", article.statements[0].content[0].text.lower())
    assert found is not None
    return found[1]


def _differing(cases: st.SearchStrategy[Case]) -> st.SearchStrategy[Case]:
    """Only the cases in which something changes: nothing is learned of the others."""
    return cases.filter(lambda case: case.after not in case.before)


def _changed(law: str, frames: tuple[int, ...], change: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Case]:
    """An article, and the same with its first sentence changed; the other sentences speak of other things."""

    def case(first: Plan, others: list[Plan], changes: dict[str, Any]) -> Case:
        one, other = written([first, *others]), written([dataclasses.replace(first, **changes), *others])
        return Case(law=law, before=(one.text,), after=other.text, about=_subject(one))

    first = _plans(frames, echo=0)
    return _differing(st.builds(case, first, st.lists(plans(), max_size=2), st.fixed_dictionaries(change)))


def _denied_by_nobody_known() -> st.SearchStrategy[Case]:
    """An article whose first claim a body denies, and the same with somebody unnamed in the body's place."""

    def case(first: Plan, others: list[Plan], who: str) -> Case:
        article = written([first, *others])
        denial = next(each for each in article.statements if each.commitment is Commitment.DENIED)
        body = denial.chain[-1].source.mention
        assert body is not None
        after = f"{article.text[: body.start]}{who[0].upper()}{who[1:]}{article.text[body.end :]}"
        return Case(law="anonymity of who denies", before=(article.text,), after=after, about=_subject(article))

    first = _plans(_INDIRECT + _PASSED_ON, echo=1 + ECHOES.index(DENIAL))
    return st.builds(case, first, st.lists(plans(), max_size=2), st.sampled_from(ANONYMOUS_GROUP))


def _said_again() -> st.SearchStrategy[Case]:
    """An article, and the same with its first sentence once more at the end."""

    def case(first: Plan, others: list[Plan]) -> Case:
        article = written([first, *others])
        again = f"{article.text}\n\n{written([first]).text}"
        return Case(law="duplicates", before=(article.text,), after=again, about=_subject(article))

    first = _plans(_INDIRECT + _PASSED_ON, echo=0, remark=False)
    return st.builds(case, first, st.lists(plans(), max_size=2))


def _turned_round() -> st.SearchStrategy[Case]:
    """An article of paragraphs that each stand by themselves, and the same with the last paragraph first."""

    def case(some: list[Plan]) -> Case:
        article = written(some)
        turned = "\n\n".join(reversed(article.text.split("\n\n")))
        return Case(law="order", before=(article.text,), after=turned)

    return st.builds(case, st.lists(_plans(_INDIRECT + _PASSED_ON, broken=True), min_size=2, max_size=4))


def _places(frames: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(FRAMES.index(frame) for frame in frames)


_INDIRECT = _places(tuple(frame for frame in PLAIN if frame.form == "indirect"))
_PASSED_ON = _places(tuple(frame for frame in RELAYED if frame.form == "indirect" and "[" not in frame.words))
_LESS = _places(WEAKER[:5])
_UNNAMED = st.sampled_from(("anonymous person", "anonymous group"))


def _common(before: Iterable[object], after: Iterable[object]) -> float:
    """The share of claims that are there before and after, of all that are there at all."""
    one, other = (Counter(map(repr, claims)) for claims in (before, after))
    return (one & other).total() / max((one | other).total(), 1)


def _same_scores(_: Case, before: list[Report], after: Report) -> float | None:
    return _common(scores_of(before[0]), scores_of(after)) if before[0].claims else None


def _rewritten(law: str, changes: st.SearchStrategy[Perturbation]) -> st.SearchStrategy[Case]:
    """An article, with curly marks or straight ones, and what a change makes of it."""

    def case(article: Article, straight: bool, change: Perturbation) -> Case:
        text = article.text.replace("“", '"').replace("”", '"') if straight else article.text
        return Case(law=law, before=(text,), after=change(text))

    return _differing(st.builds(case, articles(max_claims=4), st.booleans(), changes))


def _other_texts() -> list[str]:
    files = sorted((FIXTURES / "corroboration").glob("*.txt"))
    return [path.read_text(encoding="utf-8").strip() for path in files]


def _placed(span: Span | None, offset: int) -> tuple[int, int] | None:
    return None if span is None else (span.start + offset, span.end + offset)


def _shifted(report: Report, offset: int) -> Iterator[object]:
    for claim, scores in zip(report.claims, scores_of(report), strict=True):
        hops = [(_placed(hop.source.mention, offset), hop.source.name, _placed(hop.cue, offset)) for hop in claim.chain]
        yield [_placed(span, offset) for span in claim.content], hops, scores


def _is_union(case: Case, before: list[Report], after: Report) -> float:
    first, second = before
    return _common([*_shifted(first, 0), *_shifted(second, len(case.before[0]) + 2)], _shifted(after, 0))


def _together(article: Any, other: str, turned: bool) -> Case:
    one, two = (other, article.text) if turned else (article.text, other)
    return Case(law="concatenation", before=(one, two), after=f"{one}\n\n{two}")


LAWS = {
    law.name: law
    for law in (
        Law(
            name="relay",
            cases=_changed("relay", _INDIRECT, {"frame": st.sampled_from(_PASSED_ON)}),
            holds=_compared(lambda a, b: b.directness <= a.directness and b.credibility <= a.credibility),
        ),
        Law(
            name="anonymity",
            cases=_changed("anonymity", _INDIRECT + _PASSED_ON, {"kind": _UNNAMED}),
            holds=_compared(lambda a, b: b.credibility <= a.credibility),
        ),
        Law(
            name="support",
            cases=_changed("support", _INDIRECT + _PASSED_ON, {"echo": st.just(1 + ECHOES.index(CONFIRMATION))}),
            holds=_compared(lambda a, b: b.credibility >= a.credibility),
        ),
        Law(
            name="dispute",
            cases=_changed("dispute", _INDIRECT + _PASSED_ON, {"echo": st.just(1 + ECHOES.index(DENIAL))}),
            holds=_compared(lambda a, b: b.credibility <= a.credibility),
        ),
        Law(
            name="anonymity of who denies",
            cases=_denied_by_nobody_known(),
            holds=_compared(lambda a, b: b.credibility >= a.credibility),
        ),
        Law(name="duplicates", cases=_said_again(), holds=_compared(lambda a, b: b.credibility == a.credibility)),
        Law(name="order", cases=_turned_round(), holds=_same_scores),
        Law(
            name="commitment",
            cases=_changed("commitment", _INDIRECT, {"frame": st.sampled_from(_LESS)}),
            holds=_compared(lambda a, b: b.credibility <= a.credibility),
        ),
        Law(name="names", cases=_rewritten("names", renamings()), holds=_same_scores),
        Law(name="typography", cases=_rewritten("typography", perturbations(names=False)), holds=_same_scores),
        Law(
            name="concatenation",
            cases=st.builds(
                _together, articles(max_claims=4), st.sampled_from(_other_texts()), st.booleans()
            ),
            holds=_is_union,
        ),
    )
}  # fmt: skip


def rate(scorer: Scorer, law: Law, examples: int) -> list[float]:
    """How far each case keeps a law, of those that could be compared; the same on every run."""
    found: list[float] = []

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(law.cases)
    def put(case: Case) -> None:
        held = verdict(scorer, case)
        if held is not None:
            found.append(held)

    put()
    return found


def shrunk(scorer: Scorer, law: Law, examples: int) -> Case | None:
    """The smallest case found that breaks a law, if any does."""
    fresh = settings(
        max_examples=examples, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
    )

    def broken(case: Case) -> bool:
        share = verdict(scorer, case)
        return share is not None and share < 1

    try:
        return find(law.cases, broken, settings=fresh)
    except NoSuchExample:
        return None


def main(arguments: list[str]) -> None:
    """Prints in how many cases and of which share of claims each law is kept, and the smallest that breaks it."""
    parser = argparse.ArgumentParser(prog="python -m tests.laws", description=__doc__)
    parser.add_argument("--examples", type=int, default=500)
    parser.add_argument("--shrink", action="store_true", help="also look for the smallest case that breaks each law")
    parser.add_argument("--laws", nargs="*", default=list(LAWS), choices=list(LAWS))
    options = parser.parse_args(arguments)
    scorer = Scorer()
    for name in options.laws:
        found = rate(scorer, LAWS[name], options.examples)
        kept = found.count(1.0)
        share = sum(found) / len(found)
        print(f"{name:14} {kept} of {len(found)} ({kept / len(found):.1%}); {share:.1%} of the claims", flush=True)
        case = shrunk(scorer, LAWS[name], options.examples) if options.shrink and kept < len(found) else None
        if case is not None:
            print(json.dumps(dataclasses.asdict(case), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
