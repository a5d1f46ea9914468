"""Raw text, labels and newspaper dress of treebanks, on a treebank of our own."""

from __future__ import annotations

import random
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.errors import DataNotFoundError
from attrib.training.lemmas import headline, ranked, words
from attrib.training.rawtext import curl, documents, newsprint, paragraphs, raw, tokens
from attrib.training.recipe import NEEDED, need
from attrib.training.treebank import Sentences, read_treebank, vary


def sentence(*rows: str, opening: str = "") -> str:
    """A CoNLL-U block; a row is ``form lemma UPOS head relation``, with ``+`` behind the form for no space after it,
    or ``a-b form`` for a token of several words."""
    lines = opening.split("|") if opening else []
    number = 0
    for row in rows:
        form, *rest = row.split()
        misc = "SpaceAfter=No" if form.endswith("+") else "_"
        form = form.removesuffix("+")
        if len(rest) == 1:
            misc = "SpaceAfter=No" if rest[0].endswith("+") else "_"
            lines.append("\t".join((form, rest[0].removesuffix("+"), *"_______", misc)))
            continue
        number += 1
        lemma, upos, head, relation = rest
        lines.append("\t".join((str(number), form, lemma, upos, "_", "_", head, relation, "_", misc)))
    return "\n".join(lines)


ASKED = sentence(
    '"+ " PUNCT 4 punct',
    "2-3 Don't",
    "Do do AUX 4 aux",
    "n't not PART 4 advmod",
    "go+ go VERB 0 root",
    ",+ , PUNCT 4 punct",
    '" " PUNCT 4 punct',
    "said say VERB 4 parataxis",
    "Orla Orla PROPN 7 nsubj",
    "Venn+ Venn PROPN 8 flat",
    ". . PUNCT 4 punct",
    opening="# newdoc id = GUM_news_ferry|# newpar",
)
WENT = sentence("He he PRON 2 nsubj", "went+ go VERB 0 root", ". . PUNCT 2 punct")
TITLE = sentence(
    "Ferries ferry NOUN 0 root", "2-3 can't+", "can can AUX 1 aux", "not not PART 1 advmod", opening="# newpar"
)
MAIL = sentence("Thanks+ thanks NOUN 0 root", "! ! PUNCT 1 punct", opening="# newdoc id = mail-7|# newpar")
TREEBANK = Sentences((ASKED, WENT, TITLE, MAIL))


def test_raw_text_has_a_blank_line_between_paragraphs_and_between_documents() -> None:
    assert raw(TREEBANK).text == "\"Don't go,\" said Orla Venn. He went.\n\nFerries can't\n\nThanks!"


def test_labels_mark_ends_of_tokens_sentences_and_tokens_of_several_words() -> None:
    first = "1 00003 0 01 1 1 0 0001 0 0001 0 0001 2 0 01 0 0001 2".replace(" ", "")
    assert raw(TREEBANK).labels.split("\n\n") == [first, "0000001000004", "0000012"]


def test_a_sentence_without_a_full_stop_ends_with_its_last_token() -> None:
    block = sentence("Rain rain NOUN 0 root", "ahead ahead ADV 1 advmod")
    assert raw(Sentences((block, WENT))).labels == "0001 0 00002 0 01 0 0001 2".replace(" ", "")


def test_documents_keep_their_names_and_paragraphs_their_sentences() -> None:
    found = dict(documents(TREEBANK))
    assert list(found) == ["GUM_news_ferry", "mail-7"]
    assert [p.blocks for p in paragraphs(found["GUM_news_ferry"])] == [(ASKED, WENT), (TITLE,)]


def test_tokens_of_several_words_come_once() -> None:
    assert [(t.form, t.words, t.spaced) for t in tokens(ASKED)][1:3] == [
        ("Don't", ("Do", "n't"), True),
        ("go", ("go",), False),
    ]


@pytest.mark.parametrize(
    ("straight", "curly"),
    [
        ('"We know," she said. "They don\'t."', "“We know,” she said. “They don’t.”"),
        ('The "long" way ("short")', "The “long” way (“short”)"),
        ('He said " now " twice', "He said “ now ” twice"),
        ("the ferries' crews in the '90s", "the ferries’ crews in the ’90s"),
        ("\"He said 'never' to us\"", "“He said ‘never’ to us”"),
        ("“They're”", "“They’re”"),
    ],
)
def test_curly_marks_open_and_close(straight: str, curly: str) -> None:
    assert curl(straight) == curly


