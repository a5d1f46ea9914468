"""Every model file is held to its manifest: missing, altered, truncated, swapped or not named, it is refused."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import attrib
from attrib import Scorer
from attrib.errors import AttribError, ModelIntegrityError
from attrib.store import MANIFEST, ModelStore, models_folder

NAMES = sorted(json.loads((models_folder() / MANIFEST).read_text(encoding="utf-8"))["files"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two small model files with their manifest."""
    files = {"a.pt": b"first model", "b.pt": b"second model"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    sums = {name: {"sha256": hashlib.sha256(data).hexdigest()} for name, data in files.items()}
    (tmp_path / MANIFEST).write_text(json.dumps({"version": 1, "files": sums}), encoding="utf-8")
    return tmp_path


def test_bytes_that_were_checked_are_handed_out(folder: Path) -> None:
    assert ModelStore(folder).read("a.pt") == b"first model"


@pytest.mark.parametrize("change", ["flip", "truncate", "swap", "remove"])
def test_what_is_not_the_file_of_the_manifest_is_refused_by_name(folder: Path, change: str) -> None:
    path, data = folder / "a.pt", b"first model"
    if change == "remove":
        path.unlink()
    else:
        path.write_bytes({"flip": b"girst model", "truncate": data[:-1], "swap": b"second model"}[change])
    with pytest.raises(ModelIntegrityError, match=r"a\.pt.*attrib train") as caught:
        ModelStore(folder).read("a.pt")
    assert isinstance(caught.value, AttribError) and isinstance(caught.value, RuntimeError)


def test_a_file_that_the_manifest_does_not_name_is_refused(folder: Path) -> None:
    (folder / "c.pt").write_bytes(b"third model")
    with pytest.raises(ModelIntegrityError, match=r"c\.pt"):
        ModelStore(folder).read("c.pt")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        "3",
        "{}",
        '{"files": []',
        '{"files": []}',
        '{"files": {"a.pt": {}}}',
        '{"files": {"a.pt": 3}}',
        '{"files": {"a.pt": {"sha256": 3}}}',
        "[" * 100_000,
        "\ud800",
    ],
)
def test_a_manifest_that_is_none_is_refused(folder: Path, text: str | None) -> None:
    if text is None:
        (folder / MANIFEST).unlink()
    else:
        (folder / MANIFEST).write_text(text, encoding="utf-8", errors="surrogatepass")
    with pytest.raises(ModelIntegrityError, match=MANIFEST):
        ModelStore(folder)


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_model_is_the_one_of_its_manifest(name: str) -> None:
    assert ModelStore().read(name)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped models as links, which a test exchanges for files of its own."""
    for path in models_folder().iterdir():
        (tmp_path / path.name).symlink_to(path)
    return tmp_path


def exchange(path: Path, data: bytes) -> None:
    path.unlink()
    path.write_bytes(data)


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_model_is_refused_once_it_is_altered(shipped: Path, name: str) -> None:
    path = shipped / name
    data = path.read_bytes()
    middle = len(data) // 2
    other = shipped / NAMES[NAMES.index(name) - 1]
    flipped = bytes([data[middle] ^ 1])
    for altered in (data[:middle] + flipped + data[middle + 1 :], data[:-1], other.read_bytes(), b""):
        exchange(path, altered)
        with pytest.raises(ModelIntegrityError, match=re.escape(name)):
            ModelStore(shipped).read(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_scorer_gives_no_answer_with_a_model_that_was_altered(shipped: Path, name: str) -> None:
    exchange(shipped / name, (shipped / name).read_bytes()[:-1])
    with pytest.raises(ModelIntegrityError, match=re.escape(name)):
        Scorer(models=shipped, attitudes="attitudes" in name).score("The mayor said that the bridge was safe.")


def test_models_of_ones_own_answer(shipped: Path) -> None:
    text = "The mayor said that the bridge was safe."
    assert Scorer(models=shipped).score(text) == Scorer().score(text)


def test_models_of_ones_own_are_held_to_their_own_manifest(shipped: Path) -> None:
    manifest = json.loads((shipped / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"]["links.npz"]["sha256"] = "0" * 64
    exchange(shipped / MANIFEST, json.dumps(manifest).encode())
    with pytest.raises(ModelIntegrityError, match=r"links\.npz"):
        Scorer(models=shipped).score("The mayor said that the bridge was safe.")


def test_every_line_of_the_manifest_says_what_a_file_is_and_comes_from() -> None:
    files = json.loads((models_folder() / MANIFEST).read_text(encoding="utf-8"))["files"]
    for name, line in files.items():
        assert line["size"] == (models_folder() / name).stat().st_size
        assert all(line[key] for key in ("recipe", "data", "licence", "dev")), name


UNSAFE_MODULES = {"pickle", "cPickle", "cloudpickle", "dill", "marshal", "shelve", "yaml"}
SAFE_BY = {"torch.load": ("weights_only", True), "np.load": ("allow_pickle", False)}


def unsafe_calls(source: str) -> Iterator[str]:
    """Imports and calls in a module that may run code which was read from somewhere."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
            yield from (name for name in names if name.partition(".")[0] in UNSAFE_MODULES)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if called in SAFE_BY:
                option, value = SAFE_BY[called]
                given = {word.arg: word.value for word in node.keywords}.get(option)
                if not isinstance(given, ast.Constant) or given.value is not value:
                    yield called
            elif called in {"eval", "exec", "joblib.load"} or called.endswith(("read_pickle", "Unpickler")):
                yield called


def test_nothing_that_can_run_code_is_read() -> None:
    package = Path(attrib.__file__).parent
    found = {path.name: [*unsafe_calls(path.read_text(encoding="utf-8"))] for path in package.rglob("*.py")}
    assert not {name: calls for name, calls in found.items() if calls}


@pytest.mark.parametrize(
    "source",
    [
        "from pickle import load", "import dill as d", "eval(x)", "torch.load(f)", "np.load(f, allow_pickle=True)",
        "joblib.load(f)", "pd.read_pickle(f)", "torch.load(f, weights_only=not safe)",
    ],
)  # fmt: skip
def test_what_can_run_code_would_be_noticed(source: str) -> None:
    assert [*unsafe_calls(source)]


def test_the_digest_stands_for_all_files(folder: Path) -> None:
    before = ModelStore(folder).digest
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"]["b.pt"]["sha256"] = "0" * 64
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert ModelStore(folder).digest != before


def test_no_model_carries_a_path_and_all_load_as_weights_only() -> None:
    torch = pytest.importorskip("torch")
    for path in models_folder().glob("*.pt"):
        checkpoint = torch.load(path, weights_only=True)
        assert not [v for v in checkpoint["config"].values() if isinstance(v, str) and "/" in v], path.name
        assert "optimizer_state_dict" not in checkpoint
