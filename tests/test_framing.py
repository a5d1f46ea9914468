"""Contents that are about contents."""

from __future__ import annotations

import pytest

from attrib.framing import TakenUp, takes_up, unwrap


@pytest.mark.parametrize(
    ("content", "text", "false"),
    [
        ("that the mill burned", "the mill burned", False),
        ("too that the mill burned", "the mill burned", False),
        ("the claim that the mill burned", "the mill burned", False),
        ("the same: the mill burned", "the mill burned", False),
        ("TELLMARK - The mill burned", "The mill burned", False),
        ("it was untrue that the mill burned", "the mill burned", True),
        ("that it was a lie that the mill burned", "the mill burned", True),
        ("there was no truth in the claim that the mill burned", "the mill burned", True),
        ("the story that the mill burned was invented", "the mill burned", True),
        ("the mill that burned was old", "the mill that burned was old", False),
        ("it isn’t true that the mill burned", "the mill burned", True),
        ("the idea that the mill burned was wrong", "the mill burned", True),
        ("the plan that the council took was wrong", "the plan that the council took was wrong", False),
        ("it is wrong that the mill burned", "it is wrong that the mill burned", False),
        ("there is nothing in the law that helps", "there is nothing in the law that helps", False),
    ],
)
def test_what_frames_a_content_is_taken_off(content: str, text: str, false: bool) -> None:
    assert unwrap(content) == (text, false)


@pytest.mark.parametrize(
    ("content", "how"),
    [
        ("the charge", TakenUp(false=False, undone=False)),
        ("those allegations", TakenUp(false=False, undone=False)),
        ("the charge untrue", TakenUp(false=True, undone=False)),
        ("the account as a fabrication", TakenUp(false=True, undone=False)),
        ("that he had done no such thing", TakenUp(false=False, undone=True)),
        ("his version of events", TakenUp(false=False, undone=False)),
        ("that outright", TakenUp(false=False, undone=False)),
        ("That is simply false,", TakenUp(false=True, undone=False)),
        ("“It’s a lie”", TakenUp(false=True, undone=False)),
        ("this is not the case", TakenUp(false=True, undone=False)),
        ("that was the case", TakenUp(false=False, undone=False)),
        ("this as “pure invention”", TakenUp(false=True, undone=False)),
        ("that was untrue: the mill had burned before", TakenUp(false=True, undone=False)),
        ("the news", TakenUp(false=False, undone=False)),
        ("there was not a word of truth in it", TakenUp(false=True, undone=False)),
        ("there was no basis for these allegations", TakenUp(false=True, undone=False)),
        ("nothing of the kind had taken place", TakenUp(false=False, undone=True)),
        ("no such order had been given", TakenUp(false=False, undone=True)),
        ("that any such order had been given", TakenUp(false=False, undone=False)),
        ("it never happened", TakenUp(false=False, undone=True)),
        ("that they had done so", TakenUp(false=False, undone=False, elided=True)),
        ("it did not", TakenUp(false=False, undone=True, elided=True)),
        ("this a lie", TakenUp(false=True, undone=False)),
        ("it nonsense", TakenUp(false=True, undone=False)),
        ("as much", TakenUp(false=False, undone=False)),
        ("otherwise", TakenUp(false=False, undone=True)),
        ("the opposite is true", TakenUp(false=False, undone=True)),
        ("none of this is true", TakenUp(false=True, undone=False)),
        ("that isn’t true", TakenUp(false=True, undone=False)),
        ("that was never the case", TakenUp(false=True, undone=False)),
        ("not a word of it is true", TakenUp(false=True, undone=False)),
        ("it’s true", TakenUp(false=False, undone=False)),
        ("that is wrong", None),
        ("it has never been better", None),
        ("there was no water in it", None),
        ("it would not happen again", None),
        ("the report on the mill", None),
        ("the mill burned", None),
        ("", None),
    ],
)
def test_what_only_takes_up_a_content(content: str, how: TakenUp | None) -> None:
    assert takes_up(content) == how
