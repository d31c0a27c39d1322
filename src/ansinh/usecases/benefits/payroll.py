"""Acts on monthly benefits: a notice of death, suspension and resumption, another account, a life check."""

import datetime as dt

from ansinh.core.period import Month
from ansinh.records.store.benefits import payroll_facts, payroll_load
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payroll_facts import PensionFacts
from ansinh.usecases.act import Act, perform


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


def put_elsewhere(facts: PensionFacts, office: int, where: Destination, since: Month, people: tuple[str, str]) -> None:
    """Pay a pension of an office elsewhere from a month on, inside the transaction of who approves it.

    `people` entered and approved it (usecases/benefits/payees.py holds the day between them).
    """
    channel = payroll_load.channels([(where.form, where.code, where.name)])[where.form, where.code]
    payroll_facts.redirect(facts, (office, channel, where.number, where.holder), since.first_day, people)


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
