"""Which contents count as the same: few, by rules that can be read here."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.answers import said_in_text
from attrib.paraphrase import SameContent, same_content
from attrib.report import Span
from tests.samples import source


def same(one: str, other: str) -> bool:
    return same_content([one, other])[0].said == (0, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the northern bridge collapsed on Monday", "that the northern bridge had collapsed Monday"),
        ("“The northern bridge collapsed”", "the northern bridge collapsed on Monday"),
        ("3 dockers were arrested in Tellmark", "three dockers had been arrested in Tellmark"),
        ("1,200 homes lost power", "1200 homes lost power"),
        ("the ferry didn’t sail from Ostermark", "the ferry did not sail from Ostermark"),
        ("the ferry may stop sailing", "the ferry might stop sailing"),
        ("the tram ran through the gate at full speed", "the tram ran at full speed"),
        ("ballots in Upper Tellmark were burned on Monday", "ballots in the district were burned on Monday"),
        ("three masked dockers were hurt", "three were hurt"),
        ("the signature on the will was a forgery made in Tellmark", "the signature on the will was a forgery"),
        ("the racing pigeon Silver Dart was poisoned", "the pigeon was poisoned"),
        ("they plan to close the mine", "they planned to close the mine"),
        ("the council tries closing the mine", "the council tried to close the mine"),
        ("the US attacked the northern bridge", "the U.S. attacked the northern bridge"),
        ("soldiers fell at Tellmark in World War I", "soldiers fell at Tellmark in World War 1"),
        ("the ferry won’t sail from Ostermark", "the ferry will not sail from Ostermark"),
        ("they’re closing the northern mine", "they are closing the northern mine"),
        ("no fewer than twelve miners died", "twelve miners died"),
        ("nothing but rain stopped the match", "rain stopped the match"),
        ("the toll rose to 12 in 24 hours", "the toll rose to 12"),
        ("the nurses were caring for the old", "the nurses cared for the old"),
    ],
)
def test_same(one: str, other: str) -> None:
    assert same(one, other) and same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the northern bridge collapsed on Monday", "the southern bridge collapsed on Monday"),
        ("the northern bridge collapsed on Monday", "the northern bridge did not collapse on Monday"),
        ("the northern bridge collapsed on Monday", "the northern bridge may collapse on Monday"),
        ("the guards attacked the northern bridge", "the guards threatened to attack the northern bridge"),
        ("the guards attacked the northern bridge", "the guards failed to attack the northern bridge"),
        ("three dockers were arrested in Tellmark", "four dockers were arrested in Tellmark"),
        ("prices at Tellmark rose in June", "prices at Tellmark fell in June"),
        ("Ostermark attacked Belmar again", "Belmar attacked Ostermark again"),
        ("the mill burned down", "the mill burned down after rioters from Belmar had set it alight"),
        ("I will win the race in Tellmark", "I will win the race in Tellmark"),
        ("we’ve closed the northern mine", "we’ve closed the northern mine"),
        ("floods destroyed houses in March", "floods destroyed houses in the village"),
        ("three dockers were hurt", "four were hurt"),
        ("the guards attacked the mill", "the guards attacked"),
        ("he had resigned from office", "she had resigned from office"),
        ("the council rejected the plan on Monday", "the council rejected the aircraft on Monday"),
        ("the hospital paid for the care", "the hospital paid for the automobile"),
        ("the employees were paid in March", "the employers were paid in March"),
        ("a bomb planted by Iran in Tellmark", "a bomb planted by the IRA in Tellmark"),
        ("the ferry won’t sail from Ostermark", "the ferry did not sail from Ostermark"),
        ("the mine did not close until June", "the mine closed in June"),
        ("the bridge collapsed not because of rust", "the bridge collapsed"),
        ("the family of the pilot was arrested in Tellmark", "the pilot was arrested in Tellmark"),
        ("the deputy mayor was arrested in Tellmark", "the mayor was arrested in Tellmark"),
        ("it is wrong that the nurses lost the bonus", "the nurses lost the bonus"),
        ("it was so", "it was so"),
        ("yes", "yes"),
        ("", ""),
        ("12 34", "12 34"),
    ],
)
def test_not_the_same(one: str, other: str) -> None:
    assert not same(one, other) and not same(other, one)


@given(st.lists(st.text(max_size=30) | st.sampled_from(["the old mill burned", "the mill burned", "a mill burned up"])))
def test_groups_are_a_partition_in_order(contents: list[str]) -> None:
    groups = [(group.said, group.unsaid) for group in same_content(contents)]
    assert sorted(place for said, unsaid in groups for place in (*said, *unsaid)) == list(range(len(contents)))
    assert groups == sorted(groups) and all(list(side) == sorted(side) for group in groups for side in group)
    assert all(said[0] < min(unsaid, default=len(contents)) for said, unsaid in groups)


words = st.sampled_from("mill burned old northern Tellmark not may 3 council closed".split())


@given(st.lists(st.lists(words, min_size=2, max_size=6).map(" ".join), max_size=8), st.randoms(use_true_random=False))
def test_order_of_contents_is_irrelevant(contents: list[str], chance: random.Random) -> None:
    order = chance.sample(range(len(contents)), len(contents))

    def sides(group: SameContent, places: list[int]) -> frozenset[frozenset[int]]:
        return frozenset(frozenset(places[i] for i in side) for side in (group.said, group.unsaid))

    back = {sides(group, order) for group in same_content([contents[i] for i in order])}
    assert back == {sides(group, list(range(len(contents)))) for group in same_content(contents)}


def test_a_chain_of_likenesses_is_one_group() -> None:
    short = "the old mill at Tellmark burned"
    assert same_content([short + " overnight", "the harbour is open", short, short + " completely"]) == (
        SameContent(said=(0, 2, 3), unsaid=()),
        SameContent(said=(1,), unsaid=()),
    )


@pytest.mark.parametrize("vocabulary", [20, 2000, 100_000])
def test_many_contents_take_time_in_proportion(vocabulary: int) -> None:
    chance = random.Random(7)
    letters = "bcdfghjklmnpqrtv"
    made = [f"z{''.join(letters[int(digit, 16)] for digit in f'{i:05x}')}o" for i in range(vocabulary)]
    contents = [" ".join(chance.choices(made, k=12)) for _ in range(8000)]

    def seconds(some: list[str]) -> float:
        start = time.process_time()
        same_content(some)
        return time.process_time() - start

    small, large = min(seconds(contents[:2000]) for _ in range(2)), seconds(contents)
    assert large < 12 * small + 0.2  # four times the contents; sixteen times the pairs


def test_one_endless_content_is_read() -> None:
    assert same_content(["x" * 100_000, "the old mill burned " * 20_000]) == (
        SameContent(said=(0,), unsaid=()),
        SameContent(said=(1,), unsaid=()),
    )


def said(*told: tuple[str, str, bool]) -> tuple[SameContent, ...]:
    """The groups of contents of one text, each with who says it and whether he denies it."""
    text = " ".join(content for content, _, _ in told)
    at, contents = 0, []
    for content, _, _ in told:
        start = text.index(content, at)
        at = start + len(content)
        contents.append([Span(start=start, end=at, text=content)])
    speakers = [source(None, None, name) for _, name, _ in told]
    return said_in_text(contents, speakers, [denied for _, _, denied in told])


@pytest.mark.parametrize(
    ("content", "denied", "opposed"),
    [
        ("the charge", True, False),
        ("the charge untrue", False, True),
        ("the account as an invention", True, False),
        ("the account as an invention", False, True),
        ("that he had done no such thing", False, True),
        ("any such thing", False, None),
        ("the same", False, False),
        ("none of this is true", False, True),
        ("it wasn’t true", False, True),
        ("the guards had gone home", False, None),
    ],
)
def test_what_takes_up_another_content_is_that_content(content: str, denied: bool, opposed: bool | None) -> None:
    groups = said(("the guards burned the mill", "Ada", False), (content, "Bela", denied))
    if opposed is None:
        assert len(groups) == 2
    else:
        assert groups == (SameContent(said=(0,), unsaid=(1,)) if opposed else SameContent(said=(0, 1), unsaid=()),)


@pytest.mark.parametrize(
    ("before", "content", "opposed"),
    [
        ("the old roof had leaked for years", "that it had leaked", False),
        ("the old roof had leaked for years", "it had", False),
        ("the old roof had leaked for years", "that it had not", True),
        ("the old roof had not leaked for years", "that it had not", False),
        ("the old roof had not leaked for years", "it had", True),
        ("the old roof had leaked for years", "that it may have leaked", None),
        ("the old roof had leaked for years", "it had burned", None),
        ("the pilot had resigned", "he had resigned", False),
        ("she had resigned", "he had resigned", None),
        ("the crew had left the ship", "they left", None),
    ],
)
def test_what_says_it_shortly_is_that_content(before: str, content: str, opposed: bool | None) -> None:
    groups = said((before, "Ada", False), (content, "Bela", False))
    if opposed is None:
        assert len(groups) == 2
    else:
        assert groups == (SameContent(said=(0,), unsaid=(1,)) if opposed else SameContent(said=(0, 1), unsaid=()),)


def test_a_long_content_may_be_taken_up_behind_its_end() -> None:
    long = "the guards burned the mill " + "and the barns around it " * 40
    assert said((long.strip(), "Ada", False), ("the charge", "Bela", True)) == (SameContent(said=(0, 1), unsaid=()),)


def test_odd_words_and_numbers_without_end_are_read() -> None:
    for content in (
        "n't",
        "— n’t 'll",
        f"{'9' * 5000} dead men",
        f"{'9' * 400}.5 dead men",
        f"one {'hundred ' * 3000}men were dead",
    ):
        assert same_content([content]) == (SameContent(said=(0,), unsaid=()),)


def test_what_stands_in_a_content_does_not_take_it_up() -> None:
    text = "that Bela denied the charge"
    outer = [Span(start=0, end=len(text), text=text)]
    inner = [Span(start=16, end=len(text), text=text[16:])]
    speakers = [source(None, None, name) for name in ("Ada", "Bela")]
    assert len(said_in_text([outer, inner], speakers, [False, True])) == 2


def test_what_takes_up_ones_own_or_nothing_stays_alone() -> None:
    assert len(said(("the guards burned the mill", "Ada", False), ("the claim", "Ada", True))) == 2
    assert said(("the claim", "Ada", True)) == (SameContent(said=(0,), unsaid=()),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the guards had burned the mill at Tellmark", "it was untrue that they had burned the mill"),
        ("the guards had burned the mill at Tellmark", "they had not burned it"),
        ("two patients were left in the corridor by the nurses", "no one had been left there"),
        ("the hospital had lost the blood samples", "there was no truth in the claim that it had lost the samples"),
    ],
)
def test_what_says_that_it_is_not_so_is_opposed(one: str, other: str) -> None:
    assert same_content([one, other]) == (SameContent(said=(0,), unsaid=(1,)),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("unemployment rose to 12 percent in May", "unemployment climbed to twelve per cent in May"),
        ("one in five pupils in Tellmark is absent", "20% of the pupils in Tellmark are absent"),
        ("artillery hit the grain terminal at dawn", "the grain terminal was hit by artillery at dawn"),
        ("Dr. Amelie Fontan discovered the mutation", "the virologist Fontan discovered the mutation"),
        ("if the rains fail, the herds could die", "the herds could die if the rains fail"),
        ("the police released the two engineers", "the two engineers were set free by the police"),
        ("the fine amounts to $2.4m", "the fine amounts to 2.4 million dollars"),
    ],
)
def test_the_same_in_other_words(one: str, other: str) -> None:
    assert same(one, other) and same(other, one)


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_contents_are_read(contents: list[str]) -> None:
    assert same_content(contents) == same_content(contents)
