"""From what the tagger sees to links: proposals, candidates, evidence, decision; the probabilities are hand-made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from attrib.candidates import Candidate, find_candidates
from attrib.clauses import Clause
from attrib.cues import cue_at, find_cues
from attrib.evidence import FEATURES, weigh_candidates
from attrib.interjections import interject
from attrib.linking import LinkJudge, decide
from attrib.links import Link
from attrib.parse import Parse, read_conllu
from attrib.proposals import Proposal, propose
from attrib.quotations import Outermost, find_quotations
from attrib.sight import CUE, GUIDELINES, ROLES, TAGS, SeenCue, Sight
from attrib.training.linking import dump, to_npz

# word, lemma, UPOS, head, relation; a sentence a block
PLAIN = """
Police police NOUN 2 nsubj
said say VERB 0 root
the the DET 4 det
road road NOUN 6 nsubj
was be AUX 6 cop
shut shut ADJ 2 ccomp
. . PUNCT 2 punct
"""
SPLIT = """
" " PUNCT 2 punct
Nobody nobody PRON 4 nsubj
was be AUX 4 cop
hurt hurt ADJ 7 ccomp
, , PUNCT 4 punct
" " PUNCT 4 punct
said say VERB 0 root
Ada Ada PROPN 7 nsubj
Lind Lind PROPN 8 flat
, , PUNCT 7 punct
" " PUNCT 12 punct
luckily luckily ADV 7 parataxis
. . PUNCT 12 punct
" " PUNCT 12 punct
"""
BELOW = """
It it PRON 2 nsubj
gave give VERB 10 ccomp
way way NOUN 2 obj
, , PUNCT 2 punct
people people NOUN 10 nsubj
who who PRON 7 nsubj
stood stand VERB 5 acl:relcl
below below ADP 9 case
it it PRON 7 obl
said say VERB 0 root
. . PUNCT 10 punct
"""
CITING = """
The the DET 2 det
daily daily NOUN 3 nsubj
reported report VERB 0 root
, , PUNCT 5 punct
citing cite VERB 3 advcl
officials official NOUN 5 obj
, , PUNCT 5 punct
that that SCONJ 10 mark
prices price NOUN 10 nsubj
fell fall VERB 3 ccomp
. . PUNCT 3 punct
"""
TAGGED = """
According accord VERB 3 case
to to ADP 3 fixed
sources source NOUN 7 obl
, , PUNCT 3 punct
prices price NOUN 7 nsubj
have have AUX 7 aux
fallen fall VERB 0 root
, , PUNCT 9 punct
reports report VERB 7 parataxis
the the DET 11 det
daily daily NOUN 9 nsubj
. . PUNCT 7 punct
"""
HEARD = """
Ships ship NOUN 2 nsubj
sank sink VERB 4 ccomp
, , PUNCT 2 punct
said say VERB 0 root
the the DET 6 det
mayor mayor NOUN 4 nsubj
to to ADP 9 case
the the DET 9 det
daily daily NOUN 4 obl
. . PUNCT 4 punct
"""
CLOSED = """
Ships ship NOUN 2 nsubj
sank sink VERB 4 ccomp
, , PUNCT 2 punct
said say VERB 0 root
Ada Ada PROPN 6 nsubj
, , PUNCT 4 punct
reports report VERB 4 ccomp
a a DET 9 det
daily daily NOUN 7 obj
. . PUNCT 4 punct
"""
INFORMED = """
Ships ship NOUN 2 nsubj
sank sink VERB 0 root
, , PUNCT 6 punct
the the DET 5 det
daily daily NOUN 6 nsubj
said say VERB 2 parataxis
it it PRON 9 nsubj:pass
was be AUX 9 aux:pass
told tell VERB 6 ccomp
by by ADP 12 case
a a DET 12 det
guard guard NOUN 9 obl:agent
. . PUNCT 2 punct
"""
CUT = """
Ada Ada PROPN 2 nsubj
insisted insist VERB 0 root
, , PUNCT 6 punct
her her PRON 5 nmod:poss
lawyer lawyer NOUN 6 nsubj
told tell VERB 2 ccomp
us we PRON 6 iobj
, , PUNCT 11 punct
that that SCONJ 11 mark
it it PRON 11 nsubj
rained rain VERB 6 ccomp
. . PUNCT 2 punct
"""
WARNED = """
Residents resident NOUN 3 nsubj:pass
were be AUX 3 aux:pass
told tell VERB 0 root
that that SCONJ 7 mark
it it PRON 7 nsubj
would would AUX 7 aux
rain rain VERB 3 ccomp
. . PUNCT 3 punct
"""


def parse_of(rows: str) -> Parse:
    words = [row.split() for row in rows.strip().splitlines()]
    lines = [
        "\t".join((str(i), form, lemma, upos, "_", "_", head, relation, "_", "_"))
        for i, (form, lemma, upos, head, relation) in enumerate(words, 1)
    ]
    return read_conllu("\n".join(lines), " ".join(word[0] for word in words))


def sight_of(parse: Parse, cues: Mapping[int, Mapping[str, Sequence[int]]], p: float = 0.9) -> Sight:
    """A sight in which some words are cues, each with the words that have a role for it."""
    tags = np.full((len(parse.words), len(TAGS)), 0.02, dtype=np.float32)
    seen = []
    for cue, words in cues.items():
        tags[cue, CUE] = p
        roles = np.tile(np.array([0.9, 0.05, 0.05], dtype=np.float32), (len(parse.words), 1))
        for role, at in words.items():
            roles[list(at)] = 0.05
            roles[list(at), ROLES.index(role)] = p
        seen.append(SeenCue(cue, cue, 0, roles))
    return Sight(tags, tuple(seen))


def proposals(rows: str, cues: Mapping[int, Mapping[str, Sequence[int]]]) -> tuple[Proposal, ...]:
    parse = parse_of(rows)
    return propose(parse, sight_of(parse, cues))


def candidates_of(parse: Parse, sight: Sight) -> tuple[Candidate, ...]:
    quotations = Outermost(find_quotations(parse.text))
    return find_candidates(parse, propose(parse, sight), find_cues(parse), quotations)


def judge(**weights: float) -> LinkJudge:
    """A judge who weighs some features and starts from doubt."""
    coef = np.array([[weights.get(name.replace(" ", "_"), 0.0) for name in FEATURES]])
    arrays = {"coef": coef, "intercept": np.array([-4.0]), "threshold": np.array(0.5)}
    return LinkJudge(dump({GUIDELINES: arrays}), GUIDELINES)


def links(rows: str, cues: Mapping[int, Mapping[str, Sequence[int]]], **weights: float) -> tuple[Link, ...]:
    parse = parse_of(rows)
    sight = sight_of(parse, cues)
    found = candidates_of(parse, sight)
    evidence = weigh_candidates(parse, sight, found, Outermost(find_quotations(parse.text)))
    return decide(found, evidence, judge(**weights))


def test_a_proposal_has_its_words_without_the_full_stop() -> None:
    (found,) = proposals(PLAIN, {1: {"source": [0], "content": [2, 3, 4, 5, 6]}})
    assert (found.cue, found.source, found.content) == ((1, 2), (0, 1), ((2, 6),))
    assert found.cue_probability == found.content_peak == pytest.approx(0.9)


def test_the_halves_of_a_split_quotation_stay_apart_and_keep_their_marks() -> None:
    (found,) = proposals(SPLIT, {6: {"source": [7, 8], "content": [0, 1, 2, 3, 5, 10, 11, 12, 13]}})
    assert found.content == ((0, 6), (10, 14))
    assert found.source == (7, 9)


def test_a_cue_without_content_proposes_nothing() -> None:
    assert not proposals(PLAIN, {1: {"source": [0]}})


def test_tagger_and_tree_meet_in_one_candidate() -> None:
    parse = parse_of(PLAIN)
    (alone,) = candidates_of(parse, sight_of(parse, {}))
    assert alone.read is not None and alone.proposal is None
    (both,) = candidates_of(parse, sight_of(parse, {1: {"source": [0], "content": [2, 3, 4, 5]}}))
    assert both.read is not None and both.proposal is not None
    assert [s.text for s in both.link.content] == ["the road was shut"]
    assert both.link.source is not None and both.link.source.span.text == "Police"


def test_evidence_has_a_finite_number_for_every_feature() -> None:
    parse = parse_of(SPLIT)
    sight = sight_of(parse, {6: {"source": [7, 8], "content": [0, 1, 2, 3, 10, 11]}})
    found = candidates_of(parse, sight)
    evidence = weigh_candidates(parse, sight, found, Outermost(find_quotations(parse.text)))
    assert evidence.shape == (len(found), len(FEATURES)) and np.isfinite(evidence).all()
    assert weigh_candidates(parse, sight, (), Outermost(())).shape == (0, len(FEATURES))


def test_fragments_on_one_token_are_counted_once() -> None:
    """Words that are no parts of their token's letters all stand on the whole of it."""
    conllu = """
1	He	he	PRON	_	_	2	nsubj	_	_
2	said	say	VERB	_	_	0	root	_	_
3-5	dunno	_	_	_	_	_	_	_	_
3	do	do	AUX	_	_	5	aux	_	_
4	n't	not	PART	_	_	2	discourse	_	_
5	know	know	VERB	_	_	2	ccomp	_	_
"""
    parse = read_conllu(conllu.strip(), "He said dunno")
    sight = sight_of(parse, {1: {"source": [0], "content": [2, 4]}})
    found = candidates_of(parse, sight)
    assert [span.text for span in found[0].link.content] == ["dunno", "dunno"]
    (row,) = weigh_candidates(parse, sight, found, Outermost(()))
    assert row[FEATURES.index("contents agree")] == 1


