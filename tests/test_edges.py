"""The edges of contents, put right by trees that are written by hand."""

from __future__ import annotations

from attrib.cues import cue_at
from attrib.edges import put_right
from attrib.links import Link, LinkHop
from attrib.parse import Parse, read_conllu, write_conllu
from attrib.quotations import Outermost, find_quotations
from attrib.report import Span
from attrib.speech import follow_quotations
from tests.test_linking import parse_of

URGED = """
Divers diver NOUN 2 nsubj
urged urge VERB 0 root
the the DET 4 det
harbour harbour NOUN 2 obj
and and CCONJ 6 cc
anglers angler NOUN 4 conj
not not PART 9 advmod
to to PART 9 mark
anchor anchor VERB 2 xcomp
there there ADV 9 advmod
. . PUNCT 2 punct
"""
TOLD = """
The the DET 2 det
jury jury NOUN 4 nsubj:pass
was be AUX 4 aux:pass
told tell VERB 0 root
the the DET 6 det
safe safe NOUN 8 nsubj
was be AUX 8 cop
empty empty ADJ 4 ccomp
. . PUNCT 4 punct
"""
DENIED = """
Ada Ada PROPN 2 nsubj
denied deny VERB 0 root
wild wild ADJ 4 amod
reports report NOUN 2 obj
that that SCONJ 7 mark
it it PRON 7 nsubj
leaked leak VERB 4 acl
. . PUNCT 2 punct
"""
LOST = """
Ada Ada PROPN 2 nsubj
said say VERB 0 root
on on ADP 5 case
wet wet ADJ 5 amod
nights night NOUN 7 obl
ferries ferry NOUN 7 nsubj
lost lose VERB 2 ccomp
two two NUM 9 nummod
hours hour NOUN 7 obj
( ( PUNCT 11 punct
each each DET 9 appos
) ) PUNCT 11 punct
. . PUNCT 2 punct
"""


def content(rows: str, cue: int, *fragments: tuple[int, int]) -> list[str]:
    """The content of a link put right, from the words that its fragments held."""
    parse = parse_of(rows)
    spans = [(parse.words[a].start, parse.words[b - 1].end) for a, b in fragments]
    signal = cue_at(parse, 0, cue, (cue, cue))
    link = Link(
        sentence=0,
        cue=signal,
        hops=(LinkHop(source=None, cue=signal),),
        content=tuple(Span(start=start, end=end, text=parse.text[start:end]) for start, end in spans),
    )
    return [span.text for span in put_right(parse, link, Outermost(find_quotations(parse.text))).content]


def test_who_is_asked_is_no_part_of_what_is_asked() -> None:
    assert content(URGED, 1, (2, 10)) == ["not to anchor there"]
    assert content(URGED, 1, (5, 10)) == ["not to anchor there"]


SILENT = """
It it PRON 2 nsubj
sank sink VERB 5 ccomp
, , PUNCT 5 punct
Ada Ada PROPN 5 nsubj
said say VERB 0 root
, , PUNCT 5 punct
without without SCONJ 8 mark
naming name VERB 5 advcl
the the DET 10 det
ship ship NOUN 8 obj
. . PUNCT 5 punct
"""


def test_how_somebody_spoke_is_no_part_of_what_is_said() -> None:
    assert content(SILENT, 4, (0, 2), (6, 10)) == ["It sank"]
    assert content(SILENT, 4, (0, 2), (8, 10)) == ["It sank", "the ship"]


def test_nor_is_that_nothing_more_was_told() -> None:
    rows = """
Ada Ada PROPN 2 nsubj
said say VERB 0 root
it it PRON 4 nsubj
sank sink VERB 2 ccomp
, , PUNCT 7 punct
without without SCONJ 7 mark
elaborating elaborate VERB 4 advcl
. . PUNCT 2 punct
"""
    assert content(rows, 1, (2, 7)) == ["it sank"]


def test_who_is_told_is_no_part_of_what_is_told() -> None:
    assert content(TOLD, 3, (0, 2), (4, 8)) == ["the safe was empty"]


HEARD = """
Ada Ada PROPN 2 nsubj
told tell VERB 0 root
judges judge NOUN 2 iobj
asked ask VERB 3 acl
to to PART 6 mark
rule rule VERB 4 xcomp
, , PUNCT 10 punct
that that SCONJ 10 mark
it it PRON 10 nsubj
leaked leak VERB 2 ccomp
. . PUNCT 2 punct
"""
TAGGED = """
Crews crew NOUN 3 nsubj
are be AUX 3 aux
taking take VERB 0 root
samples sample NOUN 3 obj
of of ADP 6 case
water water NOUN 4 nmod
, , PUNCT 11 punct
according accord VERB 11 case
to to ADP 8 fixed
the the DET 11 det
mayor mayor NOUN 3 obl
. . PUNCT 3 punct
"""


def test_what_is_told_begins_behind_who_hears_it() -> None:
    assert content(HEARD, 1, (4, 10)) == ["that it leaked"]


