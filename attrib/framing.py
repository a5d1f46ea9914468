"""What a content says of contents: that its own is untrue, or only that somebody else's is."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEAD = re.compile(
    r"\A(?:[A-Z][A-Z' ]+ [-–—] )?(?:(?:too|also|again|as well) )?(?:that |(?:the |a |an |any )?(?:claim|allegation|"
    r"accusation|charge|report|idea|suggestion|story|rumour|assertion)s? that |(?:\w+ ){0,3}\w+: )?",
)
"""What only leads to a content: a dateline, "too that", "the claim that", "the same:"."""

_LIE = r"(?:untrue|false|wrong|a lie|lies|invented|made up|baseless|nonsense|not true|not correct|not the case)"
_FALSE = re.compile(
    rf"(?:(?:it|that)(?: is| was|'s) {_LIE} that "
    r"|there (?:is|was) (?:no truth|nothing|no basis) (?:in|to|for) (?:the|this|that|any) \w+ that )(?P<first>.+)"
    rf"|(?:the|this|that|any) \w+ that (?P<last>.+) (?:is|was) {_LIE}",
    re.IGNORECASE | re.DOTALL,
)
_SAYING = (
    "(?:claim|allegation|accusation|charge|report|account|story|suggestion|"
    "assertion|statement|version|rumou?r|remark)s?"
)
_INVENTED = rf"(?:{_LIE}|fabricat\w+|inventions?|fictions?|fantasy|unfounded|absurd|rubbish|fairy tales?)"
_TAKEN_UP = re.compile(
    rf"(?:that )?(?:(?:the|this|that|these|those|any|all|both|such|same|his|her|their|its) )*{_SAYING}"
    rf"(?P<verdict>(?: as| to be| is| was| were)?(?: an?| all| pure| simply| entirely| completely)* {_INVENTED})?"
    r"|this|that|it|the same(?: thing)?|so"
    r"|(?:that )?(?:he|she|it|they|i|we)(?: had| has| have| did| does| do| was| were)?"
    r"(?: not| ever| never)*(?: do| done)? "
    r"(?:any such thing|anything of the (?:kind|sort)|(?P<nothing>no such thing|nothing of the (?:kind|sort)))",
    re.IGNORECASE,
)
_MARGINS = " '\"“”‘’.,;:"


class TakenUp(NamedTuple):
    """How a content takes up another: it calls it ``false``, says that it was never done (``undone``), or neither."""

    false: bool
    undone: bool


def unwrap(content: str) -> tuple[str, bool]:
    """A content without what leads to it or says that it is untrue, and whether something says so."""
    text = content.replace("’", "'").strip(" '\"“”‘")
    false = _FALSE.fullmatch(text.removeprefix("that "))
    if false:
        text = false["first"] or false["last"]
    return _LEAD.sub("", text), false is not None


def takes_up(content: str) -> TakenUp | None:
    """How a content only takes up another, if it does: "the charge", "the account as an invention", "no such thing"."""
    found = _TAKEN_UP.fullmatch(content.strip(_MARGINS))
    return None if found is None else TakenUp(false=bool(found["verdict"]), undone=bool(found["nothing"]))
