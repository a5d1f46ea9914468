"""Proper names: how far they reach, who bears them, and what a trained model makes of their letters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from attrib.bearers import Bearers
from attrib.errors import DataNotFoundError, InputValueError
from attrib.mentions import noun_phrase
from attrib.namekinds import WIDTH, InText, NameKind, NameModel, features
from attrib.names import name_around, name_at_head, name_of, names_in, spelled, type_of_name, whose
from attrib.parse import Parse
from attrib.report import SourceType
from attrib.sources import describe
from attrib.training.linking import to_npz
from attrib.training.names import read_names
from tests.test_linking import parse_of

TITLED = """
Foreign Foreign PROPN 2 compound
Minister Minister PROPN 3 nmod:desc
Ada Ada PROPN 9 nsubj
Lind Lind PROPN 3 flat
of of ADP 7 case
the the DET 7 det
Council Council PROPN 3 nmod
, , PUNCT 3 punct
spoke speak VERB 0 root
. . PUNCT 9 punct
"""
BODY = """
the the DET 4 det
Central Central ADJ 4 amod
Energy Energy PROPN 4 compound
Ministry Ministry PROPN 10 nsubj
of of ADP 6 case
Trade Trade PROPN 4 nmod
and and CCONJ 8 cc
Ports Port PROPN 6 conj
today today NOUN 10 obl
spoke speak VERB 0 root
. . PUNCT 10 punct
"""
TITLE_ALONE = """
the the DET 2 det
President President PROPN 3 nsubj
spoke speak VERB 0 root
. . PUNCT 3 punct
"""
MAGAZINE = """
Vantage Vantage PROPN 2 compound
magazine magazine NOUN 3 nsubj
reported report VERB 0 root
. . PUNCT 3 punct
"""
HUNG_ON_THE_BODY = """
The the DET 2 det
{head} {head} NOUN 9 nsubj
of of ADP 5 case
the the DET 5 det
union union NOUN 2 nmod
{comma} {comma} PUNCT 7 punct
Ada Ada PROPN 5 {relation}
{last} {last} PROPN 7 flat
spoke speak VERB 0 root
. . PUNCT 9 punct
"""
PLACE = """
Velmora Velmora PROPN 2 compound
Brandt Brandt PROPN 3 nsubj
spoke speak VERB 0 root
in in ADP 5 case
Velmora Velmora PROPN 3 obl
. . PUNCT 3 punct
"""

OFFICE = """
the the DET 2 det
Commissioner Commissioner PROPN 5 nmod:desc
for for ADP 4 case
Ports Ports PROPN 2 nmod
Ada Ada PROPN 7 nsubj
Lind Lind PROPN 5 flat
spoke speak VERB 0 root
. . PUNCT 7 punct
"""
IN_BRACKETS = """
the the DET 4 det
Velmora Velmora PROPN 4 compound
Crane Crane PROPN 4 compound
Drivers Driver PROPN 10 nsubj
and and CCONJ 6 cc
Pilots Pilot PROPN 4 conj
( ( PUNCT 8 punct
VCDP VCDP PROPN 4 appos
) ) PUNCT 8 punct
spoke speak VERB 0 root
. . PUNCT 10 punct
"""
OFFICE_OF_ONE = """
the the DET 3 det
Velmora Velmora PROPN 3 compound
Governor Governor PROPN 5 nmod:poss
's 's PART 3 case
Office Office PROPN 6 nsubj
spoke speak VERB 0 root
. . PUNCT 6 punct
"""

NOTHING_KNOWN = NameModel(to_npz([("coef", np.zeros((len(NameKind), WIDTH))), ("intercept", np.zeros(len(NameKind)))]))
"""A model to which every name may be anything."""


def names(rows: str) -> list[str]:
    sentence = parse_of(rows).sentences[0]
    return [" ".join(spelled(sentence, found)) for found in names_in(sentence)]


def bearers(text: str) -> Bearers:
    """The bearers of a text in which words with a capital are names and all words stand side by side."""
    rows = [f"{w} {w} {'PROPN' if w[0].isupper() else 'PUNCT' if w in '.()' else 'NOUN'} 0 root" for w in text.split()]
    return Bearers(parse_of("\n".join(rows)), NOTHING_KNOWN)


def found(text: str) -> dict[str, list[str]]:
    """The names that each bearer is met by."""
    known = bearers(text)
    places = {id(b): b for n in known.namings if (b := known.at(n.sentence, n.last)) is not None}
    return {" ".join(b.name): [" ".join(n.name) for n in b.namings] for b in places.values()}


def test_a_title_is_no_part_of_a_name() -> None:
    assert names(TITLED)[0] == "Ada Lind"
    assert names(TITLE_ALONE) == []
    assert name_around(parse_of(TITLED).sentences[0], 1) is None


@pytest.mark.parametrize(
    ("first", "title", "found"),
    [
        ("Stephen Stephen PROPN 3 nsubj", "King King PROPN 1 flat", ["Stephen King"]),
        ("Mr Mr PROPN 3 nsubj", "Bishop Bishop PROPN 1 flat", ["Bishop"]),
        ("Mrs Mrs PROPN 2 nmod:desc", "May May PROPN 3 nsubj", ["May"]),
        ("Finance Finance PROPN 2 compound", "Minister Minister PROPN 3 nsubj", []),
        ("Man Man PROPN 2 compound", "City City PROPN 3 nsubj", ["Man City"]),
        ("May May PROPN 3 obl", ", , PUNCT 3 punct", []),
    ],
)
def test_a_title_may_be_a_surname(first: str, title: str, found: list[str]) -> None:
    assert names(f"{first}\n{title}\nspoke speak VERB 0 root\n. . PUNCT 3 punct") == found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Post Office", SourceType.ORGANIZATION),
        ("Globe Telecom", SourceType.ORGANIZATION),
        ("Standard Chartered", SourceType.UNKNOWN),
        ("Star of Lima", SourceType.OUTLET),
        ("Channel 4", SourceType.OUTLET),
        ("Radio Iskra", SourceType.OUTLET),
        ("Lima Post", SourceType.OUTLET),
        ("Bernadette Ngo", SourceType.UNKNOWN),
        ("Lima NGO", SourceType.ORGANIZATION),
        ("Halden Inc", SourceType.ORGANIZATION),
    ],
)
def test_what_a_newspaper_is_called_begins_other_names(name: str, kind: SourceType) -> None:
    assert type_of_name(tuple(name.split())) is kind


def test_a_body_keeps_what_belongs_to_its_name() -> None:
    assert names(BODY) == ["Central Energy Ministry of Trade and Ports"]


def test_an_office_is_no_part_of_the_name_behind_it() -> None:
    assert names(OFFICE) == ["Ports", "Ada Lind"]


def test_initials_in_brackets_tell_how_far_the_name_before_them_reaches() -> None:
    assert names(IN_BRACKETS) == ["Velmora Crane Drivers and Pilots", "VCDP"]
    assert names(IN_BRACKETS.replace("VCDP", "XCDP")) == ["Velmora Crane Drivers", "Pilots", "XCDP"]


def test_a_body_may_be_named_by_whose_it_is() -> None:
    assert names(OFFICE_OF_ONE) == ["Velmora Governor 's Office"]
    assert names(OFFICE_OF_ONE.replace("Governor", "Lindholm")) == ["Velmora Lindholm", "Office"]


def test_common_words_and_honours_are_no_part_of_a_name() -> None:
    rows = PLACE.replace("Velmora Velmora PROPN 2 compound", "surnamed surnamed PROPN 2 compound")
    assert names(rows)[0] == "Brandt"
    assert "Ada Lind" in found("Ada Lind AM spoke .")


def test_addresses_of_pages_are_no_names() -> None:
    assert names(PLACE.replace("Brandt", "https://example.org/Brandt")) == ["Velmora"]


def test_a_frequency_is_part_of_the_name_of_a_station() -> None:
    assert names("Wave Wave PROPN 3 nsubj\n98.5 98.5 NUM 1 flat\nspoke speak VERB 0 root") == ["Wave 98.5"]


def test_a_short_form_may_have_small_letters() -> None:
    assert list(found("Velmora Institute Botany met . VIBo left .")) == ["Velmora Institute Botany"]
    assert list(found("Mary Lind met . McLean left .")) == ["Mary Lind", "McLean"]


def test_a_medium_is_called_by_the_name_beside_its_kind() -> None:
    assert name_of(parse_of(MAGAZINE).sentences[0], 1) == ("Vantage",)


def test_a_surname_joins_the_full_name() -> None:
    assert found("Ada Lind spoke . Lind left .") == {"Ada Lind": ["Ada Lind", "Lind"]}


def test_two_people_with_one_surname_stay_apart() -> None:
    apart = found("Ada Lind spoke . Per Lind slept . Ada left .")
    assert apart == {"Ada Lind": ["Ada Lind", "Ada"], "Per Lind": ["Per Lind"]}


def test_an_acronym_in_brackets_joins_the_name_before_it() -> None:
    assert found("Harbour Board ( Habo ) met . Habo left .") == {"Harbour Board": ["Harbour Board", "Habo", "Habo"]}


def test_the_short_form_of_an_office_is_its_holder_s() -> None:
    text = "the chief port inspector ( CPI ) Ada Lind met . CPI left ."
    assert found(text) == {"Ada Lind": ["CPI", "Ada Lind", "CPI"]}


def test_initials_stand_for_the_name_that_has_them() -> None:
    assert found("World Harbour Forum met . WHF left .") == {"World Harbour Forum": ["World Harbour Forum", "WHF"]}


def test_a_place_is_not_the_short_name_of_what_begins_with_it() -> None:
    known = Bearers(parse_of(PLACE), NOTHING_KNOWN)
    assert known.at(0, 4) is not known.at(0, 1)


def test_what_stands_beside_a_name_tells_its_kind() -> None:
    known = Bearers(parse_of(PLACE.replace("in in ADP", "engineer engineer NOUN")), NOTHING_KNOWN).at(0, 4)
    assert known is not None
    assert (known.type, known.definite) == (SourceType.PERSON, False)


def test_a_short_name_is_of_whom_it_can_mean_that_was_named_last() -> None:
    assert found("Ada Lind . Bo Lind . Lind .")["Bo Lind"] == ["Bo Lind", "Lind"]
    assert found("Lind . Bo Lind . Ada Lind .")["Bo Lind"] == ["Lind", "Bo Lind"]


@pytest.mark.parametrize(("relation", "bearer"), [("nsubj", "Ada Lind"), ("obl", "Bo Lind")])
def test_a_short_name_stays_with_whom_it_was_given_to_until_another_is_told_of(relation: str, bearer: str) -> None:
    rows = "Bo PROPN 3 nsubj|Lind PROPN 1 flat|met VERB 0 root|Lind PROPN 3 obl|while SCONJ 8 mark|"
    rows += f"Ada PROPN 8 {relation}|Lind PROPN 6 flat|slept VERB 3 advcl|Lind PROPN 8 obj"
    known = Bearers(parse_of("\n".join(_row(each) for each in rows.split("|"))), NOTHING_KNOWN)
    last = known.at(0, 8)
    assert last is not None and " ".join(last.name) == bearer


def _row(row: str) -> str:
    word, rest = row.split(" ", 1)
    return f"{word} {word} {rest}"


@pytest.mark.parametrize(
    ("title", "whose"),
    [("Mrs", "Ada Lind"), ("Ms", "Ada Lind"), ("Mr", "Per Lind"), ("Sir", "Per Lind"), ("Dr", "Per Lind")],
)
def test_a_title_tells_apart_who_shares_a_surname(title: str, whose: str) -> None:
    assert "Lind" in found(f"Mrs Ada Lind . Mr Per Lind . {title} Lind .")[whose]
    assert "Lind" in found(f"spokeswoman Ada Lind . spokesman Per Lind . {title} Lind .")[whose]


def test_mr_and_mrs_of_one_name_are_two() -> None:
    known = bearers("Mr Lind . Mrs Lind . Lind .")
    him, her, last = (known.at(naming.sentence, naming.last) for naming in known.namings)
    assert him is not her and last is her
    assert len(bearers("spokesman Ada Lind . Ms Lind .").everybody) == 1


def test_thousands_may_share_a_word_of_their_names() -> None:
    people = [f"Ada L{k}" for k in range(5_000)]
    assert len(found(" . ".join([*people, *["Ada"] * 2_000]))) == 5_000


def test_a_text_without_names_has_no_bearers() -> None:
    assert Bearers(Parse(text="", sentences=()), NOTHING_KNOWN).namings == []


def test_features_know_letters_and_neighbours() -> None:
    seen = set(features(InText(("Ada", "Lind"), ("", "Ms"), "said")))
    assert {"first=ada", "last$nd", "before=ms", "behind=said", "size=2"} <= seen


def test_named_entities_are_read(tmp_path: Path) -> None:
    folder = tmp_path
    (folder / "a.txt.tsv").write_text("Ms\tO\nAda\tB-Person\nLind\tI-Person\nleft\tO\n\nIn\tO\nOslo\tB-Location\n")
    (folder / "b.txt.tsv").write_text("Oslo\tB-Location\n")
    read = read_names(folder, without={"b"})
    assert [(each.name.words, each.kind) for each in read] == [
        (("Ada", "Lind"), NameKind.PERSON), (("Oslo",), NameKind.PLACE),
    ]  # fmt: skip
    assert read[0].name.before == ("", "Ms") and read[0].name.behind == "left"


def test_a_line_without_a_class_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt.tsv").write_text("Ms\tO\nAda\tSomebody\n")
    with pytest.raises(InputValueError, match=r"a\.txt\.tsv, line 2"):
        read_names(tmp_path)
    with pytest.raises(DataNotFoundError, match="no articles"):
        read_names(tmp_path / "nowhere")


def test_what_a_weekly_is_called_is_the_name_of_a_medium() -> None:
    rows = """
