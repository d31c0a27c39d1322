"""The product's own look-up, the same answer through the bare handler and through Django."""

import datetime as dt

from ansinh.api.lookup_http import Request, Response, text
from ansinh.api.lookup_shapes import answer_json
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.coverage.lookup_words import codes
from ansinh.records.store.coverage.callers import Counter
from ansinh.usecases.coverage.asking import reachable, scanned, typed
from ansinh.usecases.coverage.lookup import Asker, Desk

PURPOSES = frozenset({"visit", "admission", "discharge", "emergency", "claim", "service"})
_DAY = Text("Ngày tra cứu viết YYYY-MM-DD, cách hôm nay không quá hai năm.", "The day is YYYY-MM-DD, within two years.")
_PURPOSE = Text("Mục đích tra cứu chưa đúng.", "The purpose is not one of those known.")


def look_up(desk: Desk, counter: Counter, request: Request) -> Response:
    """Answer one question of JSON (the shape of LookupIn); a problem 422 where it cannot be asked."""
    said = request.json()
    asker = Asker(counter, "api", request.address, text(said, "clerk", 80))
    day = _day(text(said, "day"), desk.today())
    if day is None:
        return refused(422, _DAY, _DAY)
    purpose = text(said, "purpose") or "visit"
    if purpose not in PURPOSES:
        return refused(422, _PURPOSE, _PURPOSE)
    question = (
        scanned(text(said, "qr", 2_000), day, purpose)
        if said.get("qr")
        else typed(text(said, "number", 40), text(said, "birth", 10), text(said, "name"), day, purpose)
    )
    if isinstance(question, Finding):
        return refused(422, question.message, question.mend)
    if isinstance(question, str):
        return refused(422, codes()[question].reason, codes()[question].mend)
    answer = desk.ask(asker, question)
    if answer.code.code == "429":
        return refused(429, answer.code.reason, answer.code.mend)
    return Response.of(200, answer_json(answer, day, desk.values))


def refused(status: int, reason: Text, mend: Text) -> Response:
    """Return a problem with its sentences in both languages."""
    return Response.of(
        status,
        {"status": status, "title": reason.vi, "title_en": reason.en, "mend": mend.vi, "mend_en": mend.en},
    )


def _day(written: str, today: dt.date) -> dt.date | None:
    """Return the day asked about, today where none is; None where it is no day or too far away."""
    try:
        day = dt.date.fromisoformat(written) if written else today
    except ValueError:
        return None
    return day if reachable(day, today) else None
