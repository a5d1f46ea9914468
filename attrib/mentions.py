"""Noun phrases that name sources: where one begins and ends, and who the subject of a verb is."""

from __future__ import annotations

from attrib import lexicon
from attrib.parse import Parse, Sentence
from attrib.report import Span, frozen

RELATIVE = frozenset({"who", "which", "that", "whom"})
INTERROGATIVE = frozenset({"how", "what", "when", "where", "which", "who", "whom", "whose", "why"})
INTRODUCING = frozenset({"how", "that", "whether", "why"})
"""What a content begins with that other words stand before than its cue."""

_EVERYBODY = {"all", "everybody", "everyone"}
_NOBODY = {"nobody", "none", "noone", "neither", "nothing"}

CARRYING = frozenset({"quote", "cite", "carry", "see", "obtain", "review", "view", "air", "broadcast", "monitor"})
"""What an outlet does to a document or a speaker whom it passes on: "a memo seen by the agency"."""

RELAYING = frozenset(
    {
        "convey", "excerpt", "hand on", "paraphrase", "pass along", "pass on", "pick up", "recount", "relay", "reprint",
        "reproduce", "republish", "retell", "retransmit", "send on", "summarise", "summarize", "take up", "translate",
        "transmit",
    }
)  # fmt: skip
"""What anybody does who passes on what he did not say himself: "as relayed by his lawyer"."""

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset({"a", "an", "some", "several", "many", "few", "one", "another", "other", "most", "two", "three"})
ANYBODY = frozenset("someone somebody anyone anybody everyone everybody nobody".split())
"""Pronouns of people whom they do not tell."""

OCCASIONS = {"interview", "statement", "conference", "briefing", "speech", "post", "tweet", "letter", "email"}
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
DATES = WEEKDAYS | frozenset(
    "mon tue tues wed thu thurs fri sat sun january february "
    "march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov "
    "dec".split()
)
_PARTICLES = frozenset({"along", "on", "up"})
SPEAKING = {"saying", "telling", "claiming", "writing"}
OPENING = {'"', "“", "‘", "``", "«", "(", "["}
_CLOSING = {'"', "”", "’", "''", "»", ")", "]"}
_BRACKETS = {"(": ")", "[": "]"}
_NEAR = 4
"""How many words behind a phrase its bracket may end, as in "Per Lind (a | pilot)"."""

_NEVER_INSIDE = {"case", "cc", "mark", "cop", "parataxis", "advcl", "nsubj", "ccomp", "aux", "discourse"}
_INCLUDING = {"include", "including", "like", "such"}
_SHARES_SUBJECT = {"conj", "advcl", "xcomp", "parataxis"}


@frozen
class Mention:
    """A noun phrase that names a source: its sentence, the index of its head word, its span."""

    sentence: int
    head: int
    span: Span


def noun_phrase(parse: Parse, n: int, head: int) -> Mention:
    """The noun phrase around a word: with its titles, without what follows it after a comma."""
    s = parse.sentences[n]
    first = last = head
    if s.words[head].lemma.lower() not in RELATIVE:
        inside = set(s.subtree(head, without=[c for c in s.children[head] if _left_out(s, head, c)]))
        while first - 1 in inside:
            first -= 1
        while last + 1 in inside and not _set_off(s, last + 1) and not begins_speech(s, last + 1):
            last += 1
        first, last = _whole_tokens(s, first, last)
        last = with_name(s, last)
        while last > head and s.words[last].upos == "PUNCT" and s.words[last].text not in _CLOSING:
            last -= 1
        while first < head and s.words[first].upos == "PUNCT" and s.words[first].text not in OPENING:
            first += 1
    start, end = s.words[first].start, s.words[last].end
    return Mention(sentence=n, head=head, span=Span(start=start, end=end, text=parse.text[start:end]))


def with_name(s: Sentence, last: int) -> int:
    """The last word of a phrase that may have been cut inside its name: "police | spokesman Captain Per Lind"."""
    end = last
    while end + 1 < len(s.words) and _carries_name_on(s, end + 1):
        end += 1
    while s.words[end].upos == "NOUN" and end > last:
        end -= 1
    return end


