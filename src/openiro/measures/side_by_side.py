"""Work on a row of items, several at a time, whose answers come in the order of the items."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")


def side_by_side(
    work: Callable[[Item], Answer], items: Iterable[Item], *, workers: int, ahead: int
) -> Iterator[Answer]:
    """What `work` makes of each item, as it comes: `workers` at a time, and `ahead` of them before they are taken."""
    with ThreadPoolExecutor(workers) as pool:
        under_way: deque[Future[Answer]] = deque()
        for item in items:
            under_way.append(pool.submit(work, item))
            if len(under_way) > ahead:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
