"""How a source knows, by the clauses around its claim and by its quoted words."""

from __future__ import annotations

import pytest

from attrib.access import Access
from attrib.accounts import read_access
from attrib.cues import find_cues
from attrib.links import LinkHop
from attrib.mentions import noun_phrase
from attrib.parse import Parse, read_conllu
from attrib.report import Identification, SourceType, Span
from tests import samples

WHO = "1 A a DET 2 det|2 driver driver NOUN {said} nsubj"


@pytest.mark.parametrize(
    ("rows", "access"),
    [
        ("3 said say VERB 0 root|4 he he PRON 5 nsubj|5 saw see VERB 3 ccomp Tense=Past", Access.WITNESSED),
        ("3 said say VERB 0 root|4 he he PRON 5 nsubj|5 heard hear VERB 3 ccomp Tense=Past", Access.TOLD),
        ("3 said say VERB 0 root|4 he he PRON 6 nsubj|5 could can AUX 6 aux|6 see see VERB 3 ccomp", Access.WITNESSED),
        (
            "3 said say VERB 0 root|4 adding add VERB 3 advcl|5 he he PRON 6 nsubj|6 saw see VERB 4 ccomp Tense=Past",
            Access.WITNESSED,
        ),
        (
            "3 said say VERB 0 root|4 something something PRON 3 obj|5 he he PRON 6 nsubj|"
            "6 knew know VERB 4 acl:relcl Tense=Past|7 from from ADP 8 case|8 friends friend NOUN 6 obl",
            Access.TOLD,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 6 nsubj|5 was be AUX 6 aux:pass Tense=Past|"
            "6 told tell VERB 3 ccomp VerbForm=Part|7 to to PART 8 mark|8 leave leave VERB 6 xcomp",
            Access.UNSTATED,
        ),
        ("3 said say VERB 0 root|4 he he PRON 5 nsubj|5 sees see VERB 3 ccomp Tense=Pres", Access.UNSTATED),
        (
            "3 said say VERB 0 root|4 he he PRON 6 nsubj|5 never never ADV 6 advmod|6 saw see VERB 3 ccomp Tense=Past",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 7 nsubj|5 was be AUX 7 cop Tense=Past|6 in in ADP 7 case|"
            "7 talks talk NOUN 3 ccomp",
            Access.UNSTATED,
        ),
        (
            "3 who who PRON 4 nsubj|4 stood stand VERB 2 acl:relcl Tense=Past|5 in in ADP 7 case|6 the the DET 7 det|"
            "7 queue queue NOUN 4 obl|8 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 who who PRON 4 nsubj|4 stood stand VERB 2 acl:relcl Tense=Past|5 for for ADP 6 case|"
            "6 election election NOUN 4 obl|7 said say VERB 0 root",
            Access.UNSTATED,
        ),
        ("3 said say VERB 0 root|4 guards guard NOUN 5 nsubj|5 saw see VERB 3 ccomp Tense=Past", Access.UNSTATED),
        (
            "3 who who PRON 7 nsubj|4 was be AUX 7 cop Tense=Past|5 aboard aboard ADP 7 case|6 the the DET 7 det|"
            "7 bus bus NOUN 2 acl:relcl|8 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 who who PRON 6 nsubj|4 is be AUX 6 cop Tense=Pres|5 in in ADP 6 case|"
            "6 politics politics NOUN 2 acl:relcl|"
            "7 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 having have AUX 6 aux|5 been be AUX 6 aux:pass VerbForm=Part|"
            "6 told tell VERB 3 advcl VerbForm=Part",
            Access.TOLD,
        ),
        (
            "3 who who PRON 7 nsubj|4 was be AUX 7 cop Tense=Past|5 in in ADP 7 case|6 the the DET 7 det|"
            "7 capital capital NOUN 2 acl:relcl|8 at at ADP 9 case|9 time time NOUN 7 obl|10 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 who who PRON 7 nsubj|4 was be AUX 7 cop Tense=Past|5 in in ADP 7 case|6 another another DET 7 det|"
            "7 room room NOUN 2 acl:relcl|8 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 who who PRON 7 nsubj|4 was be AUX 7 cop Tense=Past|5 in in ADP 7 case|6 the the DET 7 det|"
            "7 cabinet cabinet NOUN 2 acl:relcl|8 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 who who PRON 5 nsubj|4 was be AUX 5 cop Tense=Past|5 nearby nearby ADV 2 acl:relcl|"
            "6 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 who who PRON 5 nsubj|4 was be AUX 5 cop Tense=Past|5 ill ill ADJ 2 acl:relcl|6 and and CCONJ 7 cc|"
            "7 watched watch VERB 5 conj Tense=Past|8 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 seen see VERB 2 acl Tense=Past;VerbForm=Part|4 by by ADP 5 case|5 guards guard NOUN 3 obl|"
            "6 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 6 nsubj|5 was be AUX 6 aux Tense=Past|"
            "6 passing pass VERB 3 ccomp VerbForm=Ger|7 by by ADV 6 advmod",
            Access.WITNESSED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 6 nsubj|5 was be AUX 6 aux Tense=Past|"
            "6 cooking cook VERB 3 ccomp VerbForm=Ger|7 when when ADV 9 advmod|8 it it PRON 9 nsubj|"
            "9 fell fall VERB 6 advcl Tense=Past",
            Access.WITNESSED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 6 nsubj|5 was be AUX 6 aux Tense=Past|"
            "6 working work VERB 3 ccomp VerbForm=Ger|7 as as ADP 9 case|8 a a DET 9 det|9 cook cook NOUN 6 obl|"
            "10 at at ADP 11 case|11 time time NOUN 6 obl",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 5 nsubj|5 heard hear VERB 3 ccomp Tense=Past|6 shots shot NOUN 5 obj",
            Access.WITNESSED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 5 nsubj|5 saw see VERB 3 ccomp Tense=Past|6 it it PRON 5 obj|"
            "7 on on ADP 8 case|8 television television NOUN 5 obl",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 he he PRON 5 nsubj|5 saw see VERB 3 ccomp Tense=Past|6 growth growth NOUN 5 obj",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 friends friend NOUN 5 nsubj|5 told tell VERB 3 ccomp Tense=Past|"
            "6 him he PRON 5 iobj",
            Access.TOLD,
        ),
        (
            "3 said say VERB 0 root|4 after after SCONJ 5 mark|5 attending attend VERB 3 advcl VerbForm=Part",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 in in ADP 6 case|5 the the DET 6 det|6 logbook logbook NOUN 3 obl",
            Access.RECORD,
        ),
        (
            "3 who who PRON 4 nsubj|4 keeps keep VERB 2 acl:relcl Tense=Pres|5 the the DET 6 det|"
            "6 register register NOUN 4 obj|7 said say VERB 0 root",
            Access.RECORD,
        ),
        (
            "3 who who PRON 4 nsubj|4 keeps keep VERB 2 acl:relcl Tense=Pres|5 the the DET 6 det|"
            "6 garden garden NOUN 4 obj|7 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 said say VERB 0 root|4 reading read VERB 3 advcl VerbForm=Part|5 from from ADP 7 case|"
            "6 the the DET 7 det|7 logbook logbook NOUN 4 obl",
            Access.RECORD,
        ),
        (
            "3 who who PRON 4 nsubj|4 assisted assist VERB 2 acl:relcl Tense=Past|5 in in ADP 7 case|"
            "6 the the DET 7 det|7 operation operation NOUN 4 obl|8 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 who who PRON 4 nsubj|4 assisted assist VERB 2 acl:relcl Tense=Past|5 in in ADP 6 case|"
            "6 operations operation NOUN 4 obl|7 said say VERB 0 root",
            Access.UNSTATED,
        ),
        (
            "3 who who PRON 4 nsubj|4 treated treat VERB 2 acl:relcl Tense=Past|5 the the DET 6 det|"
            "6 wounded wounded NOUN 4 obj|7 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 who who PRON 5 nsubj:pass|4 was be AUX 5 aux:pass Tense=Past|"
            "5 trapped trap VERB 2 acl:relcl VerbForm=Part|6 on on ADP 8 case|7 the the DET 8 det|"
            "8 roof roof NOUN 5 obl|9 said say VERB 0 root",
            Access.WITNESSED,
        ),
        (
            "3 who who PRON 4 nsubj|4 drove drive VERB 2 acl:relcl Tense=Past|5 through through ADP 7 case|"
            "6 the the DET 7 det|7 square square NOUN 4 obl|8 said say VERB 0 root",
            Access.WITNESSED,
        ),
    ],
)
def test_clauses_around_source_and_cue_tell_how_it_knows(rows: str, access: Access) -> None:
    assert access_of_driver(parse_of(f"{WHO}|{rows}")) is access


