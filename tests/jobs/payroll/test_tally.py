"""What became of a batch, counted while answers come, is what counting every line says."""

import random
import uuid

import pytest
from tests.jobs.payroll.small_payroll import Pensions, rows

from ansinh.domain.benefits.payments import AGAIN, Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records.store.benefits import payments_tally
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening

COUNTED = """
SELECT l.batch, coalesce(a.outcome, 0), count(*), sum(l.amount)::bigint FROM records_payline l
LEFT JOIN LATERAL (SELECT max(outcome) AS outcome FROM records_payanswer a WHERE (a.month, a.source, a.subject,
    a.attempt) = (l.month, l.source, l.subject, l.attempt)) a ON true WHERE l.amount > 0 GROUP BY 1, 2 ORDER BY 1, 2
"""
TALLIED = "SELECT batch, outcome, lines, amount FROM records_paytally WHERE lines > 0 ORDER BY 1, 2"
ANSWER = """
INSERT INTO records_payanswer (month, source, subject, attempt, outcome, day, file, fund, office_id, amount)
SELECT l.month, l.source, l.subject, l.attempt, k.outcome, l.month, %s::uuid, l.fund, l.office_id, l.amount
FROM unnest(%s::bigint[], %s::smallint[]) AS k (subject, outcome)
JOIN records_payline l ON l.subject = k.subject AND l.attempt = 1 AND l.month = %s RETURNING 1
"""


def answer(month: str, told: list[tuple[int, int]]) -> None:
    """Keep answers (pension, outcome) to the lines of a month in one statement."""
    subjects, outcomes = zip(*told, strict=True)
    assert len(rows(ANSWER, uuid.uuid4(), list(subjects), list(outcomes), f"{month}-01")) == len(told)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_tally_is_what_counting_every_line_says(pensions: Pensions, seed: int) -> None:
    pensions.grant(40, pay_from="2021-08")
    for month in ("2021-08", "2021-09"):
        pensions.paid(month)
        assert rows(TALLIED) == rows(COUNTED)
    dice = random.Random(seed)  # noqa: S311 - a table of tests, the same each time
    left = {
        month: [row[0] for row in rows("SELECT id FROM records_pension ORDER BY id")]
        for month in ("2021-08", "2021-09")
    }
    paid: list[tuple[str, int]] = []
    for _ in range(12):
        month = dice.choice(list(left))
        told = [(left[month].pop(dice.randrange(len(left[month]))), dice.choice([1, 1, 1, 2, 3]))
                for _ in range(min(len(left[month]), dice.randint(1, 6)))]  # fmt: skip
        back = [one for one in paid if one[0] == month and dice.random() < 0.3]
        paid = [one for one in paid if one not in back] + [(month, who) for who, outcome in told if outcome == 1]
        at_once = [
            (who, 4) for who, outcome in told if outcome == 1 and dice.random() < 0.2
        ]  # paid and back in one file
        paid = [one for one in paid if (one[1], 4) not in at_once or one[0] != month]
        if told or back:
            answer(month, [*told, *at_once, *((who, 4) for _, who in back)])
        assert rows(TALLIED) == rows(COUNTED)


def test_what_is_sent_again_is_counted_in_its_own_batch(pensions: Pensions) -> None:
    pensions.grant(6, pay_from="2021-09")
    first = pensions.paid("2021-09")
    ids = [row[0] for row in rows("SELECT id FROM records_pension ORDER BY id")]
    answer("2021-09", [(ids[0], 2), (ids[1], 2), (ids[2], 1)])
    asked = Opening(Source.PENSION, "26", first.month, first.due, 2, AGAIN)
    again = acts.open_batch(asked, "can-bo").id
    try_batch(again, "can-bo", workers=1)
    acts.sign(again, "truong-phong")
    acts.sign(again, "giam-doc")
    write_batch(again, "can-bo", workers=1)
    assert [(outcome, lines) for outcome, lines, _ in payments_tally.standing(first.id)] == [(0, 3), (1, 1), (2, 2)]
    assert [(outcome, lines) for outcome, lines, _ in payments_tally.standing(again)] == [(0, 2)]
    assert rows(TALLIED) == rows(COUNTED)
    assert payments_tally.became([uuid.UUID(int=0)]) == {uuid.UUID(int=0): []}
