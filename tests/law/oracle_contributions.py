"""A slow second reading of contributions.md 1-4 and 6: one person at a time, in fractions, written from the text.

It shares no code and no value with the kernel: the figures stand here once more, as the tables of the text print them.
Employees and civil servants, public employees, commune part-timers; nationals and foreigners; 2015 to 2026.
"""

from dataclasses import dataclass
from fractions import Fraction

BASE_SALARY = [(201307, 1_150_000), (201605, 1_210_000), (201707, 1_300_000), (201807, 1_390_000), (201907, 1_490_000),
               (202307, 1_800_000), (202407, 2_340_000), (202607, 2_530_000)]  # fmt: skip
MINIMUM_WAGE = [
    (201501, (3_100_000, 2_750_000, 2_400_000, 2_150_000)), (201601, (3_500_000, 3_100_000, 2_700_000, 2_400_000)),
    (201701, (3_750_000, 3_320_000, 2_900_000, 2_580_000)), (201801, (3_980_000, 3_530_000, 3_090_000, 2_760_000)),
    (201901, (4_180_000, 3_710_000, 3_250_000, 2_920_000)), (202001, (4_420_000, 3_920_000, 3_430_000, 3_070_000)),
    (202207, (4_680_000, 4_160_000, 3_640_000, 3_250_000)), (202407, (4_960_000, 4_410_000, 3_860_000, 3_450_000)),
    (202601, (5_310_000, 4_730_000, 4_140_000, 3_700_000)),
]  # fmt: skip
SHARES = ("rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee")


def on(table: list, month: int):
    """Return the line in force in a month written 202110."""
    return [line for since, line in table if since <= month][-1]


@dataclass
class Someone:
    """One person of an account, in words."""

    base: int = 5_000_000
    group: str = "employee"
    regime: str = "employer"
    contract: int | None = None
    foreigner: bool = False
    permit: bool = True
    transferee: bool = False
    past_age: bool = False
    part_time: bool = False
    absence: str = "none"
    days: int = 0
    first: bool = False
    agreed: int | None = None


@dataclass
class Firm:
    """One account, in words."""

    kind: str = "enterprise"
    region: int = 1
    ui_from: int = 200901
    reduced: tuple[int, int] | None = None
    suspended: bool = False


def long_enough(contract: int | None, months: int) -> bool:
    return contract is None or contract >= months


def rule_of(month: int, one: Someone) -> str:
    """Section 4: which sentence decides the month."""
    if one.absence == "none" or one.days < 14:
        return "whole"
    new_law = month >= 202507
    if one.absence == "sick" and new_law and one.first:
        return "si_only"
    if one.absence == "unpaid" and new_law and one.agreed is not None:
        return "si_only"
    return one.absence


def in_si(month: int, one: Someone) -> bool:
    """Sections 1.1 to 1.3."""
    if one.foreigner:
        if month < 201812 or one.transferee or one.past_age or (month < 202507 and not one.permit):
            return False
        length = long_enough(one.contract, 12) and not (month >= 202507 and one.contract is None)
    elif one.group == "commune_part_time":
        return month >= 201601
    else:
        length = long_enough(one.contract, 3 if month < 201801 else 1)
    return length and not poorly_paid_part_time(month, one)


def poorly_paid_part_time(month: int, one: Someone) -> bool:
    asked = one.part_time and one.group == "employee"
    return month >= 202507 and asked and one.base < on(BASE_SALARY, month)


def in_ui(month: int, one: Someone) -> bool:
    """Section 1.4."""
    if one.foreigner or one.group not in ("employee", "public_employee"):
        return False
    if month >= 202601 and poorly_paid_part_time(month, one):
        return False
    return long_enough(one.contract, 3 if month < 202601 else 1)


def in_hi(month: int, one: Someone) -> bool:
    return long_enough(one.contract, 3 if month < 202507 else 1) and not poorly_paid_part_time(month, one)


def per_cent(text: str) -> Fraction:
    return Fraction(text) / 100