SPOKE = "3 said say VERB 0 root"


@pytest.mark.parametrize(
    ("rows", "access"),
    [
        ("4 I I PRON 5 nsubj|5 saw see VERB 3 ccomp Tense=Past|6 it it PRON 5 obj", Access.WITNESSED),
        (
            "4 I I PRON 8 nsubj|5 was be AUX 8 cop Tense=Past|6 two two NUM 7 nummod|7 metres metre NOUN 8 obl|"
            "8 away away ADV 3 ccomp",
            Access.WITNESSED,
        ),
        (
            "4 I I PRON 8 nsubj|5 was be AUX 8 cop Tense=Past|6 two two NUM 7 nummod|7 miles mile NOUN 8 obl|"
            "8 away away ADV 3 ccomp",
            Access.UNSTATED,
        ),
        ("4 friends friend NOUN 5 nsubj|5 told tell VERB 3 ccomp Tense=Past|6 me I PRON 5 iobj", Access.TOLD),
        (
            "4 we we PRON 6 nsubj|5 are be AUX 6 aux Tense=Pres;VerbForm=Fin|6 seeing see VERB 3 ccomp VerbForm=Part",
            Access.UNSTATED,
        ),
    ],
)
def test_what_a_source_is_quoted_with_nearby_tells_how_it_knows(rows: str, access: Access) -> None:
    parse = parse_of(f"{WHO}|{SPOKE}", f"1 A a DET 2 det|2 guard guard NOUN 3 nsubj|3 shouted shout VERB 0 root|{rows}")
    words = parse.sentences[1].words[3:]
    spoken = Span(start=words[0].start, end=words[-1].end, text=parse.text[words[0].start : words[-1].end])
    assert access_of_driver(parse, spoken) is access
    assert access_of_driver(parse) is Access.UNSTATED


