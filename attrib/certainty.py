"""What a content tells of itself: whether it is only held possible, or asked, or wanted, or said for sure."""

from __future__ import annotations

import re
from collections.abc import Set

from attrib import lexicon
from attrib.cues import negated
from attrib.links import Link
from attrib.mentions import INTERROGATIVE, OPENING, case_of, marked
from attrib.parse import Parse, Sentence
from attrib.report import Commitment

WEAK = {
    "may", "might", "could", "possibly", "perhaps", "maybe", "probably", "likely", "apparently", "allegedly",
    "arguably", "conceivably", "potentially", "presumably", "purportedly", "seemingly", "supposedly",
}  # fmt: skip
"""Modal verbs and adverbs with which something is only held possible."""

_UNSURE = {
    "conceivable", "doubtful", "likely", "plausible", "possible", "probable", "thinkable", "uncertain", "unclear",
    "unlikely",
}  # fmt: skip
_POSSIBLE = {"conceivable", "possible", "thinkable"}
_THOUGHTS = {
    "assumption", "belief", "chance", "danger", "doubt", "expectation", "fear", "guess", "hope", "impression",
    "likelihood", "possibility", "prospect", "risk", "suspicion",
}  # fmt: skip
BINDING = {"should", "must", "ought", "shall"}
"""Modal verbs with which an act is wanted."""

_SEEMING = {"seem", "appear", "look"}
_EXCLUDING = {"discount", "exclude"}
"""What, negated, leaves something possible, as "rule out" does."""

_INQUIRING = {
    "ask", "assess", "check", "clarify", "determine", "establish", "examine", "explore", "find", "investigate", "know",
    "learn", "probe", "question", "review", "see", "study", "verify", "wonder",
}  # fmt: skip
"""What one does who does not yet know whether something is so."""

_SETTLED = {"certain", "clear", "confirm", "establish", "prove", "sure", "verify"}
"""What, negated, takes a content back."""

_MINDS = {"certain", "know", "sure"}
"""What of these people are and do."""

_RESERVES = {"likelihood", "probability", "knowledge", "recollection"}
"""What stands in phrases that keep something back: "in all likelihood", "to the best of our knowledge"."""

_SHOWING = {"indicate", "imply", "suggest", "signal", "hint"}
"""What also things do that think nothing."""

_WISHES = {"want", "hope", "wish"}
_ABILITIES = {"hear", "smell", "feel", "taste", "afford"}
"""Verbs before which "could" tells of a past ability."""

_SELF = {"i", "we"}
_SPEAKERS = _SELF | {"he", "she", "they", "it"}


_TAG = re.compile(
    r",\s*(?:(?:is|are|was|were|do|does|did|has|have|had|wo|ca|would|could|should)n['’]t \w+|right|eh)\?\W*\Z"
)


def _only_asks(text: str) -> bool:
    """Whether a text is nothing but questions: the last word has "?" behind it, no sentence ends otherwise, and no tag
    asks for assent only ("We won, didn't we?")."""
    last = max((k for k in range(len(text) - 1, -1, -1) if text[k].isalnum()), default=-1)
    end = text.find("?", last)
    return end >= 0 and not {".", "!"} & set(text[:end]) and not _TAG.search(text)


def told_of_itself(parse: Parse, link: Link) -> Commitment | None:
    """What the first clause of a link's content makes of it, none if it does not tell."""
    n = parse.sentence_after(link.content[0].start)
    if n is None:
        return None
    if all(_only_asks(span.text) for span in link.content):
        return Commitment.QUESTIONED
    sentence = parse.sentences[n]
    # in direct speech the speaker is no "he"
    speakers = _SELF if link.content[0].text[0] in OPENING else _SPEAKERS
    for span in link.content[:2]:
        inside = {i for i, w in enumerate(sentence.words) if span.start <= w.start and w.end <= span.end}
        tops = sorted(i for i in inside if sentence.words[i].head not in inside)
        found = next(filter(None, (_of_clause(sentence, top, speakers) for top in tops)), None)
        # a subject may be set apart from its predicate: "Prices, he said, may fall"
        if found is not None or any(sentence.dependents(top, "nsubj", "aux") for top in tops):
            return found
    return None


