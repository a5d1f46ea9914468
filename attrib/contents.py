"""How the content of a claim is read in order to be compared: words, who does what to whom, negation and modality.

By words alone, without a parse: contents are compared over many articles whose parses are long gone.  A verb is told
by its auxiliary or its past form, a phrase by its preposition, a subordinate clause by its conjunction; where that
fails, contents are rather kept apart than joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from attrib import lexicon
from attrib.framing import unwrap
from attrib.keys import Token, stem, tokens_of
from attrib.report import frozen

MAIN = ""
"""The clause that is no subordinate one."""

NOBODY = "nobody"
"""The key of "nobody" and "nothing", which deny of whoever it was that it was he."""

SUBJECT, OBJECT, COMPLEMENT = "subject", "object", "complement"

_STOPS = set(",;:()—–")
_DETERMINERS = {
    "a", "an", "the", "this", "that", "these", "those", "some", "any", "all", "both", "each", "every", "such", "its",
    "his", "her", "their", "whose", "of", "in", "on", "at", "by", "for", "from", "with",
}  # fmt: skip
_HOLDING = {"a", "the", "his", "her", "their"}
_BE = {"is", "are", "was", "were", "be", "been", "being", "am"}
_HAVE = {"has", "have", "had", "having"}
_AUXILIARIES = {*_BE, *_HAVE, "do", "does", "did"}
_FUNCTION = {
    *_DETERMINERS, *_AUXILIARIES, "to", "as", "and", "or", "but", "so", "then", "there", "also", "too", "just", "only",
    "very", "most", "again", "either", "whether", "own", "one", "anyone", "anybody", "nor",
}  # fmt: skip
_PREPOSITIONS = {
    "about", "above", "across", "against", "along", "amid", "among", "around", "at", "below", "beneath", "beside",
    "between", "beyond", "by", "despite", "during", "for", "from", "in", "inside", "into", "near", "on", "onto",
    "outside", "over", "past", "since", "than", "through", "throughout", "towards", "under", "until", "upon", "via",
    "with", "within", "without", "after", "before",
}  # fmt: skip
_RELATIVES = {"that", "which", "who", "whom"}
_CONJUNCTIONS = {"after", "before", "since", "until", "than"}
_COORDINATORS = {"and", "or", "but", "then"}
_SUBORDINATORS = {
    "although", "because", "if", "that", "though", "unless", "what", "when", "where", "which", "while",
    "who", "whom",
}  # fmt: skip
_PRONOUNS = {"he": "he", "him": "he", "she": "she", "it": "it", "they": "they", "them": "they"}
_MODALS = {
    "possible": (
        "may", "might", "can", "could", "perhaps", "possibly", "probably", "likely", "unlikely", "suspect", "suspected",
        "allegedly", "reportedly", "apparently", "presumably", "seem", "appear", "believe", "think", "possible",
    ),
    "future": ("will", "would", "shall"),
    "due": ("must", "should", "ought", "supposed"),
    "meant": (
        "agree", "attempt", "consider", "expect", "hope", "intend", "plan", "promise", "propose", "seek", "threaten",
        "try", "vow", "want", "order", "urge", "demand", "ready", "prepare",
    ),
    "nearly": ("almost", "nearly"),
}  # fmt: skip
_NEGATORS = {
    "no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "hardly", "false", "untrue",
}  # fmt: skip
_IDLE = re.compile(
    r"\b(?:no (?=(?:fewer|less|more|later|earlier|sooner) than\b)|not (?=(?:only|just|merely|least)\b)|nothing but "
    r"|(?<=whether) or not\b)",
    re.IGNORECASE,
)
"""Negations that deny nothing."""

_IN_PART = re.compile(r"(?:\bnot|n't)\b(?: because\b|[^,;]{0,80}? until\b)", re.IGNORECASE)
"""A negation of the reason, or of the time before, and not of what happened."""

_NOBODY = {"nobody", "none", "nothing"}
_REFUSALS = {"unable", "fail", "fails", "failed", "failing", "refuse", "refuses", "refused", "refusing"}
_AGREE = {"agree", "agrees", "agreed", "agreeing"}
_NO_PASTS = {
    "bed", "breed", "feed", "greed", "hundred", "naked", "need", "red", "sacred", "seed", "shed", "speed", "weed",
}  # fmt: skip
_ADVERBS = {
    "still", "now", "already", "yet", "even", "indeed", "ever", "always", "often", "soon", "quite", "far", "both",
}  # fmt: skip
_IN_LY = {
    "ally", "anomaly", "apply", "assembly", "belly", "bully", "butterfly", "comply", "elderly", "family", "imply",
    "jelly", "monopoly", "multiply", "rally", "rely", "reply", "supply", "tally",
}  # fmt: skip
"""Nouns and verbs that end as adverbs do."""

_TIMES = {"today", "yesterday", "tomorrow", "overnight", "ago", "later", "earlier", "once", "twice"}
_CLOSING = {"", "of", *_STOPS, *_AUXILIARIES, *_PREPOSITIONS}
_SELF = {"i", "me", "myself"}
_COMPANY = {"my", "we", "us", "our", "ours", "ourselves", "you", "your", "yours"}
_ROLE = re.compile(r".{3,}(?:er|or|ist|ian|man|woman|ess|ant)$")


class Kind(StrEnum):
    """What a word is, as far as comparing goes."""

    VERB = "verb"
    NAME = "name"
    FIGURE = "figure"
    PRONOUN = "pronoun"
    ADVERB = "adverb"
    OTHER = "other"


@frozen
class Word:
    """A word that carries content, under a key that its inflections and synonyms share.

    ``clause`` is the conjunction of its clause, ``phrase`` its preposition, its side of the verb, or "" if neither is
    known.  What is ``spare`` (a title, a first name, an adverb) need not be there for contents to say the same;
    ``closing`` is what no other word of its phrase follows; ``of`` tells whether "of" governs it; ``part`` counts the
    commas before it.
    """

    key: str
    clause: str
    phrase: str
    kind: Kind
    spare: bool
    closing: bool
    of: bool
    part: int


@frozen
class Reading:
    """A content as it is compared: its words, and of each of its clauses whether it is negated, and its modality."""

    words: tuple[Word, ...]
    negated: frozenset[str]
    modality: frozenset[tuple[str, str]]


def read_content(content: str, speaker: str | None = None, fewest: int = 2) -> Reading | None:
    """How ``content`` is compared, or none if it cannot be told apart from another's.

    What speaks of "we" or "you" means another in every mouth; "I" is the ``speaker``, if one is named.  A content of
    less than the ``fewest`` words besides pronouns is like many others.
    """
    text, turned = unwrap(content)
    if _IN_PART.search(text):
        return None
    tokens = tokens_of(_IDLE.sub("", text))
    if any(token.word.partition("'")[0] in _COMPANY for token in tokens):
        return None
    if any(token.word.partition("'")[0] in _SELF for token in tokens):
        name = speaker.split()[-1].casefold() if speaker and speaker.split() else None
        if name is None:
            return None
        tokens = [
            Token(name, stem(name), capital=True) if token.word.partition("'")[0] in _SELF else token
            for token in tokens
        ]
    walk = _Walk(tokens)
    words = _sides(walk)
    kinds = [word.kind for word in words if word.kind is not Kind.PRONOUN]
    if len(kinds) + (bool(walk.negated) or turned) < fewest or all(kind is Kind.FIGURE for kind in kinds):
        return None
    return Reading(
        words=words,
        negated=frozenset(walk.negated ^ {MAIN} if turned else walk.negated),
        modality=frozenset(walk.modality),
    )


@cache
def _modality() -> dict[str, str]:
    return {form: kind for kind, words in _MODALS.items() for word in words for form in _forms(word)}


def _forms(word: str) -> set[str]:
    """The word with the endings of a verb: a stem alone would take a plane for a plan."""
    base = word.removesuffix("e")
    past = f"{base[:-1]}ied" if base.endswith("y") else f"{base}ed"
    doubled = {f"{word}{word[-1]}{ending}" for ending in ("ed", "ing")}
    irregular = {form for form, (of, _) in lexicon.irregular().items() if of == word}
    return {word, f"{word}s", f"{base}ies".replace("yies", "ies"), past, f"{base}ing", *doubled, *irregular}


class _Place(NamedTuple):
    """A token with what stands around it: its clause, its preposition if any, and the run of words it is in."""

    token: Token
    clause: str
    phrase: str
    run: int
    part: int
    kind: Kind
    of: bool
    passive: bool


class _Walk:
    """One pass over the words of a content, which tells clauses, phrases and verbs apart."""

    def __init__(self, tokens: Sequence[Token]):
        self.places: list[_Place] = []
        self.negated: set[str] = set()
        self.modality: set[tuple[str, str]] = set()
        self._clause, self._phrase, self._auxiliary = MAIN, "", ""
        self._run = self._part = 0
        self._predicated = self._joined = False  # whether the verb of the clause has come, and "and" after it
        self._last_verb: int | None = None
        self._of = False
        ends = [Token("", "")]
        for before, token, after in zip(ends + list(tokens), tokens, list(tokens[1:]) + ends, strict=False):
            self._step(token, before.word, after)

    def _step(self, token: Token, before: str, following: Token) -> None:
        word, after = token.word, following.word
        if token.capital or token.figure:
            self._content(token, before, after)
        elif word in _STOPS:
            self._open(MAIN)
            self._part += 1
        elif word in _SUBORDINATORS and (word != "that" or before not in ("", *_PREPOSITIONS)):
            self._open(word)
        elif word in _NEGATORS or (word in _REFUSALS and after == "to"):
            self.negated ^= {self._clause}
            if word in _NOBODY or (word == "no" and after == "one"):
                self._content(Token("nobody", NOBODY), before, after)
            if word in _REFUSALS:
                self._verb_group(word)
        elif word == "about" and after == "to":
            self.modality.add((self._clause, "future"))
        elif word in _AUXILIARIES or _mood(word, before, after):
            self._verb_group(word)
            mood = _mood(word, before, after)
            if mood:
                self.modality.add((self._clause, mood))
        elif word == "of":
            self._of, self._run = True, self._run + 1
        elif word == "to":
            last = self.places[-1] if self.places else None
            governed = last is not None and last.kind is Kind.VERB and last.token.word == before
            noun = following.capital or following.figure or after in _DETERMINERS or after in _PRONOUNS
            self._enter(COMPLEMENT if governed and not noun else word)
        elif word in _PREPOSITIONS:
            self._enter(word)
        elif word not in _FUNCTION:
            self._content(token, before, after)
        elif word in _COORDINATORS:
            self._joined = True

    def _enter(self, phrase: str) -> None:
        self._phrase, self._run, self._of = phrase, self._run + 1, False
        if phrase not in ("to", COMPLEMENT):
            self._auxiliary = ""

    def _open(self, clause: str) -> None:
        self._enter("")
        self._clause = clause
        self._predicated = self._joined = False

    def _verb_group(self, word: str) -> None:
        """An auxiliary, or a verb without one: what went before it in the clause was its subject."""
        if self._phrase in _CONJUNCTIONS and self._clause == MAIN:
            self._clause = self._phrase
            self._move(lambda place: place.run == self._run)
        elif self._clause == MAIN and self._predicated and not self._joined:
            if not word:
                self._open("which")
            elif self._last_verb is not None:
                # "the van stolen in May was found": the verb before had no auxiliary, and stood in a relative clause
                run, self._clause = self.places[self._last_verb].run, "which"
                self._move(lambda place: place.run >= run)
                self._clause = MAIN
        elif self._clause in _RELATIVES and self._predicated:
            self._open(MAIN)
        self._enter("")
        self._auxiliary = word

    def _noun(self) -> bool:
        return bool(self.places) and self.places[-1].kind is not Kind.VERB

    def _move(self, meant: Callable[[_Place], bool]) -> None:
        """Put the last words, as far as they are meant, into the clause that begins with them."""
        for i in range(len(self.places) - 1, -1, -1):
            if not meant(self.places[i]):
                break
            self.places[i] = self.places[i]._replace(clause=self._clause, phrase="")

    def _content(self, token: Token, before: str, after: str) -> None:
        word = token.word
        kind, passive = Kind.OTHER, False
        past = (word.endswith("ed") and word not in _NO_PASTS) or lexicon.irregular().get(word, ("", ""))[1] == "VERB"
        unchanged = word in lexicon.UNCHANGED and (self._auxiliary or after in _DETERMINERS or after in _PRONOUNS)
        past = past or bool(unchanged)
        if self._auxiliary in _BE and before in _DETERMINERS:  # "was a forgery": no verb, and none to come
            self._auxiliary, self._predicated, self._last_verb = "", True, None
        inside = before in _DETERMINERS or before in _PREPOSITIONS or not before
        if token.figure or token.capital:
            kind = Kind.FIGURE if token.figure else Kind.NAME
        elif word in _PRONOUNS or token.key == NOBODY:
            kind = Kind.PRONOUN
        elif _is_adverb(word):
            kind = Kind.ADVERB
        elif word in _TIMES:
            pass
        elif self._auxiliary or (past and not inside):
            kind, passive = Kind.VERB, past and self._auxiliary in _BE
            if not self._auxiliary:
                if before in _STOPS and self._part % 2:  # after a second comma the main clause goes on
                    self._open("which")
                self._verb_group("")
            self._auxiliary, self._predicated, self._joined = "", True, False
        elif word.endswith("ing") and after in _DETERMINERS and not inside and before not in _FUNCTION and self._noun():
            self._open("which")
        self.places.append(_Place(token, self._clause, self._phrase, self._run, self._part, kind, self._of, passive))
        if kind is Kind.VERB:
            self._last_verb = len(self.places) - 1
            self._run += 1


def _sides(walk: _Walk) -> tuple[Word, ...]:
    """The words, told on which side of the verb of their clause they stand, as if it were active."""
    places = walk.places
    verbs = {place.clause: i for i, place in reversed(list(enumerate(places))) if place.kind is Kind.VERB}
    words = []
    for i, (token, clause, phrase, run, part, kind, of, _) in enumerate(places):
        side = phrase
        if clause in verbs and kind is not Kind.VERB:
            first = verbs[clause]
            passive = places[first].passive
            if not phrase:
                side = OBJECT if passive or i > first else SUBJECT
            elif passive and phrase == "by" and i > first:
                side = SUBJECT
        following = places[i + 1] if i + 1 < len(places) and places[i + 1].run == run else None
        words.append(
            Word(
                key=_PRONOUNS.get(token.word, token.key),
                clause=clause,
                phrase=side,
                kind=kind,
                spare=kind in (Kind.PRONOUN, Kind.ADVERB) or _is_spare(token, following.token if following else None),
                closing=following is None or following.part != part,
                of=of,
                part=part,
            )
        )
    return tuple(words)


def _is_adverb(word: str) -> bool:
    return word in _ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _IN_LY)


def _mood(word: str, before: str, after: str) -> str | None:
    """What a word says of the verb that it governs; the nouns "plan" and "order" govern none."""
    if after == "to" and word in (*_HAVE, *_BE):
        return "due" if word in _HAVE else "future"
    kind = _modality().get(word)
    if kind == "future" and before in _HOLDING:
        return None  # "the will"
    if kind != "meant":
        return kind
    if word in _AGREE:
        return kind if after == "to" else None
    governing = word.endswith(("ed", "ing")) or not (before == "in" or after in _CLOSING)
    return kind if governing else None


def _is_spare(token: Token, following: Token | None) -> bool:
    """Whether a word may be left out: a first name, a title before a name."""
    if token.figure or following is None or not following.capital:
        return False
    return token.capital or token.word in lexicon.roles() or bool(_ROLE.match(token.word))
