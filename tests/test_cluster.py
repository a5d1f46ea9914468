"""Clusters of two workers on this machine: the recipes of the documentation run as they stand, and a killed worker
costs nothing.

They run in processes of their own, since clusters talk over sockets, which the suite forbids.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from attrib import Report

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "howto" / "many-machines.md").read_text(encoding="utf-8")
RECIPES = dict(re.findall(r"^```{code-block} python\n:name: (\S+)\n\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
"""The recipes by name."""

LONGEST = 240
"""Seconds after which a cluster is taken to hang."""


def needs(*modules: str) -> pytest.MarkDecorator:
    """Skips a test where one of these is not installed."""
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    return pytest.mark.skipif(bool(missing), reason=f"{', '.join(missing)} not installed")


def run(script: str, folder: Path) -> list[str]:
    """What a script prints, line by line; all that it started is gone afterwards."""
    file = folder / "script.py"
    file.write_text(script, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    with (folder / "out").open("w+") as out, (folder / "err").open("w+") as err:
        process = subprocess.Popen(
            [sys.executable, str(file)], stdout=out, stderr=err, cwd=folder, env=environment, start_new_session=True
        )
        try:
            code = process.wait(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        out.seek(0)
        err.seek(0)
        assert code == 0, err.read()[-3000:]
        return out.read().splitlines()


def numbers(lines: list[str]) -> list[int | None]:
    """The number of the pier that each line tells of; none where it tells of none."""
    found = (re.search(r"pier (\d+)", line) for line in lines)
    return [int(number[1]) if number else None for number in found]


def codes(lines: list[str]) -> list[list[str]]:
    """The warnings of each report that was printed."""
    return [[warning.code for warning in Report.from_json(line).warnings] for line in lines]


def test_every_recipe_is_run() -> None:
    assert RECIPES.keys() == {"dask-joblib", "dask-partitions", "ray", "spark"}


@needs("dask", "distributed")
def test_dask_runs_what_joblib_is_given(tmp_path: Path) -> None:
    assert numbers(run(RECIPES["dask-joblib"], tmp_path)) == list(range(100))


@needs("dask", "distributed", "pandas", "pyarrow")
def test_dask_scores_partitions(tmp_path: Path) -> None:
    assert codes(run(RECIPES["dask-partitions"], tmp_path)) == [[], []]


@needs("ray")
def test_ray_runs_what_joblib_is_given(tmp_path: Path) -> None:
    assert numbers(run(RECIPES["ray"], tmp_path)) == list(range(40))


@needs("pyspark", "pandas", "pyarrow")
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java, and there is none")
def test_spark_scores_batches(tmp_path: Path) -> None:
    assert codes(run(RECIPES["spark"], tmp_path)) == [[], [], ["not-a-text"]]


KILLED = """
import os
import signal

import attrib
import joblib
from dask.distributed import Client, LocalCluster


def process(dask_worker):
    return os.getpid()


def loaded(dask_worker):
    from attrib import scorer

    return len(scorer._workers)


if __name__ == "__main__":
    texts = (f"The mayor said that pier {k} was safe." if k != 30 else None for k in range(160))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster,
        Client(cluster) as client,
        joblib.parallel_config(backend="dask"),
    ):
        reports = attrib.score_many(texts, on_error="report")
        for k, report in enumerate(reports):
            if k == 10:
                victim = next(iter(client.run(process).values()))
                os.kill(victim, signal.SIGKILL)
            print(report.claims[0].content[0].text if report.claims else report.warnings[0].code)
        assert victim not in client.run(process).values()
        assert set(client.run(loaded).values()) <= {0, 1}
"""


@needs("dask", "distributed")
def test_a_killed_worker_costs_no_report_and_doubles_none(tmp_path: Path) -> None:
    lines = run(KILLED, tmp_path)
    assert numbers(lines) == [k if k != 30 else None for k in range(160)]
    assert lines[30] == "not-a-text"
