"""Payments of the demonstration: pensions in payment, two months paid and one tried, and the relief of autumn 2021."""

import datetime as dt
import hashlib
from fractions import Fraction
from typing import Final

from django.db import transaction

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import PayKey, Source
from ansinh.formats.camt054_values import Answer, AnswerFile
from ansinh.jobs.demo.cast import ACCOUNTING
from ansinh.jobs.demo.deaths import list_deaths
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.payroll.files import folder, make_files
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.synthetic.chance import scaled
from ansinh.jobs.synthetic.profile import profile
from ansinh.records.store.benefits import payments, payments_beginning, payroll_facts, payroll_load
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.benefits.payroll_load import NewPensions
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payments_answers, payroll
from ansinh.usecases.benefits.payments import Opening

BENEFITS, DIRECTOR = "chedo", "giamdoc"
PEOPLE: Final = {"dong-nai-2022": 62_538}  # published; elsewhere a share of the population
SHARE: Final = 20  # per mille of the population that draws a monthly benefit, where nothing is published
LEAST, SPREAD = 1_900_000, 5_730_000  # amounts between: their mean is the published 4.765 million a month
BANKS: Final = (
    ("970405", "Agribank"), ("970436", "Vietcombank"), ("970418", "BIDV"), ("970415", "VietinBank"),
    ("970422", "MB"), ("970449", "LPBank"),
)  # fmt: skip
JOINED: Final = 120  # one pension in so many begins in each of the last two months
DECISION: Final = "Quyết định hưởng (số liệu tổng hợp)"
PAPER: Final = "Giấy báo của xã (số liệu tổng hợp)"
STOPS, REFUSED = 18, 150  # people a month at most; one payment in so many
ONE_STOPS = 16  # of so many in payment, in a small province; two thirds of them die


def bring_pensions(setting: Setting) -> None:
    """Load who draws a monthly benefit, paid since the month before the last."""
    if payments_beginning.has_pensions():
        return
    place, people = months.office(setting.top), _drawing(setting)
    perform(
        Act("pensions.load", BENEFITS, "office", place.code, office=place.path, body={"people": len(people)}),
        lambda: _load(setting, people),
    )


def _drawing(setting: Setting) -> list[tuple[int, int, str, dt.date]]:
    """Return who draws a monthly benefit: the published number of people at scale, or a share of the population."""
    shape = setting.province.profile
    wanted = at_scale(setting, PEOPLE[shape.key]) if shape.key in PEOPLE else shape.population * SHARE // 1000
    path = months.office(setting.top).path
    return payments_beginning.old_enough(path, dt.date(shape.month.year - 56, 1, 1), wanted)


def _load(setting: Setting, people: list[tuple[int, int, str, dt.date]]) -> None:
    """Load pensions of `people` (id, office, name, birth), but for those who join later."""
    month = setting.province.profile.month
    with transaction.atomic():
        payments.keep_paying_account(
            months.office(setting.top).id, ("970405", "Agribank", "2600201000001", "BHXH tỉnh"), dt.date(2015, 1, 1)
        )
        first = [one for one in people if one[0] % JOINED > 1]
        payroll_load.load(_new(first, month.plus(-1)), BENEFITS, dt.date(month.year - 1, 11, 15))


def _new(people: list[tuple[int, int, str, dt.date]], pay_from: Month) -> NewPensions:
    """Return the columns of pensions: amounts, regimes, banks and post points drawn by the id of the person."""
    ids = [one[0] for one in people]
    banks = [BANKS[each % len(BANKS)] if each % 10 < 7 else None for each in ids]
    return NewPensions(
        {
            "file_no": [f"HT{each:09d}" for each in ids],
            "person": ids,
            "regime": [1 if each % 100 < 72 else 4 if each % 100 < 86 else 3 if each % 100 < 92 else 2 for each in ids],
            "fund": [0 if each % 9 == 0 else 3 if 86 <= each % 100 < 92 else 1 for each in ids],
            "started": [dt.date(min(born.year + 56, pay_from.year - 1), 1, 1) for _, _, _, born in people],
            "pay_from": [pay_from.first_day] * len(ids),
            "basis": [LEAST + each * 7919 % SPREAD for each in ids],
            "basis_day": [dt.date(2019, 7, 1) if pay_from.year < 2022 else dt.date(2022, 1, 1)] * len(ids),
            "extra": [149_000 if each % 50 == 0 else 0 for each in ids],
            "office": [one[1] for one in people],
            "form": ["bank" if bank else "post" for bank in banks],
            "channel": [bank[0] if bank else f"BD{one[1]:04d}" for bank, one in zip(banks, people, strict=True)],
            "channel_name": [
                bank[1] if bank else f"Bưu điện {one[1]}" for bank, one in zip(banks, people, strict=True)
            ],
            "number": [f"1{each:011d}" if bank else "" for each, bank in zip(ids, banks, strict=True)],
            "holder": [one[2] for one in people],
            "decision": [DECISION] * len(ids),
            "origin": [None] * len(ids),
        }
    )