def _of_clause(sentence: Sentence, top: int, speakers: Set[str]) -> Commitment | None:
    """What the modal verbs and the predicate of a clause make of it."""
    word = sentence.words[top]
    lemma, subjects = word.lemma.lower(), sentence.dependents(top, "nsubj")
    beside = {sentence.words[c].lemma.lower() for c in sentence.dependents(top, "aux", "advmod")}
    weak = beside & WEAK
    if weak - {"could"} or (weak and not _able(sentence, top)) or _is_uncertain(sentence, top):
        return Commitment.HEDGED
    if _can_tell(sentence, top):
        return Commitment.ASSERTED
    if _inquires(sentence, top):
        return Commitment.QUESTIONED
    if any(doubts(sentence, top) for doubts in (_seems, _reserves, _supposes, _is_unsure, _takes_back)):
        return Commitment.HEDGED
    if excludes(sentence, top) and negated(sentence, top):
        return Commitment.HEDGED
    thinks = _thinks(sentence, top, speakers)
    if thinks is not None or _thought(sentence, top):
        return thinks or Commitment.HEDGED
    held = lexicon.cues().get((lemma, "VERB"))
    if held is not None and "belief" in held.frames and sentence.dependents(top, "aux:pass"):
        return Commitment.HEDGED
    if word.has("Mood=Imp") and not subjects and not _calls(sentence, top):
        return Commitment.WANTED
    if beside & BINDING and "have" not in beside:  # "should have left" is no act to come
        return Commitment.WANTED
    return None


def _is_uncertain(sentence: Sentence, i: int) -> bool:
    """Whether a predicate leaves it open: "is possible that", not "was not possible", nor "is possible to reopen"."""
    lemma = sentence.words[i].lemma.lower()
    if lemma not in _POSSIBLE:
        return lemma in _UNSURE | WEAK
    acts = any(marked(sentence, c, "to") for c in sentence.dependents(i, "csubj", "ccomp", "advcl", "xcomp"))
    return not acts and not negated(sentence, i)


def excludes(sentence: Sentence, i: int) -> bool:
    """Whether a verb says that something is impossible: "rules out", but not "ruled"."""
    lemma = sentence.words[i].lemma.lower()
    beside = [*sentence.words[i + 1 : i + 2], *(sentence.words[c] for c in sentence.children[i])]
    return lemma in _EXCLUDING or (lemma == "rule" and any(word.text.lower() == "out" for word in beside))


def _able(sentence: Sentence, i: int) -> bool:
    """Whether "could" tells what somebody was able to do, or was not: "could smell", "could not study"."""
    words = sentence.words
    none = any(words[c].lemma.lower() in {"nobody", "nothing"} for c in sentence.dependents(i, "nsubj"))
    return none or negated(sentence, i) or words[i].lemma.lower() in _ABILITIES or _can_tell(sentence, i)


def _can_tell(sentence: Sentence, i: int) -> bool:
    """Whether speakers say what they are able to say for sure: "we can confirm that", "I could tell that"."""
    held = lexicon.cues().get((sentence.words[i].lemma.lower(), "VERB"))
    able = any(sentence.words[c].lemma.lower() in {"can", "could"} for c in sentence.dependents(i, "aux"))
    says = held is not None and held.commitment is Commitment.ASSERTED and bool(sentence.dependents(i, "ccomp"))
    return able and says and _speaks(sentence, i) and not negated(sentence, i)


def _speaks(sentence: Sentence, i: int) -> bool:
    """Whether the subject of a clause may be the speaker, by a pronoun."""
    return any(sentence.words[c].text.lower() in _SPEAKERS for c in sentence.dependents(i, "nsubj"))


def _seems(sentence: Sentence, i: int) -> bool:
    """Whether something is only said to look so: "they seem to be", "it appears that", "it looks as if"."""
    lemma = sentence.words[i].lemma.lower()
    clauses = sentence.dependents(i, "ccomp", "csubj")
    clauses += [c for c in sentence.dependents(i, "advcl") if marks_of(sentence, c) & {"as", "if", "like", "though"}]
    it = any(sentence.words[c].lemma.lower() == "it" for c in sentence.dependents(i, "nsubj", "expl"))
    seeming = bool(sentence.dependents(i, "xcomp")) and lemma != "look"
    return lemma in _SEEMING and (seeming or (it and bool(clauses)))


