"""What holds for the whole suite: nothing talks to the network, and Hypothesis runs under a named profile."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.offline.sitecustomize import RECORD

_HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session", autouse=True)
def _record() -> Iterator[Path]:
    """Where attempts to reach the network are written, here and in all that the tests start.

    Interpreters that they start find the package, and the guard.
    """
    given = os.environ.get("PYTHONPATH")
    with tempfile.NamedTemporaryFile() as file, pytest.MonkeyPatch.context() as patch:
        patch.setenv(RECORD, file.name)
        patch.setenv("PYTHONPATH", os.pathsep.join([str(_HERE.parent), str(_HERE / "offline"), *filter(None, [given])]))
        yield Path(file.name)


@pytest.fixture
def network_attempts(_record: Path) -> Iterator[Path]:
    """The file of what was tried so far in this test; a test that tries on purpose empties it."""
    _record.write_text("")
    yield _record
    attempts = _record.read_text(encoding="utf-8")
    assert not attempts, f"the test tried to reach the network: {attempts}"


@pytest.fixture(autouse=True)
def _no_network(network_attempts: Path) -> None:
    """Fails a test that tried to reach the network."""


_slow = [HealthCheck.too_slow]
settings.register_profile("dev", deadline=None, suppress_health_check=_slow, print_blob=True)
settings.register_profile("ci", deadline=None, suppress_health_check=_slow, derandomize=True, database=None)
settings.register_profile("nightly", deadline=None, suppress_health_check=_slow, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