def test_quotations_can_stand_in_single_marks() -> None:
    assert curl('"We don\'t," he said', "‘’") == "‘We don’t,’ he said"


@given(st.text(alphabet="ab ,.'\"(“", max_size=30))
def test_curling_keeps_every_place_and_leaves_no_straight_mark(text: str) -> None:
    curly = curl(text)
    assert len(curly) == len(text)
    assert not set("'\"") & set(curly)
    assert all(a == b for a, b in zip(text, curly, strict=True) if a not in "'\"")


@given(st.integers(0, 10_000))
def test_newsprint_changes_marks_and_breaks_alone(seed: int) -> None:
    plain, printed = raw(TREEBANK), newsprint(TREEBANK, random.Random(seed))
    bare = [re.sub("[\"'“”‘’]", "^", text) for text in (plain.text, printed.text)]
    assert bare[0].split() == bare[1].split()
    assert len(printed.labels) == len(printed.text)
    assert [x for x in printed.labels if x in "1234"] == [x for x in plain.labels if x in "1234"]


def test_newsprint_sets_some_paragraphs_as_one_but_no_title() -> None:
    pair = Sentences((MAIL, MAIL.replace("# newdoc id = mail-7\n", ""), TITLE))
    texts = Counter(newsprint(pair, random.Random(seed)).text.replace("’", "'") for seed in range(100))
    assert set(texts) == {"Thanks!\n\nThanks!\n\nFerries can't", "Thanks! Thanks!\n\nFerries can't"}


def forms(block: str) -> list[str]:
    return [line.split("\t")[1] for line in block.split("\n") if not line.startswith("#")]


def test_variation_keeps_trees_and_only_redresses_words() -> None:
    seen = set()
    for seed in range(200):
        for before, after in zip(TREEBANK.blocks, vary(TREEBANK, random.Random(seed)).blocks, strict=True):
            old, new = forms(before), forms(after)
            rows = [line.split("\t") for line in after.split("\n") if not line.startswith("#")]
            heads = {row[6] for row in rows if row[6] != "_"}
            assert heads <= {"0", *(row[0] for row in rows)}
            if len(new) < len(old):
                assert old[-1] in ".!"
                seen.add("without a full stop")
            if new == [form.upper() for form in old]:
                seen.add("capitals")
            if "“" in new:
                assert new.index("“") < new.index("”")
                assert {"Don’t", "DON’T"} & set(new)
                seen.add("curly")
    assert seen == {"without a full stop", "capitals", "curly"}


def test_variation_repeats_with_its_seed() -> None:
    assert vary(TREEBANK, random.Random(3)) == vary(TREEBANK, random.Random(3))


def test_words_for_lemmas_have_both_apostrophes_and_no_torn_word() -> None:
    torn = sentence("Ferr ferry NOUN 0 root", "y _ X 1 goeswith")
    found = list(words(Sentences((ASKED, torn))))
    assert ("n't", "PART", "not") in found
    assert ("n’t", "PART", "not") in found
    assert not [word for word in found if word[0] in ("Ferr", "y")]


def test_frequent_words_come_first_and_again_as_headlines_print_them() -> None:
    counts = Counter({("went", "VERB", "go"): 5, ("Went", "VERB", "go"): 1, ("ferry", "NOUN", "ferry"): 1})
    assert ranked(counts)[0] == ("went", "VERB", "go")
    assert headline(counts) == [("WENT", "VERB", "go")]


def test_missing_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "ud").mkdir()
    for path in NEEDED[1:]:
        (tmp_path / path).write_text(WENT, encoding="utf-8")
    with pytest.raises(DataNotFoundError, match=r"has no ud/en_ewt\.train\.conllu:"):
        need(tmp_path, NEEDED)
    with pytest.raises(FileNotFoundError, match=r"en_ewt\.train"):
        read_treebank(tmp_path / "ud", "train")
    assert read_treebank(tmp_path / "ud", "dev").blocks == (WENT, WENT)