def is_frequency(s: Sentence, i: int) -> bool:
    """Whether a number is a part of the name before it, and counts nothing: "Wave 98.5"."""
    word = s.words[i]
    decimal = "." in word.text and word.text.replace(".", "", 1).isdecimal() and word.base_relation != "nummod"
    counting = i + 1 < len(s.words) and s.words[i + 1].upos in {"NOUN", "PROPN", "NUM", "SYM"}
    return s.words[i - 1].upos == "PROPN" and decimal and not counting


def without_rest(s: Sentence, head: int, last: int) -> int:
    """The last word of a phrase that may have been cut too late: "the party | firmly", "the law | the court"."""
    ends = (k for k in range(head + 1, last + 1) if s.words[k].text.islower() and _begins_another(s, k))
    return next((k - 1 for k in ends if head not in s.ancestors(k)), last)


def without_apposition(s: Sentence, first: int, last: int) -> int:
    """The last word of a phrase without the apposition or the example that ends it behind a comma: "Ada Lind | , the
    mayor", "unions | , including the pilots"."""
    for k in range(first + 1, last):
        if s.words[k].text == ",":
            rest = [c for c in range(k + 1, last + 1) if s.words[c].upos != "PUNCT"]
            tops = [c for c in rest if s.words[c].head not in rest and (s.words[c].head or 0) <= last]
            if len(tops) == 1 and (s.words[tops[0]].base_relation == "appos" or case_of(s, tops[0]) in _INCLUDING):
                return k - 1
    return last


def goes_on_name(s: Sentence, i: int) -> bool:
    """Whether a word goes on with the name that the word before it begins."""
    word, before = s.words[i], s.words[i - 1]
    joined = (word.base_relation == "flat" and word.head is not None and word.head < i) or (
        before.base_relation in {"flat", "compound"} and before.head == i
    )
    return joined and word.upos == before.upos == "PROPN"


def with_bracket(s: Sentence, first: int, last: int) -> int:
    """The last word of a phrase that may have been cut in a bracket: its other half if that is near, or the word before
    the bracket."""
    opened = [k for k in range(first, last + 1) if s.words[k].text in _BRACKETS]
    closed = [k for k in range(first, last + 1) if s.words[k].text in _BRACKETS.values()]
    if len(closed) > len(opened) and closed[-1] == last > first:
        return last - 1
    if len(opened) <= len(closed) or opened[-1] == first:
        return last
    near = range(last + 1, min(last + 1 + _NEAR, len(s.words)))
    return next((k for k in near if s.words[k].text == _BRACKETS[s.words[opened[-1]].text]), opened[-1] - 1)


def _begins_another(s: Sentence, k: int) -> bool:
    """Whether a word right behind a noun cannot go on with its phrase if it does not hang on it."""
    word, before = s.words[k], s.words[k - 1]
    if before.upos not in {"NOUN", "PROPN", "PRON", "DET"}:
        return False
    adverb = word.upos == "ADV" and word.text.endswith("ly") and word.text not in lexicon.outlet_words()
    mark = word.upos in {"SCONJ", "AUX"} or word.relation == "mark"
    return mark or adverb or (word.upos == "DET" and before.upos == "NOUN")


def begins_speech(s: Sentence, i: int) -> bool:
    """Whether a word begins what somebody is quoted with, wherever the parser hung it: "... as saying that"."""
    return s.words[i].text.lower() == "as" and i + 1 < len(s.words) and s.words[i + 1].text.lower() in SPEAKING


def subject(s: Sentence, i: int) -> int | None:
    """The head of the phrase that is a verb's subject: its own, or the one that it shares with its governor."""
    seen: set[int] = set()
    while i not in seen:
        seen.add(i)
        word = s.words[i]
        own = [c for c in s.dependents(i, "nsubj") if s.words[c].relation != "nsubj:outer"]
        if own:
            return own[0]
        if word.head is None:
            return None
        if word.base_relation == "acl":
            return word.head
        controlled = s.dependents(word.head, "obj", "iobj") if word.base_relation == "xcomp" else []
        if controlled:
            return controlled[0]
        if word.base_relation not in _SHARES_SUBJECT:
            return None
        if word.base_relation == "parataxis" and not word.has("VerbForm=Part"):
            return None
        i = word.head
    return None


def case_of(s: Sentence, i: int) -> str:
    """The preposition of a phrase, in lower case, empty if it has none."""
    return next((s.words[c].lemma.lower() for c in s.dependents(i, "case")), "")


