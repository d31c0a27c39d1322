"""Acts done by two at the same moment, or cut off: all is read and written, and nothing is committed yet."""

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connections

from ansinh.records.bulk.arrow import database_url
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


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Return what does an act whose back end of the database is ended when all is written and nothing committed."""

    def fall(act: Callable[[], object]) -> None:
        real = frame.access.append_audit

        def under_us(*given: object) -> object:
            default = connections["default"]
            with psycopg.connect(database_url(), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s, 5000)", [default.connection.info.backend_pid])
            return real(*given)

        monkeypatch.setattr(frame.access, "append_audit", under_us)
        with pytest.raises((OperationalError, InterfaceError)):
            act()
        monkeypatch.setattr(frame.access, "append_audit", real)
        connections["default"].close()

    return fall
