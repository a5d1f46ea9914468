"""What looks like a report and brings no claim."""

from __future__ import annotations

import pytest

from attrib.acts import is_act, is_bare
from attrib.clauses import Clause
from attrib.cues import cue_at
from tests.test_linking import parse_of

DISMISSED = "The the DET 2 det|court court NOUN 3 nsubj|dismissed dismiss VERB 0 root|{}"
THAT = "that that SCONJ 6 mark|it it PRON 6 nsubj|rained rain VERB 3 ccomp"
CASES = {
    "a petition": (DISMISSED.format("petition petition NOUN 3 obj"), True),
    "a request": (DISMISSED.format("request request NOUN 3 obj"), True),
    "a request that": (
        DISMISSED.format("request request NOUN 3 obj|that that SCONJ 7 mark|it it PRON 7 nsubj|rained rain VERB 4 acl"),
        False,
    ),
    "a claim": (DISMISSED.format("claim claim NOUN 3 obj"), False),
    "a sight": ("He he PRON 3 nsubj:pass|was be AUX 3 aux:pass|seen see VERB 0 root|leaving leave VERB 3 xcomp", True),
    "hearsay": ("He he PRON 3 nsubj|has have AUX 3 aux|heard hear VERB 0 root|" + THAT, False),
    "a guess": ("It it PRON 3 expl|now now ADV 3 advmod|appears appear VERB 0 root|" + THAT, True),
    "settled": (
        "It it PRON 3 expl|is be AUX 3 cop|certain certain ADJ 0 root|that that SCONJ 6 mark|it it PRON 6 nsubj|"
        "rained rain VERB 3 csubj",
        True,
    ),
    "sure": (
        "She she PRON 3 nsubj|is be AUX 3 cop|certain certain ADJ 0 root|that that SCONJ 6 mark|it it PRON 6 nsubj|"
        "rained rain VERB 3 ccomp",
        False,
    ),
    "confirmed": (
        "The the DET 4 det|five five NUM 4 nummod|confirmed confirm VERB 4 amod|cases case NOUN 0 root",
        True,
    ),
    "unsaid": ("He he PRON 2 nsubj|left leave VERB 0 root|saying say VERB 2 advcl|without without SCONJ 3 mark", True),
    "a right": (
        "He he PRON 3 nsubj|then then ADV 3 advmod|asserted assert VERB 0 root|his his PRON 5 nmod:poss|"
        "privilege privilege NOUN 3 obj",
        True,
    ),
    "left open": (
        "They they PRON 3 nsubj|must must AUX 3 aux|decide decide VERB 0 root|who who PRON 6 nsubj|may may AUX 6 aux|"
        "stay stay VERB 3 ccomp",
        True,
    ),
    "decided": ("They they PRON 3 nsubj|had have AUX 3 aux|decided decide VERB 0 root|" + THAT, False),
    "accounts": (
        "It it PRON 3 nsubj|now now ADV 3 advmod|reports report VERB 0 root|full-year full-year ADJ 5 amod|"
        "results result NOUN 3 obj",
        True,
    ),
    "settled who": (
        "They they PRON 3 nsubj|had have AUX 3 aux|decided decide VERB 0 root|who who PRON 6 nsubj|may may AUX 6 aux|"
        "stay stay VERB 3 ccomp",
        False,
    ),
    "good accounts": (
        "It it PRON 3 nsubj|now now ADV 3 advmod|reports report VERB 0 root|strong strong ADJ 5 amod|"
        "results result NOUN 3 obj",
        False,
    ),
    "figures": (
        "It it PRON 3 nsubj|now now ADV 3 advmod|reports report VERB 0 root|its its PRON 5 nmod:poss|"
        "losses loss NOUN 3 obj",
        False,
    ),
    "a plan": (
        "They they PRON 3 nsubj|had have AUX 3 aux|considered consider VERB 0 root|leaving leave VERB 3 xcomp",
        True,
    ),
    "said": ("He he PRON 2 nsubj|left leave VERB 0 root|saying say VERB 2 advcl|so so ADV 3 advmod", False),
}


@pytest.mark.parametrize("label", CASES)
def test_an_act_is_no_report(label: str) -> None:
    rows, act = CASES[label]
    parse = parse_of(rows.replace("|", "\n"))
    assert is_act(Clause(parse, cue_at(parse, 0, 2, (2, 2)))) is act


CRITICISED = "The the DET 2 det|mayor mayor NOUN 3 nsubj|{} VERB 0 root|the the DET 5 det|{}"
BARE = {
    "a thing": (CRITICISED.format("criticised criticise", "deal deal NOUN 3 obj"), True),
    "as something": (
        CRITICISED.format("criticised criticise", "deal deal NOUN 3 obj|as as ADP 8 case|a a DET 8 det|")
        + "swindle swindle NOUN 3 obl",
        False,
    ),
    "on a day": (
        CRITICISED.format("criticised criticise", "deal deal NOUN 3 obj|on on ADP 7 case|Monday Monday PROPN 3 obl"),
        True,
    ),
    "what is to be done": (
        CRITICISED.format(
            "criticised criticise", "decision decision NOUN 3 obj|to to PART 7 mark|sell sell VERB 5 acl"
        ),
        False,
    ),
    "a target": (
        CRITICISED.format("criticised criticise", "mayor mayor NOUN 3 obj|of of ADP 7 case|Lima Lima PROPN 5 nmod"),
        True,
    ),
    "asked about it": (
        CRITICISED.format("asked ask", "plan plan NOUN 3 obj|about about ADP 7 case|it it PRON 3 obl"),
        True,
    ),
    "asked to act": (
        CRITICISED.format(
            "asked ask", "crew crew NOUN 3 obj|about about ADP 7 case|it it PRON 3 obl|to to PART 9 mark|"
        )
        + "go go VERB 3 xcomp",
        False,
    ),
}


@pytest.mark.parametrize("label", BARE)
def test_a_bare_judgement_tells_nothing(label: str) -> None:
    rows, bare = BARE[label]
    parse = parse_of(rows.replace("|", "\n"))
    assert is_bare(Clause(parse, cue_at(parse, 0, 2, (2, 2)))) is bare
