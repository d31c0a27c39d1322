"""The chapter of inspection: risk scored, a plan signed, cases in every state, every payment point looked at."""

import datetime as dt
from typing import Final
from uuid import UUID

from ansinh.core.period import Month
from ansinh.domain.collection.inspection import rules
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.jobs.demo.cast import COLLECTOR, INSPECTOR, LEADER, SECOND
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.inspection import books, claims
from ansinh.jobs.inspection.declare import declare
from ansinh.jobs.inspection.facilities import list_facilities
from ansinh.jobs.inspection.plans import Chosen, make_plan
from ansinh.jobs.inspection.points import look
from ansinh.jobs.inspection.risk import run_risk
from ansinh.records.store.claims.odds import last_period
from ansinh.records.store.collection import inspection as store
from ansinh.records.store.collection import inspection_people, inspection_plan, risk, scope
from ansinh.records.store.outreach import agent_desk as desk
from ansinh.usecases.collection import inspection as acts
from ansinh.usecases.collection import inspection_follow, inspection_plans, inspection_work

EMPLOYERS: Final = 8  # of the plan; the first of them are in every state
NEXT_YEAR: Final = 20  # proposed for the plan of the next year
ORDER: Final = ("decide", "start", "record", "conclude", "close")
ENDS: Final = ("close", "conclude", "record", "start", "decide", "")  # how far the first cases of employers have come


def today(setting: Setting) -> dt.date:
    """Return the day on which the chapter plays: the third after the last month."""
    return setting.province.profile.month.last_day + dt.timedelta(days=3)


def play(setting: Setting) -> None:
    """Play the whole chapter; again changes nothing."""
    day, month = today(setting), setting.province.profile.month
    if risk.latest(scope.office(setting.top).path) is None:
        run_risk(setting.top, day, INSPECTOR)
    claimed = last_period() or month
    list_facilities(setting.top, (claimed.plus(-2), claimed), day, INSPECTOR)
    plan = _plan(setting, day)
    items = inspection_plan.items(plan)
    employers = [one for one in items if one.subject_kind == "employer" and one.subject]
    for item, end in zip(employers, ENDS, strict=False):
        _employer(setting, item.id, end, day)
    for item in items:
        if item.subject_kind == "payment_point":
            _point(setting, item.id, day)
    _collecting(setting, day)
    _cancelled(setting, employers[-1].subject, day)


def _plan(setting: Setting, day: dt.date) -> int:
    """Make and sign the plan of the year, and leave the proposal for the next one as a draft; return the plan."""
    month = setting.province.profile.month
    chosen = Chosen(EMPLOYERS, 2, points=(month, month))
    plan = make_plan(setting.top, f"31/KH-BHXH-{day.year}", dt.date(day.year, 12, 31), chosen, INSPECTOR)
    if inspection_plan.plan(plan).state == "draft":
        inspection_plans.sign(plan, LEADER, day)
    make_plan(setting.top, f"01/KH-BHXH-{day.year + 1}", dt.date(day.year + 1, 6, 30), Chosen(NEXT_YEAR), INSPECTOR)
    return plan


def _employer(setting: Setting, item: int, end: str, day: dt.date) -> None:
    """Let the case of an employer come as far as `end`."""
    case = _opened(setting, item, (setting.province.profile.month.plus(-11), setting.province.profile.month), day)
    _go(case, end, day)
    if end == "conclude" and not store.declarations(case):
        declare(case, Month.containing(day), day, INSPECTOR)


def _opened(setting: Setting, item: int, months: tuple[Month, Month], day: dt.date) -> UUID:
    """Open the case of a plan item, or return the one there is."""
    found, _ = inspection_plan.item(item)
    there = inspection_plan.others(found.subject_kind, found.subject, day.year)
    return there[0] if there else acts.open_case(setting.top, acts.Opening(months, day, item), INSPECTOR)


def _go(case: UUID, end: str, day: dt.date) -> None:
    """Move a case to `end`, doing what lies between; what is done already stays."""
    for move in ORDER[: ORDER.index(end) + 1] if end else ():
        found = store.case(case)
        paper = acts.Paper(f"{found.subject}/{move}/{day.year}", day)
        if move == "decide" and found.state == "planned":
            acts.decide(case, paper, (INSPECTOR, [SECOND]), LEADER)
        elif move == "start" and found.state == "decided":
            acts.start(case, day, INSPECTOR)
            _look(case, day)
        elif move == "record" and found.state == "started":
            acts.record(case, paper, "Người đại diện (tổng hợp)", INSPECTOR)
        elif move == "conclude" and found.state == "recorded":
            acts.conclude(case, paper, LEADER)
            claims.claim(case, day, INSPECTOR)
        elif move == "close" and found.state == "concluded":
            _settle(case, day)


