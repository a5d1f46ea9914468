"""Who passes a source on, and whom a source draws on, as the tree of one clause shows it."""

from __future__ import annotations

import pytest

from attrib.cues import find_cues
from attrib.links import read_link
from tests.test_linking import parse_of

PLAIN = """
Ada Ada PROPN 2 nsubj
said say VERB 0 root
{between}
that that SCONJ {verb} mark
it it PRON {verb} nsubj
rained rain VERB 2 ccomp
. . PUNCT 2 punct
"""
AS_TOLD = """
, , PUNCT 7 punct
as as SCONJ 7 mark
her her PRON 6 nmod:poss
lawyer lawyer NOUN 7 nsubj
tells tell VERB 2 advcl
it it PRON 7 iobj
, , PUNCT 7 punct
"""
ACCOUNT = """
, , PUNCT 6 punct
by by ADP 6 case
the the DET 6 det
account account NOUN 2 obl
of of ADP 9 case
the the DET 9 det
newspaper newspaper NOUN 6 nmod
, , PUNCT 6 punct
"""
VEHICLE = """
in in ADP 5 case
a a DET 5 det
post post NOUN 2 obl
that that PRON 8 nsubj:pass
was be AUX 8 aux:pass
summarised summarise VERB 5 acl:relcl
by by ADP 11 case
a a DET 11 det
portal portal NOUN 8 obl:agent
"""
APPEARED = """
in in ADP 5 case
an an DET 5 det
interview interview NOUN 2 obl
, , PUNCT 5 punct
parts part NOUN 10 nsubj
of of ADP 9 case
which which PRON 7 nmod
appeared appear VERB 5 acl:relcl
in in ADP 13 case
a a DET 13 det
weekly weekly NOUN 10 obl
, , PUNCT 5 punct
"""
FROM = """
The the DET 2 det
daily daily NOUN 3 nsubj
learned learn VERB 0 root
from from ADP 5 case
officials official NOUN 3 obl
that that SCONJ 8 mark
it it PRON 8 nsubj
rained rain VERB 3 ccomp
. . PUNCT 3 punct
"""
DRAWING = """
The the DET 2 det
portal portal NOUN 8 nsubj
, , PUNCT 4 punct
drawing draw VERB 2 acl
on on ADP 7 case
a a DET 7 det
daily daily NOUN 4 obl
said say VERB 0 root
it it PRON 10 nsubj
rained rain VERB 8 ccomp
. . PUNCT 8 punct
"""
SAYING = """
Ada Ada PROPN 3 nsubj:pass
was be AUX 3 aux:pass
reported report VERB 0 root
by by ADP 6 case
a a DET 6 det
daily daily NOUN 3 obl:agent
as as SCONJ 8 mark
saying say VERB 3 advcl
it it PRON 10 nsubj
rained rain VERB 8 ccomp
. . PUNCT 3 punct
"""
TO_WHOM = """
Ada Ada PROPN 9 nsubj
, , PUNCT 7 punct
to to ADP 4 case
whom whom PRON 7 obl
a a DET 6 det
nurse nurse NOUN 7 nsubj
told tell VERB 1 acl:relcl
it it PRON 7 obj
said say VERB 0 root
it it PRON 11 nsubj
rained rain VERB 9 ccomp
. . PUNCT 9 punct
"""


SEEN = """
{who} NOUN 5 nsubj
seen see VERB 1 acl
by by ADP 4 case
Iskra Iskra PROPN 2 obl:agent
said say VERB 0 root
it it PRON 7 nsubj
rained rain VERB 5 ccomp
. . PUNCT 5 punct
"""


def said(between: str) -> str:
    verb = between.strip().count("\n") + 6
    return PLAIN.format(between=between.strip(), verb=verb)


def chain(rows: str, word: str) -> str:
    """The sources of the link of a cue, nearest the reader first."""
    parse = parse_of(rows)
    cues = {(cue.sentence, cue.word): cue for cue in find_cues(parse)}
    cue = next(cue for cue in cues.values() if cue.span.text == word)
    return " > ".join(hop.source.span.text for hop in read_link(parse, cue, cues, ()).hops if hop.source)


@pytest.mark.parametrize(
    ("rows", "cue", "sources"),
    [
        (said(AS_TOLD), "said", "her lawyer > Ada"),
        (said(AS_TOLD.replace("it it PRON 7 iobj", "Bo Bo PROPN 7 iobj")), "said", "Ada"),
        (said(ACCOUNT), "said", "the newspaper > Ada"),
        (said(ACCOUNT.replace("account account", "gate gate")), "said", "Ada"),
        (said(VEHICLE), "said", "a portal > Ada"),
        (said(VEHICLE.replace("summarised summarise", "typed type")), "said", "Ada"),
        (said(APPEARED), "said", "a weekly > Ada"),
        (said(APPEARED.replace("weekly", "town")), "said", "Ada"),
        (FROM, "learned", "The daily > officials"),
        (FROM.replace("officials official", "mistakes mistake"), "learned", "The daily"),
        (DRAWING, "said", "The portal > a daily"),
        (DRAWING.replace("portal portal", "mayor mayor"), "said", "The mayor"),
        (SAYING, "saying", "a daily > Ada"),
        (SAYING.replace("reported report", "arrested arrest"), "saying", "Ada"),
        (SEEN.format(who="letters letter"), "said", "Iskra > letters"),
        (SEEN.format(who="patients patient"), "said", "patients"),
        (TO_WHOM, "said", "Ada > a nurse"),
        (TO_WHOM.replace("told tell", "gave give").replace("it it PRON 7 obj", "tea tea NOUN 7 obj"), "said", "Ada"),
    ],
)
def test_who_stands_before_and_behind_a_source(rows: str, cue: str, sources: str) -> None:
    assert chain(rows, cue) == sources


def test_a_clause_of_marks_alone_passes_nobody_on() -> None:
    parse = parse_of(PLAIN.format(between=", , PUNCT 6 advcl", verb=6))
    (cue,) = find_cues(parse)
    assert [hop.source.span.text for hop in read_link(parse, cue, {}, ()).hops if hop.source] == ["Ada"]
