"""Acts on activities: planned, held, reported, cancelled, corrected; plans of them; guests invited and come."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import polars as pl

from ansinh.core.errors import RefusedError
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.outreach.activities import may_follow, words
from ansinh.records.store.ledger import months
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import facts
from ansinh.records.store.outreach.activities import FACTS
from ansinh.usecases.act import Act, perform

_MOVE = Text(
    "Hoạt động đang ở trạng thái {before}: không chuyển sang {after}.", "It is {before}: it cannot be {after}."
)
_REASON = Text("Sửa báo cáo hoặc hủy phải ghi lý do.", "A report corrected, or a cancelling, needs its reason.")
_WORD = Text("Không có {table} {word}.", "There is no {word} among the {table}.")
_STRANGERS = Text("Không có trong sổ đăng ký của tỉnh: {numbers}.", "Not in the province's register: {numbers}.")
_NEGATIVE = Text("Số lượng không được âm, số buổi ít nhất là 1.", "Counts are not negative; sessions are at least one.")
_FUTURE = Text("Chưa đến ngày tổ chức ({day}).", "Its day ({day}) has not come.")
PROVINCE = 2  # codes in the path of a province: the nation and itself
COUNTS = (
    "invited_people", "attended_people", "invited_employers", "attended_employers", "employees", "leads", "cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as somebody tells it; `key` "" is made from its facts."""

    type: str
    level: str
    day: dt.date
    state: str = "planned"
    key: str = ""
    partner: str = ""
    place: str = ""
    commune: str = ""
    channel: str = ""
    theme: str = ""
    plan_item: str = ""
    times: int = 1
    invited_people: int = 0
    attended_people: int = 0
    invited_employers: int = 0
    attended_employers: int = 0
    employees: int = 0
    leads: int = 0
    cost: int = 0
    evidence: str = ""


def key_of(one: Mapping[str, Any]) -> str:
    """Return the key of an activity without one: what makes it this activity and no other, in plain letters."""
    parts = (one["type"], one["level"], str(one["day"]), one["commune"], one["place"], one["partner"], one["theme"])
    return "|".join(search_key(part) for part in parts)


def frame_of(rows: Sequence[Activity], office: int, actor: str) -> pl.DataFrame:
    """Return activities as columns of the table, under their keys."""
    told = [asdict(one) for one in rows]
    columns: dict[str, Any] = {name: [one[name] for one in told] for name in FACTS}
    return pl.DataFrame(
        {
            "office_id": [office] * len(told), "key": [one["key"] or key_of(one) for one in told], **columns,
            "row": range(len(told)), "made_by": [actor] * len(told),
        },
        schema_overrides={"day": pl.Date},
    )  # fmt: skip


def record(office: str, one: Activity, actor: str, day: dt.date) -> int:
    """Write down an activity (planned, held or reported) of an office; return its id. The same again changes nothing.

    RefusedError for unknown words, negative counts, or a day to come told as held.
    """
    place = months.office(office)
    _judge(asdict(one), day)
    key = one.key or key_of(asdict(one))
    act = Act("outreach.activity", actor, "activity", key, office, body={"type": one.type, "day": str(one.day)})

    def work() -> int:
        before = store.states(place.id, [key]).get(key, "")
        if not may_follow(before, one.state):
            raise _refused(before, one.state)
        store.merge(frame_of([one], place.id, actor), file=None, actor=actor, day=day, note="")
        return store.id_of(place.id, key)

    return perform(act, work)


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an activity: the state after it, facts that are different now, a reason or note."""

    state: str
    facts: Mapping[str, Any]
    note: str = ""


def change(number: int, changed: Change, actor: str, day: dt.date) -> str:
    """Take an activity on (held, reported, cancelled) or correct it; return its state.

    RefusedError for a move that cannot follow, a correction or cancelling without a reason, counts that cannot be.
    """
    act = Act(
        "outreach.activity.change", actor, "activity", str(number), reason=changed.note, body={"state": changed.state}
    )

    def work() -> str:
        found = store.locked(number)
        if not may_follow(found.state, changed.state):
            raise _refused(found.state, changed.state)
        again = found.state == changed.state == "reported"
        if (again or changed.state == "cancelled") and not changed.note:
            raise RefusedError(_REASON)
        told = {name: getattr(found, name) for name in FACTS} | dict(changed.facts) | {"state": changed.state}
        _judge(told, day)
        kind = "corrected" if again else changed.state
        facts_now = {**changed.facts, "state": changed.state}
        store.write(number, facts_now, kind=kind, actor=actor, day=day, note=changed.note)
        return changed.state

    return perform(act, work)


def _judge(one: Mapping[str, Any], day: dt.date) -> None:
    """Refuse an activity whose words or figures cannot be."""
    for name, table, needed in (
        ("type", "types", True), ("level", "levels", True), ("state", "states", True), ("theme", "themes", False),
        ("channel", "channels", False),
    ):  # fmt: skip
        if (one[name] or needed) and one[name] not in getattr(words(), table):
            raise RefusedError(_WORD.fill(table=table, word=one[name]))
    if any(one[name] < 0 for name in COUNTS) or one["times"] < 1:
        raise RefusedError(_NEGATIVE)
    if one["state"] in {"held", "reported"} and one["day"] > day:
        raise RefusedError(_FUTURE.fill(day=one["day"]))


def _refused(before: str, after: str) -> RefusedError:
    names = words().states
    now = names.get(after, Text(after, after))
    return RefusedError(_MOVE.fill(before=names.get(before, Text("mới", "new")), after=now))


@dataclass(frozen=True, slots=True)
class Guests:
    """Guests by SI number or account code; whether they came, and agreed to be written to."""

    numbers: Sequence[str]
    came: bool = False
    consent: bool = False


def invite(number: int, told: Guests, actor: str) -> int:
    """Note guests of an activity, or that they came; return those noted or changed. The same again changes nothing.

    RefusedError that names every number that is not in the register of the activity's province.
    """
    found = store.one(number)
    offices = facts.office_ids(".".join(found.office_path.split(".")[:PROVINCE]))  # neighbours come too
    people, accounts = store.known(told.numbers, offices)
    strangers = [one for one in told.numbers if one not in people and one not in accounts]
    if strangers:
        raise RefusedError(_STRANGERS.fill(numbers=", ".join(strangers[:50])))
    body: dict[str, object] = {"guests": len(told.numbers), "came": told.came, "purpose": "invitation"}
    act = Act("outreach.guests", actor, "activity", str(number), found.office, body=body)

    def work() -> int:
        ids = {"people": list(people.values()), "accounts": list(accounts.values())}
        return store.invite(number, came=told.came, consent=told.consent, **ids)

    return perform(act, work)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """What a plan asks for: so many of a type (and level, "" any) from .. to, by its document."""

    document: str
    type: str
    level: str
    first: dt.date
    last: dt.date
    times: int


def plan(office: str, line: PlanLine, actor: str) -> None:
    """Keep a line of a plan of activities; again replaces its number. RefusedError for unknown words or no number."""
    place = months.office(office)
    for table, word in (("types", line.type), ("levels", line.level)):
        if word not in getattr(words(), table) and (word or table == "types"):
            raise RefusedError(_WORD.fill(table=table, word=word))
    if line.times < 1 or line.last < line.first:
        raise RefusedError(_NEGATIVE)
    facts_of = asdict(line)
    times = int(facts_of.pop("times"))
    act = Act("outreach.plan", actor, "office", office, office, reason=line.document, body={"times": times})
    perform(act, lambda: store.set_plan(place.id, facts_of, times, actor))