the the DET 4 det
weekly weekly ADJ 4 amod
Zora Zora PROPN 4 nmod:desc
Nova Nova PROPN 5 nsubj
reported report VERB 0 root
. . PUNCT 5 punct
"""
    parse = parse_of(rows)
    bearer = Bearers(parse, NOTHING_KNOWN).at(0, 3)
    assert bearer is not None
    assert (bearer.name, bearer.type) == (("Zora", "Nova"), SourceType.OUTLET)


@pytest.mark.parametrize(
    ("noun", "beside", "kind"),
    [
        ("inmate", "former former ADJ 3 amod", SourceType.PERSON),
        ("drayhand", "retired retired ADJ 3 amod", SourceType.PERSON),
        ("drayhand", "former former ADJ 3 amod", SourceType.UNKNOWN),
        ("review", "former former ADJ 3 amod", SourceType.DOCUMENT),
    ],
)
def test_people_are_known_by_their_noun_or_by_what_is_said_of_people_only(
    noun: str, beside: str, kind: SourceType
) -> None:
    parse = parse_of(f"a a DET 3 det\n{beside}\n{noun} {noun} NOUN 4 nsubj\nspoke speak VERB 0 root")
    assert describe(parse, noun_phrase(parse, 0, 2)).type is kind


def test_what_who_speaks_of_is_a_person() -> None:
    parse = parse_of("""
