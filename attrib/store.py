"""Finds the model files, checks each against the manifest, and hands out the very bytes that were checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrib.errors import ModelIntegrityError

MANIFEST = "MANIFEST.json"
_REMEDY = "install attrib again, or make the models with `attrib train`"


def models_folder() -> Path:
    """The folder of the shipped models: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "models", package.parent / "models"):
        if (folder / MANIFEST).is_file():
            return folder
    raise ModelIntegrityError(f"no models with a {MANIFEST} beside or inside {package}: {_REMEDY}")


class ModelStore:
    """The model files of one folder, held to its manifest."""

    def __init__(self, folder: str | Path | None = None):
        self.folder = models_folder() if folder is None else Path(folder)
        manifest = self.folder / MANIFEST
        try:
            self._sums: Mapping[str, str] = _sums(json.loads(manifest.read_bytes()))
        except OSError as error:
            raise ModelIntegrityError(f"{manifest} cannot be read ({error.strerror}): {_REMEDY}") from error
        except (ValueError, RecursionError) as error:
            raise ModelIntegrityError(f"{manifest} is no manifest of models: {_REMEDY}") from error

    def read(self, name: str) -> bytes:
        """The bytes of one model file; raises :class:`ModelIntegrityError` if it is missing or was altered."""
        path = self.folder / name
        if name not in self._sums:
            raise ModelIntegrityError(f"{name} is not named in {self.folder / MANIFEST}: {_REMEDY}")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ModelIntegrityError(f"the model file {path} cannot be read ({error.strerror}): {_REMEDY}") from error
        if hashlib.sha256(data).hexdigest() != self._sums[name]:
            raise ModelIntegrityError(f"the model file {path} is not the one in its manifest: {_REMEDY}")
        return data

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that stand for all files of the manifest."""
        sums = "".join(f"{name}={self._sums[name]}\n" for name in sorted(self._sums))
        return hashlib.sha256(sums.encode()).hexdigest()[:12]


def _sums(manifest: Any) -> dict[str, str]:
    """The sha256 of every file that a manifest names; raises ``ValueError`` for what is no manifest."""
    match manifest:
        case {"files": dict(files)}:
            sums = {name: line["sha256"] for name, line in files.items() if isinstance(line, dict) and "sha256" in line}
            if len(sums) == len(files) and all(isinstance(value, str) for value in sums.values()):
                return sums
    raise ValueError("a manifest names files with their sha256")