def _reserves(sentence: Sentence, i: int) -> bool:
    """Whether a phrase or clause beside a verb keeps something back: "in all likelihood", "as far as I know"."""
    words = sentence.words
    phrases = [c for c in sentence.dependents(i, "obl") if case_of(sentence, c) in {"in", "to"}]
    if any(words[k].lemma.lower() in _RESERVES for c in phrases for k in sentence.subtree(c)):
        return True
    return any(
        (words[c].lemma.lower() == "know" and "far" in {words[k].lemma.lower() for k in (i, *sentence.subtree(c))})
        or (words[c].lemma.lower() in {"mistaken", "wrong"} and "if" in marks_of(sentence, c))
        for c in sentence.dependents(i, "advcl")
    )


def _inquires(sentence: Sentence, i: int) -> bool:
    """Whether a clause tells that somebody asks or wants to know whether something is so."""
    return not negated(sentence, i) and any(
        _is_open_question(sentence, c)
        for verb in (i, *sentence.dependents(i, "xcomp"))
        if sentence.words[verb].lemma.lower() in _INQUIRING or _looks_into(sentence, verb)
        for c in sentence.dependents(verb, "ccomp", "csubj", "advcl", "obl")
    )


def _looks_into(sentence: Sentence, i: int) -> bool:
    below = [k for c in (i, *sentence.children[i]) for k in sentence.dependents(c, "case", "mark")]
    return sentence.words[i].lemma.lower() == "look" and any(sentence.words[k].lemma.lower() == "into" for k in below)


def _is_unsure(sentence: Sentence, i: int) -> bool:
    """Whether it is left open that or whether something is so: "she did not know whether", "it is not clear if"."""
    if not negated(sentence, i) or sentence.words[i].lemma.lower() not in _SETTLED | {"know"}:
        return False
    clauses = sentence.dependents(i, "ccomp", "csubj", "advcl")
    if sentence.words[i].lemma.lower() in _MINDS and sentence.dependents(i, "nsubj") and not _speaks(sentence, i):
        return False  # somebody else's doubt: "the board could not be sure that"
    if any(_is_open_question(sentence, c) for c in clauses):
        return True
    begins = {sentence.words[sentence.subtree(c)[0]].text.lower() for c in clauses}
    # "not clear who did it" takes it that somebody did
    return sentence.words[i].upos == "ADJ" and bool(begins - INTERROGATIVE)


def _is_open_question(sentence: Sentence, i: int) -> bool:
    """Whether a clause begins with "whether", or with "if" where that can be put for it."""
    return bool(marks_of(sentence, i) & ({"whether"} if sentence.words[i].relation == "advcl" else {"whether", "if"}))


def _takes_back(sentence: Sentence, i: int) -> bool:
    """Whether what goes on says of a clause that it is not sure: "it broke, but this is not certain"."""
    words = sentence.words
    for c in sentence.dependents(i, "conj", "parataxis", "advcl"):
        below = [c, *sentence.dependents(c, "nsubj")]
        doubts = [k for k in below if words[k].lemma.lower() == "doubt" and words[k].upos == "NOUN"]
        if any(not is_denied(sentence, k) and not negated(sentence, c) for k in doubts):
            return c > i
        points_back = any(words[k].lemma.lower() in {"this", "that", "it"} for k in sentence.dependents(c, "nsubj"))
        lemma = words[c].lemma.lower()
        if c > i and points_back and (lemma in _UNSURE or (lemma in _SETTLED and negated(sentence, c))):
            return True
    return False


def is_denied(sentence: Sentence, i: int) -> bool:
    """Whether a noun is said not to be there: "no doubt", "little hope"."""
    return any(sentence.words[c].lemma.lower() in {"no", "little"} for c in sentence.dependents(i, "det", "amod"))


def _calls(sentence: Sentence, i: int) -> bool:
    """Whether an imperative only calls for attention: "Look, we are ready"."""
    behind = sentence.words[i + 1].text if i + 1 < len(sentence.words) else ""
    return sentence.words[i].lemma.lower() in {"look", "listen", "see"} and behind == ","