def test_the_sentence_behind_a_claim_speaks_of_its_source_by_a_pronoun() -> None:
    behind = "1 She she PRON 3 nsubj|2 was be AUX 3 cop Tense=Past|3 there there ADV 0 root"
    assert access_of_driver(parse_of(f"{WHO}|{SPOKE}", behind)) is Access.WITNESSED
    assert access_of_driver(parse_of(f"{WHO}|{SPOKE}", behind.replace("She she PRON", "Ada Ada PROPN"))) is (
        Access.UNSTATED
    )


def test_the_sentence_before_a_claim_speaks_of_its_source_by_name() -> None:
    before = "1 Ada Ada PROPN 3 nsubj|2 was be AUX 3 cop Tense=Past|3 there there ADV 0 root"
    named, other = parse_of(before, f"{WHO}|{SPOKE}"), parse_of(before.replace("Ada", "Ida"), f"{WHO}|{SPOKE}")
    assert access_of_driver(named, name="Ada Lind") is Access.WITNESSED
    assert access_of_driver(other, name="Ada Lind") is Access.UNSTATED


def test_what_hangs_on_a_name_in_the_sentence_before_speaks_of_its_bearer() -> None:
    before = (
        "1 It it PRON 2 nsubj|2 rained rain VERB 3 ccomp|3 wrote write VERB 0 root|4 Ada Ada PROPN 3 nsubj|"
        "5 who who PRON 6 nsubj|6 watched watch VERB 4 acl:relcl Tense=Past"
    )
    named, other = parse_of(before, f"{WHO}|{SPOKE}"), parse_of(before.replace("Ada", "Ida"), f"{WHO}|{SPOKE}")
    assert access_of_driver(named, name="Ada Lind") is Access.WITNESSED
    assert access_of_driver(other, name="Ada Lind") is Access.UNSTATED


def parse_of(*sentences: str) -> Parse:
    """Sentences of words "number form lemma tag head relation [features;...]", set apart by bars."""
    tables = [[row.split() for row in sentence.split("|")] for sentence in sentences]
    blocks = []
    for table in tables:
        said = next((row[0] for row in table if row[1] == "said"), "")
        blocks.append(
            "\n".join(
                "\t".join((i, form, lemma, upos, "_", *_features(rest), head.format(said=said), relation, "_", "_"))
                for i, form, lemma, upos, head, relation, *rest in table
            )
        )
    return read_conllu("\n\n".join(blocks) + "\n\n", " ".join(row[1] for table in tables for row in table))


def _features(rest: list[str]) -> tuple[str]:
    return (rest[0].replace(";", "|") if rest else "_",)


def access_of_driver(parse: Parse, *spoken: Span, name: str | None = None) -> Access:
    """How "A driver" knows what he "said"."""
    cue = next(cue for cue in find_cues(parse) if cue.span.text == "said")
    source = noun_phrase(parse, cue.sentence, 1)
    known = Identification.NAMED if name else Identification.DESCRIBED
    who = samples.source(source.span, None, name, SourceType.PERSON, known)
    return read_access(parse, LinkHop(source=source, cue=cue), samples.hop(who, cue.span), spoken)
