"""Papers of dossiers: which came, on paper or as data."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper that is there."""

    paper: str
    how: str
    document: str
    received_on: dt.date
    received_by: str


def add(papers: Iterable[tuple[str, str, str, str]], on: dt.date, actor: str) -> None:
    """Record papers as (dossier, paper, how, document); a kind that is there already stays as it is."""
    rows = list(papers)
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO records_dossierpaper (dossier_id, paper, how, document, received_on, received_by) "
                "SELECT v.*, %s, %s FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) v "
                "ON CONFLICT (dossier_id, paper) DO NOTHING",
                [on, actor, *(list(column) for column in zip(*rows, strict=True))],
            )


def held(dossiers: list[str]) -> dict[str, list[HeldPaper]]:
    """Return the papers of each dossier."""
    found: dict[str, list[HeldPaper]] = {dossier: [] for dossier in dossiers}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id::text, paper, how, document, received_on, received_by FROM records_dossierpaper "
            "WHERE dossier_id = ANY(%s::uuid[]) ORDER BY id",
            [dossiers],
        )
        for dossier, *rest in cursor.fetchall():
            found[dossier].append(HeldPaper(*rest))
    return found
