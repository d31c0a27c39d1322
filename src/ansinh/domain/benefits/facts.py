"""The facts a decision rests on: who, which months with which salary, which leave before. Kept with the decision."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from fractions import Fraction
from typing import Any

from ansinh.core.fund import Fund
from ansinh.core.period import Month, full_years
from ansinh.core.terms import Absence, PayRegime, Work
from ansinh.domain.benefits.claimed import Claimed, of_json
from ansinh.domain.benefits.earlier import Drawing, Earlier, drawing_of_json, earlier_of_json
from ansinh.law.careers import Careers
from ansinh.law.contributions.treatment import days_that_free
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

SCALE = 10_000  # coefficients are in ten-thousandths
UNPAID = frozenset({Absence.UNPAID, Absence.SICK, Absence.DETAINED})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months `first` <= month < `end` (Month.number) in one employer account (0: voluntary) on the same terms.

    `salary` is dong a month, 0 where it follows from `coefficient` (ten-thousandths of the base salary). `funds` is
    the mask of funds, `work` and `absence` are codes of core/terms.py.
    """

    first: int
    end: int
    account: int
    salary: int
    coefficient: int = 0
    regime: int = int(PayRegime.EMPLOYER)
    group: int = 1
    work: int = 0
    absence: int = 0
    absence_days: int = 0
    funds: int = 62
    region: int = 0

    @property
    def voluntary(self) -> bool:
        """Whether the person insured himself."""
        return self.account == 0

    @property
    def span(self) -> str:
        """Its first and last month, as people read them."""
        return f"{Month(self.first)} – {Month(self.end - 1)}"

    @property
    def counted(self) -> bool:
        """Whether its months count: worked, or on maternity leave; so many days away without pay do not."""
        return self.absence not in UNPAID or self.absence_days < days_that_free(Month(self.first))

    def in_fund(self, fund: Fund) -> bool:
        """Return whether its months are insured in a fund."""
        return bool(self.funds >> fund & 1)

    def pay(self, month: Month, values: Values) -> int:
        """Return the contribution salary of one of its months, dong."""
        if self.salary or not self.coefficient:
            return self.salary
        return self.coefficient * level_of_pay(month.first_day, values).whole // SCALE


@dataclass(frozen=True, slots=True)
class Owed:
    """Months `first` <= month < `end` (Month.number) an employer account still owes to the funds of a mask."""

    account: int
    first: int
    end: int
    funds: int


def owed_of(stretches: Iterable[Stretch], owed: Mapping[int, Sequence[Owed]]) -> tuple[Owed, ...]:
    """Return of what accounts owe (by account) the months in which one person worked there."""
    return tuple(
        Owed(stretch.account, max(stretch.first, one.first), min(stretch.end, one.end), one.funds)
        for stretch in stretches
        for one in owed.get(stretch.account, ())
        if stretch.first < one.end and one.first < stretch.end
    )


