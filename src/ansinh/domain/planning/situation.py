"""Where an office stands in a month: every indicator with its state, plan, progress and comparisons, from plain values.

Computed and reported values are two series that are never mixed: an indicator is read from the computed one if the
month has it, else from the reported one, and its comparisons stay inside that series. Sums and rates are derived from
their parts; a stored sum or rate counts only where a part is missing.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.compare import Change, Comparator, Comparison, Values, Window, compare, monthly
from ansinh.domain.planning.indicators import Catalogue, Indicator, Whole, catalogue
from ansinh.domain.planning.progress import Number, Outlook, Progress, percent, progress

State = Literal["computed", "reported"]
STATES: tuple[State, ...] = ("computed", "reported")
RECENT_MONTHS = 2
"""The recent pace is that of the last eight weeks (processes.md 13), here two months."""
PLAN_VERSIONS = ("adjusted", "assigned", "estimate")
"""Which version is the plan: the first of these that is in force; reforecast and stretch are the office's own."""


@dataclass(frozen=True, slots=True)
class Place:
    """An office: code, name, kind (national, region, province, district, base)."""

    code: str
    name: Text
    kind: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A value as kept: a number, or numerator and denominator of a rate; a rate without denominator is in per cent."""

    value: Fraction
    denominator: Fraction | None
    as_of: dt.date
    source: str


@dataclass(frozen=True, slots=True)
class Target:
    """A plan in force: its version and the document that assigned it ("" if none is known)."""

    value: Fraction
    version: str
    document: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A base from outside (population, labour force) of a year, with its source."""

    value: Fraction
    year: int
    source: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A reported value that a computed one has replaced: both, so that the difference can be shown."""

    code: str
    reported: Fraction
    computed: Fraction
    source: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is kept about one office: values by state, indicator and month; targets by indicator and year."""

    place: Place
    month: Month
    values: Mapping[State, Mapping[str, Mapping[Month, Stored]]]
    targets: Mapping[tuple[str, int], Target] = field(default_factory=dict)
    references: Mapping[tuple[str, int], Reference] = field(default_factory=dict)
    replaced: Sequence[Replaced] = ()


@dataclass(frozen=True, slots=True)
class Denominator:
    """What a rate is over: its name (with the year or the document) and its value."""

    name: Text
    value: Number


@dataclass(frozen=True, slots=True)
class Standing:
    """One indicator of one office in one month. A rate is in per cent; `over` names what it is over.

    `recent` is the mean monthly gain of the last two months, `outlook` what it means for the plan.
    """

    indicator: Indicator
    state: State
    value: Number
    as_of: dt.date
    over: Denominator | None
    target: Target | None
    progress: Progress | None
    recent: Fraction | None
    outlook: Outlook | None
    comparisons: Mapping[Comparator, Comparison]

    @property
    def projected(self) -> Fraction | None:
        """What the year ends with if the recent monthly pace holds; None without plan or pace, or in December."""
        if self.progress is None or self.recent is None or self.progress.months_left == 0:
            return None
        return self.value + self.recent * self.progress.months_left

    def change(self, comparator: Comparator) -> Change | None:
        """Return the change against `comparator`, or None where that is not known."""
        found = self.comparisons.get(comparator)
        return found.change if found else None


