"""How a source knows: by the words of source and cue, and by the clauses around them."""

from __future__ import annotations

import pytest

from attrib.access import Access, access_of, read_access
from attrib.cues import find_cues
from attrib.links import LinkHop
from attrib.mentions import noun_phrase
from attrib.parse import read_conllu
from attrib.report import Identification, SourceType, Span
from tests import samples


def span_of(text: str) -> Span:
    return Span(start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    ("mention", "kind", "cue", "access"),
    [
        ("the minister", SourceType.PERSON, "said", Access.UNSTATED),
        ("the minister", SourceType.PERSON, "told", Access.UNSTATED),
        ("the minister", SourceType.PERSON, "was told", Access.TOLD),
        ("the minister", SourceType.PERSON, "had heard", Access.TOLD),
        ("Two eyewitnesses", SourceType.GROUP, "said", Access.WITNESSED),
        ("a farmer", SourceType.PERSON, "saw", Access.WITNESSED),
        ("Friends of the Witness", SourceType.ORGANIZATION, "said", Access.UNSTATED),
        ("court filings", SourceType.DOCUMENT, "show", Access.RECORD),
        ("the letter", SourceType.DOCUMENT, "says", Access.UNSTATED),
        ("the instrument log of the station", SourceType.UNKNOWN, "shows", Access.RECORD),
        ("the laboratory report of the league", SourceType.ORGANIZATION, "says", Access.RECORD),
        ("the annual report of the league", SourceType.ORGANIZATION, "says", Access.UNSTATED),
        ("the audited ledgers of the mill", SourceType.GROUP, "according to", Access.RECORD),
        ("the visitors' book of the jail", SourceType.UNKNOWN, "shows", Access.RECORD),
        ("the cookery book", SourceType.DOCUMENT, "says", Access.UNSTATED),
        ("the records office", SourceType.ORGANIZATION, "says", Access.UNSTATED),
        ("the Courier", SourceType.OUTLET, "reported", Access.TOLD),
        (None, SourceType.UNKNOWN, "reportedly", Access.UNSTATED),
    ],
)
def test_access_is_read_from_kind_and_cue(mention: str | None, kind: SourceType, cue: str, access: Access) -> None:
    at = span_of(mention) if mention else None
    who = samples.source(at, None, None, kind, Identification.DESCRIBED)
    assert access_of(samples.hop(who, span_of(cue))) is access


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
    ],
)
def test_clauses_around_source_and_cue_tell_how_it_knows(rows: str, access: Access) -> None:
    said = next(row.split()[0] for row in rows.split("|") if row.split()[1] == "said")
    table = [row.split() for row in f"{WHO.format(said=said)}|{rows}".split("|")]
    text = " ".join(row[1] for row in table)
    conllu = "\n".join(
        "\t".join((i, form, lemma, upos, "_", *(rest or ["_"]), head, relation, "_", "_"))
        for i, form, lemma, upos, head, relation, *rest in table
    )
    parse = read_conllu(conllu + "\n\n", text)
    cue = next(cue for cue in find_cues(parse) if cue.span.text == "said")
    source = noun_phrase(parse, 0, 1)
    who = samples.source(source.span, None, None, SourceType.PERSON, Identification.DESCRIBED)
    assert read_access(parse, LinkHop(source=source, cue=cue), samples.hop(who, cue.span)) is access