@dataclass(frozen=True, slots=True)
class Granted:
    """Leave that was granted before: the dossier, first <= day < end, the days paid, the birth of the child."""

    dossier: str
    procedure: str
    first: dt.date
    end: dt.date
    days: Fraction
    child_birth: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a procedure needs, as it was known when it was gathered. Nothing here is typed but `claimed`."""

    procedure: str
    claimed: Claimed
    received: dt.date
    birth: dt.date | None
    sex: str
    died: dt.date | None
    nationality: str
    stretches: tuple[Stretch, ...]
    granted: tuple[Granted, ...] = ()
    papers: tuple[str, ...] = ()
    owed: tuple[Owed, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    drawing: tuple[Drawing, ...] = ()
    mother: tuple[Stretch, ...] = ()  # the months of the mother, where another claims for her child

    @property
    def day(self) -> dt.date:
        """The day that chooses the law."""
        return self.claimed.day or self.received

    @property
    def month(self) -> Month:
        """The month of that day."""
        return Month.containing(self.day)

    def of_account(self, account: int) -> "Facts":
        """Return the facts with the months of one employer account only."""
        return replace(self, stretches=tuple(one for one in self.stretches if one.account == account))

    def until(self, last: Month) -> "Facts":
        """Return the facts without the months after `last`: what came later cannot change the decision."""
        cut = (replace(s, end=min(s.end, last.number + 1)) for s in self.stretches if s.first <= last.number)
        owed = (replace(o, end=min(o.end, last.number + 1)) for o in self.owed if o.first <= last.number)
        return replace(self, stretches=tuple(cut), owed=tuple(owed))

    def unpaid(self, fund: Fund) -> frozenset[tuple[int, int]]:
        """Return (account, month) of the months an employer owes to a fund: they count when they are paid."""
        return frozenset(
            (one.account, number) for one in self.owed if one.funds >> fund & 1 for number in range(one.first, one.end)
        )

    def used_up(self, fund: Fund) -> int:
        """Return the month (Month.number) before which months of a fund were used by an earlier grant; 0 for none."""
        return max((one.before for one in self.earlier if one.uses(fund)), default=0)

    def latest(self, *procedures: str) -> Earlier | None:
        """Return the latest earlier grant of some procedures; None without."""
        return max((one for one in self.earlier if one.procedure in procedures), key=lambda e: e.day, default=None)

    def in_payment(self, *regimes: int) -> Drawing | None:
        """Return the monthly benefit of one of the regimes in payment, the earliest; None without."""
        found = [one for one in self.drawing if one.regime in regimes]
        return min(found, key=lambda one: one.started, default=None)

    def on(self, month: Month, fund: Fund) -> Stretch | None:
        """Return the stretch that insures the person in a fund in `month`: the contract that began first."""
        held = [s for s in self.stretches if s.first <= month.number < s.end and s.in_fund(fund) and not s.voluntary]
        return min(held, key=lambda s: s.first, default=None)

    def months(self, fund: Fund, values: Values, *, voluntary: bool = False) -> dict[int, int]:
        """Return month -> salary (dong) of the months that count in a fund; voluntary ones too where asked.

        Of two contracts in one month the one that began first counts (Art. 85.5, Law 58/2014/QH13). A month of
        maternity leave counts with the salary before it; a month the employer owes counts when it is paid, one that an
        earlier grant used up never again.
        """
        found, unpaid, gone = dict[int, int](), self.unpaid(fund), self.used_up(fund)
        for stretch in sorted(self.stretches, key=lambda s: (s.first, s.account)):
            if not stretch.counted or not (stretch.in_fund(fund) or (voluntary and stretch.voluntary)):
                continue
            if stretch.voluntary and not voluntary:
                continue
            for number in range(stretch.first, stretch.end):
                if number >= gone and (stretch.account, number) not in unpaid:
                    found.setdefault(number, stretch.pay(Month(number), values))
        return found

    def career(self, fund: Fund, values: Values) -> Careers:
        """Return the months of a fund as the law reads them."""
        paid = self.months(fund, values)
        return Careers.one((Month(number), Month(number), salary) for number, salary in paid.items())

    def years(self, fund: Fund, values: Values, before: Month) -> int:
        """Return completed years insured in a fund before a month."""
        return sum(number < before.number for number in self.months(fund, values)) // 12

    def hard(self, month: Month, fund: Fund) -> bool:
        """Return whether the work of a month is heavy, dangerous or worse."""
        stretch = self.on(month, fund)
        return stretch is not None and bool(stretch.work & (Work.HEAVY | Work.VERY_HEAVY))

    def age(self, day: dt.date) -> int | None:
        """Return completed years of age; None where the birth is not known."""
        return None if self.birth is None else full_years(self.birth, day)

    def used(self, procedures: Iterable[str], *, child_birth: str = "") -> dict[int, int]:
        """Return the days of leave granted before, by the calendar year in which it began; of one child where given."""
        wanted, found = set(procedures), dict[int, int]()
        for one in self.granted:
            if one.procedure in wanted and child_birth in ("", one.child_birth):
                found[one.first.year] = found.get(one.first.year, 0) + int(one.days)
        return found

    def to_json(self) -> dict[str, Any]:
        """Return the facts as a decision keeps them: days as YYYY-MM-DD, months as YYYY-MM, defaults left out."""
        plain = {"birth": self.birth, "died": self.died, "received": self.received}
        return {
            "procedure": self.procedure, "claimed": self.claimed.to_json(), "sex": self.sex,
            "nationality": self.nationality, **{k: v.isoformat() for k, v in plain.items() if v is not None},
            "stretches": [_short(stretch) for stretch in self.stretches],
            "granted": [
                {**asdict(one), "first": one.first.isoformat(), "end": one.end.isoformat(), "days": str(one.days)}
                for one in self.granted
            ],
            "papers": list(self.papers), **self._more(),
        }  # fmt: skip

    def _more(self) -> dict[str, Any]:
        """Return the rarer facts as JSON: only those that are there."""
        rarer: dict[str, list[dict[str, Any]]] = {
            "owed": [asdict(one) for one in self.owed], "earlier": [one.to_json() for one in self.earlier],
            "drawing": [one.to_json() for one in self.drawing], "mother": [_short(one) for one in self.mother],
        }  # fmt: skip
        return {name: rows for name, rows in rarer.items() if rows}


def _short(stretch: Stretch) -> dict[str, Any]:
    """Return a stretch without what goes without saying."""
    defaults = {f.name: f.default for f in fields(Stretch)}
    short = {name: value for name, value in asdict(stretch).items() if defaults.get(name) != value}
    return {**short, "first": str(Month(stretch.first)), "end": str(Month(stretch.end))}


def facts_of_json(kept: Mapping[str, Any]) -> Facts:
    """Return what `to_json` gave."""
    return Facts(
        kept["procedure"], of_json(kept["claimed"]), dt.date.fromisoformat(kept["received"]), _day(kept.get("birth")),
        kept["sex"], _day(kept.get("died")), kept["nationality"],
        tuple(_long(each) for each in kept["stretches"]),
        tuple(
            Granted(
                one["dossier"], one["procedure"], dt.date.fromisoformat(one["first"]),
                dt.date.fromisoformat(one["end"]), Fraction(one["days"]), one["child_birth"],
            )
            for one in kept["granted"]
        ),
        tuple(kept["papers"]), tuple(Owed(**one) for one in kept.get("owed", ())),
        tuple(earlier_of_json(one) for one in kept.get("earlier", ())),
        tuple(drawing_of_json(one) for one in kept.get("drawing", ())),
        tuple(_long(one) for one in kept.get("mother", ())),
    )  # fmt: skip


def _long(kept: Mapping[str, Any]) -> Stretch:
    """Return the stretch that `_short` shortened."""
    ends = {name: Month.parse(kept[name]).number for name in ("first", "end")}
    return Stretch(**{**kept, **ends})


def _day(text: str | None) -> dt.date | None:
    """Return a day or nothing."""
    return None if text is None else dt.date.fromisoformat(text)


def fingerprint(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 (hex) of kept facts: equal facts, equal fingerprint. Papers do not count."""
    said = {name: value for name, value in facts.items() if name != "papers"}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Changed:
    """One fact that is another now than it was: where (month or name), before, after."""

    where: str
    before: str
    after: str


