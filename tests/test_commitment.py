"""What rules make of a cue and of the first clause of what it brings."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from attrib.certainty import told_of_itself
from attrib.commitment import COMMITMENTS, CommitmentModel, commitment_evidence
from attrib.cues import cue_at, find_cues
from attrib.links import read_link
from attrib.report import Commitment, Span
from attrib.training.linking import to_npz
from tests.test_linking import parse_of

# subject, cue, and the words behind; heads count from 1 over all of it
SMELT = "they they PRON 5 nsubj|could could AUX 5 aux|smell smell VERB 2 ccomp|smoke smoke NOUN 5 obj"
BURN = "it it PRON 5 nsubj|could could AUX 5 aux|burn burn VERB 2 ccomp"
LEFT_OUT = "it it PRON 6 nsubj|could could AUX 6 aux|not not PART 6 advmod|burn burn VERB 2 ccomp"
HOPED = "she she PRON 4 nsubj|hoped hope VERB 2 ccomp|to to PART 6 mark|win win VERB 4 xcomp"
SAYING = "I I PRON 4 nsubj|want want VERB 2 ccomp|to to PART 6 mark|say say VERB 4 xcomp|thanks thank NOUN 6 obj"
SHOWN = "it it PRON 4 nsubj|indicated indicate VERB 2 ccomp|it it PRON 6 nsubj|burned burn VERB 4 ccomp"
THOUGHT = "it it PRON 4 nsubj|believed believe VERB 2 ccomp|it it PRON 6 nsubj|burned burn VERB 4 ccomp"
NEVER = (
    "it it PRON 5 nsubj|never never ADV 5 advmod|believed believe VERB 2 ccomp|it it PRON 7 nsubj|"
    "burned burn VERB 5 ccomp"
)
SEEMED = "fires fire NOUN 4 nsubj|seemed seem VERB 2 ccomp|to to PART 6 mark|spread spread VERB 4 xcomp"
REGRET = "fires fire NOUN 6 nsubj|should should AUX 6 aux|have have AUX 6 aux|stopped stop VERB 2 ccomp"
CHANCE = (
    "there there PRON 4 expl|was be VERB 2 ccomp|a a DET 6 det|chance chance NOUN 4 nsubj|"
    "that that SCONJ 9 mark|it it PRON 9 nsubj|burns burn VERB 6 acl"
)
NO_CHANCE = CHANCE.replace("a a DET", "no no DET")
EXCLUDED = "it it PRON 5 nsubj|not not PART 5 advmod|excluded exclude VERB 2 ccomp|arson arson NOUN 5 obj"
SUPPOSED = "it it PRON 4 nsubj|burned burn VERB 2 ccomp|I I PRON 6 nsubj|suppose suppose VERB 4 parataxis"
MEASURED = "rain rain NOUN 5 nsubj|beat beat VERB 2 ccomp|all all DET 6 det|expectations expectation NOUN 4 obj"
WHETHER = "whether whether SCONJ {n} mark|it it PRON {n} nsubj|burned burn VERB {verb} {hung}"
WONDERED = "she she PRON 4 nsubj|wondered wonder VERB 2 ccomp|" + WHETHER.format(n=7, verb=4, hung="ccomp")
LOOKED_INTO = "they they PRON 4 nsubj|looked look VERB 2 ccomp|into into ADP 8 case|" + WHETHER.format(
    n=8, verb=4, hung="advcl"
)
LOOKED_AT = LOOKED_INTO.replace("into into", "at at")
IGNORED = "she she PRON 6 nsubj|did do AUX 6 aux|not not PART 6 advmod|know know VERB 2 ccomp|" + WHETHER.format(
    n=9, verb=6, hung="ccomp"
)
UNSURE = (
    "it it PRON 6 expl|was be AUX 6 cop|not not PART 6 advmod|clear clear ADJ 2 ccomp|"
    "{0} {0} SCONJ 9 mark|it it PRON 9 nsubj|burned burn VERB 6 csubj"
)
CONFIRMED = (
    "she she PRON 5 nsubj|could could AUX 5 aux|confirm confirm VERB 2 ccomp|that that SCONJ 8 mark|"
    "it it PRON 8 nsubj|burned burn VERB 5 ccomp"
)
LOOKS = (
    "it it PRON 4 expl|looks look VERB 2 ccomp|as as SCONJ 8 mark|if if SCONJ 5 fixed|"
    "it it PRON 8 nsubj|burned burn VERB 4 advcl"
)
APPEARS = "it it PRON 4 expl|appears appear VERB 2 ccomp|it it PRON 6 nsubj|burned burn VERB 4 csubj"
LIKELIHOOD = (
    "in in ADP 5 case|all all DET 5 det|likelihood likelihood NOUN 7 obl|it it PRON 7 nsubj|burned burn VERB 2 ccomp"
)
MAYBE = "maybe maybe ADV 5 advmod|it it PRON 5 nsubj|burned burn VERB 2 ccomp"
TAKEN_BACK = (
    "it it PRON 4 nsubj|burned burn VERB 2 ccomp|but but CCONJ 8 cc|this this PRON 8 nsubj|is be AUX 8 cop|"
    "{0} {0} ADJ 4 conj"
)
POSSIBLE = "it it PRON 5 nsubj|was be AUX 5 cop|possible possible ADJ 2 ccomp"
NOT_POSSIBLE = (
    "it it PRON 6 nsubj|was be AUX 6 cop|not not PART 6 advmod|possible possible ADJ 2 ccomp|to to PART 8 mark|"
    "reopen reopen VERB 6 csubj|mines mine NOUN 8 obj"
)
HOPEFUL = (
    "she she PRON 5 nsubj|was be AUX 5 cop|hopeful hopeful ADJ 2 ccomp|that that SCONJ 8 mark|"
    "it it PRON 8 nsubj|burns burn VERB 5 ccomp"
)


def opinion(cue: str, behind: str) -> Commitment:
    """The rules' opinion of "Police CUE ...", as it stands first in the evidence."""
    rows = "\n".join(["Police police NOUN 2 nsubj", f"{cue} VERB 0 root", *behind.split("|"), ". . PUNCT 2 punct"])
    parse = parse_of(rows)
    link = read_link(parse, find_cues(parse)[0], {}, ())
    assert link.content
    return COMMITMENTS[int(commitment_evidence(parse, link)[: len(COMMITMENTS)].argmax())]


