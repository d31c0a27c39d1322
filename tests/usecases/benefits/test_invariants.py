"""Invariants of benefits that the database itself keeps: each is tried to be broken by plain SQL."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from tests.usecases.benefits.claims import settled, take_in, world

from ansinh.records import models as m

pytestmark = pytest.mark.django_db

HELD = "INSERT INTO records_dossierhold (decision_id, dossier_id, bar, key, days) SELECT decision_id, dossier_id, "
LINE = """
INSERT INTO records_payline (month, source, subject, attempt, batch, office_id, person, kind, fund, amount, monthly,
    arrears, recovered, owing, payee, channel)
VALUES ('2021-10-01', 2, 1, %s, %s, 1, 1, 101, 2, 100, 100, 0, 0, 0, 1, 1)
"""
CHANGE = """
INSERT INTO records_payeechange (id, source, subject, office_id, form, code, name, holder, since, entered_by, state,
    decided_by, decided_at)
SELECT gen_random_uuid(), 1, 1, office_id, 'bank', '970436', 'VCB', 'A', '2021-10-01', 'a', {} FROM records_dossier
"""
FORK = """
INSERT INTO records_dossierdecision (id, dossier_id, version, outcome, amount, monthly, difference, monthly_difference,
    parts, holds, facts, facts_hash, known_at, law_fingerprint, reasons, proposed_by)
SELECT gen_random_uuid(), dossier_id, version, outcome, amount, monthly, difference, monthly_difference, parts, holds,
    facts, facts_hash, known_at, law_fingerprint, reasons, 'x' FROM records_dossierdecision
"""
# the invariant, what is tried
BREAKS = [
    ("B1 the same days twice", HELD + "bar, key, daterange('2021-10-05', '2021-10-06') FROM records_dossierhold"),
    ("B2 days of sickness in days of maternity", HELD + "'absence', key, days FROM records_dossierhold"),
    ("B9 a second decision of the same version", FORK),
    ("B9 the first decision removed", "DELETE FROM records_dossierdecision"),
    ("B8 approved by who entered it", CHANGE.format("'approved', 'a', now() + interval '2 days'")),
    ("B8 approved within the day", CHANGE.format("'approved', 'b', now() + interval '23 hours'")),
    ("B8 refused without a reason", CHANGE.format("'refused', 'b', now()")),
]


@pytest.mark.parametrize(("name", "statement"), BREAKS, ids=[name for name, _ in BREAKS])
def test_the_database_refuses(name: str, statement: str) -> None:
    assert name
    world()
    settled(take_in().dossier)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_b3_a_month_is_paid_once_and_again_only_after_a_refusal() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LINE, [1, uuid.UUID(int=1)])
        for attempt in (1, 2):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(LINE, [attempt, uuid.UUID(int=1)])


def test_a_day_is_enough_and_one_request_waits_at_a_time() -> None:
    world()
    take_in()
    with connection.cursor() as cursor:
        cursor.execute(CHANGE.format("'approved', 'b', now() + interval '25 hours'"))
        cursor.execute(CHANGE.format("'open', '', NULL"))
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(CHANGE.format("'open', '', NULL"))
    assert m.PayeeChange.objects.count() == 2
