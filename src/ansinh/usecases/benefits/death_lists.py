"""A list of deaths of another agency: read behind the guard, held against the register, recorded row by row.

Each row is an act of its own: its person stops being paid, and what was paid beyond the death is claimed, or nothing.
"""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.finding import Finding
from ansinh.core.identity import is_personal_id, is_si_number
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.benefits.deaths import Registered, ToldDeath, judge
from ansinh.formats.limits import read_limited
from ansinh.formats.partner_lists import PartnerFile, PartnerRows
from ansinh.records.store.benefits import death_lists, overpayments, payroll_facts
from ansinh.records.store.benefits.death_lists import Listed
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.months import OfficeRow
from ansinh.records.store.registry import matching
from ansinh.records.store.registry.matching import KnownPerson
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits import payroll
from ansinh.usecases.clock import today

SOURCES: Final[dict[str, Text]] = {
    "justice": Text("Tư pháp, hộ tịch", "Civil status office"),
    "police": Text("Công an, dữ liệu dân cư", "Police, population register"),
    "health": Text("Cơ sở y tế", "Health facility"),
    "post": Text("Bưu điện, điểm chi trả", "Post, payment point"),
    "other": Text("Nguồn khác", "Another source"),
}
_NO_SOURCE: Final = Text("Không có nguồn {source}.", "There is no source {source}.")
_ERRORS: Final = Text(
    "Danh sách còn {n} dòng lỗi: gửi lại bản đã sửa, hoặc chọn chỉ ghi các dòng đúng.",
    "{n} rows of the list have errors: send a corrected one, or choose to record the good rows only.",
)
_REFUSED: Final = Text("Danh sách này không đọc được; hãy gửi lại.", "This list could not be read; send it again.")
FULL_DAY: Final = 3  # parts of a birth that is given to the day


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it was sent: to which office (code), from which source, its file name, when (None: today)."""

    office: str
    source: str
    name: str
    received: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: the number of the list, whether it was known, and every finding."""

    number: uuid.UUID
    already: bool = False
    findings: list[Finding] = field(default_factory=list)


def load(data: bytes, sent: Sent, actor: str) -> Taken:
    """Stage a list: everybody looked for in the register, every finding kept, nothing recorded yet.

    The same bytes again change nothing. RefusedError for a source that is none.
    """
    if sent.source not in SOURCES:
        raise RefusedError(_NO_SOURCE.fill(source=sent.source))
    place, digest = months.office(sent.office), hashlib.sha256(data).hexdigest()
    known = death_lists.known(place.id, digest)
    if known is not None:
        return Taken(known, already=True)
    file: PartnerFile = read_limited("deaths", data, name=sent.name)
    received = sent.received or today()
    judged = judge(list(_looked_up(list(_told(file.rows)), place)), received)
    unread = {one.where.row for one in file.findings if one.stops and one.where.row is not None}
    judged = [one for one in judged if one.told.row not in unread]
    findings = [*file.findings, *(found for one in judged for found in one.findings)]
    whole = any(one.stops and one.where.row is None for one in file.findings)
    stops = sum(one.stops for one in findings)
    facts = {
        "office_id": place.id, "source": sent.source, "file_name": sent.name, "sha256": digest,
        "rows": len(file.rows.row), "errors": stops, "warnings": len(findings) - stops,
        "findings": [_kept(one) for one in findings], "state": "refused" if whole else "staged",
        "received_on": received, "received_by": actor,
    }  # fmt: skip
    act = Act("deaths.list", actor, "death_list", sent.name, office=place.path, body={"sha256": digest})

    def keep() -> Taken:
        theirs = death_lists.known(place.id, digest)  # another hand may have sent the same bytes meanwhile
        if theirs is not None:
            return Taken(theirs, already=True)
        return Taken(death_lists.keep(facts, judged), findings=findings)

    return perform(act, keep)


def _kept(one: Finding) -> dict[str, object]:
    """Return a finding as it is kept with its list."""
    return {
        "code": one.code, "severity": one.severity.value, "row": one.where.row, "column": one.where.column,
        "found": one.found[:100], "vi": f"{one.message.vi} {one.mend.vi}", "en": f"{one.message.en} {one.mend.en}",
    }  # fmt: skip