@pytest.mark.parametrize(
    ("behind", "commitment"),
    [
        (BURN, Commitment.HEDGED),
        (SMELT, Commitment.ASSERTED),
        (CHANCE, Commitment.HEDGED),
        (NO_CHANCE, Commitment.ASSERTED),
        (EXCLUDED, Commitment.HEDGED),
        (SUPPOSED, Commitment.HEDGED),
        (LEFT_OUT, Commitment.ASSERTED),
        (HOPED, Commitment.WANTED),
        (SAYING, Commitment.ASSERTED),
        (SHOWN, Commitment.ASSERTED),
        (THOUGHT, Commitment.HEDGED),
        (SEEMED, Commitment.HEDGED),
        (REGRET, Commitment.ASSERTED),
        (MEASURED, Commitment.ASSERTED),
        (WONDERED, Commitment.QUESTIONED),
        (LOOKED_INTO, Commitment.QUESTIONED),
        (LOOKED_AT, Commitment.ASSERTED),
        (IGNORED, Commitment.HEDGED),
        (UNSURE.format("whether"), Commitment.HEDGED),
        (UNSURE.format("that"), Commitment.HEDGED),
        (UNSURE.format("how"), Commitment.ASSERTED),
        (CONFIRMED, Commitment.ASSERTED),
        (LOOKS, Commitment.HEDGED),
        (APPEARS, Commitment.HEDGED),
        (LIKELIHOOD, Commitment.HEDGED),
        (MAYBE, Commitment.HEDGED),
        (TAKEN_BACK.format("uncertain"), Commitment.HEDGED),
        (TAKEN_BACK.format("certain"), Commitment.ASSERTED),
        (POSSIBLE, Commitment.HEDGED),
        (NOT_POSSIBLE, Commitment.ASSERTED),
        (HOPEFUL, Commitment.WANTED),
        (NEVER, Commitment.ASSERTED),
        (IGNORED.replace("she she PRON", "board board NOUN"), Commitment.ASSERTED),
    ],
)
def test_the_first_clause_of_what_is_said_weakens_it_or_wants_it(behind: str, commitment: Commitment) -> None:
    assert opinion("said say", behind) is commitment


@pytest.mark.parametrize(
    ("verb", "act", "commitment"),
    [
        ("insisted insist", "go go VERB 2 ccomp", Commitment.WANTED),
        ("insisted insist", "goes go VERB 2 ccomp", Commitment.ASSERTED),
        ("insisted insist", "be be AUX 6 aux:pass|left leave VERB 2 ccomp", Commitment.WANTED),
        ("insisted insist", "cut cut VERB 2 ccomp", Commitment.ASSERTED),
        ("said say", "go go VERB 2 ccomp", Commitment.ASSERTED),
    ],
)
def test_the_subjunctive_wants_an_act(verb: str, act: str, commitment: Commitment) -> None:
    head = 6 if "|" in act else 5
    assert opinion(verb, f"that that SCONJ {head} mark|he he PRON {head} nsubj|{act}") is commitment


def test_a_question_is_one_whoever_says_it() -> None:
    rows = (
        "Police police NOUN 2 nsubj|said say VERB 0 root|: : PUNCT 5 punct|who who PRON 5 nsubj|left leave VERB 2 ccomp"
    )
    parse = parse_of((rows + "|? ? PUNCT 5 punct").replace("|", "\n"))
    content = (Span(start=14, end=24, text=parse.text[14:24]),)
    link = dataclasses.replace(read_link(parse, find_cues(parse)[0], {}, ()), content=content)
    assert content[0].text == "who left ?"
    assert told_of_itself(parse, link) is Commitment.QUESTIONED


