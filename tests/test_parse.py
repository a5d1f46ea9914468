"""The library's own parse: CoNLL-U in and out, offsets, subtrees."""

from __future__ import annotations

import pytest

from attrib.errors import InputValueError
from attrib.parse import read_conllu, write_conllu

TEXT = "She doesn't  know. We gonna go."
CONLLU = """\
# a multi-word token that is spelt by its words, and one that is not
1\tShe\tshe\tPRON\tPRP\tGender=Fem\t4\tnsubj\t_\t_
2-3\tdoesn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdoes\tdo\tAUX\tVBZ\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tknow\tknow\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

1\tWe\twe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2-3\tgonna\t_\t_\t_\t_\t_\t_\t_\t_
2\tgoing\tgo\tVERB\tVBG\t_\t0\troot\t_\t_
3\tto\tto\tPART\tTO\t_\t4\tmark\t_\t_
4\tgo\tgo\tVERB\tVB\t_\t2\txcomp\t_\t_
5\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def test_words_have_their_exact_spans() -> None:
    parse = read_conllu(CONLLU, TEXT)
    assert [w.text for w in parse.sentences[0].words] == ["She", "does", "n't", "know", "."]
    assert all(TEXT[w.start : w.end] == w.text for s in parse.sentences for w in s.words)


def test_words_that_do_not_spell_their_token_share_its_span() -> None:
    words = read_conllu(CONLLU, TEXT).sentences[1].words
    assert [w.text for w in words] == ["We", "gonna", "gonna", "go", "."]


def test_the_tree() -> None:
    sentence = read_conllu(CONLLU, TEXT).sentences[0]
    assert sentence.children == ((), (), (), (0, 1, 2, 4), ())
    assert sentence.words[3].head is None
    assert sentence.subtree(3, without=[2]) == [0, 1, 3, 4]
    assert sentence.dependents(3, "nsubj", "advmod") == [0, 2]
    assert list(sentence.ancestors(0)) == [3]
    assert sentence.words[0].has("Gender=Fem") and not sentence.words[0].has("Gender=Masc")
    assert (sentence.start, sentence.end) == (0, 18)


def test_a_word_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(InputValueError, match="'We'"):
        read_conllu(CONLLU, "She doesn't know. You gonna go.")


def test_writing_and_reading_gives_the_same_trees() -> None:
    parse = read_conllu(CONLLU.split("\n\n")[0], "She doesn't know.")
    assert read_conllu(write_conllu(parse), parse.text) == parse
