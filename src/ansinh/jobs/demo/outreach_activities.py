"""The chapter of activities: a year of them in files, guests with conversions planted, a campaign, messages."""

import datetime as dt
from collections import defaultdict
from typing import Final

from ansinh.core.money import Dong
from ansinh.domain.outreach.agent_desk import SHARED
from ansinh.domain.outreach.agents import SCHEMES
from ansinh.formats.partner_lists_write import write_partner_list
from ansinh.jobs.demo import outreach
from ansinh.jobs.demo.cast import COLLECTION, COLLECTOR, DIRECTOR, PLANNING
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.outreach import bring_one_time
from ansinh.jobs.synthetic.activities import PLAN, PLANNED, Reported, faulty_activities, reported_activities
from ansinh.jobs.synthetic.chance import chance
from ansinh.jobs.synthetic.guests import ask
from ansinh.records.store.collection import scope
from ansinh.records.store.outreach import activities as store
from ansinh.records.store.outreach import agent_desk as desk_store
from ansinh.records.store.outreach import agents as agent_store
from ansinh.records.store.outreach import campaigns as campaign_store
from ansinh.records.store.outreach import messages as message_store
from ansinh.records.store.outreach import planting, prospects
from ansinh.usecases.outreach import (
    activities,
    activity_files,
    agent_contracts,
    agent_desk,
    agents,
    campaigns,
    messages,
    support,
    work,
)
from ansinh.usecases.outreach.lists import Sent
from ansinh.usecases.outreach.prospects import build

MEETINGS: Final = ("small_group", "conference")
GUESTS: Final = 700  # people asked to meetings, joiners and others each at most
TALKS: Final = 30  # prospects of the campaign each officer has talked to
SUPPORTED: Final = 40
RECEIPTS: Final = 24
CALLS: Final = 15  # prospects of a kind near the collector: about half of twice as many go to them
CARD: Final[Dong] = 804_600  # a first member's year in the household scheme, 2021
PAPER: Final = "Văn bản tổng hợp, không có thật"


def report_year(setting: Setting) -> None:
    """Let the offices report their activities of the year in files, one of them wrong; again changes nothing."""
    profile = setting.province.profile
    span = (dt.date(profile.month.year, 1, 1), dt.date(profile.month.year, 12, 31))
    activities.plan(setting.top, activities.PlanLine(PLAN, "customer_conference", "", *span, PLANNED), PLANNING)
    for one in reported_activities(setting.province):
        _send(setting, one, f"hoat-dong-{one.office}")
    _send(setting, faulty_activities(profile.districts[0].code, profile.month.first_day), "hoat-dong-loi")


def _send(setting: Setting, one: Reported, name: str) -> None:
    """Let a file of activities come in by its ordinary door."""
    data = write_partner_list("activities", one.columns, "xlsx")
    setting.keep(f"activities/{name}.xlsx", data)
    sent = Sent(activity_files.KIND, one.office, setting.province.profile.month.last_day, f"{name}.xlsx")
    activity_files.load(data, sent, COLLECTION)


def play(setting: Setting) -> None:
    """Play the rest of the chapter, after the prospects were found and dossiers came in; again changes nothing."""
    day = outreach.today(setting)
    bring_one_time(COLLECTION)
    build(setting.top, day, COLLECTION)
    invite(setting)
    run_campaign(setting, day)
    planting.phones(scope.offices(scope.office(setting.top).path))
    write_messages(setting, day)
    ask_support(setting, day)
    collect(setting, day)


def invite(setting: Setting) -> None:
    """Note people of the register as guests of small groups and conferences of the base offices."""
    offices = scope.offices(scope.office(setting.top).path)
    month = setting.province.profile.month
    january = dt.date(month.year, 1, 1)
    held = store.page(offices, store.Cut(MEETINGS, "base", "", january, month.last_day), limit=400)
    rows = sorted(held, key=lambda row: (row.day, row.id))[::4]
    if not rows:
        return
    joiners = planting.joiners(offices, month.plus(-3).first_day, month.last_day, GUESTS)
    others = planting.outsiders(offices, month.last_day, GUESTS)
    asked = ask(chance(setting.province.seed, "guests"), joiners, others, [row.day for row in rows])
    told: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for one in asked:
        told[one.meeting, one.came].append(one.number)
    for (meeting, came), numbers in sorted(told.items()):
        activities.invite(rows[meeting].id, activities.Guests(numbers, came, came), COLLECTION)