def test_in_direct_speech_the_speaker_is_no_he() -> None:
    rows = '" " PUNCT 3 punct|he he PRON 3 nsubj|hopes hope VERB 7 ccomp|to to PART 5 mark|win win VERB 3 xcomp|'
    parse = parse_of((rows + '" " PUNCT 3 punct|said say VERB 0 root|she she PRON 7 nsubj').replace("|", "\n"))
    link = read_link(parse, find_cues(parse)[-1], {}, ())
    for start, commitment in ((0, None), (2, Commitment.WANTED)):
        content = (Span(start=start, end=17, text=parse.text[start:17]),)
        assert told_of_itself(parse, dataclasses.replace(link, content=content)) is commitment


def test_who_is_asked_to_act_is_asked_no_question() -> None:
    assert opinion("asked ask", "to to PART 4 mark|leave leave VERB 2 xcomp") is Commitment.WANTED
    whether = "whether whether SCONJ 5 mark|it it PRON 5 nsubj|burned burn VERB 2 ccomp"
    assert opinion("asked ask", whether) is Commitment.QUESTIONED


def test_what_is_called_for_is_wanted_be_it_a_noun_or_a_verb() -> None:
    assert opinion("called call", "for for ADP 4 case|calm calm NOUN 2 obl") is Commitment.WANTED
    assert opinion("called call", "for for SCONJ 4 mark|keeping keep VERB 2 advcl|calm calm NOUN 4 obj") is (
        Commitment.WANTED
    )


def test_a_wish_set_apart_from_its_subject_is_found() -> None:
    rows = """
Fires fire NOUN 7 nsubj
, , PUNCT 4 punct
they they PRON 4 nsubj
said say VERB 7 parataxis
, , PUNCT 4 punct
may may AUX 7 aux
spread spread VERB 0 root
. . PUNCT 7 punct
"""
    parse = parse_of(rows)
    link = read_link(parse, find_cues(parse)[0], {}, ())
    assert [span.text for span in link.content] == ["Fires", "may spread"]
    assert COMMITMENTS[int(commitment_evidence(parse, link)[: len(COMMITMENTS)].argmax())] is Commitment.HEDGED


def judged(rows: str, cue: int, *, content: tuple[int, int] | None = None) -> Commitment:
    """What a source does with the content of a cue, for a classifier that always says the first; the content is that of
    the tree unless its first and last word are given."""
    parse = parse_of(rows.replace("|", "\n"))
    link = read_link(parse, (found := cue_at(parse, 0, cue, (cue, cue))), {(0, cue): found}, ())
    if content is not None:
        start, end = parse.words[content[0]].start, parse.words[content[1]].end
        link = dataclasses.replace(link, content=(Span(start=start, end=end, text=parse.text[start:end]),))
    width = len(commitment_evidence(parse, link))
    arrays = [
        ("coef", np.zeros((len(COMMITMENTS), width))), ("intercept", -np.arange(float(len(COMMITMENTS)))),
        ("classes", np.arange(float(len(COMMITMENTS)))),
    ]  # fmt: skip
    return CommitmentModel(to_npz(arrays)).judge(parse, link)


@pytest.mark.parametrize(
    ("modal", "verb", "commitment"),
    [
        ("could", "confirm", Commitment.HEDGED),
        ("did", "exclude", Commitment.HEDGED),
        ("did", "deny", Commitment.HEDGED),
        ("did", "confirm", COMMITMENTS[0]),
    ],
)
def test_who_neither_confirms_nor_denies_something_leaves_it_open(
    modal: str, verb: str, commitment: Commitment
) -> None:
    rows = f"Police police NOUN 4 nsubj|{modal} {modal} AUX 4 aux|not not PART 4 advmod|{verb} {verb} VERB 0 root"
    behind = "that that SCONJ 7 mark|it it PRON 7 nsubj|burned burn VERB 4 ccomp|. . PUNCT 4 punct"
    assert judged(f"{rows}|{behind}", 3) is commitment


@pytest.mark.parametrize(("determiner", "denied"), [("no", True), ("little", True), ("an", False)])
def test_of_what_there_is_no_sign_is_denied(determiner: str, denied: bool) -> None:
    rows = (
        f"Police police NOUN 2 nsubj|saw see VERB 0 root|{determiner} {determiner} DET 4 det|"
        "indication indication NOUN 2 obj|that that SCONJ 7 mark|it it PRON 7 nsubj|burned burn VERB 4 acl|"
        ". . PUNCT 2 punct"
    )
    assert (judged(rows, 1, content=(4, 6)) is Commitment.DENIED) is denied
    assert judged(rows, 1, content=(2, 6)) is not Commitment.DENIED
