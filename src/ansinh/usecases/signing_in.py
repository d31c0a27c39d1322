"""Signing in: every attempt is kept, and a name tried too often from one place has to wait, longer each time.

There are two doors: the password ("") and the code of the second factor (CODE).
"""

import datetime as dt
import hashlib

from django.db import transaction

from ansinh.records.store import access
from ansinh.records.store.pages import signing_in as attempts

CODE = "|code"
FREE_TRIES = 3
FIRST_WAIT = dt.timedelta(seconds=5)
MOST_TRIES = 10
MOST_OF_A_NETWORK = 100  # failures of one network within the hour, whatever the names: guessing one password for many
WINDOW = dt.timedelta(hours=1)


def place(username: str, network: str, door: str = "") -> str:
    """Return the key under which attempts are counted: one name from one network at one door, unreadable in the log."""
    return hashlib.sha256(f"{username.strip().lower()}|{network}{door}".encode()).hexdigest()[:32]


def wait(username: str, network: str, now: dt.datetime, door: str = "") -> dt.timedelta:
    """Return how long this name must wait from this network before the next try; zero means go ahead.

    Free for three failures, then five seconds, doubling; after ten failures within the hour, until it is over. A
    network from which very many failed, under whatever names, waits as long.
    """
    many = attempts.failures(place("", network, door), now - WINDOW, attempts.OF_NETWORK)
    if many.count >= MOST_OF_A_NETWORK and many.last is not None:
        return max(many.last + WINDOW - now, dt.timedelta())
    failures = attempts.failures(place(username, network, door), now - WINDOW)
    if failures.count < FREE_TRIES or failures.last is None:
        return dt.timedelta()
    pause = WINDOW if failures.count >= MOST_TRIES else FIRST_WAIT * 2 ** (failures.count - FREE_TRIES)
    return max(failures.last + pause - now, dt.timedelta())


def note(username: str, network: str, now: dt.datetime, *, success: bool, door: str = "") -> None:
    """Keep an attempt in the audit chain, a failure also for its network; the name only where it was the right one."""
    entry = {
        "actor": username if success else "anonymous",
        "object_kind": attempts.KIND,
        "office": "",
        "reason": "",
        "request_id": "",
    }
    acts = {"signing_in.success": username} if success else {attempts.FAILURE: username, attempts.OF_NETWORK: ""}
    with transaction.atomic():
        for act, name in acts.items():
            access.append_audit(entry | {"act": act, "object_id": place(name, network, door)}, {}, now)
