"""Forbids the network to whoever imports this: the suite, and every Python that finds this folder in its PYTHONPATH.

Attempts are written to the file that ``ATTRIB_NETWORK_ATTEMPTS`` names, so that none is lost where a library swallowed
the error or where the process is gone.
"""

import os
import socket
import sys
from pathlib import Path
from typing import Any

RECORD = "ATTRIB_NETWORK_ATTEMPTS"
_LOOK_UPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
_TALK = {"socket.connect", "socket.sendto", "socket.sendmsg"}


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook, which no library gets round from Python. Sockets of the machine itself stay free for workers."""
    if event in _LOOK_UPS or (event in _TALK and arguments[0].family != getattr(socket, "AF_UNIX", None)):
        attempt = f"{event}: {arguments[0] if event in _LOOK_UPS else arguments[-1]}"
        if RECORD in os.environ:
            with Path(os.environ[RECORD]).open("a", encoding="utf-8") as record:
                record.write(f"{attempt}\n")
        raise OSError(f"the tests use no network: {attempt}")


sys.addaudithook(_forbid)
