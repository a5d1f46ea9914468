"""The Python examples of the README and of every page of the documentation run as they stand, each page on its own."""

from __future__ import annotations

import functools
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from attrib.store import ModelStore

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
    """Every scorer that an example makes of the same models shares them, so that no page waits for them again."""
    loaders = (("attrib.encoder", "load_encoder"), ("attrib.adapter", "load_stages"), ("attrib.tagger", "load_tagger"))
    with pytest.MonkeyPatch.context() as patch:
        for module, name in loaders:
            patch.setattr(f"{module}.{name}", _once(getattr(pytest.importorskip(module), name)))
        yield


def _once(load: Callable[..., Any]) -> Callable[..., Any]:
    """``load``, called once for each set of models and each view; encoders hang on the models alone."""
    loaded: dict[tuple[str, ...], Any] = {}

    @functools.wraps(load)
    def shared(store: ModelStore, *others: Any) -> Any:
        key = (store.digest, *(other for other in others if isinstance(other, str)))
        if key not in loaded:
            loaded[key] = load(store, *others)
        return loaded[key]

    return shared


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
