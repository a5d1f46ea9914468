"""The Python examples of the README and of every page of the documentation run as they stand, each page on its own."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.loading import loaded_once

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
"""A fence of Python is run; what cannot be run here stands in a ``{code-block} python``, which only looks the same."""

PAGES = {
    page.relative_to(ROOT).as_posix(): EXAMPLE.findall(page.read_text(encoding="utf-8"))
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
    if "_build" not in page.parts
}


@pytest.fixture(scope="module", autouse=True)
def _models_are_loaded_once() -> Iterator[None]:
    with loaded_once():
        yield


@pytest.mark.parametrize("page", [page for page, examples in PAGES.items() if examples])
def test_examples_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(min((ROOT / "fixtures" / "articles").glob("*.txt")), tmp_path / "article.txt")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "__main__"}
    for number, example in enumerate(PAGES[page], 1):
        exec(compile(example, f"{page}, example {number}", "exec"), names)
    if "report" in names:
        assert names["report"].claims, "the example found no claim"


def test_what_has_to_be_shown_has_examples() -> None:
    pages = {page for page, examples in PAGES.items() if examples}
    assert {"README.md", "docs/index.md", "docs/tutorial.md", "docs/exports.md", "docs/corroboration.md"} <= pages
    assert {page for page in PAGES if page.startswith("docs/howto/")} <= pages
