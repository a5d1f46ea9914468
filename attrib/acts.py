"""What looks like a report and is an act, a sight or a guess of the author's: it brings no claim."""

from __future__ import annotations

from attrib.clauses import Clause
from attrib.mentions import DATES, INTERROGATIVE, agent, case_of, marked
from attrib.parse import ENCLOSING, Sentence, Word

_RULINGS = {"dismiss", "reject"}
_PLEADINGS = set("appeal application bid case lawsuit motion objection petition request suit".split())
_JUDGING = {"blast", "condemn", "criticise", "criticize", "denounce", "protest", "slam"}
_INVOKING = {"assert", "invoke"}
_RIGHTS = {"immunity", "privilege", "right"}
_DECIDING = {"choose", "decide", "determine"}
_AHEAD = {"can", "could", "may", "must", "should", "to", "will", "would"}
_ACCOUNTS = {"earnings", "result"}
_BRINGING_OUT = {"announce", "publish", "release", "report"}
_SIGHTS = {"catch", "film", "hear", "observe", "photograph", "see", "spot"}
_FOUND = {"confirm", "record", "report", "suspect"}
_SEEMING = {"appear", "seem"}
_CERTAIN = {"certain", "clear", "establish", "know", "prove", "sure", "true"}


def is_act(clause: Clause) -> bool:
    """Whether nothing is said with a cue: "the court dismissed the appeal", "asserted his privilege", "to decide who",
    "reports annual results", "considered leaving", "he was seen leaving", "confirmed cases", "it appears that", "it is
    certain that"."""
    return any(
        way(clause)
        for way in (_rules, _invokes, _decides, _publishes, _plans, _sees, _qualifies, _seems, _settles, _leaves_unsaid)
    )


def is_bare(clause: Clause) -> bool:
    """Whether only a thing is judged or asked about, of which nothing is said: "criticised the deal", "asked about the
    delay"."""
    return _judges(clause) or _is_asked_about(clause)


def _judges(clause: Clause) -> bool:
    """Whether somebody judges a thing: "criticised the deal", not "criticised the deal as a swindle" or "criticised the
    decision to sell"."""
    s, i = clause.sentence, clause.i
    objects = s.dependents(i, "obj", "nsubj:pass")
    more = [c for c in s.dependents(i, "obl", "advcl", "xcomp", "ccomp") if c > i and not _is_time(s, c)]
    judged = clause.word.lemma.lower() in _JUDGING and bool(objects) and not more
    return judged and not any(_tells(s, c) or _is_quoted(s, c) for c in objects)


def _is_asked_about(clause: Clause) -> bool:
    """Whether somebody is asked about a thing: "asked about the delay", not "asked about it whether it would last"."""
    s, i = clause.sentence, clause.i
    topics = [c for c in s.dependents(i, "obl") if case_of(s, c) == "about"]
    asks = clause.word.lemma.lower() == "ask" and bool(topics)
    return asks and not s.dependents(i, "ccomp", "xcomp", "advcl", "parataxis")


def _tells(s: Sentence, i: int) -> bool:
    """Whether a phrase says more of a thing than whose it is: "the way they voted", "new limits on cod"."""
    more = [c for c in s.dependents(i, "nmod") if s.words[c].relation != "nmod:poss" and s.words[c].text.islower()]
    return bool(more or s.dependents(i, "acl")) or s.words[s.subtree(i)[0]].lemma.lower() in INTERROGATIVE


def _is_time(s: Sentence, i: int) -> bool:
    """Whether a phrase only tells when: "on Monday"."""
    return s.words[i].text.lower() in DATES or s.words[i].relation == "obl:tmod"


def _is_quoted(s: Sentence, i: int) -> bool:
    return any(s.words[k].text in ENCLOSING for k in s.subtree(i))


def _rules(clause: Clause) -> bool:
    """Whether a court or an office turns somebody's pleading down, of which it is not told what it says."""
    s = clause.sentence
    objects = s.dependents(clause.i, "nsubj" if clause.passive else "obj")
    pleadings = (c for c in objects if s.words[c].lemma.lower() in _PLEADINGS)
    told = (any(marked(s, k, "that") for k in s.dependents(c, "acl", "ccomp")) for c in pleadings)
    return clause.word.lemma.lower() in _RULINGS and not all(told)


