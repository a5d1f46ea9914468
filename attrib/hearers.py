"""Whom a source speaks to: who is told something, who asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrib import lexicon
from attrib.clauses import Clause
from attrib.cues import Cue, cue_at
from attrib.drawing import TIDINGS
from attrib.mentions import RELAYING, Mention, case_of, noun_phrase, subject, with_particle
from attrib.parse import Parse
from attrib.report import Commitment, SourceType
from attrib.sources import describe

_BEFORE_NAME = {"ADJ", "DET", "NOUN"}
_REACH = 3
"""Words that may stand between a cue and the name of who hears it."""

_WRITINGS = {"comment", "e-mail", "email", "letter", "message", "note", "remark"}
_SENDING = set("dictate e-mail email forward give hand provide read release send submit supply text".split())
_ASKING = {"interview", "contact", "reach", "poll", "survey", "question"}
_OCCASIONS = {"interview", "speak", "talk"}
_BROUGHT = {
    **dict.fromkeys("documentary podcast program programme report story".split(), frozenset({"by", "on"})),
    **dict.fromkeys("broadcast edition episode".split(), frozenset({"by", "of", "on"})),
    **dict.fromkeys("article column commentary essay op-ed piece".split(), frozenset({"for", "in"})),
}
"""In what a medium brings the words of others, and with which preposition it stands behind that: "in a report by the
broadcaster", "in an article for the daily"."""

_OWN_CHANNELS = {"blog", "channel", "feed", "page", "podcast", "site", "website"}
"""What does not publish the words of others where it belongs to somebody: "on the council's website"."""

_REPORTING_FOR = {"at", "for", "from", "of", "with"}
"""What ties a reporter to his medium."""

_RETELLING = {"forward", "pass", "repeat", "share"}
_TELLING = {
    "alert", "call", "contact", "email", "inform", "phone", "relay", "report", "ring", "say", "speak", "talk", "tell",
    "text", "write",
}  # fmt: skip
"""What retells only where the text says to whom: "told her sister, who spoke to our desk"."""


def audience(clause: Clause) -> Mention | None:
    """Whom the source of a clause speaks to: the object of "told", the one after "to", whom a letter goes to, by whom
    the source was asked."""
    return clause.mention(next(_audiences(clause), None))


def _audiences(clause: Clause) -> Iterator[int]:
    s, i, entry = clause.sentence, clause.i, clause.cue.entry
    if "audience" in clause.frames and clause.passive and clause.speaker is not None:
        yield from s.dependents(i, "nsubj")  # "the weekly was told by a guard that"
    if "audience" in clause.frames and not clause.passive:
        yield from s.dependents(i, "iobj", "obj") or _named_behind(clause)
    if "that" in clause.frames and (entry.lemma, entry.upos) in lexicon.cues():
        for c in s.dependents(i, "obl", "advcl"):
            if s.words[c].upos in {"NOUN", "PROPN"} and case_of(s, c) == "to":
                yield c
    for c in s.dependents(i, "obl"):
        if s.words[c].lemma.lower() in _WRITINGS:  # "wrote in a letter to the weekly"
            yield from (d for d in s.dependents(c, "nmod") if case_of(s, d) == "to")
        for k in s.dependents(c, "acl"):
            if s.words[k].lemma.lower() in _SENDING:  # "said in a statement sent to the weekly"
                yield from (d for d in s.dependents(k, "obl") if case_of(s, d) == "to")
    asked = [] if clause.speaker is None else s.dependents(clause.speaker, "acl")
    asked += [c for c in s.dependents(i, "advcl") if s.words[c].has("VerbForm=Part")]  # "asked by the daily, he said"
    for c in asked:
        if s.words[c].lemma.lower() in _ASKING:  # "residents interviewed by the daily said"
            yield from (d for d in s.dependents(c, "obl") if case_of(s, d) == "by")


def _named_behind(clause: Clause) -> list[int]:
    """The head of a name right behind a cue where another clause begins behind it, whatever the parser took it for:
    "told | Radio Lima | she was late", "told | the daily Vesna |, the agency said"."""
    words, first = clause.sentence.words, clause.i + 1
    while first < len(words) and words[first].upos in _BEFORE_NAME and first - clause.i <= _REACH:
        first += 1
    end = first
    while end < len(words) and words[end].upos == "PROPN":
        end += 1
    behind = end + (end < len(words) and words[end].text == ",")
    if end == first or behind == len(words) or words[behind].upos not in {"PRON", "DET", "SCONJ"}:
        return []
    return [next(k for k in range(first, end) if words[k].head not in range(first, end))]


def is_told(clause: Clause, mention: Mention) -> bool:
    """Whether a mention is the subject of a passive of telling or asking, and so who hears: "residents were warned"."""
    frames = clause.frames
    asks = clause.cue.entry.commitment in {Commitment.WANTED, Commitment.QUESTIONED}
    if not clause.passive or "quoting" in frames or not (frames & {"audience"} or asks):
        return False
    s, i = clause.sentence, clause.i
    subjects = s.dependents(i, "nsubj")
    asked = clause.cue.entry.commitment is Commitment.QUESTIONED and clause.word.base_relation in {"acl", "advcl"}
    if asked and not subjects:  # "she said when asked whether"
        subjects = [found for found in [subject(s, i)] if found is not None]
    return mention.sentence == clause.cue.sentence and mention.head in subjects