def test_the_judge_decides_and_its_likelihood_goes_with_the_hop() -> None:
    seen = {1: {"source": [0], "content": [2, 3, 4, 5]}}
    assert not links(PLAIN, seen)
    (link,) = links(PLAIN, seen, proposed=5.0)
    assert [hop.likelihood for hop in link.hops] == [pytest.approx(1 / (1 + np.exp(-1)), abs=1e-4)]


def test_of_two_cues_on_one_content_the_likelier_stays() -> None:
    rows = PLAIN.replace("shut shut ADJ 2 ccomp", "shut shut ADJ 2 ccomp\nannounced announce VERB 2 conj")
    seen = {1: {"source": [0], "content": [2, 3, 4, 5]}, 6: {"content": [2, 3, 4, 5]}}
    (link,) = links(rows, seen, proposed=5.0, sourced=1.0)
    assert link.cue is not None and link.cue.span.text == "said"


def test_what_one_cites_stands_behind_what_one_says() -> None:
    seen = {2: {"source": [0, 1], "content": [7, 8, 9]}, 4: {"source": [5], "content": [7, 8, 9]}}
    (link,) = links(CITING, seen, proposed=5.0)
    assert [hop.source.span.text for hop in link.hops if hop.source] == ["The daily", "officials"]


def test_who_has_the_last_word_on_a_content_stands_in_front() -> None:
    seen = {0: {"source": [2], "content": [4, 5, 6]}, 8: {"source": [9, 10], "content": [4, 5, 6]}}
    (link,) = links(TAGGED, seen, proposed=5.0)
    assert [hop.source.span.text for hop in link.hops if hop.source] == ["the daily", "sources"]


