"""The relief of 2021 in the demonstration: lists of Resolution 116 in their states, and lists confirmed under 68.

The counts are the published ones of Vinh Phuc at the scale of the demonstration: by 31 October 112,578 + 6,414 people
decided; by 3 November 126,906 + 6,868 received and 119,727 paid. The last person of a list declines where it must be.
"""

import datetime as dt
from typing import Final

from django.db import transaction

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.domain.benefits.relief import measure
from ansinh.jobs.demo.payments import BENEFITS, DIRECTOR, answer_all, at_scale, carry
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.relief import build_confirmations, build_lists
from ansinh.jobs.relief_feed import feed
from ansinh.records.store.benefits import payments_beginning, relief
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import relief as relief_acts
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.relief_refund import build_refunds, claim_refund

CODE: Final = "nq116-support"
REFUND: Final = "nq116-refund"
OCTOBER: Final = Month.of(2021, 10)
BUILT, CONFIRMED, DECIDED, PAID = (dt.date(2021, 10, day) for day in (5, 14, 28, 30))
LATER, COUNTED = dt.date(2021, 11, 2), dt.date(2021, 11, 3)
TIERS: Final = [(17, 0), (36, 12), (16, 60), (12, 84), (8, 108), (11, 132)]  # per cent of people, months from
BY_OCTOBER: Final = {"participants": 112_578, "kept": 6_414}
BY_NOVEMBER: Final = {"participants": 126_906, "kept": 6_868}
PAID_BY_NOVEMBER: Final = 119_727
CONFIRMATION: Final = (120, 3_882)  # employers and workers whose lists were confirmed under Resolution 68


def relieve(setting: Setting) -> None:
    """Live the autumn of 2021: lists built, sent back, decided, paid, and counted; where it is over, nothing."""
    if payments_beginning.lists(CODE, "participants"):
        _pay(setting, 1, PAID)
        _pay(setting, 2, COUNTED)
        _give_back(setting)
        return
    with transaction.atomic():
        payments_beginning.bring_months_in(setting.province.profile.first.first_day, TIERS)
    units, workers = (at_scale(setting, count) for count in CONFIRMATION)
    build_confirmations("nq68-lists", setting.top, (units, workers), dt.date(2021, 8, 20), BENEFITS)
    build_lists(CODE, setting.top, BUILT, BENEFITS)
    _decide(setting, {kind: at_scale(setting, count) for kind, count in BY_OCTOBER.items()}, CONFIRMED, DECIDED)
    _pay(setting, 1, PAID)
    more = at_scale(setting, PAID_BY_NOVEMBER) - sum(at_scale(setting, count) for count in BY_OCTOBER.values())
    _decide(setting, {"participants": max(more, 0)}, LATER, LATER)
    _pay(setting, 2, COUNTED)
    rest = {
        kind: at_scale(setting, count) - at_scale(setting, BY_OCTOBER[kind]) - (more if kind == "participants" else 0)
        for kind, count in BY_NOVEMBER.items()
    }
    for kind, count in rest.items():
        relief_acts.confirm(_chosen(kind, max(count, 0)), COUNTED, BENEFITS)
    feed(setting.top, OCTOBER, dt.date(2021, 10, 31), BENEFITS)
    _give_back(setting)


def _give_back(setting: Setting) -> None:
    """List what employers over-paid of months they were relieved of; the first asks for it, and it is decided once."""
    build_refunds(REFUND, setting.top, COUNTED, BENEFITS)
    waiting = set(relief.undecided_everywhere(REFUND))
    for number in [one for one, _ in payments_beginning.lists(REFUND, "refund")[:1] if one in waiting]:
        where = Destination("bank", "970436", "Vietcombank", "0071000555666", "Đơn vị (số liệu tổng hợp)")
        claim_refund(number, where, COUNTED, BENEFITS)
    relief_acts.decide(REFUND, setting.top, COUNTED, "QĐ-HT-01/BHXH (số liệu tổng hợp)", DIRECTOR)


def _decide(setting: Setting, wanted: dict[str, int], received: dt.date, decided: dt.date) -> None:
    """Let lists of so many people come back, and decide them."""
    for kind, count in wanted.items():
        relief_acts.confirm(_chosen(kind, count), received, BENEFITS)
    number = f"QĐ-{decided:%d%m%Y}/BHXH (số liệu tổng hợp)"
    relief_acts.decide(CODE, setting.top, decided, number, DIRECTOR)


def _chosen(kind: str, count: int) -> list[int]:
    """Return lists still with their units that hold `count` people together; the surplus of the last one declines."""
    waiting, left = set(relief.undecided_everywhere(CODE)), count
    found = []
    for number, workers in payments_beginning.lists(CODE, kind):
        if left <= 0:
            break
        if number in waiting:
            found.append(number)
            if workers > left:
                with transaction.atomic():
                    relief.except_from(number, payments_beginning.people_of(number, workers - left), 2, "")
            left -= workers
    return found


def _pay(setting: Setting, number: int, day: dt.date) -> None:
    """Pay what was decided, in a batch of its own, and let it be answered."""
    batch = carry(
        acts.open_batch(Opening(Source.RELIEF, setting.top, OCTOBER, day, number, measure(CODE).code), BENEFITS)
    )
    answer_all(batch, day)