def compare(before: Facts, now: Facts, values: Values) -> list[Changed]:
    """Return the months whose salary changed, came or went, and the days of birth or death that changed."""
    found = [
        Changed(name, str(getattr(before, name) or "–"), str(getattr(now, name) or "–"))
        for name in ("birth", "died", "sex")
        if getattr(before, name) != getattr(now, name)
    ]
    old, new = (each.months(Fund.RS, values, voluntary=True) for each in (before, now))
    months = sorted(number for number in old.keys() | new.keys() if old.get(number) != new.get(number))
    found += [Changed(_span(run), _said(old.get(run[0])), _said(new.get(run[0]))) for run in _runs(months, old, new)]
    return found


def _runs(months: Sequence[int], old: Mapping[int, int], new: Mapping[int, int]) -> list[list[int]]:
    """Return months that follow one another and changed alike, together."""
    runs: list[list[int]] = []
    for number in months:
        last = runs[-1][-1] if runs else None
        alike = last == number - 1 and (old.get(last), new.get(last)) == (old.get(number), new.get(number))
        if alike:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _span(run: Sequence[int]) -> str:
    """Return the first and last month of a run."""
    return str(Month(run[0])) if len(run) == 1 else f"{Month(run[0])} – {Month(run[-1])}"


def _said(salary: int | None) -> str:
    """Return a salary with dots; a dash for a month that is not there."""
    return "–" if salary is None else f"{salary:,}".replace(",", ".")
