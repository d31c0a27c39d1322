"""Tell an employer what it owes: statement C12-TS of a closed month, from the sheets, postings and receipts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from ansinh.core.errors import MissingError, UnknownValueError
from ansinh.core.period import Month
from ansinh.core.rate import decimal_text
from ansinh.core.text import Text
from ansinh.domain.collection import c12 as form
from ansinh.domain.collection.ageing import paid_to
from ansinh.domain.collection.c12 import COLUMNS, Row
from ansinh.formats.c12_values import C12, C12Interest, C12Pay, C12Person, C12Receipt, FundAmounts
from ansinh.formats.vietqr import purpose
from ansinh.law import interest
from ansinh.law.value_files import load
from ansinh.law.values import Announced, Values
from ansinh.records.store.collection import c12 as store
from ansinh.records.store.collection import scope
from ansinh.records.store.collection.c12 import Source, Unit
from ansinh.records.store.ledger import months


def statement_c12(employer_code: str, period: Month, *, people: bool = False) -> C12:
    """Return the statement of an employer account for a closed month, with its `people` as an annex where asked.

    MissingError where there is none.
    """
    account = scope.account(employer_code)
    for statement in statements([account.id], period):
        return replace(statement, people=_annex(account.id, period)) if people else statement
    raise MissingError(
        Text("Đơn vị {code} chưa có kết quả chốt tháng {month}.", "There is no closed month {month} of {code}.").fill(
            code=employer_code, month=period
        )
    )


def _annex(account: int, period: Month) -> tuple[C12Person, ...]:
    """Return the people of the annex."""
    return tuple(
        C12Person(one.si_number, one.full_name, one.base, FundAmounts(*one.amounts))
        for one in store.people(account, period)
    )


def statements(accounts: Iterable[int], period: Month) -> Iterator[C12]:
    """Yield the statements of `accounts` for a closed month, by office and code; those without a sheet are left out."""
    rates = _rates(period, load().with_announced(Announced(**entry) for entry in months.announced()))
    for source in store.sources(accounts, period):
        yield _statement(source, period, rates)


def _statement(source: Source, period: Month, rates: Mapping[str, str]) -> C12:
    """Return one statement. AssertionError where its identities do not hold: such a statement is never sent."""
    unit, rows = source.unit, form.lines(source.figures)
    if wrong := form.broken(rows):
        message = f"statement of {unit.code} for {period} does not add up: {'; '.join(wrong)}"
        raise AssertionError(message)
    oldest = dict(enumerate(source.oldest.get(column) for column in COLUMNS))
    return C12(
        office_code=unit.office_code,
        office_name=unit.office_name,
        office_parent=unit.office_parent,
        unit_code=unit.code,
        unit_name=unit.name,
        unit_address=unit.address,
        tax_code=unit.tax_code,
        month=period,
        lines={code: FundAmounts(*row) for code, row in rows.items()},
        rates={column: rates[column] for column, cell in zip(COLUMNS, rows["B.5.3"], strict=True) if cell},
        receipts=tuple(C12Receipt(r.reference or "-", r.day, r.amount) for r in source.receipts),
        paid_to=dict(zip(COLUMNS, paid_to(oldest, period, range(len(COLUMNS))).values(), strict=True)),
        pay=_pay(unit, period, form.balance_due(rows)),
        interest=tuple(_interest(rows, period, rates)),
        issued_on=period.plus(1).first_day,
    )


def _pay(unit: Unit, period: Month, amount: int) -> C12Pay:
    """Return where to pay: by the end of the next month, before interest runs on what is late."""
    return C12Pay(
        amount=amount,
        due_on=period.plus(1).last_day,
        bank_bin=unit.bank_bin,
        bank_name=unit.bank_name,
        account=unit.bank_account,
        account_name=unit.office_name,
        purpose=purpose(unit.code, period),
    )


def _interest(rows: Mapping[str, Row], period: Month, rates: Mapping[str, str]) -> Iterator[C12Interest]:
    """Yield how the late interest of each column came about."""
    stretch = f"tháng {period.month}/{period.year}"
    for column, base, amount in zip(COLUMNS, rows["B.5.1"], rows["B.5.3"], strict=True):
        if amount:
            yield C12Interest(column, base, rates[column], stretch, amount)


def _rates(period: Month, values: Values) -> dict[str, str]:
    """Return the rate of late interest of each column as printed, per cent a month or a day; "" where unknown."""
    return {column: _rate(period, values, health=column == "hi") for column in COLUMNS}


def _rate(period: Month, values: Values, *, health: bool) -> str:
    """Return one rate as printed."""
    day = period.first_day
    try:
        if period >= interest.daily_since(values):
            return _per_cent(interest.daily_rate(values, day)) + "/ngày"
        return _per_cent(interest.monthly_rate(values, day, health=health)) + "/tháng"
    except UnknownValueError:
        return ""


def _per_cent(rate: Fraction) -> str:
    """Return a rate in per cent, the Vietnamese way, cut to six decimals."""
    return decimal_text(rate * 100, 6).replace(".", ",") + " %"
