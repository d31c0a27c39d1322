"""Receive form 14-HSB: read in a limited child, checked against the register, and it becomes a dossier."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.finding import Finding
from ansinh.domain.benefits.findings import finding
from ansinh.domain.benefits.procedures import procedure
from ansinh.domain.benefits.requested import Asked, asked
from ansinh.formats.benefits_request import Request14, RequestForm
from ansinh.formats.faults import UnreadableError
from ansinh.formats.limits import read_limited
from ansinh.formats.sheet import cells
from ansinh.formats.words import plain
from ansinh.records.store.benefits.dossiers import PayTo
from ansinh.usecases.benefits.dossiers import receiving
from ansinh.usecases.benefits.dossiers.receiving import Claim, Received, find_person
from ansinh.usecases.clock import today


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: bytes, file name, channel, who sent it, the office it is for."""

    data: bytes
    name: str
    channel: str
    actor: str
    office: str


def receive(sent: Sent, *, received_on: dt.date | None = None, key: str = "") -> Received:
    """Receive a request. Whatever is wrong is found at once, and nothing is kept then.

    What the form does not say (the day a contract ended, relatives ...) is found missing: it is typed at the counter.
    """
    read: Request14 = read_limited("request", sent.data, name=sent.name)
    form = read.form
    wanted = asked(plain(form.request), plain(form.reason), plain(form.pay_form), account=form.bank_account)
    found = [*read.findings, *_person(form)]
    if not wanted.procedure:
        found.append(finding("REQUEST-UNCLEAR", form.request))
    if any(one.stops for one in found):
        return Received("", tuple(found))
    on = received_on or today()
    came = receiving.receive(
        Claim(
            wanted.procedure, form.si_number.strip(), _given(wanted, form, on), _pay(wanted, form), sent.channel,
            sent.actor, office=sent.office, papers={"request": form.signed_on or "14-HSB"}, received_on=on, key=key,
        )
    )  # fmt: skip
    return Received(came.dossier, (*found, *came.findings))


def _person(form: RequestForm) -> list[Finding]:
    """Return what is wrong with the person: nobody has the number, or the name is another's."""
    person, found = find_person(form.si_number)
    if person is not None and plain(person.full_name) != plain(form.full_name):
        found.append(finding("NAME-DIFFERS", form.full_name, known=person.full_name))
    return found


def _given(wanted: Asked, form: RequestForm, on: dt.date) -> dict[str, str]:
    """Return what the form types in: the ground, and the day of the request where the procedure asks for it."""
    names = procedure(wanted.procedure).claimed
    signed = _day(form.signed_on)
    day = min(signed or on, on).isoformat()
    asks: tuple[str, ...] = ("request_day", "start_day")
    days = {name: day for name in asks if name in names}
    return {**wanted.given, **days}


def _day(text: str) -> dt.date | None:
    """Return the day of the signature; None where it is not one."""
    try:
        return cells.day(text) if text else None
    except UnreadableError:
        return None


def _pay(wanted: Asked, form: RequestForm) -> PayTo:
    """Return where the money is to go, as column 10 says."""
    if wanted.pay != "bank":
        return PayTo(wanted.pay, post_point=form.receive_place[:100])
    return PayTo(
        "bank", bank_name=form.bank_name[:100], bank_account=form.bank_account[:30],
        account_holder=(form.account_holder or form.full_name)[:100],
    )  # fmt: skip
