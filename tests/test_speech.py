"""What the quotation marks say about contents: how much of one stands inside them, and how far it reaches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.cues import cue_at
from attrib.links import Link, LinkHop
from attrib.mentions import Mention
from attrib.parse import Parse, Word, read_conllu
from attrib.quotations import Outermost, find_quotations
from attrib.report import Span
from attrib.speech import follow_quotations, joined, quoted_share
from tests import samples

texts = st.text(st.sampled_from('“”"‘’ ab.,\n'), max_size=60)


@given(texts, st.data())
def test_a_word_is_quoted_if_it_stands_in_any_quotation(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quotations = find_quotations(text)
    words = [(m.start() + start, m.end() + start) for m in re.finditer("[ab]+(?:[’.][ab]+)*", text[start:end])]
    inside = sum(any(q.start <= a and b <= q.end for q in quotations) for a, b in words)
    content = [Span(start=start, end=end, text=text[start:end])]
    share, count = quoted_share(text, content, Outermost(quotations))
    assert count == len(words) and share == pytest.approx(inside / len(words) if words else 0)


def test_a_long_line_of_quotations_is_one_walk() -> None:
    text = "“We go,” he said. " * 20_000
    content = [Span(start=0, end=len(text), text=text)]
    assert quoted_share(text, content, Outermost(find_quotations(text))) == (0.5, 80_000)


def test_stretches_that_touch_are_joined() -> None:
    assert joined([(4, 6), (0, 2), (5, 9), (2, 3)]) == [(0, 3), (4, 9)]
    assert joined([]) == []


def told(text: str, *links: tuple[str, str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The contents of links, each given as its source, its cue and its content, after the quotation marks were asked.

    The words of the text hang on its first one.
    """
    rows = [
        "\t".join((str(i), word, word, "NOUN", "_", "_", "1" if i > 1 else "0", "dep" if i > 1 else "root", "_", "_"))
        for i, word in enumerate(re.findall(r"[\w’']+|[^\w\s]", text), 1)
    ]
    parse = read_conllu("\n".join(rows), text)
    found = []
    for source, cue, content in links:
        at, word = (parse.words.index(w) for w in (word_of(parse, source), word_of(parse, cue)))
        signal = cue_at(parse, 0, word, (word, word))
        speaker = Mention(sentence=0, head=at, span=samples.span(source, text))
        hops = (LinkHop(source=speaker, cue=signal),)
        spans = tuple(samples.span(part, text) for part in content)
        found.append(Link(sentence=0, cue=signal, hops=hops, content=spans))
    quotations = Outermost(find_quotations(text))
    return [tuple(span.text for span in link.content) for link in follow_quotations(parse, found, quotations)]


def word_of(parse: Parse, text: str) -> Word:
    return next(word for word in parse.words if word.text == text.split()[0])


def test_a_quotation_that_ends_at_its_tag_is_taken_whole() -> None:
    text = "“The pier was old. Nobody looked after it for years, nobody at all, and so it fell,” Reyl said."
    assert told(text, ("Reyl", "said", ("it fell,”",))) == [(text[: text.index(" Reyl")],)]


def test_words_beside_a_quotation_do_not_make_it_one_that_ends_at_its_tag() -> None:
    text = "The pier, “old and rotten,” Reyl said, fell with all its lamps."
    content = ("The pier, “old and rotten,”", "fell with all its lamps")
    assert told(text, ("Reyl", "said", content)) == [content]


def test_behind_such_a_tag_only_quotations_go_on() -> None:
    text = "“We lost,” Reyl said, though he had hoped to win. “It is a pity.”"
    assert told(text, ("Reyl", "said", ("“We lost,”", "he had hoped to win. “It is a pity.”"))) == [
        ("“We lost,”", "“It is a pity.”")
    ]
    text = "“We lost,” Reyl said, and that nobody was to blame."
    assert told(text, ("Reyl", "said", ("“We lost,”", "and that nobody was to blame"))) == [
        ("“We lost,”", "and that nobody was to blame")
    ]


def test_quotations_with_nothing_between_them_stay_one_stretch() -> None:
    text = "“We lost,” Reyl said. “It is a pity. ” “But we go on.”"
    assert told(text, ("Reyl", "said", ("“We lost,”", text[text.index("“It") :]))) == [
        ("“We lost,”", text[text.index("“It") :])
    ]


@pytest.mark.parametrize("between", ["pointing at the map", "in a low voice"])
def test_the_rest_of_a_sentence_goes_to_the_tag_that_interrupts_it(between: str) -> None:
    text = f"“If that is so,” Reyl said, {between}, “we are lost.”"
    assert told(text, ("Reyl", "said", ("“If that is so,”",))) == [("“If that is so,”", "“we are lost.”")]


def test_what_stands_between_reports_nothing_of_that_rest() -> None:
    text = "“If that is so,” Reyl said, recalling the flood, “we are lost.”"
    assert told(
        text, ("Reyl", "said", ("“If that is so,”",)), ("Reyl", "recalling", ("the flood, “we are lost.”",))
    ) == [("“If that is so,”", "“we are lost.”"), ("the flood",)]


def test_a_rest_with_a_cue_of_its_own_stays_with_that() -> None:
    text = "“If that is so,” Reyl said, adding, “we are lost.”"
    links = ("Reyl", "said", ("“If that is so,”",)), ("Reyl", "adding", ("“we are lost.”",))
    assert told(text, *links) == [("“If that is so,”",), ("“we are lost.”",)]


def test_another_tag_behind_a_tag_begins_something_else() -> None:
    text = "The pier fell, Reyl said; Lind agreed that it was old."
    assert told(text, ("Reyl", "said", ("The pier fell", "Lind agreed")), ("Lind", "agreed", ("that it was old",))) == [
        ("The pier fell",),
        ("that it was old",),
    ]
