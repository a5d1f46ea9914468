"""The words that articles are made of. Everybody and everything in them is invented."""

from __future__ import annotations

from attrib.report import frozen

WOMEN = ("Ilsa", "Marta", "Nadia", "Petra", "Selma", "Wanda", "Amina", "Celia")
MEN = ("Tomas", "Otto", "Emeka", "Goran", "Rafael", "Viktor", "Yusuf", "Bram")
FAMILY_NAMES = (
    "Brandt", "Lindt", "Okoro", "Varga", "Moreau", "Haddad", "Tanaka", "Duarte", "Sorensen", "Quispe", "Kowalski",
    "Rahman",
)  # fmt: skip
TRADES = ("engineer", "harbour master", "union leader", "surgeon", "geologist", "lawyer", "farmer", "professor")
PLACES = (
    "Velmora", "Ostrel", "Halden", "Norvik", "Kelmar", "Tarnow", "Galvia", "Selvik", "Arvela", "Belmora", "Lorvane",
    "Caldera",
)  # fmt: skip
OUTLETS = ("Courier", "Gazette", "Tribune", "Herald", "Times", "News Agency")
BODIES = (
    "the port authority", "the health ministry", "the water company", "the city council", "the rail operator",
    "the teachers' union", "the fire service", "the opposition party",
)  # fmt: skip
NAMED_BODIES = ("Port Authority", "Chamber of Commerce", "Water Company", "City Council", "Medical Union")
SPOKESPEOPLE = ("a spokesman for", "a spokeswoman for", "an official at", "the head of")
ANONYMOUS_PERSON = (
    "an official who asked not to be named", "a diplomat who requested anonymity",
    "a person familiar with the matter",
)  # fmt: skip
ANONYMOUS_GROUP = (
    "sources close to the inquiry", "two people familiar with the plans", "people with knowledge of the talks",
)  # fmt: skip


@frozen
class Predicate:
    """What can be said of a thing: as somebody reports it, and as one says it."""

    reported: str
    spoken: str


THINGS = (
    "the northern bridge", "the harbour wall", "the ferry terminal", "the old clinic", "the water plant",
    "the coastal road", "the rail tunnel", "the grain depot", "the power station", "the fish market",
    "the town library", "the airport runway",
)  # fmt: skip
PREDICATES = (
    Predicate(reported="had been closed after the storm", spoken="has been closed after the storm"),
    Predicate(reported="had been inspected in March", spoken="was inspected in March"),
    Predicate(reported="would reopen within two weeks", spoken="will reopen within two weeks"),
    Predicate(reported="needed urgent repairs", spoken="needs urgent repairs"),
    Predicate(reported="had lost its licence", spoken="has lost its licence"),
    Predicate(reported="would be sold to investors", spoken="will be sold to investors"),
    Predicate(reported="had been flooded twice", spoken="has been flooded twice"),
    Predicate(reported="was unsafe for heavy lorries", spoken="is unsafe for heavy lorries"),
    Predicate(reported="had cost four million crowns", spoken="has cost four million crowns"),
    Predicate(reported="would stay shut until spring", spoken="will stay shut until spring"),
    Predicate(reported="was no longer insured", spoken="is no longer insured"),
    Predicate(reported="had been built on sand", spoken="was built on sand"),
)
QUOTABLE = (
    "held together by rust and luck", "a danger to every child in town", "not worth the money it costs",
    "in a far worse state than anyone admits",
)  # fmt: skip
WISHES = ("closed at once", "rebuilt by the spring", "sold to the town", "inspected every year")
REMARKS = (
    "It rained all week.", "The season ends in October.", "The town has about 9,000 inhabitants.",
    "Shops opened as usual on Tuesday.", "Two buses were waiting at the square.",
)  # fmt: skip