a a DET 2 det
drayhand drayhand NOUN 5 nsubj
who who PRON 4 nsubj
spoke speak VERB 2 acl:relcl
left leave VERB 0 root
""")
    assert describe(parse, noun_phrase(parse, 0, 1)).type is SourceType.PERSON


@pytest.mark.parametrize(
    ("head", "comma", "relation", "last", "named"),
    [
        ("leader", ",", "appos", "Lind", 1),
        ("leader", ",", "conj", "Lind", 1),
        ("leader", "-", "appos", "Lind", 4),
        ("leader", ",", "appos", "Council", 4),
        ("wage", ",", "appos", "Lind", 4),
    ],
)
def test_a_name_behind_a_body_is_of_the_person_before_it(
    head: str, comma: str, relation: str, last: str, named: int
) -> None:
    sentence = parse_of(HUNG_ON_THE_BODY.format(head=head, comma=comma, relation=relation, last=last)).sentences[0]
    assert whose(sentence, 6, 4) == named
    assert (name_at_head(sentence, 1) == (6, 7)) is (named == 1)


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("cut cut VERB 0 root|its its PRON 4 nmod:poss|forecast forecast NOUN 2 obj", NameKind.BODY),
        (
            "said say VERB 0 root|it it PRON 5 nsubj|would would AUX 5 aux|sell sell VERB 2 ccomp|land land NOUN 5 obj",
            NameKind.BODY,
        ),
        ("said say VERB 0 root|it it PRON 5 nsubj|would would AUX 5 aux|rain rain VERB 2 ccomp", None),
        (
            "said say VERB 0 root|fees fee NOUN 4 nsubj|hit hit VERB 2 ccomp|its its PRON 6 nmod:poss|"
            "aims aim NOUN 4 obj",
            None,
        ),
    ],
    ids=["its", "it acts", "it rains", "another noun between"],
)
def test_a_pronoun_tells_a_body_from_a_person(behind: str, told: NameKind | None) -> None:
    bearer = Bearers(parse_of(f"Halden Halden PROPN 2 nsubj|{behind}".replace("|", "\n")), NOTHING_KNOWN).at(0, 0)
    assert bearer is not None and bearer.told is told


def test_capitals_before_a_speaker_s_colon_are_a_person() -> None:
    parse = parse_of("LIND Lind PROPN 3 nsubj\n: : PUNCT 1 punct\nyes yes INTJ 0 root")
    plain, labelled = (Bearers(parse, NOTHING_KNOWN, places).at(0, 0) for places in ((), {(0, 0)}))
    assert plain is not None and plain.type is SourceType.ORGANIZATION
    assert labelled is not None and labelled.type is SourceType.PERSON


def test_cameras_have_no_name() -> None:
    assert names("CCTV CCTV PROPN 2 nsubj\nshowed show VERB 0 root\nhim he PRON 2 obj") == []


def test_an_adjective_may_begin_the_name_of_a_body() -> None:
    rows = "{0} {0} ADJ 2 amod\nRail Rail PROPN 3 nsubj\nspoke speak VERB 0 root"
    assert names(rows.format("National")) == ["National Rail"]
    assert names(rows.format("Tearful")) == ["Rail"]
