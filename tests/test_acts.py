"""What looks like a report and brings no claim."""

from __future__ import annotations

import pytest

from attrib.acts import is_act
from attrib.clauses import Clause
from attrib.cues import cue_at
from tests.test_linking import parse_of

DISMISSED = "The the DET 2 det|court court NOUN 3 nsubj|dismissed dismiss VERB 0 root|{}"
THAT = "that that SCONJ 6 mark|it it PRON 6 nsubj|rained rain VERB 3 ccomp"
CASES = {
    "a petition": (DISMISSED.format("petition petition NOUN 3 obj"), True),
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
    "said": ("He he PRON 2 nsubj|left leave VERB 0 root|saying say VERB 2 advcl|so so ADV 3 advmod", False),
}


@pytest.mark.parametrize("label", CASES)
def test_an_act_is_no_report(label: str) -> None:
    rows, act = CASES[label]
    parse = parse_of(rows.replace("|", "\n"))
    assert is_act(Clause(parse, cue_at(parse, 0, 2, (2, 2)))) is act
