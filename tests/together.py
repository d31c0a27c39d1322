"""Acts done by two at the same moment: each has read and written all it will before either of them commits."""

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.db import connections

from ansinh.usecases import act as frame

PATIENCE = 0.6  # seconds one waits for the other at the end; it never comes where a lock makes it wait for us


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[object]]:
    """Return what does acts at once and gives back what each answered, or the exception it ended with."""

    def both(*acts: Callable[[], object]) -> list[object]:
        gate, mine = threading.Barrier(len(acts)), threading.local()
        answers: list[object] = [None] * len(acts)
        real = frame.access.append_audit

        def slowly(*given: object) -> object:
            if not getattr(mine, "waited", False):  # tried again, an act goes straight on
                mine.waited = True
                with suppress(threading.BrokenBarrierError):
                    gate.wait(PATIENCE)
            return real(*given)

        def one(place: int, act: Callable[[], object]) -> None:
            try:
                answers[place] = act()
            except Exception as error:  # noqa: BLE001 - the test looks at it
                answers[place] = error
            finally:
                connections.close_all()

        monkeypatch.setattr(frame.access, "append_audit", slowly)
        threads = [threading.Thread(target=one, args=(place, act)) for place, act in enumerate(acts)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        monkeypatch.setattr(frame.access, "append_audit", real)
        return answers

    return both
