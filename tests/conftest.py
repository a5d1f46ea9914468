"""What holds for the whole suite: nothing talks to the network, and Hypothesis runs under a named profile."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_TALK = {"socket.connect", "socket.sendto", "socket.sendmsg"}

_attempts: list[str] = []


class NetworkForbiddenError(OSError):
    """A test, or a library that it uses, tried to reach the network."""


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook, which no library gets round from Python. Sockets of the machine itself stay free for workers."""
    if event in _LOOK_UPS or (event in _TALK and arguments[0].family != getattr(socket, "AF_UNIX", None)):
        _attempts.append(f"{event}{arguments[-1:]}")
        raise NetworkForbiddenError(f"the tests use no network: {_attempts[-1]}")


sys.addaudithook(_forbid)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fails a test that tried to reach the network, also where a library swallowed the error."""
    _attempts.clear()
    yield
    assert not _attempts, f"the test tried to reach the network: {_attempts}"


@pytest.fixture
def network_attempts() -> list[str]:
    """What was tried so far in this test; a test that tries on purpose clears it."""
    return _attempts


_slow = [HealthCheck.too_slow]
settings.register_profile("dev", deadline=None, suppress_health_check=_slow, print_blob=True)
settings.register_profile("ci", deadline=None, suppress_health_check=_slow, derandomize=True, database=None)
settings.register_profile("nightly", deadline=None, suppress_health_check=_slow, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))