def interviewer(clause: Clause) -> Mention | None:
    """Who asked the source of a clause, or aired it: "in an interview with the daily", "said on state television"."""
    s, i = clause.sentence, clause.i
    beside = [] if clause.speaker is None else s.dependents(clause.speaker, "nmod", "acl")
    if clause.word.base_relation == "advcl" and clause.word.head is not None:
        beside.append(clause.word.head)  # "spoke to the agency, saying that"
    # "making the remarks in an interview with the agency, he said that"
    around = [o for c in s.dependents(i, "advcl") for o in s.dependents(c, "obl")]
    for c in [*s.dependents(i, "obl"), *around]:
        for k in (c, *s.dependents(c, "nmod:poss")) if case_of(s, c) == "on" else ():
            aired = clause.mention(k)  # "said on state television", "on | Radio Lima's | morning show"
            if (
                aired is not None
                and describe(clause.parse, aired).type is SourceType.OUTLET
                and not _is_owned(clause, k)
            ):
                return aired
    for c in [*s.dependents(i, "obl", "advcl"), *beside, *around]:
        occasion = s.words[c].lemma.lower()
        ways = _BROUGHT.get(occasion) if case_of(s, c) in {"in", "on", "during"} else None
        if occasion not in _OCCASIONS and ways is None:
            continue
        # the phrase behind "interview" often hangs on the verb
        for d in (*s.dependents(c, "nmod", "obl"), *(d for d in s.dependents(i, "obl") if d > c)):
            asker = clause.mention(d)
            # one gives an interview to the press, and speaks to anybody
            press = occasion == "interview" or (asker and describe(clause.parse, asker).type is SourceType.OUTLET)
            # the parser may hang "with" on the second word of a name
            introduced = {case_of(s, d), s.words[s.subtree(d)[0]].lemma.lower()}
            if introduced & (ways or {"with", "to"}) and press:
                return asker
            medium = asker is not None and describe(clause.parse, asker).type is SourceType.OUTLET
            if occasion in _OCCASIONS and "on" in introduced and medium:
                return asker  # "in an interview on Radio Lima"
    return None


def _is_owned(clause: Clause, i: int) -> bool:
    """Whether a channel is somebody's own, who speaks through it himself: "on its website"."""
    s = clause.sentence
    own = any(s.words[c].upos == "PRON" for c in s.dependents(i, "nmod:poss"))
    owners = [] if s.words[i].lemma.lower() not in _OWN_CHANNELS else s.dependents(i, "nmod")
    mentions = (noun_phrase(clause.parse, clause.cue.sentence, c) for c in owners)
    return own or any(describe(clause.parse, each).type is not SourceType.OUTLET for each in mentions)


def medium_of(parse: Parse, reporter: Mention) -> Iterator[Mention]:
    """For whom a reporter may work, by the phrase that names him: "the daily's reporter", "a reporter for it"."""
    s, n = parse.sentences[reporter.sentence], reporter.sentence
    for c in s.dependents(reporter.head, "nmod", "compound"):
        if s.words[c].relation == "nmod:poss" or s.words[c].upos == "PROPN" or case_of(s, c) in _REPORTING_FOR:
            yield noun_phrase(parse, n, c)


def retellers(parse: Parse, heard: Mention, publishes: Callable[[Mention], bool]) -> list[tuple[Mention, Cue | None]]:
    """Who passes on what he was told, with the word that says so, and who heard it of him; the last to hear it first:
    "told a councillor, who repeated it to the weekly".

    ``publishes`` says whether somebody is a news medium, the text's own or another.
    """
    s, n = parse.sentences[heard.sentence], heard.sentence
    for i in s.dependents(heard.head, "acl"):
        if not any(s.words[c].lemma.lower() in {"who", "which", "that"} for c in s.dependents(i, "nsubj")):
            continue
        told = (c for c in s.dependents(i, "obj", "iobj", "obl") if case_of(s, c) in {"", "to", "with"} and c > i)
        hearers = [noun_phrase(parse, n, c) for c in told if s.words[c].upos != "PRON" or s.words[c].text == "us"]
        above = next(filter(None, (retellers(parse, hearer, publishes) for hearer in hearers)), [])
        media = [(hearer, None) for hearer in hearers if publishes(hearer)]
        tidings = any(s.words[k].lemma.lower() in TIDINGS for k in s.subtree(i) if s.words[k].head == i and k > i)
        retelling = tidings and {with_particle(s, i), s.words[i].lemma.lower()} & (RELAYING | _RETELLING)
        if retelling or (s.words[i].lemma.lower() in _TELLING | _RETELLING and (above or media)):
            return [*(above or media[:1]), (heard, cue_at(parse, n, i, (i, i)))]
    return []
