"""The suite's own guard against the network is in force."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_connection_is_refused(host: str, network_attempts: list[str]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection((host, 9), timeout=0.1)
    assert network_attempts
    network_attempts.clear()


def test_sockets_between_processes_stay_free() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"word")
        assert theirs.recv(4) == b"word"
