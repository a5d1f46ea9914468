"""Pieces of work are spread by joblib: in order, few under way at once, and nothing is lost when something fails."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import joblib
import pytest
from joblib._parallel_backends import ThreadingBackend

from attrib.jobs import AHEAD, InOrder


class Waves(ThreadingBackend):  # type: ignore[misc]
    """Threads of a backend that cannot stream, as Ray's."""

    supports_return_generator = False


BACKENDS = ["threading", "sequential", Waves()]
JOBS = 3


def slow(number: int) -> int:
    """The number, the odd ones late."""
    time.sleep(0.002 * (number % 2))
    return number


def jobs(backend: object, n_jobs: int | None = JOBS) -> InOrder:
    with joblib.parallel_config(backend=backend):
        return InOrder(n_jobs)


class Pieces:
    """Numbers without end, or up to an error; it counts what was read, and by which thread."""

    def __init__(self, end: int | None = None):
        self.read = 0
        self.readers: set[int] = set()
        self._end = end

    def __iter__(self) -> Iterator[tuple[int]]:
        while self.read != self._end:
            self.readers.add(threading.get_ident())
            self.read += 1
            yield (self.read - 1,)
        raise KeyError("torn")


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("count", [0, 1, 2, AHEAD * JOBS - 1, AHEAD * JOBS, AHEAD * JOBS + 1, 50])
def test_results_come_in_order_and_once(backend: object, count: int) -> None:
    assert list(jobs(backend).results(slow, ((k,) for k in range(count)))) == list(range(count))


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_stream_without_end_is_read_as_its_results_are_taken(backend: object) -> None:
    pieces = Pieces()
    results = jobs(backend).results(slow, pieces)
    for taken in range(60):
        assert next(results) == taken
        if taken in {0, 20}:
            time.sleep(0.1)  # whoever takes them is slow, and nothing heaps up meanwhile
        assert pieces.read <= taken + (AHEAD + 1) * JOBS
    assert pieces.readers == {threading.get_ident()}
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("end", [0, 1, AHEAD * JOBS, 40])
def test_an_error_of_the_source_comes_after_the_results(backend: object, end: int) -> None:
    results = jobs(backend).results(slow, Pieces(end))
    assert [next(results) for _ in range(end)] == list(range(end))
    with pytest.raises(KeyError, match="torn"):
        next(results)


@pytest.mark.parametrize("backend", BACKENDS)
def test_an_error_of_the_function_is_raised(backend: object) -> None:
    with pytest.raises(ZeroDivisionError):
        list(jobs(backend).results(divmod, ((1, 20 - k) for k in range(40))))


def test_the_number_of_jobs_is_the_ambient_one_unless_it_is_given() -> None:
    assert InOrder(None).n_jobs == 1
    with joblib.parallel_config(n_jobs=2):
        assert (InOrder(None).n_jobs, InOrder(3).n_jobs) == (2, 3)