def test_a_medium_that_closes_a_sentence_reports_all_of_it() -> None:
    said = {3: {"source": [4], "content": [0, 1]}}
    whole, inner = links(CLOSED, said | {6: {"source": [4], "content": [0, 1]}}, proposed=5.0)
    assert [span.text for span in whole.content] == ["Ships sank , said Ada"]
    assert whole.source is not None and whole.source.span.text == "a daily"
    assert [span.text for span in inner.content] == ["Ships sank"]


def test_who_says_at_the_end_whence_he_has_it_reports_what_stands_before() -> None:
    seen = {5: {"source": [3, 4], "content": [6, 7, 8, 9, 10, 11]}}
    (link,) = links(INFORMED, seen, proposed=5.0)
    assert [span.text for span in link.content] == ["Ships sank"]
    assert [hop.source.span.text for hop in link.hops if hop.source] == ["the daily", "a guard"]


@pytest.mark.parametrize("tagged", [[0], [3, 4]])
def test_who_interrupts_a_report_before_its_content_passes_it_on(tagged: list[int]) -> None:
    parse = parse_of(CUT)
    seen = {1: {"source": [0], "content": [8, 9, 10]}, 5: {"source": tagged, "content": [8, 9, 10]}}
    found = candidates_of(parse, sight_of(parse, seen))
    decided = decide(found, weigh_candidates(parse, sight_of(parse, seen), found, Outermost(())), judge(proposed=5.0))
    joined = {link.cue.span.text: link for link in interject(parse, decided, found, find_cues(parse)) if link.cue}
    assert [span.text for span in joined["told"].content] == ["Ada insisted", "that it rained"]
    assert joined["told"].source is not None and joined["told"].source.span.text == "her lawyer"
    assert [span.text for span in joined["insisted"].content] == ["that it rained"]


