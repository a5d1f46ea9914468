"""Who published a text, where nobody says so."""

from __future__ import annotations

import itertools

import pytest

from attrib.publisher import guess_publisher, is_own, owners_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("https://www.velmoratimes.com/news/1\n\nIt rained.", "velmoratimes"),
        ("It rained.\n\nhttps://english.courier.org/a", "courier"),
        ("It rained.\n\nhttps://mobile.gazette.co.uk/a", "gazette"),
        ("It rained.\n\nhttps://192.0.2.7/a", "192.0.2.7"),
        ("Ada Lind (Harbour) – who lost – was there.", None),
        ("VELMORA (Wire) — It rained.", "Wire"),
        ("VELMORA, July 3 (Wire): It rained.", "Wire"),
        ("It rained, see https://www.courier.org/a for more.", None),
        ("", None),
        (f"http://{'a' * 100_000} it rained", None),
        ("http://a" + "\n" * 100_000 + "It rained.", "a"),
    ],
    ids=itertools.count(),
)
def test_a_publisher_is_guessed_from_address_or_dateline(text: str, name: str | None) -> None:
    guess = guess_publisher(text)
    assert (guess.name if guess else None) == name
    assert guess is None or text[guess.span.start : guess.span.end] == guess.span.text


@pytest.mark.parametrize(
    ("medium", "publisher", "same"),
    [
        ("the Velmora Times", "velmoratimes", True),
        ("our correspondent", None, True),
        ("he", "The Velmora Times", False),
        ("the Times", "The Velmora Times", True),
        ("this newspaper", None, True),
        ("our correspondent in Velmora", None, True),
        ("this court", None, False),
        ("this study", None, False),
        ("the US", None, False),
        ("us", None, True),
        ("“Courier”", "Courier", True),
        ("the Courier", "The Velmora Times", False),
        ("the Courier", None, False),
        ("“", "The Velmora Times", False),
        ("Times of Velmora", "The Velmora Times", False),
        ("The Evening Bell", "theeveningbell", True),
        ("VBC", "vbcnews", True),
        ("The News", "thenews", True),
    ],
)
def test_a_medium_may_be_the_publisher_itself(medium: str, publisher: str | None, same: bool) -> None:
    assert is_own(medium, [publisher] if publisher else []) is same


@pytest.mark.parametrize(
    ("text", "publisher", "owners"),
    [
        ("VELMORA, July 3 (Wire): It rained.", "The Velmora Times", ("The Velmora Times", "Wire")),
        ("VELMORA, July 3 (Wire): It rained.", None, ("Wire",)),
        ("https://www.courier.org/1\n\nVELMORA (Wire) - It rained.", None, ("courier", "Wire")),
        ("https://www.velmoratimes.com/1\n\nIt rained.", None, ("velmoratimes",)),
        ("It rained.", None, ()),
    ],
)
def test_a_text_is_its_publisher_s_and_its_agency_s(text: str, publisher: str | None, owners: tuple[str, ...]) -> None:
    assert owners_of(text, publisher) == owners
