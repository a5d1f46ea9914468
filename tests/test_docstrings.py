"""The examples in the docstrings of all that the reference page shows are true, and nothing that needs one lacks it."""

from __future__ import annotations

import doctest
import enum
import inspect
import io
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.loading import loaded_once

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference.md"
DIRECTIVE = re.compile(r"^\.\. auto(module|class|function):: (\S+)$", re.MULTILINE)

PLAIN = {"Appearance", "ClaimRow", "Factor", "Hop", "HopRow", "ReportWarning", "Source", "SourceEntity"}
"""Values that speak for themselves, and stand in the examples of others."""

STRATEGIES = {"Article", "Perturbation"}
"""What strategies draw, which they show."""


def _shown() -> Iterator[tuple[str, Any]]:
    """The objects of the reference page, by their full names."""
    for kind, name in DIRECTIVE.findall(PAGE.read_text(encoding="utf-8")):
        if kind == "module":
            module = import_module(name)
            yield from ((f"{name}.{each}", getattr(module, each)) for each in module.__all__ if each != "__version__")
        else:
            home, own = name.rsplit(".", 1)
            yield name, getattr(import_module(home), own)


SHOWN = dict(_shown())
EXAMPLES = {
    test.name: test
    for name, thing in SHOWN.items()
    for test in doctest.DocTestFinder(exclude_empty=True).find(thing, name, globs={})
    if test.examples
}


@pytest.fixture(scope="module", autouse=True)
def _models_are_loaded_once() -> Iterator[None]:
    with loaded_once():
        yield


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_true(name: str) -> None:
    told = io.StringIO()
    result = doctest.DocTestRunner(verbose=False).run(EXAMPLES[name], out=told.write, clear_globs=False)
    assert result.attempted and not result.failed, told.getvalue()


def test_what_needs_an_example_has_one() -> None:
    functions = {name for name, thing in SHOWN.items() if inspect.isfunction(thing)}
    classes = {
        name
        for name, thing in SHOWN.items()
        if inspect.isclass(thing) and not issubclass(thing, enum.Enum | Exception)
        if name.rsplit(".", 1)[1] not in PLAIN | STRATEGIES
    }
    assert len(functions) > 15 and len(classes) > 7
    assert (functions | classes) - EXAMPLES.keys() == set()


def test_examples_stand_alone() -> None:
    """Each imports what it uses, so that it can be copied."""
    for name, test in EXAMPLES.items():
        assert "import" in test.examples[0].source, name
