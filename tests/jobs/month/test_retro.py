"""What is learned later is posted as the difference, exactly, and only once."""

from django.db import connection
from hypothesis import strategies as st
from tests.jobs.small_books import Books, dump

from ansinh.core.period import Month
from ansinh.jobs.nightly import verify_month
from ansinh.records.models import AccountMonth, Posting

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


late_facts = st.lists(
    st.tuples(
        st.integers(0, 3),  # whose terms
        st.integers(0, 5),  # from which month on
        st.sampled_from([4_900_000, 7_777_777, 10_000_001, 35_000_000]),
        st.booleans(),  # gone from then on
        st.integers(0, 4),  # learned after how many closes
    ),
    max_size=6,
)
PERIODS = ("2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06")


def history(books: Books, facts: list[tuple[int, int, int, bool, int]], *, at_once: bool) -> dict[tuple, int]:
    """Close six months with `facts` learned on the way (or before all), and sum the postings by what they concern."""
    account = books.account(1)
    spells = [[books.works(account, books.person(n), "2020-06", base=6_000_000 + 111_111 * n)] for n in range(4)]
    firsts = [["2020-06"] for _ in range(4)]

    def learn(fact: tuple[int, int, int, bool, int]) -> None:
        who, month, base, gone, _ = fact
        first = PERIODS[month]
        if gone:
            first, base = PERIODS[month], 0
        keep = [n for n, begin in enumerate(firsts[who]) if begin < first]
        for n in reversed(range(len(spells[who]))):
            spell = spells[who][n]
            if n == (keep[-1] if keep else -1):
                upper = spell.validity.upper
                if upper is None or f"{upper:%Y-%m}" > first:
                    spells[who][n] = books.correct(spell, {"first": firsts[who][n], "end": first})[0]
            elif n not in keep:
                books.correct(spell)
        spells[who], firsts[who] = [spells[who][n] for n in keep], [firsts[who][n] for n in keep]
        if not gone:
            spells[who].append(books.works(account, spells_person[who], first, base=base))
            firsts[who].append(first)

    spells_person = [each[0].person for each in spells]
    for number, period in enumerate(PERIODS):
        for fact in facts:
            if fact[4] == number or (at_once and number == 0):
                learn(fact)
        books.close(period)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT holder, fund, concerns, sum(CASE WHEN debit = 131 THEN amount ELSE -amount "
            "END) FROM records_posting "
            "WHERE kind IN (1, 2) GROUP BY 1, 2, 3 HAVING sum(CASE WHEN debit = 131 THEN amount "
            "ELSE -amount END) <> 0 ORDER BY 1, 2, 3"
        )
        return {tuple(row[1:3]): int(row[3]) for row in cursor.fetchall()}


def test_dump_of_nothing_is_stable(books: Books) -> None:
    assert dump() == dump()