def _look(case: UUID, day: dt.date) -> None:
    """Do the work of the team: papers, counts, violations."""
    found = store.case(case)
    for code in rules().subjects[found.subject_kind].papers:
        missing = code == "timesheets"
        note = "Chưa cung cấp" if missing else ""
        inspection_work.note_paper(case, code, received=not missing, day=day, note=note, actor=SECOND)
    if found.subject_kind == "payment_point":
        look(case, day, INSPECTOR)
        payees = store.case(case).counts["payees"]
        met = dict.fromkeys(("met", "alive", "identified", "signed"), payees)
        inspection_work.count(case, met | {"cash_book": 0, "cash_counted": 0}, SECOND)
        _taken_by_others(case, found.subject, day)
        return
    if found.subject_kind == "collection_point":
        books.look(case, day, INSPECTOR)
        inspection_work.count(case, {"cash_counted": store.case(case).counts["cash_book"]}, SECOND)
        return
    staff = inspection_people.staff(found.account or 0, found.period_to, 3)
    seen = [
        Seen("wage_low", one.si_number, "", Month.containing(found.period_from).plus(6),
             Month.containing(found.period_to), one.base, one.base + 1_500_000, document="Bảng lương, quyết toán thuế")
        for one in staff if one.since <= Month.containing(found.period_from).plus(6).first_day
    ]  # fmt: skip
    inspection_work.count(case, {"workers": len(staff) + 2, "insured": len(staff)}, SECOND)
    inspection_work.add_findings(case, seen, INSPECTOR)
    inspection_follow.ask(case, "Đăng ký đủ lao động đang làm việc", day + dt.timedelta(days=30), INSPECTOR)


def _taken_by_others(case: UUID, point: str, day: dt.date) -> None:
    """Find at every fourth point that somebody without a power of attorney took a pension."""
    if int(point[-2:]) % 4 == 1:
        taken = Seen("wrong_person", amount=1_850_000, name="Nhận thay không có ủy quyền", document="Danh sách ký nhận")
        inspection_work.add_findings(case, [taken], INSPECTOR)
        inspection_follow.ask(case, "Chỉ chi cho người được ủy quyền hợp lệ", day + dt.timedelta(days=15), INSPECTOR)


def _settle(case: UUID, day: dt.date) -> None:
    """Recover everything, finish every request, and close."""
    for row in store.findings(case):
        if row.remaining:
            inspection_follow.recover(
                case, row.id, row.remaining, day=day, document=f"UNC {row.id}/{day.year}", actor=INSPECTOR
            )
    for number, _, _, done, _ in store.requests(case):
        if done is None:
            inspection_follow.finish(case, number, day=day, proof="Danh sách bổ sung", actor=INSPECTOR)
    acts.close(case, day, LEADER)


def _point(setting: Setting, item: int, day: dt.date) -> None:
    """Inspect one payment point to its end."""
    month = setting.province.profile.month
    case = _opened(setting, item, (month, month), day)
    _go(case, "conclude", day)
    left = store.followed(case, day).remaining
    if not (left and store.case(case).subject.endswith("73")):  # one point still has to pay back
        _go(case, "close", day)


def _collecting(setting: Setting, day: dt.date) -> None:
    """Inspect the point of the collector who signs in: receipts against money and lists; what is to be mended stays."""
    point = desk.desk(COLLECTOR).point_code
    months = (Month.containing(day).plus(-1), Month.containing(day))
    opening = acts.Opening(months, day, subject_kind="collection_point", subject=point, reason="Nộp tiền chậm")
    _go(acts.open_case(setting.top, opening, INSPECTOR), "conclude", day)


def _cancelled(setting: Setting, subject: str, day: dt.date) -> None:
    """Open a sudden inspection and cancel it: the sign of a violation was none."""
    months = (setting.province.profile.month.plus(-2), setting.province.profile.month)
    opening = acts.Opening(months, day, subject=subject, reason="Đơn của người lao động")
    case = acts.open_case(setting.top, opening, INSPECTOR)
    if store.case(case).state == "planned":
        acts.cancel(case, acts.Paper(f"{subject}/HUY/{day.year}", day), LEADER)
