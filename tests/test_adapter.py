"""Stanza behind its door: offsets, sentence ends, bounds, and parses that do not depend on their company."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from attrib.adapter import Parser, load_stages
from attrib.encoder import load_encoder
from attrib.errors import InputValueError
from attrib.parse import Parse
from attrib.segmentation import LONGEST_SENTENCE
from attrib.store import ModelStore
from tests.fuzz import check_parse
from tests.gold import article_names, load_article
from tests.random_parses import StubStage, stages, token_of


@pytest.fixture(scope="module")
def parser() -> Parser:
    store = ModelStore()
    return Parser(load_stages(store, load_encoder(store)))


def sentences(parse: Parse) -> list[str]:
    return [parse.text[s.start : s.end] for s in parse.sentences]


@pytest.mark.parametrize("name", article_names())
def test_words_stand_where_they_say(parser: Parser, name: str) -> None:
    text = load_article(name).text
    parse = parser.parse([text])[0]
    words = [word for sentence in parse.sentences for word in sentence.words]
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.start <= b.start and a.end <= b.end for a, b in itertools.pairwise(words))
    covered = {i for w in words for i in range(w.start, w.end)}
    assert not "".join(c for i, c in enumerate(text) if i not in covered).strip()
    for sentence in parse.sentences:
        assert sum(w.head is None for w in sentence.words) == 1
        assert all(w.head is None or 0 <= w.head < len(sentence.words) for w in sentence.words)


def test_a_parse_is_the_same_alone_and_in_company(parser: Parser) -> None:
    texts = [load_article(name).text for name in article_names()]
    together = parser.parse(texts)
    assert together == [parser.parse([text])[0] for text in texts]
    lines = [line for line in texts[0].splitlines() if line.strip()]
    assert parser.parse(lines) == [parser.parse([line])[0] for line in lines]


def test_multi_word_tokens_have_exact_parts(parser: Parser) -> None:
    parse = parser.parse(["The minister didn't know, and the town’s mayor won’t say."])[0]
    words = [w.text for w in parse.sentences[0].words]
    assert {"did", "n't", "town", "’s", "n’t"} <= set(words)


def test_blank_lines_end_sentences(parser: Parser) -> None:
    assert sentences(parser.parse(["Bridge to close\n\nThe mayor said so"])[0]) == [
        "Bridge to close",
        "The mayor said so",
    ]


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_closing_marks_stay_with_their_sentence(parser: Parser, marks: str) -> None:
    text = f"She was blunt. {marks[0]}We lost the vote. We will try again.{marks[1]} Nobody disagreed."
    assert sentences(parser.parse([text])[0])[-2:] == [f"We will try again.{marks[1]}", "Nobody disagreed."]


def test_an_over_long_sentence_is_parsed_in_parts_with_a_warning(parser: Parser) -> None:
    text = "The mayor said that the bridge was safe, and " * 60 + "that was all."
    parse = parser.parse([text])[0]
    assert max(len(s.words) for s in parse.sentences) <= LONGEST_SENTENCE
    assert {w.code for w in parse.warnings} == {"long-sentence"}
    assert "".join(sentences(parse)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("text", ["", " \n ", "\x00\x07", "\ud800", "🎉", "a" * 5000, "." * 500])
def test_any_text_is_parsed(parser: Parser, text: str) -> None:
    parse = parser.parse([text])[0]
    assert parse.text == text


@pytest.mark.parametrize("blank", ["\t", "\n"])
def test_a_long_paragraph_without_a_plain_blank_is_read(blank: str) -> None:
    text = f"a{blank}" * 40_000
    parse = Parser(stages(Random(0))).parse([text])[0]
    check_parse(parse, text)


class Tokenizer(StubStage):
    """Finds one sentence of the tokens that it is told of, each with its words."""

    def __init__(self, tokens: Mapping[str, Sequence[str]]):
        super().__init__("tokenize", Random(0))
        self._tokens = tokens

    def _tokenize(self, text: str) -> Any:
        starts = [text.index(token) for token in self._tokens]
        found = [token_of(a, a + len(x), words) for a, (x, words) in zip(starts, self._tokens.items(), strict=True)]
        return SimpleNamespace(sentences=[SimpleNamespace(tokens=found)])


def test_a_token_that_was_expanded_to_no_words_stands_for_itself() -> None:
    tokenize = Tokenizer({"He": ["He"], "dunno": []})
    parse = Parser({**stages(Random(0)), "tokenize": tokenize}).parse(["He dunno"])[0]
    assert [(w.start, w.text) for w in parse.words] == [(0, "He"), (3, "dunno")]


def test_no_word_holds_what_no_model_can_read() -> None:
    tokenize = Tokenizer({"10   000": ["10   000"]})
    parse = Parser({**stages(Random(0)), "tokenize": tokenize}).parse(["10\xa0\ud800\x00000"])[0]
    assert [(w.start, w.end, w.text) for w in parse.words] == [(0, 8, "10   000")]


def test_a_pipeline_that_lacks_a_stage_is_refused() -> None:
    with pytest.raises(InputValueError, match="depparse"):
        Parser({"tokenize": None, "pos": None, "lemma": None})
