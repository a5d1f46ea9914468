"""What the package says of itself agrees with the project, and what a wheel must carry is there."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import pytest

import attrib

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    """The ``project`` table of pyproject.toml."""
    table: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return table


def test_version_is_the_projects(project: dict[str, Any]) -> None:
    assert attrib.__version__ == project["version"]
    assert metadata.version("attrib") == project["version"]


def test_version_has_its_place_in_the_changelog(project: dict[str, Any]) -> None:
    headings = re.findall(r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert project["version"] in headings


def test_package_is_marked_as_typed() -> None:
    assert resources.files("attrib").joinpath("py.typed").is_file()


def test_every_public_name_can_be_had() -> None:
    assert attrib.__all__
    assert [name for name in attrib.__all__ if not hasattr(attrib, name)] == []
    assert set(attrib.__all__) <= set(dir(attrib))


def test_every_requirement_is_locked_once(project: dict[str, Any]) -> None:
    locked = _pins("constraints.txt")
    assert [version for version in locked.values() if "+" in version] == []
    assert _bounds(project, *project["optional-dependencies"]).keys() <= locked.keys()


def test_lowest_versions_are_the_bounds(project: dict[str, Any]) -> None:
    tools = {"dev", "docs"}
    assert _pins("constraints-lowest.txt") == _bounds(project, *project["optional-dependencies"].keys() - tools)


def test_readme_shows_every_module() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## How the pipeline reads")[1].split("\n## ")[0]
    listed = re.findall(r"`(\w+)(?:\.py|/)`", " ".join(re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)))
    entries = {path.stem for path in (ROOT / "attrib").iterdir() if path.is_dir() or path.suffix == ".py"}
    assert sorted(listed) == sorted(name for name in entries if not name.startswith("_"))


def _pins(lock: str) -> dict[str, str]:
    """The locked version of each package; a second lock of the same package is an error."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    versions = {_normal(name): version for name, version in pins}
    assert len(versions) == len(pins)
    return versions


def _bounds(project: dict[str, Any], *extras: str) -> dict[str, str]:
    """The lower bound of each package that the run time and the extras ask for."""
    asked = [*project["dependencies"], *(x for extra in extras for x in project["optional-dependencies"][extra])]
    bounds = (requirement.split(">=") for requirement in asked if not requirement.startswith("attrib["))
    return {_normal(name): version for name, version in bounds}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
