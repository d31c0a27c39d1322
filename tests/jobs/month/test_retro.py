"""What is learned later is posted as the difference, exactly, and only once."""

import itertools

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.jobs.small_books import Books

from ansinh.core.period import Month
from ansinh.jobs.nightly import verify_month
from ansinh.records.models import AccountMonth, AnnouncedValue, EmployerAccount, Person, Posting

FUNDS = ("rs", "sm", "oad", "ui", "hi")


def adjusted(period: str) -> dict[str, int]:
    sheets = AccountMonth.objects.filter(period=Month.parse(period).first_day)
    return {fund: sum(getattr(sheet, f"{fund}_adjusted") for sheet in sheets) for fund in FUNDS}


def test_a_raise_learned_late_posts_the_difference_of_each_month(books: Books) -> None:
    account = books.account(1)
    spell = books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.works(account, books.person(2), "2021-01", base=9_123_456)
    books.announce()
    for period in ("2021-03", "2021-04", "2021-05"):
        books.close(period)
    books.correct(spell, {"first": "2021-01", "end": "2021-04"}, {"first": "2021-04", "base": 12_000_000})
    books.close("2021-06")
    assert adjusted("2021-06") == {
        "rs": 2 * 440_000,
        "sm": 2 * 60_000,
        "oad": 2 * 10_000,
        "ui": 2 * 40_000,
        "hi": 2 * 90_000,
    }
    concerned = Posting.objects.filter(period="2021-06-01", kind=2).values_list("concerns", flat=True)
    assert {f"{day:%Y-%m}" for day in concerned} == {"2021-04", "2021-05"}
    books.close("2021-07")
    assert not any(adjusted("2021-07").values())


def test_a_correction_that_says_the_same_posts_nothing(books: Books) -> None:
    account = books.account(1)
    spell = books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.announce()
    books.close("2021-05")
    books.correct(spell, {"first": "2021-01", "end": "2021-06"}, {"first": "2021-06", "base": 15_000_000})
    closed = books.close("2021-06")
    assert closed.control["reckoned"]["changed_months"] == 0
    assert not any(adjusted("2021-06").values())


def test_what_was_paid_for_a_due_that_fell_away_is_spread_again(books: Books) -> None:
    account = books.account(1)
    spell = books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.works(account, books.person(2), "2021-01", base=10_000_000)
    books.receive(account, "2021-05", 6_400_000)
    books.close("2021-05")
    books.correct(spell, {"first": "2021-01", "end": "2021-05"})
    books.close("2021-06")
    sheet = AccountMonth.objects.get(period="2021-06-01")
    assert sum(getattr(sheet, f"{fund}_adjusted") for fund in FUNDS) == -3_200_000
    assert sum(getattr(sheet, f"{fund}_owed") for fund in FUNDS) == 0  # May's money paid June's one person
    assert {name: found for name, found in verify_month("26", Month.parse("2021-06")).items() if found} == {}


def test_everybody_gone_leaves_an_empty_version(books: Books) -> None:
    account = books.account(1)
    spell = books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.close("2021-05")
    books.correct(spell)
    books.close("2021-06")
    assert sum(adjusted("2021-06").values()) == -3_200_000
    books.announce()
    books.close("2021-07")
    assert not any(adjusted("2021-07").values())


PERIODS = ("2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06")
PEOPLE = 3

Segments = list[tuple[int, int]]  # (from month, base), base 0: gone; each holds until the next
late_fact = st.tuples(
    st.integers(0, PEOPLE - 1),  # whose terms
    st.integers(-2, 5),  # from which month on
    st.sampled_from([0, 4_900_000, 7_777_777, 10_000_001, 35_000_000]),
    st.integers(0, 5),  # learned before which close
)
histories = st.lists(st.lists(late_fact, max_size=5), min_size=12, max_size=12)
numbers = itertools.count(31)


def told(segments: Segments, first: int, base: int) -> Segments:
    """What holds once it is told that from `first` on the base is `base`."""
    return [each for each in segments if each[0] < first] + [(first, base)]


def month_name(number: int) -> str:
    return str(Month.of(2021, 1).plus(number))


def record(books: Books, account: EmployerAccount, person: Person, segments: Segments) -> None:
    """Say anew what holds for a person: everything believed is superseded, also what stays the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_spell SET superseded_at = clock_timestamp() WHERE superseded_at IS NULL AND person_id = %s",
            [person.id],
        )
    for (first, base), following in zip(segments, [*segments[1:], (None, 0)], strict=True):
        if base:
            end = None if following[0] is None else month_name(following[0])
            books.works(account, person, month_name(first), end, base=base)


def owed(account: EmployerAccount) -> dict[tuple[int, str], int]:
    """Principal that was ever posted, by fund and month concerned."""
    sums: dict[tuple[int, str], int] = {}
    for row in Posting.objects.filter(holder=account.id, kind__in=(1, 2)):
        key = (row.fund, str(row.concerns))
        sums[key] = sums.get(key, 0) + (row.amount if row.debit == 131 else -row.amount)
    return {key: amount for key, amount in sums.items() if amount}


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=histories)
def test_differences_add_up_to_knowing_everything_from_the_beginning(
    committed_db: str,  # noqa: ARG001 - a fixture that has to stand first
    facts: list[list[tuple[int, int, int, int]]],
) -> None:
    books = Books(str(next(numbers)))
    if not AnnouncedValue.objects.exists():
        books.announce()
    late = [books.account(2 * n) for n in range(len(facts))]
    early = [books.account(2 * n + 1) for n in range(len(facts))]
    start: Segments = [(-6, 6_123_457)]
    states = [[start] * PEOPLE for _ in facts]
    people = [[books.person(100 * n + who) for who in range(2 * PEOPLE)] for n in range(len(facts))]
    for n, story in enumerate(facts):
        final = list(states[n])
        for who, first, base, _ in sorted(story, key=lambda fact: fact[3]):
            final[who] = told(final[who], first, base)
        for who in range(PEOPLE):
            record(books, late[n], people[n][who], start)
            record(books, early[n], people[n][PEOPLE + who], final[who])
    for close, period in enumerate(PERIODS):
        for n, story in enumerate(facts):
            for who, first, base, learned in story:
                if learned == close:
                    states[n][who] = told(states[n][who], first, base)
                    record(books, late[n], people[n][who], states[n][who])
        books.close(period)
    for one, other in zip(late, early, strict=True):
        assert owed(one) == owed(other)
    assert not any(found for found in verify_month(books.code, Month.parse(PERIODS[-1])).values())
