"""The report as people read it in a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator

from attrib.errors import InputValueError
from attrib.report import Claim, Commitment, Report, ReportWarning, Share, Summary
from attrib.wording import arrow, content_of, counted, sentence

NARROWEST = 24
"""The least width, in columns, that a report can be laid out in."""

_BOLD, _DIM, _CYAN, _YELLOW, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[33m", "\x1b[0m"


def render(report: Report, *, width: int = 80, colour: bool = False) -> str:
    """The report as text of lines no longer than ``width`` columns: the summary, each claim with its chain, scores and
    why, and the warnings at the end.

    Control and formatting characters of the article never reach the terminal.  ``colour`` adds ANSI escapes.  Raises
    :class:`~attrib.errors.InputValueError` if ``width`` is less than ``NARROWEST``.
    """
    if width < NARROWEST:
        raise InputValueError(f"width: {width} is less than {NARROWEST} columns")
    page = _Page(width, colour)
    lines = [*_header(page, report)]
    for claim in report.claims:
        lines += ["", *_claim(page, claim)]
    if report.warnings:
        lines += ["", *page.wrap("Warnings", style=_BOLD)]
        lines += [line for warning in report.warnings for line in _warning(page, warning)]
    return "\n".join(lines) + "\n"


class _Page:
    """A width in columns, and whether there is colour."""

    def __init__(self, width: int, colour: bool):
        self._width = width
        self._colour = colour

    def wrap(self, text: str, *, first: str = "", indent: str = "", style: str = "") -> Iterator[str]:
        """``text`` in lines that fit, the first after ``first``, the others after ``indent``."""
        lead = first
        for line in _fitted(clean(text), self._width - max(len(first), len(indent))):
            yield lead + (f"{style}{line}{_RESET}" if self._colour and style and line else line)
            lead = indent


def clean(text: str) -> str:
    """``text`` on one line: white space collapsed, invisible formatting left out, other controls made visible."""
    shown = []
    for char in " ".join(text.split()):
        category = unicodedata.category(char)
        if category in ("Cc", "Cs"):
            shown.append("\N{REPLACEMENT CHARACTER}")
        elif category != "Cf":
            shown.append(char)
    return "".join(shown)


def _columns(char: str) -> int:
    """How many columns of a terminal a character takes."""
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _fitted(text: str, width: int) -> Iterator[str]:
    """``text`` in lines of at most ``width`` columns, broken between words where that can be done."""
    if all(map(str.isascii, text)):
        yield from textwrap.wrap(text, width, break_on_hyphens=False) or [""]
        return
    line, used = "", 0
    for word in text.split(" "):
        size = sum(map(_columns, word))
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            yield line
        line, used = "", 0
        for char in word:
            if used + _columns(char) > width:
                yield line
                line, used = "", 0
            line, used = line + char, used + _columns(char)
    yield line


def _header(page: _Page, report: Report) -> Iterator[str]:
    title = " · ".join(part for part in (report.doc_id, report.publisher) if part)
    if title:
        yield from page.wrap(title, style=_BOLD)
    summary = report.summary
    counts = f"{counted(summary.claims, 'claim')}, {counted(summary.hops, 'hop')}"
    voice = f"{summary.author_voice:.0%} of the text is the author's own voice"
    yield from page.wrap(f"{counts}; {voice}.")
    if summary.claims:
        yield from page.wrap(_shares(summary))
    yield from page.wrap(summary.note, style=_DIM)


def _shares(summary: Summary) -> str:
    def part(share: Share, word: str) -> str:
        return f"{share.count} {word} ({share.share:.0%})"

    originators = f"{part(summary.named, 'named')}, {part(summary.described, 'described')}, "
    originators += part(summary.anonymous, "anonymous")
    forms = f"{part(summary.direct, 'direct')}, {part(summary.mixed, 'mixed')}, {part(summary.indirect, 'indirect')}"
    sourcing = f"{part(summary.relayed, 'relayed')}, {part(summary.single_origin, 'of a single origin')}, "
    sourcing += f"{part(summary.disputed, 'disputed')}, {part(summary.unsourced, 'unsourced')}"
    return f"Originators: {originators}. Quotation: {forms}. Sourcing: {sourcing}."


def _claim(page: _Page, claim: Claim) -> Iterator[str]:
    number = f"{claim.id}. "
    indent = " " * min(len(number), 6)
    yield from page.wrap(content_of(claim), first=number, indent=indent, style=_BOLD)
    yield from page.wrap(arrow(claim.chain), first=indent, indent=indent, style=_CYAN)
    said = "" if claim.commitment is Commitment.ASSERTED else f" · {claim.commitment}"
    scores = (
        f"{claim.level} ({claim.form}){said} · directness {claim.directness:.2f} · "
        f"credibility {claim.credibility:.2f} · grade {claim.grade}"
    )
    yield from page.wrap(scores, first=indent, indent=indent)
    if claim.disputed_by:
        numbers = ", ".join(map(str, claim.disputed_by))
        yield from page.wrap(f"disputed by {numbers}", first=indent, indent=indent, style=_YELLOW)
    yield from page.wrap(sentence(claim), first=indent, indent=indent, style=_DIM)


def _warning(page: _Page, warning: ReportWarning) -> Iterator[str]:
    where = f" ({warning.span.start} to {warning.span.end})" if warning.span else ""
    yield from page.wrap(f"{warning.code}: {warning.message}{where}", first="- ", indent="  ", style=_YELLOW)
