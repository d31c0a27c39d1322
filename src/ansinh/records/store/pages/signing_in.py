"""Attempts to sign in, as the audit chain keeps them."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read

KIND = "signing_in"
FAILURE = "signing_in.failure"
OF_NETWORK = "signing_in.failure_of_network"  # the same failure, counted for the network it came from


@dataclass(frozen=True, slots=True)
class Failures:
    """How many attempts failed since the last success, and when the last one did."""

    count: int
    last: dt.datetime | None


SQL = """
SELECT count(*) AS count, max(at) AS last FROM records_auditentry f
WHERE object_kind = %(kind)s AND object_id = %(place)s AND act = %(failure)s AND at > %(since)s
  AND at > coalesce((SELECT max(s.at) FROM records_auditentry s
                     WHERE s.object_kind = %(kind)s AND s.object_id = %(place)s AND s.act <> %(failure)s), %(since)s)
"""


def failures(place: str, since: dt.datetime, act: str = FAILURE) -> Failures:
    """Return the failures (`act`) at `place` after `since` and after the last success there."""
    return read(Failures, SQL, {"kind": KIND, "place": place, "failure": act, "since": since})[0]
