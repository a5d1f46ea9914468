"""Sources of a document: whose mention is whose, what is known of each, and what they do with a content."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from attrib.antecedents import FEATURES, GROUPS, Options, Ranker
from attrib.bearers import Bearers
from attrib.commitment import COMMITMENTS, WEIGHT, CommitmentModel, commitment_evidence
from attrib.cues import find_cues
from attrib.entities import Entity
from attrib.links import Link, read_link
from attrib.mentions import Mention, noun_phrase, with_name, without_rest
from attrib.parse import Parse
from attrib.profiles import IDENTIFICATIONS, TYPES, SourceJudge, profile
from attrib.quotations import Outermost, find_quotations
from attrib.report import Commitment, Identification, SourceType, Span
from attrib.speakers import resolve
from attrib.standing import governing, kind_words
from attrib.training.linking import to_npz
from tests.test_linking import parse_of
from tests.test_names import NOTHING_KNOWN

STORY = """
the the DET 2 det
engineer engineer NOUN 3 nmod:desc
Ada Ada PROPN 5 nsubj
Lind Lind PROPN 3 flat
said say VERB 0 root
it it PRON 7 nsubj
rained rain VERB 5 ccomp
, , PUNCT 11 punct
and and CCONJ 11 cc
she she PRON 11 nsubj
said say VERB 5 conj
officials official NOUN 13 nsubj
knew know VERB 11 ccomp
. . PUNCT 5 punct
"""
TOGETHER = """
Ada Ada PROPN 4 nsubj
and and CCONJ 3 cc
Brandt Brandt PROPN 1 conj
left leave VERB 0 root
. . PUNCT 4 punct
"""
BEHIND_A_ROLE = """
Velmora Velmora PROPN 2 compound
director director NOUN 8 nsubj
( ( PUNCT 4 punct
VK VK PROPN 2 appos
) ) PUNCT 4 punct
Ada Ada PROPN 8 nsubj
Lind Lind PROPN 6 flat
said say VERB 0 root
it it PRON 10 nsubj
rained rain VERB 8 ccomp
. . PUNCT 8 punct
"""
FOR_ANOTHER = """
a a DET 2 det
spokeswoman spokeswoman NOUN 8 nsubj
for for ADP 6 case
port port NOUN 5 compound
minister minister NOUN 6 nmod:desc
Ada Ada PROPN 2 nmod
Lind Lind PROPN 6 flat
spoke speak VERB 0 root
. . PUNCT 8 punct
"""


def ranker(**weights: float) -> Ranker:
    """A ranker that weighs some features of any mention and starts from doubt."""
    coef = np.tile([weights.get(name.replace(" ", "_"), 0.0) for name in FEATURES], len(GROUPS))[np.newaxis]
    arrays = {"coef": coef, "intercept": np.array([-2.0]), "least_pronoun": np.array(0.5), "least_noun": np.array(0.5)}
    return Ranker(arrays)


def resolved(rows: str, heads: Sequence[int], judge: Ranker) -> list[Entity | None]:
    """Whose the mentions with these heads are."""
    parse = parse_of(rows)
    mentions = [noun_phrase(parse, 0, head) for head in heads]
    found = resolve(parse, mentions, (), Bearers(parse, NOTHING_KNOWN), judge)
    return [found.of.get(mention) for mention in mentions]


def test_a_pronoun_takes_up_whom_the_ranker_chooses() -> None:
    ada, she = resolved(STORY, [2, 9], ranker(spoke=5.0))
    assert ada is not None and ada is she
    assert (ada.name, ada.gender) == ("Ada Lind", "f")


OTHERS = """
the the DET 2 det
{first} NOUN 3 nsubj
said say VERB 0 root
it it PRON 5 nsubj
rained rain VERB 3 ccomp
, , PUNCT 10 punct
and and CCONJ 10 cc
{whose}
{second} NOUN 10 nsubj
said say VERB 3 conj
so so ADV 10 advmod
. . PUNCT 3 punct
"""


@pytest.mark.parametrize(
    ("first", "whose", "second", "same"),
    [
        ("farmer farmer", "the the DET 9 det", "official official", True),
        ("farmer farmer", "the the DET 9 det", "engineer engineer", False),
        ("farmer farmer", "his his PRON 9 nmod:poss", "wife wife", False),
        ("boy boy", "her her PRON 9 nmod:poss", "brother brother", True),
        ("boy boy", "his his PRON 9 nmod:poss", "brother brother", False),
    ],
)
def test_a_description_takes_up_nobody_of_another_role_nor_him_whose_it_is(
    first: str, whose: str, second: str, same: bool
) -> None:
    one, other = resolved(OTHERS.format(first=first, whose=whose, second=second), [1, 8], ranker(bias=9.0))
    assert one is not None and (one is other) is same


def test_an_age_by_itself_is_a_person_s() -> None:
    rows = (
        "the the DET 4 det\n40 40 NUM 3 nummod\nyear year NOUN 4 compound\nold old NOUN 5 nsubj\nsaid say VERB 0 root"
    )
    (one,) = resolved(rows, [3], ranker())
    assert one is not None and one.type is SourceType.PERSON


def test_a_pronoun_may_stay_unresolved_and_a_description_founds_a_source() -> None:
    ada, it, officials = resolved(STORY.replace("she she", "it it"), [2, 9, 11], ranker())
    assert it is None
    assert officials is not None and officials is not ada
    assert (officials.name, officials.named, officials.plural) == ("officials", False, False)


def test_a_text_without_names_has_nobody_to_take_up() -> None:
    rows = "He he PRON 2 nsubj\nsaid say VERB 0 root\nso so ADV 2 advmod"
    assert resolved(rows, [0], ranker(bias=9.0)) == [None]


def test_a_pronoun_that_the_ranker_leaves_open_takes_up_the_nearest_fitting_subject() -> None:
    ada, she = resolved(STORY, [2, 9], ranker())
    assert ada is she is not None


def test_two_that_speak_together_are_a_source_of_their_own() -> None:
    (both,) = resolved(TOGETHER, [0], ranker())
    assert both is not None
    assert (both.name, both.type, len(both.members)) == ("Ada and Brandt", SourceType.GROUP, 2)


def test_a_mention_reaches_to_the_end_of_its_name_and_no_further() -> None:
    rows = """
