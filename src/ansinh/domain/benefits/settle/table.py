"""Which function of the law settles which procedure; every dated value it looked up is kept with the answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.facts import Facts
from ansinh.domain.benefits.settle import (
    abroad,
    maternity,
    maternity_others,
    occupational,
    onetime,
    owing,
    pension,
    recovery,
    sickness,
    survivors,
    unemployment,
)
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.law.conditions import Condition
from ansinh.law.values import Values

Settler = Callable[[Facts, Values], Settled]
SETTLERS: Final[dict[str, Settler]] = {
    "sickness.own": sickness.own,
    "sickness.long": sickness.long,
    "sickness.child": sickness.child,
    "maternity.prenatal": maternity.prenatal,
    "maternity.loss": maternity.loss,
    "maternity.birth": maternity.birth,
    "maternity.adoption": maternity.adoption,
    "maternity.contraception": maternity.contraception,
    "maternity.father": maternity.father,
    "maternity.father_grant": maternity.father_grant,
    "maternity.voluntary": maternity.voluntary,
    "maternity.surrogate": maternity_others.surrogate,
    "maternity.commissioning": maternity_others.commissioning,
    "maternity.carer": maternity_others.carer,
    "recovery.sickness": recovery.after_sick_leave,
    "recovery.maternity": recovery.after_maternity_leave,
    "recovery.accident": recovery.after_injury,
    "occupational": occupational.occupational,
    "occupational.again": occupational.again,
    "occupational.death": occupational.death,
    "occupational.abroad": occupational.abroad,
    "pension": pension.pension,
    "pension.abroad": abroad.pensioner,
    "allowance23": abroad.allowance23,
    "onetime": onetime.onetime,
    "survivors.funeral": survivors.funeral,
    "survivors.lump": survivors.lump,
    "survivors.monthly": survivors.monthly,
    "survivors.change": survivors.change,
    "unemployment": unemployment.unemployment,
    "unemployment.suspend": unemployment.suspend,
    "unemployment.resume": unemployment.resume,
    "unemployment.move": unemployment.move,
    "unemployment.end": unemployment.end,
}

NOTHING_DUE: Final = Condition(
    "nothing_due", met=False, name=Text("Có khoản được hưởng", "Something is due"), found=Text("0 đ", "0 dong"),
    mend=Text("xem các bước tính: kết quả bằng không", "see the steps: they come to nothing"), citation="",
)  # fmt: skip


def settle(facts: Facts, values: Values) -> Settled:
    """Return what the law says about the facts, with the values used.

    UnknownValueError where a value is not established; RefusedError for a procedure the agency reckons by hand.
    """
    if facts.procedure not in SETTLERS:
        raise RefusedError(
            Text("Thủ tục này chưa có cách tính trong hệ thống.", "The system does not reckon this procedure.")
        )
    law = values.tracing()
    settled = SETTLERS[facts.procedure](facts, law)
    reasons = settled.reasons if settled.granted or settled.reasons else (NOTHING_DUE,)
    steps, waiting = settled.steps, owing.owed_months(facts)
    if waiting:
        steps = (owing.told(waiting), *steps)
        reasons = reasons if settled.granted else (*reasons, owing.waits(waiting))
    return replace(settled, reasons=reasons, steps=steps, values=tuple(law.used()))