@dataclass(frozen=True, slots=True)
class Situation:
    """An office in a month, with the offices below it."""

    facts: Facts
    children: Sequence["Situation"] = ()
    indicators: Catalogue = field(default_factory=catalogue)

    @property
    def place(self) -> Place:
        """The office."""
        return self.facts.place

    @property
    def month(self) -> Month:
        """The month."""
        return self.facts.month

    def of(self, code: str) -> Standing | None:
        """Return the standing of the indicator `code`, or None if nothing is known of it in the month."""
        indicator = self.indicators[code]
        state = self.state(code)
        value = None if state is None else self.value(code, self.month, state)
        if state is None or value is None:
            return None
        series = self.series(code, state)
        target = self.target(code, self.month.year)
        as_of = self._as_of(code, state)
        december = series.get(Month.of(self.month.year, 1).plus(-1))
        done = progress(value, target.value, as_of, indicator.pace, december) if target else None
        recent = (
            None if indicator.is_rate else monthly(series, self.month, RECENT_MONTHS, flow=indicator.kind == "flow")
        )
        return Standing(
            indicator=indicator,
            state=state,
            value=value,
            as_of=as_of,
            over=self.over(indicator.to, self.month, state) if indicator.to else None,
            target=target,
            progress=done,
            recent=recent,
            outlook=done.outlook(recent) if done and not indicator.is_rate else None,
            comparisons=self._comparisons(indicator, series),
        )

    def state(self, code: str) -> State | None:
        """Return which series of `code` has the month."""
        return next((state for state in STATES if self.value(code, self.month, state) is not None), None)

    def series(self, code: str, state: State, count: int = 26) -> Values:
        """Return the known values of one series over the `count` months up to the month."""
        months = [self.month.plus(back - count + 1) for back in range(count)]
        known = {one: self.value(code, one, state) for one in months}
        return {one: value for one, value in known.items() if value is not None}

    def trend(self, code: str, count: int = 12) -> list[tuple[Month, Number | None]]:
        """Return the last `count` months of the series the month is read from, None where nothing is known."""
        series = self.series(code, self.state(code) or "computed", count)
        return [(one, series.get(one)) for one in (self.month.plus(back - count + 1) for back in range(count))]

    def value(self, code: str, month: Month, state: State) -> Number | None:
        """Return one value of one series: derived from its parts, or as stored."""
        indicator = self.indicators[code]
        derived = self._rate(indicator, month, state) if indicator.is_rate else self._sum(indicator, month, state)
        if derived is not None:
            return derived
        stored = self.facts.values.get(state, {}).get(code, {}).get(month)
        if stored is None:
            return None
        return stored.value if stored.denominator is None else percent(stored.value, stored.denominator)

    def target(self, code: str, year: int) -> Target | None:
        """Return the plan of a year: as assigned, or for a sum without one the sum of the plans of its parts."""
        own = self.facts.targets.get((code, year))
        parts = [self.target(part, year) for part in self.indicators[code].parts] if own is None else []
        known = [part for part in parts if part is not None]
        if own is not None or not parts or len(known) < len(parts):
            return own
        version = known[0].version if len({part.version for part in known}) == 1 else PLAN_VERSIONS[-1]
        documents = dict.fromkeys(part.document for part in known if part.document)
        return Target(sum((part.value for part in known), Fraction(0)), version, "; ".join(documents))

    def over(self, whole: Whole, month: Month, state: State) -> Denominator | None:
        """Return what a rate of `month` is over, by name and value, or None if it is not known."""
        if whole.way == "indicator":
            value = self.value(whole.name, month, state)
            return None if value is None else Denominator(self.indicators[whole.name].name, value)
        if whole.way == "plan":
            target = self.target(whole.name, month.year)
            name = Text(f"kế hoạch thu năm {month.year}", f"revenue plan of {month.year}")
            return None if target is None else Denominator(name, target.value)
        reference = self.reference(whole.name, month.year)
        return None if reference is None else Denominator(_reference_name(whole.name, reference), reference.value)

    def reference(self, series: str, year: int) -> Reference | None:
        """Return a reference value of `year`, or the latest of the years before."""
        years = [known for name, known in self.facts.references if name == series and known <= year]
        return self.facts.references[(series, max(years))] if years else None

    def _sum(self, indicator: Indicator, month: Month, state: State) -> Number | None:
        """Return the sum of the parts, or None where there are none or one is missing."""
        parts = [self.value(part, month, state) for part in indicator.parts]
        known = [part for part in parts if part is not None]
        return sum(known) if parts and len(known) == len(parts) else None

    def _rate(self, indicator: Indicator, month: Month, state: State) -> Number | None:
        """Return the rate in per cent, or None where numerator or denominator is missing."""
        if indicator.of is None or indicator.to is None:
            return None
        part, whole = self.value(indicator.of, month, state), self.over(indicator.to, month, state)
        return None if part is None or whole is None else percent(part, whole.value)

    def _as_of(self, code: str, state: State) -> dt.date:
        """Return the day the value holds for: as stored, else the last day of the month."""
        stored = self.facts.values.get(state, {}).get(code, {}).get(self.month)
        return stored.as_of if stored else self.month.last_day

    def _comparisons(self, indicator: Indicator, series: Values) -> dict[Comparator, Comparison]:
        """Return every comparison that the series allows."""
        flow = indicator.kind == "flow"
        made = [compare(series, self.month, one, flow=flow, rate=indicator.is_rate) for one in Comparator]
        made.append(self._against_last_plan(indicator.code, series))
        return {one.comparator: one for one in made if one is not None}

    def _against_last_plan(self, code: str, series: Values) -> Comparison | None:
        """Return the share of the plan against the share of last year's plan in the same month, in points."""
        year, base = self.month.year, self.month.plus(-12)
        plan, last = self.target(code, year), self.target(code, year - 1)
        if plan is None or last is None or self.month not in series or base not in series:
            return None
        now, before = percent(series[self.month], plan.value), percent(series[base], last.value)
        if now is None or before is None:
            return None
        windows = Window(self.month, self.month), Window(base, base)
        return Comparison(Comparator.LAST_YEARS_PLAN, Change(now, before, is_rate=True), *windows)


def _reference_name(series: str, reference: Reference) -> Text:
    """Return a reference series in words, with year and source."""
    names = {
        "population": Text("dân số", "population"),
        "labour_force": Text("lực lượng lao động trong độ tuổi", "labour force of working age"),
    }
    name = names.get(series, Text(series, series))
    source = f", {reference.source}" if reference.source else ""
    return Text(f"{name.vi} năm {reference.year}{source}", f"{name.en} of {reference.year}{source}")
