"""The media that stand in front of the sources they heard."""

from __future__ import annotations

import pytest

from attrib.bearers import Bearers
from attrib.cues import find_cues
from attrib.links import Link, LinkHop, read_link
from attrib.mentions import Mention
from attrib.relays import Relays
from tests.test_linking import parse_of
from tests.test_names import NOTHING_KNOWN

TOLD = """
Ada Ada PROPN 2 nsubj
told tell VERB 0 root
the the DET 5 det
Velmora Velmora PROPN 5 compound
Courier Courier PROPN 2 iobj
that that SCONJ 8 mark
it it PRON 8 nsubj
rained rain VERB 2 ccomp
, , PUNCT 10 punct
adding add VERB 2 advcl
that that SCONJ 13 mark
it it PRON 13 nsubj
snowed snow VERB 10 ccomp
. . PUNCT 2 punct
"""
MERGED = """
Ada Ada PROPN 2 nsubj
told tell VERB 0 root
Radio Radio PROPN 2 dep
Velmora Velmora PROPN 3 flat
she she PRON 6 nsubj
lost lose VERB 2 ccomp
. . PUNCT 2 punct
"""
SHOWN = """
In in ADP 3 case
a a DET 3 det
report report NOUN 10 obl
by by ADP 7 case
the the DET 7 det
Velmora Velmora PROPN 7 compound
Courier Courier PROPN 3 nmod
, , PUNCT 3 punct
Ada Ada PROPN 10 nsubj
said say VERB 0 root
it it PRON 12 nsubj
rained rain VERB 10 ccomp
. . PUNCT 10 punct
"""
HEARD = """
The the DET 2 det
court court NOUN 3 nsubj
heard hear VERB 0 root
from from ADP 6 case
two two NUM 6 nummod
shepherds shepherd NOUN 3 obl
that that SCONJ 9 mark
it it PRON 9 nsubj
rained rain VERB 3 ccomp
. . PUNCT 3 punct
"""
RETOLD = """
Ada Ada PROPN 2 nsubj
told tell VERB 0 root
her her PRON 4 nmod:poss
sister sister NOUN 2 iobj
, , PUNCT 7 punct
who who PRON 7 nsubj
repeated repeat VERB 4 acl:relcl
it it PRON 7 obj
to to ADP 11 case
the the DET 11 det
Courier Courier PROPN 7 obl
that that SCONJ 14 mark
it it PRON 14 nsubj
rained rain VERB 2 ccomp
. . PUNCT 2 punct
"""
TOLD_BY = """
The the DET 3 det
Velmora Velmora PROPN 3 compound
Courier Courier PROPN 5 nsubj:pass
was be AUX 5 aux:pass
told tell VERB 0 root
by by ADP 8 case
a a DET 8 det
guard guard NOUN 5 obl:agent
that that SCONJ 11 mark
it it PRON 11 nsubj
rained rain VERB 5 ccomp
. . PUNCT 5 punct
"""


def relays(rows: str, *owners: str) -> tuple[list[Link], Relays]:
    parse = parse_of(rows)
    cues = find_cues(parse)
    links = [read_link(parse, cue, {(c.sentence, c.word): c for c in cues}, ()) for cue in cues]
    return links, Relays(parse, links, Bearers(parse, NOTHING_KNOWN), owners)


def heard(rows: str, *owners: str) -> list[str]:
    """Who stands in front of each link of a sentence, empty if nobody does."""
    links, found = relays(rows, *owners)
    hops = [found.own_apart((*found.of(link), *link.hops))[0][: -len(link.hops)] for link in links]
    return [" > ".join(hop.source.span.text for hop in each if hop.source) for each in hops]


def left_out(rows: str, *owners: str) -> set[str]:
    """Who would stand in front of the links of a sentence if the text were not theirs."""
    links, found = relays(rows, *owners)
    return {own.span.text for link in links for own in found.own_apart((*found.of(link), *link.hops))[1]}


def test_a_medium_stays_in_front_of_what_is_added_in_the_sentence() -> None:
    assert heard(TOLD) == ["the Velmora Courier", "the Velmora Courier"]


def test_a_name_between_told_and_a_clause_is_who_is_told() -> None:
    assert heard(MERGED) == ["Radio Velmora"]
    assert heard(MERGED.replace("she she PRON", "had have AUX")) == [""]


def test_who_speaks_in_a_medium_s_report_is_relayed_by_it() -> None:
    assert heard(SHOWN)[-1] == "the Velmora Courier"
    assert heard(SHOWN.replace("In in", "After after"))[-1] == ""
    assert heard(SHOWN.replace("Courier Courier", "Ministry Ministry"))[-1] == ""