def run_campaign(setting: Setting, day: dt.date) -> None:
    """Open the campaign of the last two months and let officers talk to the first of its people."""
    opening = campaigns.Opening("Hai tháng cuối năm", "3100/KH-BHXH", day, day + dt.timedelta(days=55), 90)
    groups = [campaigns.Group(kind, 140) for kind in ("household_part", "card_30", "left_job", "one_time")]
    chosen = [*groups, campaigns.Group(campaigns.RANKED, 40)]
    made = campaigns.open_campaign(setting.top, opening, chosen, outreach.OFFICERS, COLLECTION, day)
    for owner in outreach.OFFICERS:
        for row in prospects.several(campaign_store.members(made, owner, TALKS)):
            if not prospects.events(row.id):
                work.note(row.id, _talk(setting, row, day), owner)


def _talk(setting: Setting, row: prospects.Row, day: dt.date) -> work.Contact:
    """Return what came of calling somebody: always the same for the same person."""
    rng = chance(setting.province.seed, f"talk {row.kind} {row.subject}")
    counselled = ("withdrew", "undecided", "went_on")
    outcome = str(
        rng.choice(counselled if row.kind == "one_time" else ("promised", "interested", "no_answer", "refused"))
    )
    promised = day + dt.timedelta(days=int(rng.integers(1, 9))) if outcome == "promised" else None
    return work.Contact("call", outcome, day, "", promised)


def write_messages(setting: Setting, day: dt.date) -> None:
    """Write notices to people whose cards end; they wait in the outbox."""
    offices = scope.offices(scope.office(setting.top).path)
    rows = [] if message_store.outbox(offices, limit=1) else prospects.page(offices, prospects.Cut("card_30"), limit=25)
    messages.queue([row.id for row in rows], messages.Writing("card_ends", day), COLLECTION)
    for row in rows[:10]:
        if row.person:
            messages.note_consent(
                row.person, "agent", given=True, day=day, document="Phiếu tại điểm thu", actor=COLLECTION
            )


def ask_support(setting: Setting, day: dt.date) -> None:
    """Ask the province's budget for a list of dignitaries, decided and paid, and another that waits."""
    offices = scope.offices(scope.office(setting.top).path)
    month = setting.province.profile.month
    people = planting.outsiders(offices, month.last_day, 2 * SUPPORTED)
    lists = (("dignitary", "Chức sắc, chức việc", people[::2]), ("ethnic_minority", "Đồng bào dân tộc", people[1::2]))
    known = planting.proposals(offices)
    for group, name, numbers in lists:
        if name in known or not numbers:
            continue
        made = support.make(setting.top, support.Asking(group, name, "787-CV/TU", month.plus(2), 12), COLLECTION)
        support.add(made, numbers, "Danh sách UBND xã xác nhận", COLLECTION)
        support.move(made, support.Step("proposed", day, "01/TTr-BHXH"), COLLECTION)
        if group == "dignitary":
            support.move(made, support.Step("approved", day, "1234/QĐ-UBND"), DIRECTOR)


def collect(setting: Setting, day: dt.date) -> None:
    """Let the collector who signs in take money for some days, hand it on but for the last, under entered rates."""
    agent_store.sign_in_as("BDNV01", COLLECTOR)
    if not agent_contracts.known_rates():
        for scheme in SCHEMES:
            first = dt.date(day.year, 1, 1)
            rate = agent_contracts.Rate(scheme, None, "", "0.05", first, None, PAPER)
            agent_contracts.approve_rate(agent_contracts.enter_rate(rate, PLANNING), DIRECTOR)
    desk = desk_store.desk(COLLECTOR)
    near = scope.offices(scope.office(desk.office).path)
    for kind in sorted(SHARED):
        rows = prospects.page(near, prospects.Cut(kind), limit=2 * CALLS)
        work.give([row.id for row in rows if row.id % 2], COLLECTOR, COLLECTION)
    if desk_store.receipts(desk.collector, limit=1):
        return
    offices = scope.offices(scope.office(setting.top).path)
    payers = [number for number, _ in planting.joiners(offices, day.replace(month=1, day=1), day, RECEIPTS)]
    for at, payer in enumerate(payers):
        taken = day - dt.timedelta(days=(len(payers) - at) // 4)
        if at and at % 4 == 0 and taken < day:
            agent_desk.hand_on(COLLECTOR, f"FT{at:05d}", taken)
        taking = agents.Taking("hi_household", bool(at % 3), payer, CARD, taken)
        agent_desk.take(COLLECTOR, taking, f"demo:{at}")
