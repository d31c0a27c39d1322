"""Turns: acts that read what they then write wait for each other, where there is no single row to lock."""

from django.db import connection


def take_turn(what: str, of: str = "") -> None:
    """Wait until no other act does `what` to `of`, and keep others waiting until the transaction ends.

    To be taken before anything is read: what the one before wrote is then seen.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [what, of])
