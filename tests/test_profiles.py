"""How far a source is identified that the text describes and may name elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from attrib.bearers import Bearers
from attrib.mentions import noun_phrase
from attrib.profiles import IDENTIFICATIONS, TYPES, SourceJudge, profile
from attrib.report import Identification, SourceType
from attrib.speakers import resolve
from attrib.training.linking import to_npz
from tests.parses import barred
from tests.test_names import NOTHING_KNOWN
from tests.test_speakers import ranker

THE_MINISTER = "the the DET 2 det|minister minister NOUN 3 nsubj|spoke speak VERB 0 root"
THE_PLACE_S = (
    "Velmora Velmora PROPN 3 nmod:poss|'s 's PART 1 case|minister minister NOUN 4 nsubj|spoke speak VERB 0 root"
)
HER_LAWYER = "her her PRON 2 nmod:poss|lawyer lawyer NOUN 3 nsubj|spoke speak VERB 0 root"


def judge_of(width: int) -> SourceJudge:
    """A judge to whom every source is a person, and named unless a rule forbids it, or else anonymous."""
    sure = {
        "type": [float(kind is SourceType.PERSON) for kind in TYPES],
        "identification": [
            {Identification.NAMED: 2.0, Identification.ANONYMOUS: 1.0}.get(found, 0.0) for found in IDENTIFICATIONS
        ],
    }
    arrays = [
        array
        for name, intercept in sure.items()
        for array in (
            (f"{name}_coef", np.zeros((len(intercept), width))),
            (f"{name}_intercept", np.array(intercept)),
            (f"{name}_classes", np.arange(float(len(intercept)))),
        )
    ]
    return SourceJudge(to_npz(arrays), NOTHING_KNOWN)


def identified(*sentences: str) -> Identification:
    """How far the subject that a text begins with is identified."""
    parse = barred(*sentences)
    head = next(i for i, word in enumerate(parse.sentences[0].words) if word.relation == "nsubj")
    speakers = resolve(parse, [noun_phrase(parse, 0, head)], (), Bearers(parse, NOTHING_KNOWN), ranker())
    judge = judge_of(len(profile(parse, speakers.entities[0])))
    return judge.describe(parse, speakers.entities, speakers.named)[0].identification


@pytest.mark.parametrize(
    ("source", "elsewhere", "may_be"),
    [
        (THE_MINISTER, "Ada Ada PROPN 3 nsubj|Lind Lind PROPN 1 flat|left leave VERB 0 root", True),
        (THE_PLACE_S, "Ada Ada PROPN 3 nsubj|Lind Lind PROPN 1 flat|left leave VERB 0 root", True),
        (
            THE_MINISTER,
            "Velmora Velmora PROPN 2 compound|Courier Courier PROPN 3 nsubj|closed close VERB 0 root",
            False,
        ),
        (THE_MINISTER, "Port Port PROPN 2 compound|Council Council PROPN 3 nsubj|met meet VERB 0 root", False),
        (THE_MINISTER, "Brandt Brandt PROPN 2 nsubj|left leave VERB 0 root", False),
        (
            THE_MINISTER,
            "the the DET 2 det|lawyer lawyer NOUN 3 nmod:desc|Ada Ada PROPN 5 nsubj|Lind Lind PROPN 3 flat|"
            "left leave VERB 0 root",
            False,
        ),
        (HER_LAWYER, "Ada Ada PROPN 3 nsubj|Lind Lind PROPN 1 flat|left leave VERB 0 root", False),
        (
            HER_LAWYER,
            "Ada Ada PROPN 6 nsubj|Lind Lind PROPN 1 flat|and and CCONJ 4 cc|Bo Bo PROPN 1 conj|Tau Tau PROPN 4 flat|"
            "left leave VERB 0 root",
            True,
        ),
    ],
)
def test_who_is_described_may_be_a_person_whom_the_text_names(source: str, elsewhere: str, may_be: bool) -> None:
    assert (identified(source, elsewhere) is Identification.NAMED) is may_be


@pytest.mark.parametrize(
    ("source", "described"),
    [
        ("sources source NOUN 5 nsubj|with with ADP 4 case|the the DET 4 det|opposition opposition NOUN 1 nmod", True),
        ("sources source NOUN 5 nsubj|of of ADP 4 case|the the DET 4 det|weather weather NOUN 1 nmod", False),
        (
            "Treasury Treasury PROPN 2 compound|sources source NOUN 5 nsubj|there there ADV 2 advmod|, , PUNCT 2 punct",
            True,
        ),
        ("party party NOUN 2 compound|sources source NOUN 5 nsubj|there there ADV 2 advmod|, , PUNCT 2 punct", False),
        ("unnamed unnamed ADJ 2 amod|sources source NOUN 5 nsubj|at at ADP 4 case|Halden Halden PROPN 2 nmod", False),
    ],
)
def test_sources_are_described_by_the_body_they_are_of(source: str, described: bool) -> None:
    found = identified(f"{source}|spoke speak VERB 0 root")
    assert (found is Identification.DESCRIBED) is described