def agent(s: Sentence, i: int) -> int | None:
    """The head of the phrase that says by whom a passive is done."""
    found = [c for c in s.dependents(i, "obl", "nmod") if s.words[c].relation == "obl:agent" or case_of(s, c) == "by"]
    return found[0] if found else None


def with_particle(s: Sentence, i: int) -> str:
    """The lemma of a verb with its particle, wherever the parser hung that: "pass on" of "passed on his account"."""
    lemma = s.words[i].lemma.lower()
    if i + 1 == len(s.words) or s.words[i + 1].text.lower() not in _PARTICLES:
        return lemma
    particle = s.words[i + 1]
    phrase = particle.head if particle.base_relation == "case" else None
    dated = phrase is not None and s.words[phrase].lemma.lower() in DATES
    return lemma if dated else f"{lemma} {particle.text.lower()}"


def marked(s: Sentence, i: int, mark: str) -> bool:
    """Whether a clause begins with some subordinating word."""
    return any(s.words[c].lemma.lower() == mark for c in s.dependents(i, "mark"))


def _left_out(s: Sentence, head: int, c: int) -> bool:
    """Whether a dependent of a mention's head does not belong to the mention."""
    word = s.words[c]
    if word.relation in _NEVER_INSIDE:
        return True
    if word.lemma.lower() in OCCASIONS and case_of(s, c) in {"in", "at", "during", "on"}:
        return True
    if word.base_relation == "acl" and word.lemma.lower() in CARRYING and agent(s, c) is not None:
        return True
    if word.base_relation == "conj":
        return word.upos in {"VERB", "AUX"}
    if word.base_relation in {"acl", "appos", "nmod"} and c > head:
        first = s.subtree(c)[0]
        before = s.words[first - 1].text if first else ""
        return before in {",", "—", "–", "-", "("} or s.words[first].text in {",", "(", "—", "–"}
    return False


def _carries_name_on(s: Sentence, i: int) -> bool:
    """Whether a noun right behind a noun belongs to its phrase: a name, wherever the parser hung it ("agency Sadar"),
    the frequency of a station, or what the noun before it is a part of ("police spokesman")."""
    word, before = s.words[i], s.words[i - 1]
    if before.upos not in {"NOUN", "PROPN"} or word.text.lower().rstrip(".") in DATES:
        return False
    if is_frequency(s, i):
        return True
    return word.upos == "PROPN" or (word.upos == "NOUN" and before.head == i and before.relation == "compound")


def is_nobody(s: Sentence, i: int) -> bool:
    """Whether a phrase is of nobody: "nobody", "no witnesses", "none of them", "neither side", "not everyone"."""
    if s.words[i].lemma.lower() in _NOBODY:
        return True
    if s.words[i].lemma.lower() in _EVERYBODY and s.words[s.subtree(i)[0]].text.lower() == "not":
        return True
    return any(s.words[c].lemma.lower() in {"no", "neither"} for c in s.dependents(i, "det", "cc:preconj"))


def shuns_name(s: Sentence, i: int) -> bool:
    """Whether a verb or noun is of who wants to stay unnamed: "to be named", "to name her", "anonymity"."""
    lemma = s.words[i].lemma.lower()
    if lemma in {"anonymous", "anonymity"}:
        return True
    of_oneself = s.dependents(i, "aux:pass") or any(s.words[c].upos == "PRON" for c in s.dependents(i, "obj"))
    return lemma in {"name", "identify", "quote"} and bool(of_oneself)


def _set_off(s: Sentence, i: int) -> bool:
    """Whether a comma stands here and a relative clause begins behind it."""
    return (
        s.words[i].text == ","
        and i + 1 < len(s.words)
        and s.words[i + 1].lemma.lower() in RELATIVE | {"where", "whose"}
    )


def _whole_tokens(s: Sentence, first: int, last: int) -> tuple[int, int]:
    """The range grown over hyphens and what they tie to it ("al-Jubeir"), wherever the parser hung them."""
    while first > 1 and s.words[first - 1].text == "-" and s.words[first - 2].end == s.words[first].start - 1:
        first -= 2
    while (
        last + 2 < len(s.words) and s.words[last + 1].text == "-" and s.words[last].end == s.words[last + 2].start - 1
    ):
        last += 2
    return first, last
