"""The frame of every act that writes: one transaction, one actor, one audit entry; tried again behind another's."""

import datetime as dt
import hashlib
import json
import logging
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import IntegrityError, OperationalError, transaction

from ansinh.core.errors import ConflictError
from ansinh.core.text import Text
from ansinh.records.store import access

Answer = TypeVar("Answer")
RETRIED = {"40001", "40P01"}  # serialisation failure, deadlock
TAKEN = {"23505", "23P01", "23001"}  # somebody else wrote it a moment before: unique, exclusion, what stands still
TRIES = 5
MEANWHILE = Text(
    "Người khác vừa ghi đúng việc này trước; hãy mở lại để xem kết quả, không có gì bị ghi hai lần.",
    "Somebody else has just done the same before you; open it again to see what came of it, nothing was done twice.",
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Act:
    """Who does what to which object, and why. `key` (from the sender) makes the act happen once."""

    name: str
    actor: str
    object_kind: str = ""
    object_id: str = ""
    office: str = ""
    reason: str = ""
    key: str = ""
    body: dict[str, object] = field(default_factory=dict)
    request_id: str = field(default_factory=lambda: uuid.uuid4().hex)


def perform(act: Act, work: Callable[[], Answer]) -> Answer:
    """Run `work` as `act`: committed whole with its audit entry, or not at all.

    With a key, the same key and body return the first answer (which must be JSON) without running `work` again;
    the same key with another body is a ConflictError. A deadlock is tried again up to five times. Where somebody else
    wrote the same meanwhile the work is done once more, and so sees theirs; refused again, it is a ConflictError.
    """
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                return _once(act, work)
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", None) not in RETRIED or attempt == TRIES:
                raise
            time.sleep(random.uniform(0.01, 0.1) * attempt)  # noqa: S311 - jitter, not a secret
        except IntegrityError as error:
            if getattr(error.__cause__, "sqlstate", None) not in TAKEN:
                raise
            if attempt > 1:
                _log.warning("%s: written by somebody else before, twice", act.name)
                raise ConflictError(MEANWHILE) from error
    message = "unreachable: the last try returns or raises"
    raise AssertionError(message)


def _once(act: Act, work: Callable[[], Answer]) -> Answer:
    """Do the act inside the open transaction."""
    access.say_who(act.actor, act.reason, act.request_id)
    if act.key:
        fresh, first = access.answer_of(act.key, act.name, _content_hash(act))
        if not fresh:
            return first  # type: ignore[return-value] # the answer of the same act, kept as JSON
    answer = work()
    if act.key:
        access.keep_answer(act.key, answer)
    access.append_audit(
        {
            "actor": act.actor,
            "act": act.name,
            "object_kind": act.object_kind,
            "object_id": act.object_id,
            "office": act.office,
            "reason": act.reason,
            "request_id": act.request_id,
        },
        act.body,
        dt.datetime.now(dt.UTC),
    )
    return answer


def _content_hash(act: Act) -> str:
    """Return the hash of what the sender asked for."""
    return hashlib.sha256(json.dumps(act.body, sort_keys=True, default=str).encode()).hexdigest()
