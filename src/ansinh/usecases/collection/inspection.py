"""Acts on one inspection: opened, decided with its team, started, recorded, concluded, closed at nothing left."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month, add_months
from ansinh.core.text import Text
from ansinh.domain.collection.inspection import rules
from ansinh.domain.collection.inspection_states import LEFT, MOVES, refusal
from ansinh.domain.collection.inspection_team import HANDLED, conflicts, wrong_team
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_handled, inspection_plan, ladder_meetings, scope
from ansinh.records.store.collection import inspection_write as write
from ansinh.records.store.collection.ladder_write import Doing
from ansinh.usecases.act import Act, perform
from ansinh.usecases.collection import inspection_claims
from ansinh.usecases.collection.ladder_steps import do_inside

_TWICE = Text(
    "Đối tượng đã có cuộc kiểm tra trong năm {year}; chỉ được kiểm tra đột xuất.",
    "The subject has been inspected in {year}; only a sudden inspection is possible.",
)
_REASON = Text("Kiểm tra đột xuất phải nêu dấu hiệu vi phạm.", "A sudden inspection names the sign of a violation.")
_PERIOD = Text("Thời kỳ kiểm tra phải đủ tháng và không ở tương lai.", "The period is whole months, not to come.")
_TRAIT = Text("Hình thức “{what}” không có vào ngày {day}.", "The trait “{what}” does not exist on {day}.")
_SELF = Text("Người ra quyết định phải khác người đề nghị.", "Who decides must not be who proposed.")
_OUTSIDE = Text("Chỉ thành viên đoàn mới làm được việc này.", "Only a member of the team may do this.")
_LEADER = Text("Chỉ trưởng đoàn ký biên bản.", "Only the leader of the team signs the minutes.")
_INSIDE = Text("Người kết luận không được là thành viên đoàn.", "Who concludes may not be a member of the team.")
_WAITING = Text("Còn {n} tài liệu chưa ghi đã nhận hay thiếu.", "{n} papers are neither received nor missing.")
_EARLY = Text("Thời hạn thực hiện phải sau ngày kết luận.", "The deadline lies after the conclusion.")
_SIGNED = Text("Cần tên người đại diện đơn vị ký biên bản.", "Who signed the minutes for the subject is needed.")


NAMED = 3  # people a request names; the others stand in the list of violations


@dataclass(frozen=True, slots=True)
class Opening:
    """An inspection to be opened: by plan item, or sudden by its sign of violation; months of the period inclusive."""

    period: tuple[Month, Month]
    day: dt.date
    item: int | None = None
    kind: str = "sudden"
    subject_kind: str = "employer"
    subject: str = ""
    traits: tuple[str, ...] = ()
    reason: str = ""
    partners: str = ""


def open_case(office: str, opening: Opening, actor: str) -> UUID:
    """Open an inspection as planned; return its id.

    RefusedError where the subject was inspected in the year already (unless sudden), a sudden one without its reason,
    a period that is not over, a trait that does not exist on the day.
    """
    place = scope.office(office)
    wanted = _of_item(opening) if opening.item is not None else opening
    subject = inspection_plan.subject(wanted.subject_kind, wanted.subject)
    _check_opening(wanted)
    act = Act(
        "inspection.open", actor, wanted.subject_kind, wanted.subject, office, reason=wanted.reason,
        key=f"inspection.open:{wanted.item}:{wanted.subject_kind}:{wanted.subject}:{wanted.day}",
        body={"kind": wanted.kind, "period": [str(month) for month in wanted.period]},
    )  # fmt: skip

    def work() -> str:
        made = write.create(
            office_id=place.id, item_id=wanted.item, kind=wanted.kind, traits=list(wanted.traits),
            subject_kind=wanted.subject_kind, subject=wanted.subject, name=subject.name, account_id=subject.account,
            period_from=wanted.period[0].first_day, period_to=wanted.period[1].last_day, reason=wanted.reason,
            partners=wanted.partners, opened_by=actor, opened_on=wanted.day,
        )  # fmt: skip
        write.move(made, move="open", before="", after="planned", day=wanted.day, actor=actor, document="")
        return str(made)

    return UUID(perform(act, work))


def _of_item(opening: Opening) -> Opening:
    """Return the opening with what its plan item says; an item without a subject leaves it to the opening."""
    found, plan = inspection_plan.item(opening.item or 0)
    return replace(
        opening, kind=found.kind, subject_kind=found.subject_kind, subject=found.subject or opening.subject,
        traits=tuple(found.traits) or opening.traits, reason=opening.reason or found.reason or plan.document,
    )  # fmt: skip


def _check_opening(wanted: Opening) -> None:
    """Refuse an opening the rules do not allow."""
    missing = [trait for trait in wanted.traits if rules().trait(trait, wanted.day) is None]
    if missing:
        raise RefusedError(_TRAIT.fill(what=", ".join(missing), day=f"{wanted.day:%d/%m/%Y}"))
    if wanted.kind == "sudden" and not wanted.reason.strip():
        raise RefusedError(_REASON)
    first, last = wanted.period
    if first > last or last > Month.containing(wanted.day):
        raise RefusedError(_PERIOD)
    if wanted.kind != "sudden" and inspection_plan.others(wanted.subject_kind, wanted.subject, wanted.day.year):
        raise RefusedError(_TWICE.fill(year=wanted.day.year))


@dataclass(frozen=True, slots=True)
class Paper:
    """The number and day of a paper that moves a case."""

    number: str
    day: dt.date


def decide(case: UUID, paper: Paper, team: tuple[str, Sequence[str]], actor: str) -> None:
    """Decide on a planned inspection with its team (leader, members).

    RefusedError for who proposed it, a team without one leader, and for whoever handled what is inspected within the
    months of segregation: all of them are named at once.
    """
    leader, members = team

    def work(found: store.Case) -> dict[str, object]:
        if found.opened_by == actor:
            raise RefusedError(_SELF)
        wrong = wrong_team(leader, members)
        if wrong is not None:
            raise RefusedError(wrong)
        since = add_months(paper.day, -rules().segregation_months)
        handled = inspection_handled.handled(found.subject_kind, found.subject, since)
        clash = conflicts((leader, *members), {who: what for who, what in handled.items() if what in HANDLED})
        if clash:
            raise RefusedError(Text("; ".join(one.vi for one in clash), "; ".join(one.en for one in clash)))
        write.set_team(case, leader, members)
        return {"decision": paper.number, "decided_on": paper.day, "decided_by": actor}

    _move(case, "decide", paper, actor, work)


def start(case: UUID, day: dt.date, actor: str) -> None:
    """Announce and start: the papers of the subject are asked for. RefusedError for who is not of the team."""

    def work(found: store.Case) -> dict[str, object]:
        of_team(found, actor)
        write.ask_papers(case, list(rules().subjects[found.subject_kind].papers), day)
        return {"started_on": day}

    _move(case, "start", Paper("", day), actor, work)


def record(case: UUID, paper: Paper, signed_by: str, actor: str) -> None:
    """Sign the minutes with the subject; they do the check that the debt ladder waits for.

    RefusedError for others than the leader, without a name for the subject, or while a paper is awaited.
    """

    def work(found: store.Case) -> dict[str, object]:
        if (actor, "leader") not in store.team(found.id):
            raise RefusedError(_LEADER)
        waiting = sum(state == "asked" for _, state, _, _ in store.papers(case))
        if waiting:
            raise RefusedError(_WAITING.fill(n=waiting))
        if not signed_by.strip():
            raise RefusedError(_SIGNED)
        _do_the_check(found, paper, actor)
        return {"minutes": paper.number, "minutes_on": paper.day, "signed_by_subject": signed_by}

    _move(case, "record", paper, actor, work)


def conclude(case: UUID, paper: Paper, actor: str, deadline: dt.date | None = None) -> None:
    """Conclude: what is due has a deadline (by default that of the rules), and what is to be mended is asked for by it.

    RefusedError for a member of the team.
    """
    until = deadline or paper.day + dt.timedelta(days=rules().conclusion_days)
    if until <= paper.day:
        raise RefusedError(_EARLY)

    def work(found: store.Case) -> dict[str, object]:
        if actor in dict(store.team(found.id)):
            raise RefusedError(_INSIDE)
        _ask_to_mend(found, until)
        return {"conclusion": paper.number, "concluded_on": paper.day, "deadline": until}

    _move(case, "conclude", paper, actor, work)


def close(case: UUID, day: dt.date, actor: str) -> None:
    """Close a case; RefusedError until all is recovered, every request done, and what the subject owed in the books."""

    def work(found: store.Case) -> dict[str, object]:
        stands = store.followed(found.id, day)
        if not stands.nothing_left:
            raise RefusedError(LEFT.fill(dong=f"{stands.remaining:,}", requests=stands.requests - stands.done))
        if inspection_claims.owing(case) and inspection_claims.posted_on(case) is None:
            raise RefusedError(inspection_claims.UNPOSTED)
        return {"closed_on": day}

    _move(case, "close", Paper("", day), actor, work)


def cancel(case: UUID, paper: Paper, actor: str) -> None:
    """Cancel a case before its minutes are signed, by a paper."""
    _move(case, "cancel", paper, actor, lambda _: {})


def _move(case: UUID, move: str, paper: Paper, actor: str, work: Callable[[store.Case], dict[str, object]]) -> None:
    """Make one move of the machine: the case is locked, changed, and its story grows by a line."""
    place = store.case(case)
    act = Act(
        f"inspection.{move}", actor, "inspection", str(case), place.office, reason=paper.number,
        body={"day": str(paper.day)},
    )  # fmt: skip

    def whole() -> None:
        found = store.locked(case)
        why = refusal(move, found.state, paper.number)
        if why is not None:
            raise RefusedError(why)
        facts = work(found)
        after = MOVES[move].after
        write.change(case, state=after, **facts)
        write.move(case, move=move, before=found.state, after=after, day=paper.day, actor=actor, document=paper.number)

    perform(act, whole)


def _do_the_check(found: store.Case, paper: Paper, actor: str) -> None:
    """Let the minutes do the check that the debt ladder waits for, where it waits for one of this employer."""
    if found.subject_kind == "employer":
        for step, _ in ladder_meetings.due_steps("check", [found.subject]):
            do_inside(step, Doing(paper.day, "visit", None, paper.number, found.reason), actor)


def _ask_to_mend(found: store.Case, until: dt.date) -> None:
    """Ask for every kind of violation that is to be mended: once a kind, with how many and the first names.

    What is paid back and mended besides (money in other hands, cash that is missing) is asked for in its own words.
    """
    violations, rows = rules().subjects[found.subject_kind].violations, store.findings(found.id)
    for kind, rule in violations.items():
        names = [row.name for row in rows if row.kind == kind]
        if names and (rule.effect == "request" or rule.ask):
            what = rule.ask.vi if rule.ask else rule.name.vi
            who = ", ".join(name for name in names[:NAMED] if name) + (" ..." if len(names) > NAMED else "")
            write.add_request(found.id, f"{what}: {len(names)} trường hợp{f' ({who})' if who else ''}", until)


def of_team(found: store.Case, actor: str) -> None:
    """Refuse who is not of the team of a case."""
    if actor not in dict(store.team(found.id)):
        raise RefusedError(_OUTSIDE)
