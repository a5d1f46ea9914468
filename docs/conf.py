from __future__ import annotations

import re
import tomllib
from pathlib import Path

from sphinx.application import Sphinx

ROOT = Path(__file__).resolve().parent.parent

project = "attrib"
author = "The attrib authors"
copyright = author
release = version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"attrib {release}"

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "undoc-members": True}


def append_cards(app: Sphinx, page: str, source: list[str]) -> None:
    """Put the model cards, as they lie in ``models/``, under the page that speaks of the models."""
    if page != "models":
        return
    for card in sorted((ROOT / "models").rglob("*.md")):
        app.env.note_dependency(str(card))
        source[0] += "\n\n" + _demoted(card.read_text(encoding="utf-8")) + "\n"


def _demoted(text: str) -> str:
    """Markdown with every heading a level lower; what stands in a fence is left as it is."""
    lines, fenced = [], False
    for line in text.splitlines():
        fenced ^= line.lstrip().startswith(("```", "~~~"))
        lines.append("#" + line if not fenced and re.match(r"#{1,5} ", line) else line)
    return "\n".join(lines)


def setup(app: Sphinx) -> None:
    app.connect("source-read", append_cards)
