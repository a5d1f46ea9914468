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
        try:
            self._files: Mapping[str, Any] = json.loads((self.folder / MANIFEST).read_bytes())["files"]
        except OSError as error:
            raise ModelIntegrityError(
                f"{self.folder / MANIFEST} cannot be read ({error.strerror}): {_REMEDY}"
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ModelIntegrityError(f"{self.folder / MANIFEST} is no manifest of models: {_REMEDY}") from error

    def read(self, name: str) -> bytes:
        """The bytes of one model file; raises :class:`ModelIntegrityError` if it is missing or was altered."""
        path = self.folder / name
        if name not in self._files:
            raise ModelIntegrityError(f"{name} is not named in {self.folder / MANIFEST}: {_REMEDY}")
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ModelIntegrityError(f"the model file {path} cannot be read ({error.strerror}): {_REMEDY}") from error
        if hashlib.sha256(data).hexdigest() != self._files[name]["sha256"]:
            raise ModelIntegrityError(f"the model file {path} is not the one in its manifest: {_REMEDY}")
        return data

    @property
    def digest(self) -> str:
        """Twelve hexadecimal digits that stand for all files of the manifest."""
        sums = "".join(f"{name}={self._files[name]['sha256']}\n" for name in sorted(self._files))
        return hashlib.sha256(sums.encode()).hexdigest()[:12]
