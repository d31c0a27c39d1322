"""Acts on monthly benefits: a notice of death, suspension and resumption, another account, a life check."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.benefits import payroll_facts, payroll_load
from ansinh.records.store.benefits.payroll_facts import PensionFacts
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform

TWO = Text(
    "Tài khoản nhận tiền phải do hai người khác nhau nhập và duyệt.",
    "A destination of money is entered by one person and approved by another.",
)
HELD = Text(
    "Thay đổi nơi nhận chỉ có hiệu lực từ tháng {month} trở đi.",
    "Another destination holds from {month} at the earliest.",
)


def report_death(file_no: str, died_on: dt.date, document: str, actor: str, *, noticed: dt.date) -> list[str]:
    """Stop all that a person is paid from the month after their death; return the files stopped.

    The month of death is paid whole. Months paid beyond it come out as over-payment in the next batch.
    """
    facts = payroll_facts.pension(file_no)
    since = Month.containing(died_on).plus(1).first_day

    def stop() -> list[str]:
        payroll_facts.died(facts.person, died_on)
        files = payroll_facts.of_person(facts.person)
        for one in files:
            payroll_facts.stop(payroll_facts.pension(one), since, ("death", document, noticed), actor)
        return files

    return perform(_act("pension.death", facts, actor, document, died_on=died_on), stop)


def suspend(file_no: str, since: Month, reason: str, document: str, actor: str, *, noticed: dt.date) -> None:
    """Suspend a pension from a month on; ConflictError where it is stopped already."""
    facts = payroll_facts.pension(file_no)
    why = (reason, document, noticed)
    perform(
        _act("pension.suspend", facts, actor, document, since=since, reason=reason),
        lambda: payroll_facts.stop(facts, since.first_day, why, actor),
    )


def resume(file_no: str, since: Month, document: str, actor: str, *, with_arrears: bool) -> None:
    """Resume a suspended pension from a month on, with the months in between (the rule) or without them."""
    facts = payroll_facts.pension(file_no)
    perform(
        _act("pension.resume", facts, actor, document, since=since, with_arrears=with_arrears),
        lambda: payroll_facts.resume(facts, since.first_day, with_arrears=with_arrears, actor=actor),
    )


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a pension is to be paid: form (bank, post, unit, cash), code and name of the channel, number, holder."""

    form: str
    code: str
    name: str
    number: str
    holder: str
    office: str


def redirect(file_no: str, where: Destination, since: Month, *, entered_by: str, approved_by: str) -> None:
    """Pay a pension elsewhere from `since`: the month after the one it was entered in at the earliest."""
    if not approved_by or entered_by == approved_by:
        raise RefusedError(TWO)
    facts = payroll_facts.pension(file_no)
    office = months.office(where.office)
    current = months.next_to_close(office)
    if current is not None and since <= current:
        raise RefusedError(HELD.fill(month=current.plus(1)))

    def move() -> None:
        channel = payroll_load.channels([(where.form, where.code, where.name)])[where.form, where.code]
        payroll_facts.redirect(
            facts, (office.id, channel, where.number, where.holder), since.first_day, (entered_by, approved_by)
        )

    perform(_act("pension.redirect", facts, approved_by, "", since=since, entered_by=entered_by), move)


def saw_alive(file_no: str, day: dt.date, method: str, actor: str) -> bool:
    """Record a life check; False where it is recorded already."""
    facts = payroll_facts.pension(file_no)
    return perform(
        _act("pension.life_check", facts, actor, "", day=day, method=method),
        lambda: payroll_facts.seen(facts, day, method, actor),
    )


def _act(name: str, facts: PensionFacts, actor: str, document: str, **body: object) -> Act:
    """Return the act for the audit chain."""
    said: dict[str, object] = {key: str(value) for key, value in body.items()}
    return Act(name, actor, "pension", facts.file_no, office=facts.office_path, reason=document, body=said)
