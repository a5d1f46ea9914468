"""Lets all scorers that examples make of the same models share them, so that nobody waits for them again."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from attrib.store import ModelStore

LOADERS = (("attrib.encoder", "load_encoder"), ("attrib.adapter", "load_stages"), ("attrib.tagger", "load_tagger"))


@contextmanager
def loaded_once() -> Iterator[None]:
    """While it lasts, models are loaded once in this process, whoever asks for them."""
    with pytest.MonkeyPatch.context() as patch:
        for module, name in LOADERS:
            patch.setattr(f"{module}.{name}", _shared(module, name))
        yield


@functools.cache
def _shared(module: str, name: str) -> Callable[..., Any]:
    """A loader that is called once for each set of models and each view; encoders hang on the models alone."""
    load: Callable[..., Any] = getattr(importlib.import_module(module), name)
    loaded: dict[tuple[str, ...], Any] = {}

    @functools.wraps(load)
    def shared(store: ModelStore, *others: Any) -> Any:
        key = (store.digest, *(other for other in others if isinstance(other, str)))
        if key not in loaded:
            loaded[key] = load(store, *others)
        return loaded[key]

    return shared
