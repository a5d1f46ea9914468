"""HTML and SVG written so that nothing which is not markup of our own can become any."""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterable
from string import Template

from attrib.errors import InputValueError

Attribute = str | int | bool | None

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile("\r\n?")
_NAME = re.compile("[a-z][a-z0-9-]*", re.IGNORECASE)
_SHAPES = ("rect", "line", "polygon", "path")


class Markup(str):
    """A string that is markup already. Every other string is text, and is escaped wherever it goes."""

    __slots__ = ()


def tame(text: str) -> str:
    """``text`` as a page can show it: line ends as one newline, other controls and lone surrogates as U+FFFD."""
    return _UNSHOWABLE.sub("\N{REPLACEMENT CHARACTER}", _LINE_END.sub("\n", text))


def escaped(text: str) -> Markup:
    """``text`` as markup that shows it, inside an element as inside an attribute."""
    return Markup(html.escape(tame(text), quote=True))


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """The parts one after the other, what is no markup escaped."""
    link = between if isinstance(between, Markup) else escaped(between)
    return Markup(link.join(part if isinstance(part, Markup) else escaped(part) for part in parts))


def element(name: str, *children: str, **attributes: Attribute) -> Markup:
    """An element. ``class_="x"`` is ``class="x"``, ``aria_label=`` is ``aria-label=``; none and false leave it out.

    Raises :class:`~attrib.errors.InputValueError` for what can be no name.
    """
    written = []
    for key, value in attributes.items():
        label = key.rstrip("_").replace("_", "-")
        if not _NAME.fullmatch(label):
            raise InputValueError(f"markup: {label!r} is no name of an attribute")
        if value is None or value is False:
            continue
        written.append(f" {label}" if value is True else f' {label}="{escaped(str(value))}"')
    if not _NAME.fullmatch(name):
        raise InputValueError(f"markup: {name!r} is no name of an element")
    start = f"<{name}{''.join(written)}"
    return Markup(f"{start}/>" if name in _SHAPES else f"{start}>{joined(children)}</{name}>")


def isolated(text: str) -> Markup:
    """``text`` on one line, its direction of writing kept from what stands around it."""
    return element("bdi", " ".join(text.split()))


@functools.cache
def template(name: str) -> str:
    """A file of ``templates``, beside this module."""
    from importlib.resources import files

    return files("attrib.pages").joinpath("templates", name).read_text(encoding="utf-8")


def page(title: str, body: Markup, *, script: str | None = None) -> str:
    """A whole page of its own, with a style and maybe a script inside and a policy that allows these and nothing else.

    ``script`` is the name of a template.
    """
    style = template("page.css")
    allowed = ["default-src 'none'", f"style-src '{_digest(style)}'"]
    run = ""
    if script is not None:
        code = template(script)
        allowed.append(f"script-src '{_digest(code)}'")
        run = f"<script>{code}</script>\n"
    policy = "; ".join((*allowed, "base-uri 'none'", "form-action 'none'"))
    return Template(template("page.html")).substitute(
        policy=policy, title=escaped(" ".join(title.split())), style=style, script=run, body=body
    )


def _digest(content: str) -> str:
    """How a policy names the content of a style or script element."""
    import base64
    import hashlib

    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode('ascii')}"
