"""The suite's own guard against the network is in force, also in the processes that the tests start."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import joblib
import pytest

TRY = "import socket; socket.create_connection(('{host}', 9), timeout=0.1)"


def here(host: str) -> None:
    socket.create_connection((host, 9), timeout=0.1)


def in_an_interpreter(host: str) -> None:
    done = subprocess.run([sys.executable, "-c", TRY.format(host=host)], capture_output=True, text=True)
    if done.returncode:
        raise OSError(done.stderr)


def in_a_worker(host: str) -> None:
    joblib.Parallel(n_jobs=2)(joblib.delayed(exec)(TRY.format(host=host)) for _ in range(2))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
@pytest.mark.parametrize("connect", [here, in_an_interpreter, in_a_worker])
def test_connection_is_refused(connect: Callable[[str], None], host: str, network_attempts: Path) -> None:
    with pytest.raises(OSError, match="no network"):
        connect(host)
    assert host in network_attempts.read_text()
    network_attempts.write_text("")


def test_sockets_between_processes_stay_free() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.sendall(b"word")
        assert theirs.recv(4) == b"word"
