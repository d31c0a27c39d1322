"""Acts on monthly benefits: a notice of death, suspension and resumption, another account, a life check."""

import datetime as dt

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month, add_months
from ansinh.core.text import Text
from ansinh.law.value_files import load
from ansinh.records.store.benefits import payroll_facts, payroll_load
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payroll_facts import PensionFacts
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits import payroll_deaths

IDENTITY_CHECK = "pension.identity_check_months"
IMPOSSIBLE = Text(
    "Ngày mất {day} trước ngày sinh hoặc sau ngày báo; hãy xem lại giấy chứng tử.",
    "The day of death {day} is before the birth or after the notice; look at the death paper again.",
)


def report_death(file_no: str, died_on: dt.date, document: str, actor: str, *, noticed: dt.date) -> list[str]:
    """Stop all that a person is paid from the month after their death; return the files stopped.

    The month of death is paid whole. Months paid beyond it are a claim in the same transaction. RefusedError for a day
    before the birth or after the notice.
    """
    facts = payroll_facts.pension(file_no)
    born = payroll_facts.born(facts.person)
    if died_on > noticed or (born is not None and died_on < born):
        raise RefusedError(IMPOSSIBLE.fill(day=f"{died_on:%d/%m/%Y}"))
    return perform(
        _act("pension.death", facts, actor, document, died_on=died_on),
        lambda: learn_death(facts.person, died_on, ("death", document, noticed), actor),
    )


def learn_death(person: int, died_on: dt.date, why: tuple[str, str, dt.date], actor: str) -> list[str]:
    """Keep the day of a death, claim what was paid beyond it, stop the rest; inside an act. Returns the files stopped.

    `why` is reason, document, day of the notice. ConflictError where it is stopped by a death already.
    """
    since = Month.containing(died_on).plus(1).first_day
    payroll_facts.died(person, died_on)
    stopped = [payroll_facts.pension(one) for one in payroll_facts.of_person(person)]
    payroll_deaths.claim([(one.id, since) for one in stopped], why[2])
    for one in stopped:
        payroll_facts.stop(one, since, why, actor)
    return [one.file_no for one in stopped]


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


def seen_since(day: dt.date) -> dt.date:
    """Return the day since which somebody in payment must have been seen alive, asked on `day`.

    Before Art. 11, Law 41/2024/QH15 wrote it down the agency asked in the same rhythm: its first value counts.
    """
    values = load()
    first = values.parameters[IDENTITY_CHECK].dates[0].day
    return add_months(day, -values.whole(IDENTITY_CHECK, max(day, first)))


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
