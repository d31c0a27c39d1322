"""The chapter of outreach: partners send lists, prospects are found and given out, debts are pushed."""

import datetime as dt
from dataclasses import fields
from typing import Final

import numpy as np

from ansinh.core.text import Text
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.formats.partner_lists_write import ListForm, write_partner_list
from ansinh.jobs.demo.cast import COLLECTION, PLANNING
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.chance import chance
from ansinh.jobs.synthetic.partner_lists import Sending, Truth, resident_lists, tax_lists
from ansinh.jobs.synthetic.past_outreach import past_outcomes
from ansinh.jobs.synthetic.strangers import Strangers
from ansinh.jobs.synthetic.young_lists import birth_lists, school_lists, subsidy_list, tell_leavers
from ansinh.records.store.collection import ladder_cases, scope
from ansinh.records.store.collection.ladder_write import Doing
from ansinh.records.store.outreach import agents as agent_store
from ansinh.records.store.outreach import prospects as store
from ansinh.usecases.collection import ladder, ladder_recovery, ladder_steps
from ansinh.usecases.outreach import agents, conversion, lists, prospects, truth, work

OFFICERS: Final = ("thu", "thu.coso")
FORMS: Final[dict[str, ListForm]] = {
    "tax": "xlsx",
    "household": "csv",
    "school": "csv",
    "civil": "xml",
    "subsidy": "csv",
}
CALLED: Final = 40  # prospects somebody has talked to
PUSHED: Final = 12  # reminders sent
AGENTS: Final = (
    ("BD", "post", "Bưu điện tỉnh (tổng hợp)"), ("PVI", "company", "Công ty dịch vụ thu Sao Mai (tổng hợp)"),
    ("BV", "hospital", "Bệnh viện Đa khoa Bình Minh (tổng hợp)"),
)  # fmt: skip
HANDED: Final = 20  # largest debts given to the police


def today(setting: Setting) -> dt.date:
    """Return the day on which the chapter plays: the third after the last month."""
    return setting.province.profile.month.last_day + dt.timedelta(days=3)


def play(setting: Setting) -> None:
    """Play the whole chapter; again changes nothing."""
    send_lists(setting)
    learn_and_find(setting)
    talk(setting)
    push_debts(setting)
    appoint_agents(setting)


def send_lists(setting: Setting) -> None:
    """Let partners send their lists with planted gaps, and keep the truth beside them."""
    province, told = setting.province, Truth()
    strangers = Strangers(province.seed, province.profile.month.year)
    sent = [
        *tax_lists(province, told), *resident_lists(province, strangers, told),
        *school_lists(province, strangers, told),
        *birth_lists(province, strangers, told), subsidy_list(province, told),
    ]  # fmt: skip
    tell_leavers(province, told)
    setting.keep("truth/outreach.json", truth.write_truth(told.missing, told.in_order))
    for number, one in enumerate(sent):
        _send(setting, one, number)


def _send(setting: Setting, one: Sending, number: int) -> None:
    """Let one list come in by the ordinary door, in parts of what a file may hold."""
    form = FORMS[one.kind]
    name = f"{one.kind}-{one.office}-{number:03d}.{form}"
    data = write_partner_list(one.kind, one.columns, form)
    setting.keep(f"partners/{name}", data)
    lists.load(data, lists.Sent(one.kind, one.office, today(setting), name, good_rows=True), COLLECTION)


def learn_and_find(setting: Setting) -> None:
    """Take in how prospects of the past ended, learn from it, and find those of today."""
    past = past_outcomes(setting.province)
    outcomes = conversion.Outcomes(**{one.name: getattr(past, one.name) for one in fields(past)})
    conversion.take_in(setting.top, outcomes, COLLECTION)
    conversion.learn(setting.top, COLLECTION)
    prospects.build(setting.top, today(setting), COLLECTION)


def talk(setting: Setting) -> None:
    """Give prospects out and let officers talk to some of the most valuable."""
    for district in setting.province.profile.districts:
        work.assign(district.code, OFFICERS, COLLECTION)
    offices = scope.offices(scope.office(setting.top).path)
    rng, day = chance(setting.province.seed, "talk"), today(setting)
    rows = [row for row in store.page(offices, store.Cut(), limit=CALLED) if not row.contacts]
    for row in rows:
        outcome = str(np.array(["promised", "interested", "refused"])[rng.integers(3)])
        promised = day + dt.timedelta(days=int(rng.integers(3, 20))) if outcome == "promised" else None
        work.note(row.id, work.Contact("call", outcome, day, "", promised), row.owner or COLLECTION)


def push_debts(setting: Setting) -> None:
    """Build the ladder of the last months, send reminders, and hand the largest debts over."""
    day = today(setting)
    ladder.build(setting.top, day, COLLECTION)
    ladder_steps.assign(setting.top, OFFICERS, COLLECTION)
    offices = scope.offices(scope.office(setting.top).path)
    for step in ladder_cases.work(offices, ladder_cases.WorkFilter(step="reminder"), limit=PUSHED):
        doing = Doing(day, "post", day + dt.timedelta(days=2), f"RR{step.id:09d}VN")
        ladder_steps.do_step(step.id, doing, COLLECTION)
    owing = sorted(ladder_cases.work(offices, ladder_cases.WorkFilter(), limit=1000), key=lambda row: -row.principal)
    codes = list(dict.fromkeys(row.account for row in owing))[:HANDED]
    name = Text("Đợt phối hợp với công an quý IV", "Police campaign of the fourth quarter")
    opening = ladder_recovery.Opening("police", name.vi, f"01/PH-CA/{day.year}", day)
    if codes:
        ladder_recovery.open_campaign(setting.top, opening, codes, COLLECTION)


def appoint_agents(setting: Setting) -> None:
    """Sign contracts with agents, one of them suspended after its check, and deal this week's quota out."""
    day = today(setting)
    week = (day - dt.timedelta(days=day.weekday()), day + dt.timedelta(days=6 - day.weekday()))
    for number, (code, kind, name) in enumerate(AGENTS):
        agent = agent_store.register(setting.top, code=code, name=name, kind=kind)
        agent_store.sign(agent, f"{number + 1:02d}/{day.year}/HD-BHXH", _year(day), PLANNING)
        collectors = [
            (_collector(setting, agent, code, at), 1 + at) for at in range(len(setting.province.profile.districts))
        ]
        paper = (f"Thông báo tuần {day.isocalendar().week}/{day.year}", PLANNING)
        agents.deal_quota(collectors, 40 + 20 * number, "hi_household", week, paper)
        held = {name: not (number == len(AGENTS) - 1 and name == "software") for name in CONDITIONS}
        agents.check(code, agents.Checked(held, 0, quota_met=True, day=day, document=f"Biên bản {code}"), COLLECTION)


def _year(day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the year of a contract, from January."""
    return dt.date(day.year, 1, 1), dt.date(day.year + 1, 1, 1)


def _collector(setting: Setting, agent: int, code: str, place: int) -> int:
    """Open a point of an agent in a district and appoint its collector; return the collector."""
    district, opened = setting.province.profile.districts[place], dt.date(today(setting).year, 1, 1)
    point = agent_store.add_point(
        agent, code=f"{code}{place + 1:03d}", name=f"Điểm thu {district.name}", office=district.code, opened=opened
    )
    return agent_store.add_collector(
        point, f"{code}NV{place + 1:02d}", f"Nhân viên {place + 1}", (f"CC-{code}-{place}", _year(opened)[1])
    )
