"""The door to idempotency keys, the audit chain and reads of people's records."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from django.db import connection

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text
from ansinh.records.models import ActKey, AuditEntry, PersonRead

AUDIT_CHAIN_LOCK = 7_301_001  # any fixed number: one chain, one writer at a time


def say_who(actor: str, reason: str, request_id: str) -> None:
    """Tell the database (history triggers) who acts, why and in which request, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('ansinh.actor', %s, true), set_config('ansinh.reason', %s, true), "
            "set_config('ansinh.request', %s, true)",
            [actor, reason, request_id],
        )


def answer_of(key: str, act: str, content_hash: str) -> tuple[bool, object]:
    """Claim an idempotency key: (True, None) if new, else (False, first answer); other content is a ConflictError."""
    row, made = ActKey.objects.select_for_update().get_or_create(
        key=key, defaults={"act": act, "content_hash": content_hash}
    )
    if made:
        return True, None
    if (row.act, row.content_hash) != (act, content_hash):
        raise ConflictError(
            Text("Khóa này đã dùng cho một yêu cầu khác.", "This key was used before for another request.")
        )
    return False, row.answer


def keep_answer(key: str, answer: object) -> None:
    """Keep the answer of the act that claimed `key`."""
    ActKey.objects.filter(key=key).update(answer=answer)


def append_audit(entry: dict[str, str], body: dict[str, object], at: dt.datetime) -> str:
    """Append one entry (its fields as in AuditEntry) to the chain and return its hash.

    Everybody's acts wait for each other from here to their commit, so what the database left to check until then is
    checked first: the references of a million loaded rows take half a minute.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [AUDIT_CHAIN_LOCK])
    last = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first() or ""
    canonical = json.dumps(
        {**entry, "at": at.isoformat(), "body": body},
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=str,
    )
    digest = audit_hash(last, canonical)
    AuditEntry.objects.create(at=at, body=canonical, previous_hash=last, hash=digest, **entry)
    return digest


def audit_hash(previous: str, canonical: str) -> str:
    """Return the hash of an entry: SHA-256 of the previous hash and the canonical body."""
    return hashlib.sha256(f"1\n{previous}\n{canonical}".encode()).hexdigest()


def verify_audit() -> list[int]:
    """Return the ids of entries whose hash or link is wrong, in order; empty if the chain is whole."""
    previous, wrong = "", []
    rows = AuditEntry.objects.order_by("id").values_list("id", "body", "previous_hash", "hash")
    for entry_id, body, link, digest in rows.iterator(chunk_size=5000):
        if link != previous or audit_hash(link, body) != digest:
            wrong.append(entry_id)
        previous = digest
    return wrong


def note_read(actor: str, person_id: int, purpose: str, request_id: str) -> None:
    """Write down that a person's record was read."""
    note_reads(actor, [person_id], purpose, request_id)


def note_reads(actor: str, people: Iterable[int], purpose: str, request_id: str) -> None:
    """Write down that the records of several people were read at once, as on a list."""
    PersonRead.objects.bulk_create(
        [PersonRead(actor=actor, person_id=one, purpose=purpose, request_id=request_id) for one in people]
    )