port port NOUN 2 compound
engineer engineer NOUN 4 nsubj
Ada Ada PROPN 2 flat
firmly firmly ADV 5 advmod
believes believe VERB 0 root
"""
    s = parse_of(rows).sentences[0]
    assert with_name(s, 0) == 2
    assert without_rest(s, 1, 3) == 2


def of_span(rows: str, head: int, last: int) -> Entity | None:
    """Whose the mention is that begins a text and reaches to a word."""
    parse = parse_of(rows)
    end = parse.sentences[0].words[last].end
    mention = Mention(sentence=0, head=head, span=Span(start=0, end=end, text=parse.text[:end]))
    return resolve(parse, [mention], (), Bearers(parse, NOTHING_KNOWN), ranker()).of.get(mention)


def test_a_name_behind_a_description_and_its_short_form_is_who_speaks() -> None:
    director = of_span(BEHIND_A_ROLE, 1, 6)
    assert director is not None and director.name == "Ada Lind"


def test_whom_somebody_speaks_for_does_not_speak() -> None:
    spokeswoman = of_span(FOR_ANOTHER, 1, 6)
    assert spokeswoman is not None and not spokeswoman.named


def test_a_description_takes_up_who_is_called_so() -> None:
    rows = STORY.replace("officials official NOUN", "engineers engineer NOUN")
    ada, engineers = resolved(rows, [2, 11], ranker(called_so=5.0))
    assert ada is engineers is not None


MARRIED = """
Mrs Mrs PROPN 2 nmod:desc
Lind Lind PROPN 3 nsubj
said say VERB 0 root
it it PRON 5 nsubj
rained rain VERB 3 ccomp
, , PUNCT 9 punct
and and CCONJ 9 cc
{0} {0} PRON 9 nsubj
left leave VERB 3 conj
. . PUNCT 3 punct
"""
WANTED = """
“ “ PUNCT 3 punct
We we PRON 3 nsubj
want want VERB 12 ccomp
Teo Teo PROPN 3 obj
Brandt Brandt PROPN 4 flat
as as ADP 8 case
harbour harbour NOUN 8 compound
keeper keeper NOUN 3 obl
, , PUNCT 3 punct
” ” PUNCT 3 punct
she she PRON 12 nsubj
said say VERB 0 root
. . PUNCT 12 punct
"""


@pytest.mark.parametrize(("pronoun", "same"), [("she", True), ("he", False)])
def test_a_pronoun_takes_up_nobody_of_the_other_gender(pronoun: str, same: bool) -> None:
    lind, who = resolved(MARRIED.format(pronoun), [1, 7], ranker(bias=9.0))
    assert (lind is who) is same


def test_a_pronoun_takes_up_nobody_who_is_only_spoken_of_in_a_quotation() -> None:
    parse = parse_of(WANTED)
    she = noun_phrase(parse, 0, 10)
    bearers, quotations = Bearers(parse, NOTHING_KNOWN), Outermost(find_quotations(parse.text))
    assert she in resolve(parse, [she], (), bearers, ranker(bias=9.0)).of
    assert she not in resolve(parse, [she], (), bearers, ranker(bias=9.0), (), quotations).of


def test_an_indefinite_description_brings_in_somebody_new() -> None:
    rows = STORY.replace("officials official NOUN 13 nsubj", "a a DET 13 det\nkeeper keeper NOUN 14 nsubj")
    ada, keeper = resolved(rows, [2, 12], ranker(bias=9.0))
    assert ada is not None and keeper is not None and keeper is not ada


def test_a_clause_hangs_from_the_subjects_above_it_and_from_whom_it_tells_of() -> None:
    sentence = parse_of(STORY).sentences[0]
    assert governing(sentence, 11) == [9, 2]
    assert governing(sentence, 2) == []


def test_a_body_s_name_holds_its_noun_at_the_end_or_before_what_it_is_of() -> None:
    assert kind_words(("Halden", "City", "Council")) == {"council"}
    assert "bank" in kind_words(("Central", "Bank", "of", "Velmora"))


def test_a_ranker_without_options_chooses_nobody() -> None:
    assert ranker().choose(Options((), np.zeros((0, len(GROUPS) * len(FEATURES))), pronoun=True)) is None


def test_a_name_makes_a_source_named_whatever_the_classifier_says() -> None:
    parse = parse_of(STORY)
    mentions = [noun_phrase(parse, 0, 2), noun_phrase(parse, 0, 11)]
    speakers = resolve(parse, mentions, (), Bearers(parse, NOTHING_KNOWN), ranker())
    width = len(profile(parse, speakers.entities[0]))
    kinds, ids = len(TYPES), len(IDENTIFICATIONS)
    arrays = [
        ("type_coef", np.zeros((kinds, width))), ("type_intercept", -np.arange(kinds, dtype=np.float64)),
        ("type_classes", np.arange(float(kinds))),
        ("identification_coef", np.zeros((ids, width))), ("identification_classes", np.arange(float(ids))[::-1]),
        ("identification_intercept", -np.arange(ids, dtype=np.float64)),
    ]  # fmt: skip
    ada, officials = SourceJudge(to_npz(arrays), NOTHING_KNOWN).describe(parse, speakers.entities, speakers.named)
    assert (ada.type, ada.identification) == (TYPES[0], Identification.NAMED)
    assert officials.identification is IDENTIFICATIONS[-1]


def link_of(parse: Parse) -> Link:
    cues = find_cues(parse)
    return read_link(parse, cues[0], {(c.sentence, c.word): c for c in cues}, ())


@pytest.mark.parametrize(
    ("cue", "modal", "opinion"),
    [("said", "was", Commitment.ASSERTED), ("said", "may", Commitment.HEDGED), ("denied", "was", Commitment.DENIED)],
)
def test_the_rule_s_opinion_is_evidence_of_commitment(cue: str, modal: str, opinion: Commitment) -> None:
    lemma = {"said": "say", "denied": "deny", "was": "be", "may": "may"}
    rows = f"""
Police police NOUN 2 nsubj
{cue} {lemma[cue]} VERB 0 root
it it PRON 5 nsubj
{modal} {lemma[modal]} AUX 5 aux
rain rain VERB 2 ccomp
. . PUNCT 2 punct
"""
    parse = parse_of(rows)
    evidence = commitment_evidence(parse, link_of(parse))
    assert evidence[: len(COMMITMENTS)].tolist() == [WEIGHT * (x is opinion) for x in COMMITMENTS]
    coef = np.zeros((len(COMMITMENTS), len(evidence)))
    coef[:, : len(COMMITMENTS)] = np.eye(len(COMMITMENTS))
    arrays = [
        ("coef", coef),
        ("intercept", np.zeros(len(COMMITMENTS))),
        ("classes", np.arange(float(len(COMMITMENTS)))),
    ]
    assert CommitmentModel(to_npz(arrays)).judge(parse, link_of(parse)) is opinion


def test_evidence_is_as_wide_without_a_cue() -> None:
    parse = parse_of(STORY)
    link = link_of(parse)
    assert commitment_evidence(parse, link).shape == commitment_evidence(
        parse, Link(sentence=0, cue=None, hops=link.hops, content=link.content)
    ).shape  # fmt: skip
