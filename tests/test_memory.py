"""What keeps memory within bounds does its part, and harms nobody where it cannot."""

from __future__ import annotations

import ctypes
import os

import pytest

from attrib import memory


def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", raising=False)
    memory.bound_caches()
    assert os.environ["ONEDNN_PRIMITIVE_CACHE_CAPACITY"] == "16"
    monkeypatch.setenv("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "99")
    memory.bound_caches()
    assert os.environ["ONEDNN_PRIMITIVE_CACHE_CAPACITY"] == "99"


def test_trimming_does_nothing_where_there_is_no_such_function(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.trim()
    memory._malloc_trim.cache_clear()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: object())
    try:
        assert memory._malloc_trim() is None
        memory.trim()
    finally:
        memory._malloc_trim.cache_clear()
