"""The desk of Django's own doors: the counter's page, signed-in callers, tests. The log goes with the transaction."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db import connection

from ansinh.law.value_files import load
from ansinh.records.store.coverage.journal import write_row
from ansinh.records.store.coverage.quota import shared_by
from ansinh.records.store.coverage.register import Register
from ansinh.usecases.clock import today
from ansinh.usecases.coverage.lookup import Desk


@cache
def desk() -> Desk:
    """Return the desk of this process."""
    return Desk(
        register=Register(execute), write=lambda values: write_row(execute, values),
        secret=settings.SECRET_KEY.encode(), values=load(), today=today,
        throttle=shared_by(settings.DATA_DIR / "lookups", str(connection.settings_dict["NAME"])),
    )  # fmt: skip


def execute(query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one query on Django's connection."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return list(cursor.fetchall())
