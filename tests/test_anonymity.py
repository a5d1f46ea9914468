"""Who is said to go without a name, and who may be anybody."""

from __future__ import annotations

import pytest

from attrib.anonymity import is_anybody, is_secret
from attrib.mentions import noun_phrase
from tests.parses import barred

NURSE = "a a DET 2 det|nurse nurse NOUN {said} nsubj"
ROOM = "who who PRON 5 nsubj|was be AUX 5 cop|the the DET 5 det|room room NOUN 1 acl:relcl"
SAID = "said say VERB 0 root|so so ADV {said} advmod|. . PUNCT {said} punct"


def told(behind: str) -> str:
    """A sentence on what a nurse said, with something said of her, whose heads count from 3 on."""
    said = str(behind.count("|") + 4)
    return "|".join((NURSE, behind, SAID)).format(said=said)


@pytest.mark.parametrize(
    "behind",
    [
        "who who PRON 4 nsubj|asked ask VERB 2 acl:relcl|not not PART 7 advmod|to to PART 7 mark|be be AUX 7 cop|"
        "identified identify VERB 4 xcomp",
        "who who PRON 6 nsubj|would would AUX 6 aux|not not PART 6 advmod|give give VERB 2 acl:relcl|"
        "her her PRON 8 nmod:poss|name name NOUN 6 obj",
        "who who PRON 4 nsubj|gave give VERB 2 acl:relcl|no no DET 6 det|name name NOUN 4 obj",
        "whose whose PRON 4 nmod:poss|name name NOUN 7 nsubj|has have AUX 7 aux|been be AUX 7 aux:pass|"
        "withheld withhold VERB 2 acl:relcl",
        "who who PRON 6 nsubj|was be AUX 6 aux|not not PART 6 advmod|authorised authorise VERB 2 acl:relcl|"
        "to to PART 8 mark|speak speak VERB 6 xcomp",
        "asking ask VERB 2 acl|that that SCONJ 8 mark|her her PRON 6 nmod:poss|name name NOUN 8 nsubj|"
        "not not PART 8 advmod|be be AUX 3 ccomp|used use VERB 8 xcomp",
    ],
)
def test_who_goes_without_a_name_in_any_wording_is_secret(behind: str) -> None:
    parse = barred(told(behind))
    assert is_secret(parse, noun_phrase(parse, 0, 1))


def test_whom_the_source_speaks_of_may_have_no_name() -> None:
    parse = barred(
        "a a DET 2 det|nurse nurse NOUN 3 nsubj|said say VERB 0 root|he he PRON 8 nsubj|would would AUX 8 aux|"
        "not not PART 8 advmod|be be AUX 8 aux:pass|named name VERB 3 ccomp|. . PUNCT 3 punct"
    )
    assert not is_secret(parse, noun_phrase(parse, 0, 1))


@pytest.mark.parametrize(
    ("subject", "secret"),
    [
        ("She she PRON 2 nsubj", True),
        ("The the DET 2 det|nurse nurse NOUN 3 nsubj", True),
        ("The the DET 2 det|police police NOUN 3 nsubj", False),
    ],
)
def test_the_next_sentence_may_say_so_of_the_same_person(subject: str, secret: bool) -> None:
    verb = subject.count("|") + 2
    after = (
        f"{subject}|asked ask VERB 0 root|not not PART {verb + 4} advmod|to to PART {verb + 4} mark|"
        f"be be AUX {verb + 4} aux:pass|named name VERB {verb} xcomp|. . PUNCT {verb} punct"
    )
    parse = barred("a a DET 2 det|nurse nurse NOUN 3 nsubj|spoke speak VERB 0 root|. . PUNCT 3 punct", after)
    assert is_secret(parse, noun_phrase(parse, 0, 1)) is secret


@pytest.mark.parametrize(
    ("phrase", "head", "anybody"),
    [
        ("someone someone PRON 5 nsubj|in in ADP 4 case|the the DET 4 det|know know NOUN 1 nmod", 0, True),
        ("someone someone PRON 5 nsubj|at at ADP 4 case|the the DET 4 det|ministry ministry NOUN 1 nmod", 0, False),
        ("a a DET 2 det|person person NOUN 5 nsubj|on on ADP 4 case|site site NOUN 2 nmod", 1, True),
        ("a a DET 2 det|woman woman NOUN 5 nsubj|from from ADP 4 case|Lima Lima PROPN 2 nmod", 1, False),
        ("the the DET 2 det|man man NOUN 5 nsubj|in in ADP 4 case|grey grey NOUN 2 nmod", 1, False),
        (f"someone someone PRON 6 nsubj|{ROOM}", 0, False),
        (f"someone someone PRON 6 nsubj|{ROOM.replace('was be AUX', 'knew know VERB')}", 0, True),
        ("some some DET 5 nsubj|on on ADP 4 case|the the DET 4 det|river river NOUN 1 nmod", 0, True),
        ("some some DET 5 nsubj|of of ADP 4 case|the the DET 4 det|nurses nurse NOUN 1 nmod", 0, False),
        ("a a DET 2 det|source source NOUN 5 nsubj|in in ADP 4 case|Lima Lima PROPN 2 nmod", 1, True),
        ("a a DET 2 det|source source NOUN 5 nsubj|at at ADP 4 case|Iskra Iskra PROPN 2 nmod", 1, False),
        ("a a DET 4 det|young young ADJ 4 amod|ward ward NOUN 4 compound|nurse nurse NOUN 5 nsubj", 3, False),
        ("the the DET 3 det|media medium NOUN 3 compound|reports report NOUN 4 nsubj", 2, False),
        ("some some DET 3 det|media media NOUN 3 compound|reports report NOUN 4 nsubj", 2, True),
        ("some some DET 3 det|autopsy autopsy NOUN 3 compound|reports report NOUN 4 nsubj", 2, False),
        ("some some DET 3 det|local local ADJ 3 amod|reports report NOUN 4 nsubj", 2, False),
    ],
)
def test_who_may_be_anybody(phrase: str, head: int, anybody: bool) -> None:
    parse = barred(f"{phrase}|spoke speak VERB 0 root|. . PUNCT 5 punct")
    assert is_anybody(parse, noun_phrase(parse, 0, head)) is anybody
