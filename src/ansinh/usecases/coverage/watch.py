"""The watch over look-ups: somebody who tries numbers raises an alarm within minutes; an officer closes it."""

import datetime as dt

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.law.value_files import load
from ansinh.records.store.coverage import alarms, traps
from ansinh.usecases.act import Act, perform

TRAP_DIGITS = (10, 12)
_SHAPE = Text("Số bẫy gồm 10 hoặc 12 chữ số.", "A trap has 10 or 12 digits.")
_NOTE = Text("Cần ghi kết quả xem xét.", "Say what was found, please.")


def watch_lookups(now: dt.datetime | None = None, actor: str = "watch") -> int:
    """Raise alarms for callers, addresses and numbers with too many wrong tries in a day, and for all in an hour.

    Again raises none twice. Returns how many were raised; the log is a moment behind the answers.
    """
    moment = now or dt.datetime.now(dt.UTC)
    values, day = load(), moment.date()
    limits = alarms.Limits(
        one=values.whole("lookup.alarm_misses", day), everybody=values.whole("lookup.alarm_misses_in_all", day)
    )
    found = alarms.due(moment, limits)
    act = Act("lookups.watch", actor, "lookup", day.isoformat())
    return perform(act, lambda: alarms.raise_all(day, found)) if found else 0


def set_trap(number: str, note: str, actor: str) -> None:
    """Set a number that is nobody's as a trap: whoever asks for it raises an alarm and waits."""
    if not (number.isdecimal() and number.isascii() and len(number) in TRAP_DIGITS):
        raise RefusedError(_SHAPE)
    perform(Act("lookups.trap.set", actor, "trap", number, reason=note), lambda: traps.set_trap(number, note, actor))


def retire_trap(number: int, actor: str) -> None:
    """Retire a trap."""
    perform(Act("lookups.trap.retire", actor, "trap", str(number)), lambda: traps.retire(number))


def close_alarm(number: int, note: str, actor: str) -> None:
    """Close an alarm with what was found."""
    if not note.strip():
        raise RefusedError(_NOTE)
    act = Act("lookups.alarm.close", actor, "alarm", str(number), reason=note)
    perform(act, lambda: alarms.close(number, note, actor))