def _thinks(sentence: Sentence, i: int, speakers: Set[str]) -> Commitment | None:
    """What a content is that is a thought or a wish of its source: "said she believed that it was so", "hoped"."""
    lemma = sentence.words[i].lemma.lower()
    # "it" before a clause may be taken for an expletive: "said it hoped that"
    speaker = any(sentence.words[c].text.lower() in speakers for c in sentence.dependents(i, "nsubj", "expl"))
    acts = [c for c in sentence.dependents(i, "xcomp") if "to" in marks_of(sentence, c)]
    if not speaker or not (acts or sentence.dependents(i, "ccomp")):
        return None
    if lemma in _WISHES:
        says = any((sentence.words[c].lemma.lower(), "VERB") in lexicon.cues() for c in acts)  # "I want to say"
        return None if says else Commitment.WANTED
    held = lexicon.cues().get((lemma, sentence.words[i].upos))
    never = any(sentence.words[c].lemma.lower() == "never" for c in sentence.dependents(i, "advmod"))
    if held is None or lemma in _SHOWING or never:  # "I never thought it would last" says that it did
        return None
    wishes = held.commitment is Commitment.WANTED and held.upos == "ADJ"  # "was hopeful that"
    return held.commitment if wishes or held.commitment is Commitment.HEDGED else None


def _supposes(sentence: Sentence, i: int) -> bool:
    """Whether the speaker takes a little of a clause back: "it will break, I suppose"."""
    return any(
        sentence.words[c].text.lower() in {"i", "we"}
        for verb in sentence.dependents(i, "parataxis")
        if verb > i and not sentence.dependents(verb, "ccomp", "obj") and not negated(sentence, verb)
        if (held := lexicon.cues().get((sentence.words[verb].lemma.lower(), "VERB"))) is not None
        and held.commitment is Commitment.HEDGED
        for c in sentence.dependents(verb, "nsubj")
    )


def _thought(sentence: Sentence, i: int) -> bool:
    """Whether a content is a thought by its noun, within or before it: "the hope that", "saw a possibility that"."""
    word = sentence.words[i]
    subjects = sentence.dependents(i, "nsubj")
    own = any(sentence.words[c].text.lower() in _SPEAKERS for c in (*subjects, *sentence.dependents(i, "expl")))
    weighed = [*(c for c in subjects if c > i), *(sentence.dependents(i, "obj") if own else ())]
    if not negated(sentence, i) and any(_is_open(sentence, c) for c in weighed):
        return True
    if word.upos == "NOUN" and word.lemma.lower() in _THOUGHTS:
        clauses = sentence.dependents(i, "acl", "ccomp")  # "a chance for him to decide" is none that something is so
        return any("to" not in marks_of(sentence, c) for c in clauses) and not case_of(sentence, i)
    for c in subjects:  # "my guess is that it was the wind"
        outer = sentence.words[c].relation == "nsubj:outer" and "that" in marks_of(sentence, i)
        if outer and sentence.words[c].lemma.lower() in _THOUGHTS and not is_denied(sentence, c):
            return True
    governor = word.head if word.base_relation in {"acl", "ccomp"} else None
    return (
        governor is not None
        and sentence.words[governor].lemma.lower() in _THOUGHTS
        and sentence.words[governor].upos == "NOUN"
    )


def _is_open(sentence: Sentence, i: int) -> bool:
    """Whether a noun says of a clause that it is thought: "(there is) a chance that", not "no chance that"."""
    clauses = sentence.dependents(i, "acl", "ccomp")
    thought = any("that" in marks_of(sentence, c) or _is_bare(sentence, c) for c in clauses)
    return sentence.words[i].lemma.lower() in _THOUGHTS and not is_denied(sentence, i) and thought


def _is_bare(sentence: Sentence, i: int) -> bool:
    """Whether a clause behind a noun lacks its "that": "a chance it was broken", not "a chance we took"."""
    clause = sentence.words[i].relation == "acl" and "to" not in marks_of(sentence, i)
    return clause and bool(sentence.dependents(i, "nsubj"))


def marks_of(sentence: Sentence, i: int) -> set[str]:
    """The subordinating words of a clause, in lower case."""
    return {sentence.words[m].lemma.lower() for m in sentence.dependents(i, "mark")}