def shares(month: int, one: Someone, firm: Firm) -> dict[str, Fraction]:
    """Sections 3.1, 3.2 and 6: the share of each fund, in per cent of its base."""
    found = dict.fromkeys(SHARES, Fraction(0))
    rule = rule_of(month, one)
    if rule in ("whole", "si_only") and in_si(month, one):
        retirement = not one.foreigner or month >= 202201
        found["rs_er"], found["rs_ee"] = (per_cent("14"), per_cent("8")) if retirement else (Fraction(0), Fraction(0))
        commune = one.group == "commune_part_time"
        found["sm_er"] = per_cent("3") if not commune or month >= 202507 else Fraction(0)
        found["oad_er"] = Fraction(0) if commune else accident(month, one, firm)
    if rule == "whole" and in_ui(month, one):
        found["ui_er"], found["ui_ee"] = per_cent("0") if relieved_116(month, firm) else per_cent("1"), per_cent("1")
    if rule in ("whole", "detained") and in_hi(month, one):
        part = Fraction(1, 2) if rule == "detained" else Fraction(1)
        found["hi_er"], found["hi_ee"] = per_cent("3") * part, per_cent("1.5") * part
    return found


def accident(month: int, one: Someone, firm: Firm) -> Fraction:
    if relieved_68(month, one, firm):
        return Fraction(0)
    return accident_without_relief(month, firm)


def accident_without_relief(month: int, firm: Firm) -> Fraction:
    if month < 201706:
        return per_cent("1")
    if firm.reduced and month >= 202008 and firm.reduced[0] <= month <= firm.reduced[1]:
        return per_cent("0.3")
    return per_cent("0.5")


def relieved_68(month: int, one: Someone, firm: Firm) -> bool:
    state = one.group in ("civil_servant", "public_employee") or firm.kind != "enterprise"
    return 202107 <= month <= 202206 and not state


def relieved_116(month: int, firm: Firm) -> bool:
    return 202110 <= month <= 202209 and firm.kind == "enterprise" and firm.ui_from < 202110


def bases(month: int, one: Someone, firm: Firm) -> dict[str, int]:
    """Sections 2.1 to 2.4: the base of each insurance, under its ceiling."""
    level = on(BASE_SALARY, month)
    raw = level if one.group == "commune_part_time" else one.base
    if rule_of(month, one) == "si_only" and one.absence == "unpaid":
        raw = one.agreed
    by_region = one.regime == "employer" or month >= 202601
    ui_level = on(MINIMUM_WAGE, month)[firm.region - 1] if by_region else level
    return {"si": min(raw, 20 * level), "ui": min(raw, 20 * ui_level), "hi": min(raw, 20 * level)}


def exact(month: int, one: Someone, firm: Firm) -> dict[str, Fraction]:
    """What one person's month owes, unrounded."""
    base, share = bases(month, one, firm), shares(month, one, firm)
    base_of = {"rs": "si", "sm": "si", "oad": "si", "ui": "ui", "hi": "hi"}
    return {name: base[base_of[name.split("_")[0]]] * rate for name, rate in share.items()}


def half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()


def account(month: int, people: list[Someone], firm: Firm) -> dict[str, list[int]]:
    """Section 16: employees are rounded each, the fund once, the employer's part goes by largest remainder."""
    owed = [exact(month, one, firm) for one in people]
    found: dict[str, list[int]] = {"rs_deferred": [0] * len(people)}
    for fund in ("rs", "sm", "oad", "ui", "hi"):
        employer = [each[f"{fund}_er"] for each in owed]
        employee = [each.get(f"{fund}_ee", Fraction(0)) for each in owed]
        if fund == "rs" and firm.suspended:
            both = [a + b for a, b in zip(employer, employee, strict=True)]
            found["rs_deferred"] = spread(both, half_up(sum(both, Fraction(0))))
            employer = employee = [Fraction(0)] * len(people)
        own = [half_up(part) for part in employee]
        with_employer = [row for row, part in enumerate(employer) if part]
        total = half_up(sum((employer[row] + employee[row] for row in with_employer), Fraction(0)))
        found[f"{fund}_er"] = spread(employer, total - sum(own[row] for row in with_employer))
        found[f"{fund}_ee"] = own
    return found


def spread(parts: list[Fraction], total: int) -> list[int]:
    """Largest remainder among the parts of something; the earlier wins a tie."""
    rows = [row for row, part in enumerate(parts) if part]
    found = [part.__floor__() for part in parts]
    left = total - sum(found)
    while rows and left:
        order = sorted(rows, key=lambda row: (-(parts[row] - parts[row].__floor__()), row))
        if left < 0:  # a whole lap is taken back, then given again by remainder
            for row in rows:
                found[row] -= 1
            left += len(rows)
            continue
        for row in order[:left]:
            found[row] += 1
        left -= min(left, len(order))
    return found
