"""What a page consists of, read with a parser that is not the library's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input", "img", "hr"}


@dataclass
class Element:
    """An element with what is inside; text and elements in order."""

    name: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    inside: list[Element | str] = field(default_factory=list)

    def all(self, name: str = "", look: str = "") -> Iterator[Element]:
        """This and every element within, of a name and a class if they are given."""
        if (not name or self.name == name) and (not look or look in (self.attributes.get("class") or "").split()):
            yield self
        for part in self.inside:
            if isinstance(part, Element):
                yield from part.all(name, look)

    def one(self, name: str = "", look: str = "") -> Element:
        (found,) = self.all(name, look)
        return found

    def text(self, without: str = "") -> str:
        """The text, what stands in elements of class ``without`` left out."""
        return "".join(
            part if isinstance(part, str) else part.text(without)
            for part in self.inside
            if isinstance(part, str) or not without or without not in (part.attributes.get("class") or "").split()
        )


class _Reader(HTMLParser):
    """Builds the tree, and refuses what is not well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute of {tag} is there twice"
        made = Element(tag, dict(attrs))
        self.open[-1].inside.append(made)
        if tag not in VOID:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag, f"</{tag}> ends something else"

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(f"a declaration: {data!r}")

    def handle_pi(self, data: str) -> None:
        raise AssertionError(f"a processing instruction: {data!r}")


def read(page: str) -> Element:
    """The page as a tree."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    (root,) = reader.open
    return root
