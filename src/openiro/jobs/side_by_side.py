"""Work on a row of items in processes of their own, several at a time, whose answers come in the order of the items."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from openiro.jobs.output import UnableToRun

MOST_AT_ONCE = 4  # each holds its records in memory
Item = TypeVar("Item")
Answer = TypeVar("Answer")


def at_once(items: int) -> int:
    """How many of so many items are worked on at a time: one for each processor, and `MOST_AT_ONCE`."""
    return min(items, os.cpu_count() or 1, MOST_AT_ONCE)


def side_by_side(work: Callable[[Item], Answer], items: Sequence[Item]) -> Iterator[Answer]:
    """What `work` makes of each item, as it comes; a single item is worked on here.

    Work, items and answers travel between processes: they are what `pickle` takes. What `work` raises is raised
    here. Raises `UnableToRun` where a process is ended from outside.
    """
    workers = at_once(len(items))
    if workers < 2:
        yield from map(work, items)
        return
    threads = max((os.cpu_count() or 1) // workers, 1)
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (threads,))
    try:
        yield from pool.map(work, items)
    except BrokenProcessPool as fault:
        raise UnableToRun(
            "A part of the work was ended from outside, most likely for want of memory. Close other programs, or give"
            " fewer at a time."
        ) from fault
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(threads: int) -> None:
    """A process takes its share of the processors, and ends without a word when the person stops the command."""
    os.environ["POLARS_MAX_THREADS"] = str(threads)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
