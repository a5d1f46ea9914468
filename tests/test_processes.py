"""A scorer among threads and processes: it answers alike in all of them, and leaves none behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from attrib import Report, Scorer
from tests.gold import article_names, load_article

TEXT = "The mayor said that the bridge was safe. The port authority denied it, the Velmora Courier reported."


@pytest.fixture(scope="module")
def scorer() -> Scorer:
    return Scorer()


def test_eight_threads_get_the_answers_that_one_gets(scorer: Scorer) -> None:
    texts = [TEXT, load_article(article_names()[0]).text[:1000], "", "“" * 50]
    alone = [scorer.score(text) for text in texts]
    fresh = Scorer()
    found: list[list[Report]] = [[] for _ in range(8)]

    def work(turn: int) -> None:
        order = random.Random(turn).sample(range(len(texts)), len(texts))
        reports = {i: fresh.score(texts[i]) for i in order}
        found[turn] = [reports[i] for i in range(len(texts))]

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_forked_process_gets_the_same_answer(tmp_path: Path) -> None:
    # In a process of its own: forking this one, with all that the suite has loaded, would be no clean test.
    script = tmp_path / "forked.py"
    script.write_text(
        "import os, sys, threading, attrib\n"
        "scorer, text = attrib.Scorer(), sys.argv[1]\n"
        "before = scorer.score(text)\n"
        "busy = threading.Thread(target=lambda: [scorer.score(text) for _ in range(50)])\n"
        "busy.start()\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(0 if scorer.score(text) == before else 3)\n"
        "busy.join()\n"
        "print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, str(script), TEXT], capture_output=True, text=True, timeout=120)
    assert (done.stdout, done.returncode) == ("0\n", 0), done.stderr


def running(session: int) -> Iterator[int]:
    """The processes of a session that still run."""
    for entry in Path("/proc").iterdir():
        try:
            state, _, _, of, *_ = (entry / "stat").read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(of) == session and state != "Z":
            yield int(entry.name)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc on this system")
@pytest.mark.parametrize("to_all", [False, True], ids=["the program alone", "all its processes, as a terminal does"])
def test_an_interrupt_leaves_no_worker(to_all: bool, tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(
        "import itertools, attrib\n"
        "texts = (f'The mayor said that bridge {i} was safe.' for i in itertools.count())\n"
        "for _ in attrib.score_many(texts, n_jobs=2):\n"
        "    print('going', flush=True)\n",
        encoding="utf-8",
    )
    process = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == b"going\n"
        assert len(list(running(process.pid))) > 2
        (os.killpg if to_all else os.kill)(process.pid, signal.SIGINT)
        process.stdout.close()
        process.wait(timeout=60)
        for _ in range(100):
            if not list(running(process.pid)):
                return
            time.sleep(0.1)
        pytest.fail(f"still running: {list(running(process.pid))}")
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