def pay_pensions(setting: Setting) -> None:
    """Pay the last two months, with deaths and suspensions between them, and try the month after."""
    last = setting.province.profile.month
    answer_all(_paid(setting, last.plus(-1)), last.plus(-1).first_day.replace(day=6), refused=REFUSED)
    _change(setting, last, 0)
    answer_all(_paid(setting, last), last.first_day.replace(day=6), refused=REFUSED)
    _change(setting, last.plus(1), 1)
    list_deaths(setting, last.plus(1))
    batch = _open(setting, last.plus(1))
    if batch.state == "open":
        try_batch(batch.id, BENEFITS)


def _open(setting: Setting, month: Month) -> Batch:
    """Open the payroll of a month."""
    return acts.open_batch(Opening(Source.PENSION, setting.top, month, month.first_day.replace(day=4)), BENEFITS)


def _paid(setting: Setting, month: Month) -> Batch:
    """Return the payroll of a month tried, signed by two, written, its files made; gone on with after a kill."""
    return carry(_open(setting, month))


def carry(batch: Batch) -> Batch:
    """Take a batch from wherever it is to its files."""
    if batch.state == "open":
        batch = try_batch(batch.id, BENEFITS)
    if batch.state == "trial":
        batch = acts.sign(batch.id, ACCOUNTING)
    if batch.state == "approved":
        batch = acts.sign(batch.id, DIRECTOR)
    if batch.state == "writing":
        batch = write_batch(batch.id, BENEFITS)
    make_files(batch.id, folder(batch.id), ACCOUNTING)
    return batch


def _change(setting: Setting, month: Month, turn: int) -> None:
    """Let some join, report deaths (one in four learned late), suspend who was not seen; all or nothing."""
    place = months.office(setting.top)
    if payments_beginning.has_stops(month.first_day):
        return
    stops = min(STOPS, max(len(_drawing(setting)) // ONE_STOPS, 3))
    people = payroll_facts.life_check_overdue(place.path, month.last_day, month.last_day, limit=stops)
    joining = [one for one in _drawing(setting) if one[0] % JOINED == turn]
    with transaction.atomic():
        payroll_load.load(_new(joining, month.plus(-2)), BENEFITS)  # granted late: two months are owed from before
        for number, one in enumerate(people):
            died = month.plus(-1 if number % 4 else -2).first_day.replace(day=12)
            if number < stops * 2 // 3:
                payroll.report_death(one.file_no, died, PAPER, BENEFITS, noticed=month.first_day)
            else:
                payroll.suspend(one.file_no, month, "life_check", PAPER, BENEFITS, noticed=month.first_day)


def answer_all(batch: Batch, day: dt.date, *, refused: int = 0) -> None:
    """Let banks and post offices answer: one in `refused` rejected or not collected, the others paid."""
    answers = []
    for place, (month, source, subject, attempt, amount, form) in enumerate(
        payments_beginning.lines_for_answers(str(batch.id)), 1
    ):
        key = PayKey(Month.containing(month), Source(source), subject, attempt)
        bad = bool(refused) and place % refused == 0
        outcome = ("rejected" if form == "bank" else "not_collected") if bad else "paid"
        reason = ("AC01 tài khoản không đúng" if form == "bank" else "vắng mặt") if bad else ""
        answers.append(Answer(key.reference, amount, outcome, day, reason, place))
    digest = hashlib.sha256(f"{batch.id} {day}".encode()).hexdigest()
    told = AnswerFile("synthetic", "", tuple(answers), [])
    payments_answers.take_in(told, name=f"ket-qua-{day}", digest=digest, office=batch.office, actor=ACCOUNTING)


def at_scale(setting: Setting, count: int) -> int:
    """Return a published count at the scale of the demonstration."""
    shape = setting.province.profile
    return scaled(count, Fraction(shape.population, profile(shape.key).population))