def test_a_source_ends_before_whom_it_speaks_to() -> None:
    (link,) = links(HEARD, {3: {"source": [4, 5, 6, 7, 8], "content": [0, 1]}}, proposed=5.0)
    assert link.source is not None and link.source.span.text == "the mayor"
    assert link.audience is not None and link.audience.span.text == "the daily"


def test_what_stands_in_what_is_said_of_a_source_is_no_source() -> None:
    parse = parse_of(BELOW)
    (candidate,) = candidates_of(parse, sight_of(parse, {9: {"source": [8], "content": [0, 1, 2]}}))
    assert candidate.link.source is not None
    assert candidate.link.source.span.text == "people who stood below it"


def test_a_content_in_the_source_gives_way_to_the_content_of_the_tree() -> None:
    parse = parse_of(BELOW)
    (candidate,) = candidates_of(parse, sight_of(parse, {9: {"source": [4], "content": [6, 7]}}))
    assert [span.text for span in candidate.link.content] == ["It gave way"]


def test_who_is_told_is_not_who_tells() -> None:
    (link,) = links(WARNED, {2: {"source": [0], "content": [3, 4, 5, 6]}}, proposed=5.0)
    assert [hop.source for hop in link.hops] == [None]


def test_a_cue_that_is_a_word_of_another_s_source_is_no_hop_before_it() -> None:
    rows = """
According accord VERB 3 case
to to ADP 1 fixed
NRB NRB PROPN 4 compound
estimates estimate NOUN 7 obl
, , PUNCT 4 punct
wells well NOUN 7 nsubj
dried dry VERB 0 root
. . PUNCT 7 punct
"""
    seen = {0: {"source": [2, 3], "content": [5, 6]}, 3: {"source": [2], "content": [5, 6]}}
    (found,) = links(rows, seen, proposed=5.0)
    assert len(found.hops) == 1


def test_a_source_keeps_the_clause_that_follows_it_without_a_comma() -> None:
    rows = """
It it PRON 2 nsubj
rained rain VERB 8 ccomp
, , PUNCT 2 punct
a a DET 5 det
clerk clerk NOUN 8 nsubj
who who PRON 7 nsubj
knew know VERB 5 acl:relcl
said say VERB 0 root
. . PUNCT 8 punct
"""
    (found,) = links(rows, {7: {"source": [3, 4], "content": [0, 1]}}, proposed=5.0)
    assert found.source is not None and found.source.span.text == "a clerk who knew"


