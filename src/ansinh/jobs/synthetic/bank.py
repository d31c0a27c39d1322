"""Bank statements of a collection account: orders worded as payers word them, some not helpful at all."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.formats.bank_values import Entry, Statement
from ansinh.jobs.synthetic.chance import chance
from ansinh.jobs.synthetic.payments import Payments, words_of
from ansinh.jobs.synthetic.province import Province

# How orders are worded, per mille: account code in several ways, tax code, nothing but the payer's account or name.
WORDINGS: Final = (
    ("BHXH {code} T{m:02d}/{y}", 330),
    ("{name} nop BHXH BHYT BHTN thang {m} nam {y} MDV {code}", 230),
    ("MDV: {dotted} dong BHXH {m}.{y}", 120),
    ("NOP BH BAT BUOC MST {tax} KY {m:02d}{y}", 150),
    ("Thanh toan tien bao hiem thang {m}", 130),
    ("{name} chuyen tien", 40),
)
STRANGERS: Final = (
    ("NGUYEN VAN TOAN", "chuyen nham, de nghi hoan tra", 3_500_000),
    ("CTY TNHH DICH VU KHONG RO", "tt hop dong 12/HD", 48_250_000),
    ("BHXH HUYEN KHAC", "chuyen tien thu nham don vi ngoai tinh", 126_400_000),
    ("CONG TY CP THUONG MAI TAN TIEN PHAT", "nop tien", 9_777_500),
)
QUARTERS: Final = {1: "I", 4: "II", 7: "III", 10: "IV"}  # by their first month
BANK: Final = "970901"  # a made-up bank


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money of the finance department: whose budget, for which group and scheme, how much (dong), for which quarter."""

    payer: str  # state | local
    scheme: str  # hi | vsi
    group: str
    quarter: Month
    amount: int


def statement(province: Province, paid: Payments, transfers: list[Transfer], month: Month, opening: int) -> Statement:
    """Return the statement of the province's collection account for `month`; `opening` is the last closing."""
    entries = _orders(province, paid, month) + _strangers(province, month) + _budgets(province, transfers, month)
    ordered = [
        Entry(
            line=line,
            reference=f"FT{month.year % 100:02d}{month.month:02d}{line:07d}",
            booked=entry.booked,
            value=entry.value,
            amount=entry.amount,
            payer_name=entry.payer_name,
            payer_account=entry.payer_account,
            text=entry.text,
        )
        for line, entry in enumerate(sorted(entries, key=lambda one: one.booked), start=1)
    ]
    return Statement(
        bank=BANK,
        account=collection_account(province),
        number=f"{month.month:02d}/{month.year}",
        currency="VND",
        opening=opening,
        closing=opening + sum(entry.amount for entry in ordered),
        first_day=month.first_day,
        last_day=month.last_day,
        entries=tuple(ordered),
    )


def collection_account(province: Province) -> str:
    """Return the number of the province's (made-up) collection account."""
    return f"9990{province.profile.province}00000001"


def _orders(province: Province, paid: Payments, month: Month) -> list[Entry]:
    """Return the payments of employers, worded in their ways."""
    rng = chance(province.seed, f"words {month}")
    ways = words_of(rng, paid.account.size, tuple(weight for _, weight in WORDINGS)).tolist()
    other_account = (rng.random(paid.account.size) < 0.05).tolist()
    employers, entries = province.employers, []
    lines = zip(paid.account.tolist(), paid.amount.tolist(), paid.day.tolist(), ways, other_account, strict=True)
    for place, amount, day, how, elsewhere in lines:
        code = employers.code[place]
        name = search_key(str(employers.name[place])).upper()
        wording: str = WORDINGS[how][0]
        text = wording.format(
            code=code,
            dotted=f"{code[:2]}.{code[2:6]}.{code[6:]}",
            tax=employers.tax_code[place],
            name=name,
            m=month.month,
            y=month.year,
        )
        account = f"9991{place:08d}" if elsewhere else employers.payer_account[place]
        entries.append(_entry(month, day, amount, (name[:70], account, text[:140])))
    return entries


def _strangers(province: Province, month: Month) -> list[Entry]:
    """Return money nobody can place, other amounts every month."""
    few = max(1, min(len(STRANGERS), province.profile.units // 1500 + 1))
    chosen = [STRANGERS[(month.number + place) % len(STRANGERS)] for place in range(few)]
    return [
        _entry(
            month,
            9 + place,
            max(amount * few // 5, 500_000) + month.number % 7 * 10_000,
            (name, f"9992{place:08d}", text),
        )
        for place, (name, text, amount) in enumerate(chosen)
    ]


def _budgets(province: Province, transfers: list[Transfer], month: Month) -> list[Entry]:
    """Return transfers of the finance department, worded so that budget, scheme, group and quarter can be read."""
    whose = {"state": "NSNN", "local": "NSDP"}
    scheme = {"hi": "BHYT", "vsi": "BHXH tu nguyen"}
    entries = []
    for place, line in enumerate(transfers):
        quarter = f"quy {QUARTERS[line.quarter.month]}/{line.quarter.year}"
        group = f" nhom {line.group}" if line.group else ""
        text = f"{whose[line.payer]} chuyen tien {scheme[line.scheme]}{group} {quarter}"
        payer = f"SO TAI CHINH {search_key(province.profile.name.vi.split(',', maxsplit=1)[0]).upper()}"
        entries.append(_entry(month, 12 + place % 10, line.amount, (payer, "999300000001", text)))
    return entries


def _entry(month: Month, day: int, amount: int, who: tuple[str, str, str]) -> Entry:
    """Return an order of `amount` (dong) on a day of `month`; `who` is payer's name, account and text."""
    on = dt.date(month.year, month.month, day)
    return Entry(0, "", on, on, amount, who[0], who[1], who[2])
