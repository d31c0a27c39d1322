"""An invariant as a question to the database: rows (where, found, expected) that break it, none if all is well."""

from dataclasses import dataclass
from typing import TypeAlias

from django.db import connection

from ansinh.core.text import Text

LIMIT = 200  # rows named of one invariant: enough to see what is wrong
Rows: TypeAlias = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Invariant:
    """One invariant: its number, what it says, and the query that finds rows breaking it."""

    code: str
    says: Text
    query: str


def ask(invariant: Invariant) -> Rows:
    """Return the rows that break an invariant, at most LIMIT."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({invariant.query}) found LIMIT {LIMIT}")  # noqa: S608 - constants of this package
        return [(str(where), str(found), str(expected)) for where, found, expected in cursor.fetchall()]