def _told(rows: PartnerRows) -> Iterator[ToldDeath]:
    """Yield the rows of a file; a number that is none is told, and nobody is looked for by it."""
    for place in range(len(rows.row)):
        born, died = rows.birth[place].item(), rows.day[place].item()
        paper, number = rows.key[place].strip(), rows.group_code[place].strip()
        read = paper if is_personal_id(paper) else "", number if is_si_number(number) else ""
        yield ToldDeath(
            row=int(rows.row[place]), personal_id=read[0], si_number=read[1], full_name=rows.full_name[place],
            birth=born, precise=int(rows.birth_precision[place]) >= FULL_DAY, died_on=died,
            document=rows.status[place], unread=tuple(one for one in (paper, number) if one and one not in read),
        )  # fmt: skip


def _looked_up(told: list[ToldDeath], place: OfficeRow) -> Iterator[tuple[ToldDeath, Sequence[Registered]]]:
    """Yield each row with the people the register has for it: by each number given, else by name and birth."""
    by_number = {one.asked: one for one in matching.by_numbers([one.si_number for one in told if one.si_number])}
    by_paper = {one.asked: one for one in matching.by_personal_ids([one.personal_id for one in told])}
    nameless = [one for one in told if not one.number and one.birth is not None]
    by_name: dict[str, list[KnownPerson]] = {}
    births = [one.birth for one in nameless if one.birth is not None]
    for found in matching.by_names([search_key(one.full_name) for one in nameless], births):
        by_name.setdefault(found.asked, []).append(found)
    people = [*by_number.values(), *by_paper.values(), *(one for same in by_name.values() for one in same)]
    places = death_lists.places([one.id for one in people], place.path)
    for one in told:
        borne = [by_number.get(one.si_number), by_paper.get(one.personal_id)]
        known = by_name.get(f"{search_key(one.full_name)}|{one.birth}", []) if not one.number else borne
        unique = {each.id: each for each in known if each is not None}
        yield one, [_registered(each, *places.get(each.id, ("", False))) for each in unique.values()]


def _registered(one: KnownPerson, office: str, mine: bool) -> Registered:  # noqa: FBT001 - as the store gives it
    """Return a person as a row is held against them; who was found by a merged number has no SI number to compare."""
    return Registered(
        one.id, one.full_name, one.birth, one.died, office, mine,
        si_number="" if one.merged else one.si_number, personal_id=one.personal_id,
    )  # fmt: skip


def record(key: uuid.UUID, actor: str, *, good_rows: bool) -> Listed:
    """Order that a list be recorded; RefusedError for one with errors, unless only its good rows are asked for."""
    found = death_lists.one(key)
    if found.state == "refused":
        raise RefusedError(_REFUSED)
    if found.errors and not good_rows:
        raise RefusedError(_ERRORS.fill(n=found.errors))
    act = Act("deaths.record", actor, "death_list", str(key), office=found.office_path)
    perform(act, lambda: death_lists.move(key, "recording", actor))
    return found


def record_rows(key: uuid.UUID, actor: str) -> int:
    """Record the rows of a list that wait, each in its own transaction; killed and run again, it goes on."""
    found = death_lists.one(key)
    done = sum(_record(row, found, actor) for row in death_lists.staged(key))
    death_lists.move(key, "done", actor)
    return done


def _record(row: int, found: Listed, actor: str) -> bool:
    """Record one death; what is refused is written down with its reason, and the others go on."""
    act = Act("deaths.row", actor, "death_row", str(row), office=found.office_path, body={"list": str(found.id)})
    try:
        return perform(act, lambda: _learn(row, found.received_on, actor))
    except (ConflictError, RefusedError) as error:
        death_lists.became(row, "refused", told=error.message.vi)
        return False


def _learn(row: int, noticed: dt.date, actor: str) -> bool:
    """Do it inside the transaction, the row locked."""
    one = death_lists.locked(row)
    if one is None or one.person is None:
        return False
    if payroll_facts.known_death(one.person) is not None:  # somebody recorded it meanwhile
        death_lists.became(row, "known")
        return False
    files = payroll.learn_death(one.person, one.died_on, ("death", one.document, noticed), actor)
    death_lists.became(row, "recorded", stopped=len(files), claimed=overpayments.claimed_for_death(one.person))
    return True
