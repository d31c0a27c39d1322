"""A serving process opens one bare handler, however many threads ask first at the same moment."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from ansinh.site import wsgi


class SlowlyOpened:
    """A handler that takes a moment to open, as the real one does."""

    def __init__(self, *_given: object) -> None:
        time.sleep(0.05)

    def close(self) -> None:
        """Have nothing to close."""


def test_threads_that_ask_first_share_one_handler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wsgi, "BareHandler", SlowlyOpened)
    wsgi._opened.cache_clear()
    at_once = threading.Barrier(4)

    def ask(_: int) -> object:
        at_once.wait()
        return wsgi.handler()

    with ThreadPoolExecutor(4) as threads:
        found = set(map(id, threads.map(ask, range(4))))
    wsgi._opened.cache_clear()
    assert len(found) == 1
