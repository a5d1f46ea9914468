"""Words that signal an attribution, and phrases that only look like it."""

from __future__ import annotations

import pytest

from attrib.cues import find_cues
from attrib.mentions import is_nobody, shuns_name
from tests.test_linking import parse_of


def cues(words: str, verb: str) -> list[str]:
    """The cues of words of which one is the verb of all."""
    at = words.split().index(verb) + 1
    lemma = {"said": "say", "asked": "ask"}.get(verb, verb)
    rows = [
        f"{word} {lemma} VERB 0 root" if i == at else f"{word} {word} NOUN {at} nsubj"
        for i, word in enumerate(words.split(), 1)
    ]
    return [cue.span.text for cue in find_cues(parse_of("\n".join(rows)))]


@pytest.mark.parametrize(
    ("words", "verb", "reports"),
    [
        ("reports that said it rained", "said", True),
        ("That said, it rained", "said,", False),
        ("officials say nothing of rain", "say", True),
        ("to say nothing of rain", "say", False),
        ("residents asked not to be moved", "asked", True),
        ("residents asked not to be named", "asked", False),
    ],
)
def test_a_phrase_is_a_figure_of_speech_as_a_whole(words: str, verb: str, reports: bool) -> None:
    assert (cues(words, verb) == [verb]) is reports


@pytest.mark.parametrize(
    ("rows", "head", "nobody"),
    [
        ("Nobody nobody PRON 2 nsubj\nspoke speak VERB 0 root", 0, True),
        ("No no DET 2 det\nwitness witness NOUN 3 nsubj\nspoke speak VERB 0 root", 1, True),
        ("Neither neither DET 2 det\nside side NOUN 3 nsubj\nspoke speak VERB 0 root", 1, True),
        ("Few few ADJ 2 amod\nnurses nurse NOUN 3 nsubj\nspoke speak VERB 0 root", 1, False),
    ],
)
def test_who_is_nobody(rows: str, head: int, nobody: bool) -> None:
    assert is_nobody(parse_of(rows).sentences[0], head) is nobody


@pytest.mark.parametrize(
    ("rows", "hidden"),
    [
        ("to to PART 3 mark\nbe be AUX 3 aux:pass\nnamed name VERB 0 root", True),
        ("to to PART 2 mark\nname name VERB 0 root\nher she PRON 2 obj", True),
        ("to to PART 2 mark\nname name VERB 0 root\nsuspects suspect NOUN 2 obj", False),
    ],
)
def test_who_wants_no_name(rows: str, hidden: bool) -> None:
    s = parse_of(rows).sentences[0]
    assert any(shuns_name(s, i) for i in range(len(s.words))) is hidden
