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
        ("the report on the mill", None),
        ("the mill burned", None),
        ("", None),
    ],
)
def test_what_only_takes_up_a_content(content: str, how: TakenUp | None) -> None:
    assert takes_up(content) == how