@pytest.mark.parametrize("upos", ["NOUN", "PROPN"])
def test_a_source_ends_before_an_apposition(upos: str) -> None:
    rows = f"""
Ada Ada PROPN 6 nsubj
, , PUNCT 4 punct
the the DET 4 det
mayor mayor {upos} 1 appos
, , PUNCT 4 punct
said say VERB 0 root
it it PRON 8 nsubj
rained rain VERB 6 ccomp
. . PUNCT 6 punct
"""
    (found,) = links(rows, {5: {"source": [0, 1, 2, 3], "content": [6, 7]}}, proposed=5.0)
    assert found.source is not None and found.source.span.text == "Ada"


def test_a_content_begins_with_the_whole_of_a_name() -> None:
    rows = """
Bo Bo PROPN 2 nsubj
said say VERB 0 root
Ada Ada PROPN 5 nsubj
Lind Lind PROPN 3 flat
left leave VERB 2 ccomp
. . PUNCT 2 punct
"""
    (found,) = links(rows, {1: {"source": [0], "content": [3, 4]}}, proposed=5.0)
    assert [span.text for span in found.content] == ["Ada Lind left"]


def test_who_dismisses_a_suggestion_does_not_suggest_it() -> None:
    rows = """
Ada Ada PROPN 2 nsubj
dismissed dismiss VERB 0 root
suggestions suggestion NOUN 2 obj
that that SCONJ 6 mark
it it PRON 6 nsubj
leaked leak VERB 3 acl
. . PUNCT 2 punct
"""
    found = links(rows, {2: {"source": [0], "content": [3, 4, 5]}}, proposed=5.0)
    assert all(link.cue is None or link.cue.word != 2 or link.source is None for link in found)


def test_who_asked_not_to_be_named_speaks_wherever_the_cue_hangs() -> None:
    rows = """
Oxen ox NOUN 2 nsubj
fell fall VERB 0 root
, , PUNCT 5 punct
a a DET 5 det
herder herder NOUN 1 appos
who who PRON 7 nsubj
asked ask VERB 5 acl:relcl
not not PART 11 advmod
to to PART 11 mark
be be AUX 11 aux:pass
named name VERB 7 xcomp
said say VERB 2 parataxis
. . PUNCT 2 punct
"""
    (found,) = links(rows, {11: {"content": [0, 1]}}, proposed=5.0)
    assert found.source is not None and found.source.span.text == "a herder who asked not to be named"


@pytest.mark.parametrize(("verb", "found"), [("denied deny", 1), ("confirmed confirm", 1), ("announced announce", 0)])
def test_what_only_takes_up_what_was_said_is_a_link_though_the_tagger_hardly_sees_it(verb: str, found: int) -> None:
    seen = {1: {"source": [0], "content": [2]}}
    rows = f"Ada Ada PROPN 2 nsubj\n{verb} VERB 0 root\nthis this PRON 2 obj\n. . PUNCT 2 punct"
    assert len(links(rows, seen, proposed=3.0)) == found
    assert not links(rows.replace("\nthis", "\nnot not PART 2 advmod\nthis"), seen, proposed=3.0)


def test_a_view_that_a_file_does_not_have_cannot_judge() -> None:
    with pytest.raises(KeyError):
        _ = LinkJudge(to_npz([("other.coef", np.zeros((1, len(FEATURES))))]), GUIDELINES).threshold


@pytest.mark.parametrize(
    ("cue", "object_", "content"),
    [
        ("denied deny", "this this PRON 3 obj", "this"),
        ("confirmed confirm", "it it PRON 3 obj", "it"),
        ("rejected reject", "claims claim NOUN 3 obj", "claims"),
        ("denied deny", "bail bail NOUN 3 obj", None),
        ("explained explain", "it it PRON 3 obj", None),
    ],
)
def test_who_denies_or_confirms_what_was_said_says_so(cue: str, object_: str, content: str | None) -> None:
    parse = parse_of(f"The the DET 2 det\ncourt court NOUN 3 nsubj\n{cue} VERB 0 root\n{object_}")
    found = Clause(parse, cue_at(parse, 0, 2, (2, 2))).content([])
    assert [span.text for span in found] == ([] if content is None else [content])