def _invokes(clause: Clause) -> bool:
    """Whether somebody makes use of a right of his: "asserted his privilege", not "asserted that he had one"."""
    s = clause.sentence
    rights = (c for c in s.dependents(clause.i, "obj") if s.words[c].lemma.lower() in _RIGHTS)
    return clause.word.lemma.lower() in _INVOKING and any(s.dependents(c, "nmod:poss") for c in rights)


def _decides(clause: Clause) -> bool:
    """Whether it is left open what somebody is to settle: "to decide who may stay", not "decided who may stay"."""
    s, word = clause.sentence, clause.word
    before = {s.words[k].lemma.lower() for k in s.dependents(clause.i, "aux", "mark")}
    ahead = word.text.lower().endswith("ing") or bool(before & _AHEAD)
    settled = s.dependents(clause.i, "ccomp", "advcl", "obl")
    begins = {s.words[k].lemma.lower() for c in settled if c > clause.i for k in s.subtree(c)[:2]}
    return word.lemma.lower() in _DECIDING and ahead and bool(begins & INTERROGATIVE)


def _publishes(clause: Clause) -> bool:
    """Whether a company brings out its accounts, of which nothing is told: "reports full-year results"."""
    s = clause.sentence
    if clause.word.lemma.lower() not in _BRINGING_OUT:
        return False
    accounts = (c for c in s.dependents(clause.i, "obj") if s.words[c].lemma.lower() in _ACCOUNTS)
    return any(all(_tells_when(s.words[k]) for k in s.children[c]) for c in accounts)


def _tells_when(word: Word) -> bool:
    """Whether a word beside some accounts says no more than whose or of what time they are."""
    period = any(part in word.text.lower() for part in ("year", "quarter", "half", "month", "annual", "interim"))
    return period or word.relation in {"det", "nmod:poss"}


def _plans(clause: Clause) -> bool:
    """Whether somebody only thought of doing something: "had considered leaving", not "considers leaving a mistake"."""
    s = clause.sentence
    doing = s.dependents(clause.i, "xcomp", "ccomp")
    own = (c for c in doing if c > clause.i and not s.dependents(c, "nsubj"))
    past = clause.word.text.lower() in {"considered", "considering"}
    return past and len(doing) == 1 and any(s.words[c].text.lower().endswith("ing") for c in own)


def _sees(clause: Clause) -> bool:
    """Whether somebody was seen at something."""
    s, word = clause.sentence, clause.word
    seen = clause.passive or (word.relation == "acl" and not word.text.lower().endswith("ing"))
    doing = s.dependents(clause.i, "xcomp", "advcl", "ccomp")
    return word.lemma.lower() in _SIGHTS and seen and any(s.words[c].text.lower().endswith("ing") for c in doing)


def _qualifies(clause: Clause) -> bool:
    """Whether a participle only says which cases or events are meant: "confirmed cases"."""
    return clause.word.lemma.lower() in _FOUND and clause.word.base_relation == "amod"


def _seems(clause: Clause) -> bool:
    """Whether the author himself infers something: "it appears that"."""
    s = clause.sentence
    subjects = s.dependents(clause.i, "nsubj", "expl")
    return clause.word.lemma.lower() in _SEEMING and all(s.words[c].lemma.lower() == "it" for c in subjects)


def _settles(clause: Clause) -> bool:
    """Whether the author holds something for settled: "it is certain that", "it has been proved that"."""
    s, i = clause.sentence, clause.i
    subjects = s.dependents(i, "nsubj", "expl")
    it = bool(subjects) and all(s.words[c].lemma.lower() == "it" for c in subjects)
    copula = bool(s.dependents(i, "cop")) or clause.passive
    return clause.word.lemma.lower() in _CERTAIN and it and copula and agent(s, i) is None


def _leaves_unsaid(clause: Clause) -> bool:
    """Whether it is told what somebody did not say: "without saying whose"."""
    s = clause.sentence
    return "that" in clause.frames and any(
        s.words[c].lemma.lower() == "without" for c in s.dependents(clause.i, "mark", "case")
    )