@pytest.mark.parametrize(
    ("rows", "sources"),
    [
        (HEARD, ["The court", "two shepherds"]),
        (HEARD.replace("heard hear", "learned learn").replace("shepherds shepherd", "officials official"),
         ["The court", "two officials"]),
        (HEARD.replace("heard hear", "learned learn").replace("shepherds shepherd", "mistakes mistake"), ["The court"]),
        (HEARD.replace("from from", "in in"), ["The court"]),
    ],
)  # fmt: skip
def test_who_hears_from_somebody_passes_him_on(rows: str, sources: list[str]) -> None:
    (link,), _ = relays(rows)
    assert [hop.source.span.text for hop in link.hops if hop.source] == sources


@pytest.mark.parametrize("name", ["News news NOUN", "News News PROPN"])
def test_a_news_agency_is_a_medium(name: str) -> None:
    agency = "agency agency NOUN" if name.startswith("News news") else "Agency Agency PROPN"
    rows = TOLD.replace("Velmora Velmora PROPN", name).replace("Courier Courier PROPN", agency)
    assert heard(rows)[0].lower() == "the news agency"
    assert heard(rows.replace("News", "Space").replace("news", "space")) == ["", ""]


def test_a_name_in_front_of_news_agency_makes_it_no_less_a_medium() -> None:
    name = "AKP AKP PROPN 6 compound\nnews news NOUN 6 compound\nagency agency NOUN 2 obj"
    rows = f"Ada Ada PROPN 2 nsubj\ntold tell VERB 0 root\nthe the DET 6 det\n{name}\nso so ADV 2 advmod"
    assert heard(rows) == ["the AKP news agency"]
    assert heard(rows.replace("news news", "space space")) == [""]


COMMENTS = """
In in ADP 2 case
comments comment NOUN 9 obl
to to ADP 6 case
the the DET 6 det
Velmora Velmora PROPN 6 compound
Courier Courier PROPN 2 nmod
, , PUNCT 9 punct
she she PRON 9 nsubj
said say VERB 0 root
it it PRON 11 nsubj
rained rain VERB 9 ccomp
. . PUNCT 9 punct
"""


def test_whom_comments_are_made_to_is_spoken_to() -> None:
    assert heard(COMMENTS)[-1] == "the Velmora Courier"
    assert heard(COMMENTS.replace("comments comment", "contrast contrast"))[-1] == ""


def test_the_publisher_is_no_relay() -> None:
    assert heard(TOLD, "The Velmora Courier") == ["", ""]
    assert left_out(TOLD, "The Velmora Courier") == {"the Velmora Courier"}
    assert left_out(TOLD) == set()


@pytest.mark.parametrize(("medium", "own"), [("newspaper", True), ("correspondent", True), ("court", False)])
def test_a_medium_that_speaks_of_itself_is_no_relay(medium: str, own: bool) -> None:
    rows = TOLD.replace("the the DET", "this this DET").replace("Velmora Velmora PROPN", "old old ADJ")
    rows = rows.replace("Courier Courier PROPN", f"{medium} {medium} NOUN")
    assert heard(rows) == ["", ""]
    assert left_out(rows) == ({f"this old {medium}"} if own else set())


@pytest.mark.parametrize(
    "audience", ["reporters reporter NOUN", "Parliament Parliament PROPN", "Sabha Sabha PROPN", "him he PRON"]
)
def test_who_publishes_nothing_is_no_relay(audience: str) -> None:
    assert heard(TOLD.replace("Courier Courier PROPN", audience)) == ["", ""]


def test_the_text_s_own_correspondent_stands_in_front_of_nobody() -> None:
    rows = TOLD.replace("the the DET", "our our PRON").replace(
        "Courier Courier PROPN", "correspondent correspondent NOUN"
    )
    links, found = relays(rows)
    (own,) = {link.audience for link in links if link.audience}
    ada = links[0].hops[0].source
    assert isinstance(own, Mention)
    correspondent, speaker = LinkHop(source=own, cue=None), LinkHop(source=ada, cue=None)
    assert found.own_apart((correspondent, speaker)) == ((speaker,), (own,))
    assert found.own_apart((speaker, correspondent)) == ((speaker, correspondent), ())


def test_who_hears_something_and_passes_it_on_stands_in_front() -> None:
    assert heard(RETOLD)[0] == "the Courier > her sister"
    assert heard(RETOLD.replace("Courier Courier PROPN", "priest priest NOUN"))[0] == "her sister"
    assert heard(RETOLD.replace("it it PRON 7 obj", "thrice thrice ADV 7 advmod").replace("Courier", "Queen"))[0] == ""
    assert heard(RETOLD.replace("repeated repeat", "rowed row"))[0] == ""


def test_a_medium_that_was_told_by_somebody_stands_in_front() -> None:
    assert heard(TOLD_BY) == ["The Velmora Courier"]
