"""Disposable worker processes with limits, for everything that opens a document.

One bad file costs its own task and nothing else: a worker that hangs, crashes or takes too much
memory is killed and replaced. The parent sees bytes of a capped length and never parses a file. What
runs inside is no business of this module.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import weakref
from collections.abc import Callable
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from coaverify.document.refusals import CRASHED, OUT_OF_MEMORY, RESULT_TOO_LARGE, TIMED_OUT, refusal
from coaverify.model.settings import Limits

TASKS_A_WORKER = 50  # after which it is replaced: whatever a library leaked goes with it
LARGEST_FILE = 8_000_000  # bytes that a worker may write to one file
MOST_OPEN_FILES = 256
SECONDS_A_PICTURE = 30  # of processor time, for a page whose text is recognised

Work = Callable[..., bytes]


class Task:
    """A call that was handed to the sandbox."""

    def __init__(self, future: Any, limits: Limits) -> None:
        self._future = future
        self._limits = limits

    def result(self) -> bytes:
        """Wait for the worker's bytes.

        Raises Unreadable where a limit was passed or the worker died, and whatever the function itself
        raised.
        """
        try:
            found: bytes = self._future.result()
        except TimeoutError as error:
            raise refusal(TIMED_OUT, seconds=self._limits.wall_seconds) from error
        except MemoryError as error:
            raise refusal(OUT_OF_MEMORY) from error
        except ProcessExpired as error:
            if error.exitcode == -signal.SIGXCPU:
                raise refusal(TIMED_OUT, seconds=self._limits.cpu_seconds) from error
            raise refusal(CRASHED) from error
        return found

    def done(self) -> bool:
        return bool(self._future.done())

    def cancel(self) -> bool:
        """Give the task up; a running one is killed with its worker."""
        return bool(self._future.cancel())

    def add_done_callback(self, callback: Callable[[Task], None]) -> None:
        """Have `callback` called with this task when it is over, from a thread of the pool."""
        self._future.add_done_callback(lambda _future: callback(self))


class Sandbox:
    """A pool of workers. Use it as a context manager, or call `close`. Safe to submit to from threads.

    jobs: how many workers run at a time (default: one for each processor).
    preload: modules that workers find already imported, so that a new worker starts in milliseconds.
    They are imported once by a server process that never sees a document; what the first sandbox of a
    process names holds for all of its later ones.
    """

    def __init__(self, limits: Limits | None = None, jobs: int | None = None, preload: tuple[str, ...] = ()) -> None:
        self.limits = limits or Limits()
        self._futures: weakref.WeakSet[Any] = weakref.WeakSet()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["coaverify.document.sandbox", *preload])
        self._pool: Any = ProcessPool(
            max_workers=jobs or os.cpu_count() or 1,
            max_tasks=TASKS_A_WORKER,
            initializer=_enter_worker,
            initargs=(self.limits.memory_bytes,),
            context=context,
        )

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(wait=kind is None)

    def submit(self, function: Work, *args: Any) -> Task:
        """Have `function(*args)` called in a worker. It has to stand in a module and return bytes."""
        call = [function, self.limits.cpu_seconds, self.limits.result_bytes, *args]
        future = self._pool.schedule(_run, args=call, timeout=self.limits.wall_seconds)
        self._futures.add(future)
        return Task(future, self.limits)

    def close(self, *, wait: bool = True) -> None:
        """End the workers: after their tasks, or at once."""
        if wait:
            self._pool.close()
        else:
            self._pool.stop()
        self._pool.join()
        # A task handed in while the pool was being ended can be lost: whoever waits for it would wait for ever.
        for future in list(self._futures):
            future.cancel()


def _enter_worker(memory_bytes: int) -> None:
    """Set the limits that hold for all of a worker's life."""
    # Ctrl-C goes to the whole group of processes; the parent decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, LARGEST_FILE)
    _limit(resource.RLIMIT_NOFILE, MOST_OPEN_FILES)
    _limit(resource.RLIMIT_AS, memory_bytes)


def _run(function: Work, cpu_seconds: int, result_bytes: int, *args: Any) -> bytes:
    """In the worker: one task, with its own share of processor time."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(spent.ru_utime + spent.ru_stime) + 1 + cpu_seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
    found = function(*args)
    if not isinstance(found, bytes):
        raise TypeError(f"a sandboxed function returns bytes, not {type(found).__name__}")
    if len(found) > result_bytes:
        raise refusal(RESULT_TOO_LARGE, size=len(found), most=result_bytes)
    return found


def allow_for_pictures(pages: int) -> None:
    """Give this process more processor time: recognising a page takes seconds. Nothing where there is no limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if soft != resource.RLIM_INFINITY:
        wanted = soft + pages * SECONDS_A_PICTURE
        resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _limit(what: int, most: int) -> None:
    """Lower a limit for good; one that is already lower stays."""
    hard = resource.getrlimit(what)[1]
    lowest = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (lowest, lowest))
