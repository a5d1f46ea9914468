"""Spreads pieces of work with joblib, over whatever it has been told to use: in order, a bounded number under way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from joblib import Parallel, delayed
from joblib.parallel import get_active_backend

AHEAD = 4
"""Pieces for each job that are waiting, being worked on, or done and not yet taken."""


class InOrder(Parallel):
    """Runs a function on pieces in other processes, as the ambient ``joblib.parallel_config`` says.

    joblib hands out the next piece when one is done, so that results heap up where they are taken more slowly than they
    are made. Here the next is handed out when a result was taken: pieces are read in the thread that takes the results,
    and no more than ``AHEAD`` a job are ever on their way. A backend that cannot stream gets that many at a time.
    """

    def __init__(self, n_jobs: int | None):
        self._crew, _ = get_active_backend()
        streams = getattr(self._crew, "supports_return_generator", False)
        super().__init__(
            n_jobs=n_jobs,
            return_as="generator" if streams else "list",
            batch_size=1,
            pre_dispatch=f"{AHEAD}*n_jobs" if streams else "all",
        )

    def results(self, function: Callable[..., Any], pieces: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """What ``function`` makes of each piece's arguments, in order.

        An error of ``pieces`` itself is raised when the results of what came before it have been taken.
        """
        failed: list[Exception] = []

        def tasks() -> Iterator[Any]:
            try:
                yield from (delayed(function)(*piece) for piece in pieces)
            except Exception as error:
                failed.append(error)

        yield from self._streamed(tasks()) if self.return_generator else self._in_waves(tasks())
        if failed:
            raise failed[0]

    def _streamed(self, tasks: Iterator[Any]) -> Iterator[Any]:
        handed = 0

        def counted() -> Iterator[Any]:
            nonlocal handed
            for task in tasks:
                handed += 1
                yield task

        results = self(counted())
        ahead = handed > 0  # where there is but one job after all, joblib does each piece when its result is wanted
        for result in results:
            yield result
            if ahead:
                self._hand_out()

    def _in_waves(self, tasks: Iterator[Any]) -> Iterator[Any]:
        with self:
            while wave := list(islice(tasks, AHEAD * self._crew.effective_n_jobs(self.n_jobs))):
                yield from self(wave)

    def dispatch_next(self) -> None:
        """Does nothing: joblib asks for it when a piece is done, which is too early."""

    def _hand_out(self) -> None:
        with self._lock:
            if self._original_iterator is not None:
                super().dispatch_next()

    def _warn_exit_early(self) -> None:
        """Does nothing: whoever has seen enough of a stream may leave it."""
