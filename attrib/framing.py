"""What a content says of contents: that its own is untrue, or only that somebody else's is."""

from __future__ import annotations

import re
from typing import NamedTuple

_LEAD = re.compile(
    r"\A(?:[A-Z][A-Z' ]+ [-–—] )?(?:(?:too|also|again|as well) )?(?:that |(?:the |a |an |any )?(?:claim|allegation|"
    r"accusation|charge|report|idea|suggestion|story|rumour|assertion)s? that |(?:\w+ ){0,3}\w+: )?",
)
"""What only leads to a content: a dateline, "too that", "the claim that", "the same:"."""

_UNTRUE = r"(?:untrue|false|a lie|lies|invented|made up|baseless|not true|not correct|not so|not the case)"
_LIE = rf"(?:{_UNTRUE}|wrong|nonsense)"
_SAYING = (
    "(?:claim|allegation|accusation|argument|charge|contention|count|estimate|figure|finding|number|report|account|"
    "story|suggestion|assertion|statement|version|rumou?r|remark|news|toll)s?"
)
_THAT = rf"(?:the|this|that|any) (?:{_SAYING}|belief|idea|impression|notion|theory|view) that"
_FALSE = re.compile(
    rf"(?:(?:it|that)(?:(?: is| was|'s) {_UNTRUE}|(?: is| was)n't (?:true|so|correct|the case)) that "
    rf"|there (?:is|was) (?:no truth|nothing|no basis) (?:in|to|for) {_THAT} )(?P<first>.+)"
    rf"|{_THAT} (?P<last>.+) (?:is|was) {_LIE}",
    re.IGNORECASE | re.DOTALL,
)
_FICTIVE = r"(?:fabricat\w+|inventions?|fictions?|unfounded)"
_INVENTED = rf"(?:{_LIE}|{_FICTIVE}|fantasy|absurd|rubbish|fairy tales?)"
_BEING = "(?:is|are|was|were|had been|has been|have been)"
_HAVING = "(?:had|has|have|did|does|do|was|were|is|are)"
_HAPPENED = "(?:happened|happen|occurred|occur|taken place|take place|took place)"
_NEVER = f"(?:(?:(?:had|has) )?never|(?:had|has|did|does)(?: not|n't)) {_HAPPENED}"
_NOTHING = "(?:no such thing|nothing of the (?:kind|sort))"
_IT = "(?:(?:all|any) of )?(?:this|that|it)"
_SO = r"(?: \w+ly)* (?:so|true|correct|the case)"
_SAID = rf"(?:(?:the|this|that|these|those|any|all|both|such|same|his|her|their|its) )*{_SAYING}(?: of events)?"
_HOW = r"(?: an?| all| just| pure| \w+ly)*"
_CALLED = rf"(?: pure| all| sheer)* (?:untrue|false|baseless|nonsense|an? (?:lie|{_FICTIVE}|fantasy|fairy tale))"
_TAIL = r"(?: (?:\w+ly|outright|too|as well|either|at all|in full|in the strongest terms))*"
_TAKEN_UP = re.compile(
    r"(?:that )?(?:"
    rf"{_SAID}(?P<verdict>(?: as| to be| {_BEING})?{_HOW} {_INVENTED})?"
    rf"|(?P<untrue>(?:none of (?:this|that|it)|not an? \w+ of (?:this|that|it|{_SAID})) {_BEING}{_SO}"
    rf"|{_IT} {_BEING}(?: not|n't| never){_SO})"
    rf"|{_IT}(?:(?: {_BEING}|'s){_SO}"
    rf"|(?P<false>(?:(?: as| {_BEING}|'s){_HOW} (?:{_UNTRUE}|{_FICTIVE})|{_CALLED})(?:: .+)?))?"
    rf"|(?P<groundless>there {_BEING} (?:nothing|(?:no|not an? \w+ of|little) (?:truth|basis|foundation|substance)) "
    rf"(?:in|to|for|behind) (?:{_IT}|{_SAID}))"
    r"|the same(?: thing)?|so|as much|(?P<contrary>otherwise|the (?:opposite|contrary|reverse)(?: (?:is|was) true)?)"
    rf"|(?:he|she|it|they|i|we)(?: {_HAVING})?(?: not| ever| never)*(?: do| done)? "
    rf"(?:any such thing|anything of the (?:kind|sort)|(?P<nothing>{_NOTHING}))"
    rf"|(?P<none>{_NOTHING}|(?:any|no) such \w+)(?: {_HAVING})?(?: ever)? (?:{_HAPPENED}|been \w+|exist(?:s|ed)?)"
    rf"|(?:it|this|that) (?P<never>{_NEVER})"
    rf"|(?P<elided>(?:he|she|it|they) {_HAVING})(?P<not> not|n't)?(?: done)?(?: so)?"
    rf"){_TAIL}",
    re.IGNORECASE | re.DOTALL,
)
_MARGINS = " '\"“”‘’.,;:"


class TakenUp(NamedTuple):
    """How a content takes up another: it calls it ``false``, says that it was never done (``undone``), or neither.

    What is ``elided`` repeats the verb of the other and leaves out the rest, "that it had", "that it had not"; it is
    undone if it is negated, whether or not the other is.
    """

    false: bool
    undone: bool
    elided: bool = False


def unwrap(content: str) -> tuple[str, bool]:
    """A content without what leads to it or says that it is untrue, and whether something says so."""
    text = content.replace("’", "'").strip(" '\"“”‘")
    false = _FALSE.fullmatch(text.removeprefix("that "))
    if false:
        text = false["first"] or false["last"]
    return _LEAD.sub("", text), false is not None


def takes_up(content: str) -> TakenUp | None:
    """How a content only takes up another, if it does: "the charge", "the account as an invention", "no such thing"."""
    found = _TAKEN_UP.fullmatch(re.sub('["“”]', "", content.replace("’", "'")).strip(_MARGINS))
    if found is None:
        return None
    none = found["none"] is not None and not found["none"].lower().startswith("any")
    return TakenUp(
        false=any(found[way] for way in ("verdict", "untrue", "false", "groundless")),
        undone=none or any(found[way] for way in ("nothing", "never", "not", "contrary")),
        elided=found["elided"] is not None,
    )
