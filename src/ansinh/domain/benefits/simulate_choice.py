"""One sum now, or a pension later: what each way brings over a lifetime, year by year of age, in today's money.

The choice people regret most. Nothing is discounted or invested: dong received and dong paid in, plainly.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ansinh.core.money import Dong, format_dong
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.domain.benefits.claimed import Claimed
from ansinh.domain.benefits.settle.careers import pension_career
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.simulate import Asked, facts_of, one_time_later, one_time_now
from ansinh.domain.benefits.simulate_pension import Forecast, GoOn, forecast_pension
from ansinh.law.explain import Explanation
from ansinh.law.one_time.article_23 import Allowance, article_23
from ansinh.law.pension.average import average_salary
from ansinh.law.pension.social import months_to_social_age, social_age
from ansinh.law.values import Values

LAST_AGE = 95
YEAR = 12
NAMES = {
    "one_time": Text("Nhận một lần ngay bây giờ", "One sum now"),
    "keep": Text("Dừng đóng, giữ lại thời gian", "Stop contributing, keep the time"),
    "go_on": Text("Đóng tiếp đến khi nghỉ hưu", "Go on contributing until the pension"),
}


@dataclass(frozen=True, slots=True)
class Stream:
    """A monthly amount (dong) from a month up to, not including, another (None: for life)."""

    first: Month
    monthly: Dong
    end: Month | None = None

    def received(self, until: Month) -> Dong:
        """Return what was received in all before `until`."""
        end = until if self.end is None or until < self.end else self.end
        return max(0, end.minus(self.first)) * self.monthly


@dataclass(frozen=True, slots=True)
class Way:
    """One way to choose: what comes at once and monthly, what is paid in meanwhile; dong of today.

    `cumulative[i]` is what was received by the birthday of age `first_age + i`, less what was paid in.
    """

    key: str
    name: Text
    at_once: Dong
    at_once_in: Month
    streams: tuple[Stream, ...]
    paid_in: Dong
    cumulative: tuple[Dong, ...]
    says: tuple[Text, ...]
    told: Explanation
    open: bool = True

    @property
    def monthly(self) -> Stream | None:
        """The stream that begins first, None where nothing comes monthly."""
        return self.streams[0] if self.streams else None


@dataclass(frozen=True, slots=True)
class Choice:
    """All ways beside one another; `even_ages` by key: the age from which a way brought more than one sum now.

    None where that never comes, or where one sum is not open.
    """

    first_age: int
    ways: tuple[Way, ...]
    one_time: Settled
    forecast: Forecast
    even_ages: Mapping[str, int | None]

    @property
    def ages(self) -> tuple[int, ...]:
        """The ages of the cumulative columns."""
        return tuple(range(self.first_age, LAST_AGE + 1))


def compare(asked: Asked, ahead: GoOn, values: Values) -> Choice:
    """Return one sum now against keeping the time and against going on (Art. 23, 64-68, 70, Law 41/2024/QH15).

    UnknownValueError where a value of today is not established.
    """
    settled = one_time_now(asked, values)
    ways = [_one_time(asked, settled, values), _keep(asked, values)]
    going = forecast_pension(asked, ahead, values)
    assumed = GoOn() if ahead.salary else _as_now(asked, values)
    if ahead.salary or assumed.salary:
        ahead = assumed if assumed.salary else ahead
        found = forecast_pension(asked, ahead, values)
        way = _with_pension("go_on", asked, found, _paying(asked, found, ahead, values), values)
        said = (_ASSUMED.fill(x=format_dong(assumed.salary, unit=True)),) if assumed.salary else ()
        ways.append(replace(way, says=(*said, *way.says)))
    even = {way.key: _even_age(ways[0], way, asked) for way in ways[1:]}
    return Choice(_age_now(asked) + 1, tuple(ways), settled, going, even)


_ASSUMED = Text(
    "Giả định đóng tiếp mức {x} như tháng gần nhất; ghi mức khác ở dưới để xem lại.",
    "Assumes going on at {x}, as last; write another amount below to see it.",
)


def _as_now(asked: Asked, values: Values) -> GoOn:
    """Return going on as now for who contributed this month or the last; nothing for who has stopped."""
    last = max(asked.past.stretches, key=lambda one: one.end, default=None)
    if last is None or last.end < asked.now.number:
        return GoOn()
    return GoOn(last.pay(Month(last.end - 1), values), voluntary=last.voluntary)


def _age_now(asked: Asked) -> int:
    """Return completed years of age."""
    return (asked.now.number - Month.containing(asked.born).number) // YEAR


def _one_time(asked: Asked, settled: Settled, values: Values) -> Way:
    """Return the way of one sum now, with the social pension later."""
    says = [
        Text(
            "Toàn bộ thời gian đóng bị xóa; sau này tham gia lại tính từ đầu.",
            "All contributed time is gone; whoever joins again starts from nothing.",
        ),
        Text(
            "Không có lương hưu, không có thẻ BHYT của người hưởng lương hưu, thân nhân không được hưởng tử tuất.",
            "No pension, no pensioner's health card, nothing for the relatives after death.",
        ),
    ]
    later = None if settled.granted else one_time_later(asked, values)
    if later is not None:
        way = _Way("one_time", asked, later.amount, asked.now.plus(later.months), _social(asked, values))
        steps = (*settled.steps, *later.steps)
        told = way.told(says, Explanation(steps, settled.values))
        return replace(told, name=_LATER.fill(months=later.months))
    way = _Way("one_time", asked, settled.once, asked.now, _social(asked, values))
    return way.told(says, Explanation(settled.steps, settled.values), due=settled.granted)


_LATER = Text("Nghỉ {months} tháng rồi nhận một lần", "Stop for {months} months, then one sum")


def _social(asked: Asked, values: Values) -> tuple[Stream, ...]:
    """Return the social pension of those who draw no pension, at today's level; nothing before there was one."""
    if values.parameters["pension.social.amount"].on(asked.today) is None:
        return ()
    age = social_age(asked.today, values, poor=False).whole
    first = max(asked.now, Month.containing(asked.born).plus(age))
    return (Stream(first, values.whole("pension.social.amount", asked.today)),)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way before its years are summed: what comes at once and when, streams, and the stream of paying in."""

    key: str
    asked: Asked
    at_once: Dong
    at_once_in: Month
    streams: tuple[Stream, ...]
    paying: Stream | None = None

    def told(self, says: Sequence[Text], told: Explanation, *, due: bool = True) -> Way:
        """Return the way with its sums by age."""
        born = Month.containing(self.asked.born)
        birthdays = [born.plus(age * YEAR) for age in range(_age_now(self.asked) + 1, LAST_AGE + 1)]
        paid_in = 0 if self.paying is None else self.paying.received(Month.of(9999, 1))
        return Way(
            self.key, NAMES[self.key], self.at_once, self.at_once_in, self.streams, paid_in,
            tuple(self._by(birthday) for birthday in birthdays), tuple(says), told, open=due,
        )  # fmt: skip

    def _by(self, until: Month) -> Dong:
        """Return what was received less what was paid in before `until`."""
        sums = sum(stream.received(until) for stream in self.streams)
        sums += self.at_once if self.at_once_in < until else 0
        return sums - (0 if self.paying is None else self.paying.received(until))


def _keep(asked: Asked, values: Values) -> Way:
    """Return the way of keeping the time without paying more: a pension, or the allowance until the social pension."""
    stopping = forecast_pension(asked, GoOn(), values)
    if stopping.start is not None:
        return _with_pension("keep", asked, stopping, None, values)
    first = max(stopping.of_age.plus(1), asked.now)
    allowance = _allowance(asked, stopping, first, values)
    streams = _social(asked, values)
    says = [_TOO_LITTLE.fill(missing=stopping.missing)]
    if allowance is not None:
        streams = (Stream(first, allowance.monthly, first.plus(allowance.months_paid)), *streams)
        says.append(_ALLOWANCE.fill(months=allowance.months_paid))
    return _Way("keep", asked, 0, asked.now, streams).told(says, stopping.told)


_TOO_LITTLE = Text(
    "Khi đủ tuổi còn thiếu {missing} tháng để có lương hưu; có thể đóng tự nguyện thêm.",
    "{missing} months are missing for a pension at the age; they can be paid voluntarily.",
)
_ALLOWANCE = Text(
    "Không đóng thêm: trợ cấp hằng tháng theo Điều 23 trong {months} tháng, có thẻ BHYT.",
    "Without paying more: the monthly allowance of article 23 for {months} months, with a health card.",
)


def _allowance(asked: Asked, stopping: Forecast, first: Month, values: Values) -> Allowance | None:
    """Return the allowance of article 23 from the retirement age on; None where there is nothing to pay."""
    if not _social(asked, values) or stopping.months == 0:
        return None
    left = months_to_social_age(Month.containing(asked.born), first, values)
    facts = facts_of(asked.past, "pension", Claimed())
    if left <= 0:
        return None
    average = int(average_salary(pension_career(facts, values), asked.now, values).dong[0])
    amount = values.whole("pension.social.amount", asked.today)
    return article_23(
        average, stopping.months, social_pension=amount, months_to_age=left, day=asked.today, values=values
    )


def _with_pension(key: str, asked: Asked, found: Forecast, paying: Stream | None, values: Values) -> Way:
    """Return a way that ends in a pension, or in nothing but the social pension where the right is missing."""
    if found.start is None:
        return _Way(key, asked, 0, asked.now, _social(asked, values), paying).told((), found.told, due=False)
    says = [
        Text(
            "Lương hưu hằng tháng đến hết đời, được điều chỉnh tăng; quỹ đóng BHYT.",
            "A monthly pension for life, raised with general increases; health insurance is paid by the fund.",
        ),
        Text(
            "Khi mất: trợ cấp mai táng và tử tuất cho thân nhân.",
            "After death: the funeral grant and benefits for the relatives.",
        ),
    ]
    streams = (Stream(found.start, found.pension),)
    return _Way(key, asked, found.grant, found.start, streams, paying).told(says, found.told)


def _paying(asked: Asked, found: Forecast, ahead: GoOn, values: Values) -> Stream:
    """Return what the person pays a month until the pension: the worker's share, or the whole voluntary amount."""
    if ahead.voluntary:
        rate = values.rate("vsi.rate", asked.today)
    else:
        rate = values.rate("si.rate.employee.retirement_survivorship", asked.today)
    return Stream(asked.now, half_up(rate * ahead.salary), asked.now.plus(found.ahead))


def _even_age(one: Way, waiting: Way, asked: Asked) -> int | None:
    """Return the age from which waiting brought more and stays ahead; None if never by the last age."""
    if not one.open:
        return None
    first = _age_now(asked) + 1
    behind = [place for place, (a, b) in enumerate(zip(one.cumulative, waiting.cumulative, strict=True)) if b <= a]
    place = behind[-1] + 1 if behind else 0
    return first + place if place < len(waiting.cumulative) else None
