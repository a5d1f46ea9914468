"""``import attrib`` is light: it loads nothing heavy, writes nothing, opens no socket, sets up no logging."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = (
    "torch",
    "stanza",
    "sklearn",
    "scipy",
    "numpy",
    "joblib",
    "transformers",
    "tokenizers",
    "safetensors",
    "hypothesis",
    "narwhals",
    "pandas",
    "polars",
    "prov",
    "stix2",
    "spacy",
    "tqdm",
)

# What the child does: it watches itself import the package, and prints what it saw.
WATCHED_IMPORT = """
import json, logging, os, sys

seen = {"sockets": [], "written": []}

def watch(event, arguments):
    if event.startswith("socket."):
        seen["sockets"].append(event)
    elif event == "open":
        path, mode, flags = arguments
        if isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            seen["written"].append(str(path))
    elif event in ("os.mkdir", "os.rename", "os.remove"):
        seen["written"].append(str(arguments[0]))

before = set(sys.modules)
level = logging.root.level
sys.addaudithook(watch)
import attrib

loggers = [logging.root, *(x for x in logging.Logger.manager.loggerDict.values() if isinstance(x, logging.Logger))]
seen["handlers"] = [type(handler).__name__ for logger in loggers for handler in logger.handlers]
seen["level_kept"] = logging.root.level == level
seen["modules"] = sorted(set(sys.modules) - before)
seen["home"] = attrib.__file__
print(json.dumps(seen))
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a fresh interpreter in an empty folder saw while it imported the package."""
    folder = tmp_path_factory.mktemp("empty")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    environment |= {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(folder), "TMPDIR": str(folder)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", WATCHED_IMPORT],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer | {"left": sorted(path.name for path in folder.rglob("*"))}


def test_the_package_beside_the_tests_was_imported(seen: dict[str, Any]) -> None:
    assert Path(seen["home"]).is_relative_to(ROOT)
    assert "attrib" in seen["modules"]


@pytest.mark.parametrize("name", HEAVY)
def test_nothing_heavy_is_imported(seen: dict[str, Any], name: str) -> None:
    assert [module for module in seen["modules"] if module.split(".")[0] == name] == []


def test_no_socket_is_opened(seen: dict[str, Any]) -> None:
    assert seen["sockets"] == []


def test_nothing_is_written(seen: dict[str, Any]) -> None:
    assert seen["written"] == []
    assert seen["left"] == []


def test_logging_is_left_alone(seen: dict[str, Any]) -> None:
    assert set(seen["handlers"]) <= {"NullHandler"}
    assert seen["level_kept"]
