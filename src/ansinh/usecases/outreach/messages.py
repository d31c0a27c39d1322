"""Acts on messages and letters: written from templates into the outbox, taken out as a file, consents noted."""

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ansinh.core.errors import RefusedError
from ansinh.core.text import Language, Text
from ansinh.domain.outreach.messages import Template, fill, size_of, template, worded
from ansinh.formats.benefits_letter import day_text
from ansinh.formats.document import Document, Paragraph, Section
from ansinh.formats.harmless import harmless
from ansinh.records.store.outreach import messages as store
from ansinh.records.store.outreach import prospects
from ansinh.records.store.outreach.prospects import Row
from ansinh.records.store.registry.offices import office_names
from ansinh.usecases.act import Act, perform
from ansinh.usecases.registry.people import note_looks

PURPOSES = ("promotion", "agent", "photo")
_FITS = Text("Mẫu không dùng cho lý do này.", "The template is not for this reason.")
_NO_PHONE = Text("Không có số điện thoại.", "No phone number.")
_NO_CONSENT = Text("Chưa có sự đồng ý nhận tin vận động.", "No consent to promotional messages.")
_PURPOSE = Text("Không có mục đích {purpose}.", "There is no purpose {purpose}.")
HEADS = ("id", "channel", "phone", "name", "text", "parts", "template", "purpose", "made_on")


@dataclass(frozen=True, slots=True)
class Writing:
    """What to write: template, language, channel (sms, zalo), the day it is written."""

    template: str
    day: dt.date
    language: Language = "vi"
    channel: str = "sms"


@dataclass(frozen=True, slots=True)
class Queued:
    """What came of it: messages put into the outbox, short messages they take, and who was left out, why."""

    made: int
    parts: int
    left_out: tuple[tuple[int, Text], ...]


def queue(numbers: Sequence[int], writing: Writing, actor: str) -> Queued:
    """Write a message to each prospect into the outbox; nothing is sent. The same day again writes none twice.

    Left out with the reason: who has no phone, whom the template does not fit, whoever did not agree to promotion.
    """
    chosen = template(writing.template, writing.day)
    rows = prospects.several(numbers)
    agreed = _agreed(rows, chosen)
    left_out = [(row.id, why) for row in rows if (why := _why_not(row, chosen, agreed)) is not None]
    out = {number for number, _ in left_out}
    names = office_names([row.office for row in rows])
    made = [_message(row, chosen, writing, names, actor) for row in rows if row.id not in out]
    body: dict[str, object] = {"prospects": len(rows), "purpose": chosen.purpose}
    act = Act("outreach.messages", actor, "template", writing.template, body=body)
    count = perform(act, lambda: store.queue(made))
    return Queued(count, sum(int(one["parts"]) for one in made), tuple(left_out))


def _agreed(rows: Sequence[Row], chosen: Template) -> dict[int, bool]:
    people = [row.person for row in rows if row.person]
    return store.consents(people, "promotion") if chosen.purpose == "promotion" and people else {}


def _why_not(row: Row, chosen: Template, agreed: dict[int, bool]) -> Text | None:
    if row.kind not in chosen.fits:
        return _FITS
    if not row.phone:
        return _NO_PHONE
    if chosen.purpose == "promotion" and not agreed.get(row.person, False):
        return _NO_CONSENT
    return None


def _message(row: Row, chosen: Template, writing: Writing, names: dict[str, str], actor: str) -> dict[str, Any]:
    words = words_of(row, names.get(row.office, ""), writing.day)
    text = worded(fill(chosen.message, writing.language, words), writing.channel)
    return {
        "office_id": row.office_id, "template": chosen.code, "channel": writing.channel, "language": writing.language,
        "name": row.name or row.subject, "phone": row.phone, "text": text, "parts": size_of(text).parts,
        "purpose": chosen.purpose, "prospect_id": row.id, "person_id": row.person or None, "made_by": actor,
        "made_on": writing.day,
    }  # fmt: skip


def words_of(row: Row, office: str, day: dt.date) -> dict[str, str]:
    """Return the words of a template about a prospect: the day that matters is its end, decision, or day to act."""
    told = row.evidence.get("end") or row.evidence.get("decide_by")
    until = dt.date.fromisoformat(str(told)) if told else row.due
    name = row.name or row.subject
    return {"name": name, "office": office, "day": f"{day:%d/%m/%Y}", "until": f"{until:%d/%m/%Y}"}


def letter(number: int, writing: Writing) -> Document:
    """Return the letter of a template to a prospect; RefusedError where the template is for other reasons."""
    row, chosen = prospects.one(number), template(writing.template, writing.day)
    if row.kind not in chosen.fits:
        raise RefusedError(_FITS)
    names = office_names([row.office])
    words, office = words_of(row, names.get(row.office, ""), writing.day), names.get(row.office, "")
    paragraphs = tuple(Paragraph(fill(text, writing.language, words)) for text in chosen.letter)
    closing = Text("Trân trọng,", "Yours sincerely,").to(writing.language)
    when = day_text(writing.day, writing.language)
    body = (*paragraphs, Paragraph(f"{closing} {office}"))
    title = chosen.name.to(writing.language)
    return Document(f"letter-{number}", title, f"{office}, {when}", writing.language, (Section(title, body),))


def export(office_ids: list[int], office: str, actor: str, day: dt.date) -> tuple[int, bytes]:
    """Take every queued message out as one CSV for whoever sends them; return (messages, the file)."""
    act = Act("outreach.outbox", actor, "office", office, office)

    def work() -> list[store.Waiting]:
        return store.take_out(office_ids, actor, day)

    rows = perform(act, work)
    note_looks((row.person or 0 for row in rows), actor)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADS)
    writer.writerows([harmless(getattr(row, name)) for name in HEADS] for row in rows)
    return len(rows), ("\ufeff" + out.getvalue()).encode()


def note_consent(person: int, purpose: str, *, given: bool, day: dt.date, document: str, actor: str) -> int:
    """Write down that a person allowed or forbade a use of their contact; the latest word counts."""
    if purpose not in PURPOSES:
        raise RefusedError(_PURPOSE.fill(purpose=purpose))
    facts = {
        "person_id": person, "purpose": purpose, "given": given, "day": day, "document": document, "actor": actor,
    }  # fmt: skip
    body: dict[str, object] = {"purpose": purpose, "given": given}
    return perform(Act("outreach.consent", actor, "person", str(person), body=body), lambda: store.note_consent(facts))
