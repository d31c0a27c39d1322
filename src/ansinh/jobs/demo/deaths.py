"""Deaths of the demonstration: a list of the civil status office, a claim paid in, a notice said to be wrong."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.jobs.demo.cast import ACCOUNTING
from ansinh.jobs.demo.setting import Setting
from ansinh.records.store.benefits import death_lists as store
from ansinh.records.store.benefits import payments_shown, payroll_facts, payroll_files
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.records.store.benefits.payments_shown import Lost
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import death_lists, death_withdrawals, overpayments

BENEFITS: Final = "chedo"
HEAD: Final = "STT;Số trích lục khai tử;Họ và tên;Mã số BHXH;Ngày sinh;Ngày chết"
LISTED: Final = 4
STRANGER: Final = "0;TLKT 99/2021;Người Ngoài Sổ;;01/01/1940;05/{month}"


def list_deaths(setting: Setting, month: Month) -> None:
    """Take a list of deaths in before the payroll of `month` is tried: three recorded, one under another name.

    Interrupted and begun again, it goes on where it was.
    """
    place, name = months.office(setting.top), f"khai-tu-{month}.csv"
    begun = next((one for one in store.latest(place.path) if one.file_name == name), None)
    if begun is None or begun.state != "done":
        number = _taken(setting, month, name) if begun is None else begun.id
        death_lists.record(number, BENEFITS, good_rows=True)
        death_lists.record_rows(number, BENEFITS)
    claims = [one for one in payments_shown.overpaid(place.path) if one.reason == "death"]
    if len(claims) > 1:
        _pay_in(claims[0], month)
        _doubt(claims[1])


def _taken(setting: Setting, month: Month, name: str) -> UUID:
    """Take the list in and return its number."""
    place = months.office(setting.top)
    people = payroll_facts.life_check_overdue(place.path, month.last_day, month.last_day, limit=LISTED)
    lines = [_line(number, one.pension, month) for number, one in enumerate(people, 1)]
    body = "\n".join([HEAD, *lines, STRANGER.format(month=f"{month.plus(-1).first_day:%m/%Y}")]).encode()
    sent = death_lists.Sent(setting.top, "justice", name, month.first_day)
    return death_lists.load(body, sent, BENEFITS).number


def _line(number: int, pension: int, month: Month) -> str:
    """Return the row of one person, who died in the month before the last; the last row bears a wrong name."""
    seen = payroll_files.one(pension, month.first_day)
    if seen is None:
        message = f"pension {pension} was found a moment ago"
        raise AssertionError(message)
    name = "Nguyễn Văn Nhầm" if number == LISTED else seen.full_name
    born = f"{seen.birth_date:%d/%m/%Y}" if seen.birth_date else ""
    died = month.plus(-2).first_day.replace(day=9 + number)
    return f"{number};TLKT {number}/2021;{name};{seen.si_number or ''};{born};{died:%d/%m/%Y}"


def _pay_in(claim: Lost, month: Month) -> None:
    """Let the heirs pay half of a claim in; recorded before an interruption, it stays as it is."""
    half = Receipt(claim.id, month.first_day, claim.amount // 2, "Con trai người hưởng", "PT 0001", ACCOUNTING)
    with suppress(ConflictError):
        overpayments.take_in(half)


def _doubt(claim: Lost) -> None:
    """Say that the notice behind a claim was wrong: it waits for the director."""
    with suppress(ConflictError):  # asked for before an interruption
        death_withdrawals.ask(claim.file_no, "Biên bản xác minh của xã (số liệu tổng hợp)", BENEFITS)
