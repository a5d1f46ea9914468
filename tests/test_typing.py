"""The example that type checkers check is true, too, and leaves no public name out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings

import attrib
from attrib import strategies
from tests import typing_example
from tests.loading import loaded_once


@pytest.fixture(scope="module", autouse=True)
def _models_are_loaded_once() -> Iterator[None]:
    with loaded_once():
        yield


def test_the_example_runs(tmp_path: Path) -> None:
    typing_example.everything(tmp_path, files("attrib").joinpath("trust.toml").read_text(encoding="utf-8"))
    assert {path.name for path in tmp_path.iterdir()} == {"report.html", "report.provn"}


@settings(max_examples=5)
@given(strategies.articles(), strategies.perturbations())
def test_rewrites_run(article: strategies.Article, how: strategies.Perturbation) -> None:
    typing_example.rewrite(article, how)


@pytest.mark.parametrize("module", [attrib, strategies])
def test_no_public_name_is_left_out(module: object) -> None:
    tree = ast.parse(Path(typing_example.__file__).read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert used >= set(getattr(module, "__all__", ()))