def test_what_a_tag_behind_reports_begins_where_its_sentence_does() -> None:
    assert content(TAGGED, 7, (4, 6)) == ["Crews are taking samples of water"]
    assert content(TAGGED.replace("samples sample NOUN 3 obj", ", , PUNCT 3 punct"), 7, (4, 6)) == ["of water"]


CUT = """
Ada Ada PROPN 2 nsubj
said say VERB 0 root
he he PRON 5 nsubj
was be AUX 5 aux:pass
told tell VERB 2 ccomp
to to PART 7 mark
point point VERB 5 xcomp
out out ADP 7 compound:prt
wrecks wreck NOUN 7 obj
. . PUNCT 2 punct
"""


def test_a_verb_that_was_cut_off_is_there_with_what_it_governs() -> None:
    assert content(CUT, 1, (2, 4)) == ["he was told to point out wrecks"]
    assert content(CUT, 1, (2, 7)) == ["he was told to point out wrecks"]
    assert content(CUT.replace("compound:prt", "advmod"), 1, (2, 7)) == ["he was told to point"]


def test_what_nobody_says_is_denied_without_the_noun_of_saying() -> None:
    assert content(DENIED, 1, (2, 7)) == ["that it leaked"]
    assert content(DENIED.replace("denied deny", "repeated repeat"), 1, (2, 7)) == ["wild reports that it leaked"]
    assert content(DENIED.replace("wild wild ADJ 4 amod", "media media NOUN 4 compound"), 1, (2, 7)) == [
        "media reports that it leaked"
    ]


def test_phrases_and_brackets_are_whole() -> None:
    whole = "on wet nights ferries lost two hours ( each )"
    assert content(LOST, 1, (4, 8))[0] == "on wet nights ferries lost two hours"
    assert content(LOST, 1, (3, 5), (6, 9)) == ["on wet nights ferries lost two hours"]
    assert content(LOST, 1, (2, 12)) == [whole]


def test_a_hole_with_who_reports_in_it_stays() -> None:
    assert content(TOLD, 3, (0, 3), (5, 8)) == ["The jury was", "the safe was empty"]


SANK = """
Ada Ada PROPN 2 nsubj
said say VERB 0 root
it it PRON 4 nsubj
sank sink VERB 2 ccomp
. . PUNCT 2 punct
"""
SWAM = """
“ “ PUNCT 3 punct
Nobody nobody PRON 3 nsubj
swam swim VERB 0 root
to to ADP 6 case
the the DET 6 det
quay quay NOUN 3 obl
. . PUNCT 3 punct
” ” PUNCT 3 punct
"""
DRY = SWAM.replace("” ” PUNCT 3 punct", "")


def paragraphs(*rows: str) -> Parse:
    """The parse of sentences that are a paragraph each."""
    parses = [parse_of(each) for each in rows]
    conllu = "\n\n".join(write_conllu(parse).strip() for parse in parses)
    return read_conllu(conllu, "\n\n".join(parse.text for parse in parses))


def test_what_the_next_paragraph_quotes_is_a_claim_of_its_own() -> None:
    parse = paragraphs(SANK, SWAM)
    outer = Outermost(find_quotations(parse.text))
    right = put_right(parse, said(parse, 0, 1, 9, len(parse.text)), outer)
    assert [[span.text for span in link.content] for link in follow_quotations(parse, [right], outer)] == [
        ["it sank"],
        ["“ Nobody swam to the quay . ”"],
    ]


def test_a_paragraph_of_speech_is_a_claim_wherever_it_stands() -> None:
    parse = paragraphs(SANK, SANK, SWAM)
    outer = Outermost(find_quotations(parse.text))
    found = follow_quotations(parse, [said(parse, 0, 1, 9, 16)], outer)
    assert [link.content[0].text for link in found] == ["it sank", "“ Nobody swam to the quay . ”"]


def test_a_tag_in_the_last_paragraph_is_that_of_the_whole_run() -> None:
    parse = paragraphs(DRY, DRY, SWAM, SANK)
    outer = Outermost(find_quotations(parse.text))
    last = outer.items[-1]
    (found,) = follow_quotations(parse, [said(parse, 3, 1, last.start, last.end)], outer)
    assert len(found.content) == 3


def said(parse: Parse, n: int, cue: int, start: int, end: int) -> Link:
    """A link with a content of one stretch."""
    signal = cue_at(parse, n, cue, (cue, cue))
    content = (Span(start=start, end=end, text=parse.text[start:end]),)
    return Link(sentence=n, cue=signal, hops=(LinkHop(source=None, cue=signal),), content=content)


HELD = """
The the DET 2 det
quay quay NOUN 11 nsubj
, , PUNCT 8 punct
which which PRON 8 nsubj
Venn Venn PROPN 6 nsubj
said say VERB 2 acl:relcl
would would AUX 8 aux
hold hold VERB 6 ccomp
, , PUNCT 8 punct
has have AUX 11 aux
sunk sink VERB 0 root
. . PUNCT 11 punct
"""


def test_a_relative_pronoun_by_itself_is_what_it_stands_for() -> None:
    assert content(HELD, 5, (3, 4), (6, 8)) == ["The quay", "would hold"]
