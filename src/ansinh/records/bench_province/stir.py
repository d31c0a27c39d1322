"""What happens in a bench province between two closes: money comes in, wages change, changes are learned late."""

import datetime as dt

from django.db import connection, transaction

from ansinh.core.period import Month

BACK_DATED_ACCOUNTS = 50  # one account in so many learns a change of 1 to 5 months ago: 2 % of the people
CHANGED_PEOPLE = 33  # one person in so many has other pay from this month on

RECEIPTS = """
INSERT INTO records_posting (period, office_id, holder, fund, kind, concerns, debit, credit, amount, cause)
SELECT %(period)s, office_id, account_id, 0, 5, %(period)s, 331, 338, amount, gen_random_uuid() FROM (
    SELECT office_id, account_id, ((rs_owed + sm_owed + oad_owed + ui_owed + hi_owed + rs_interest_owed +
        sm_interest_owed
        + oad_interest_owed + ui_interest_owed + hi_interest_owed)
        * CASE WHEN account_id %% 20 < 17 THEN 2 WHEN account_id %% 20 < 19 THEN 1 ELSE 0 END / 2)::bigint AS amount
    FROM records_accountmonth WHERE period = %(before)s) owed WHERE amount > 0
"""
CHOSEN = """
CREATE TEMPORARY TABLE stirred ON COMMIT DROP AS
SELECT id, CASE WHEN account_id %% %(accounts)s = %(turn)s THEN (%(period)s::date - make_interval(months => 1
    + account_id::int %% 5))::date
           ELSE %(period)s::date END AS since
FROM records_spell WHERE superseded_at IS NULL AND upper_inf(validity)
AND (account_id %% %(accounts)s = %(turn)s OR person_id %% %(people)s = %(turn)s)
"""
SUPERSEDED = "UPDATE records_spell s SET superseded_at = now() FROM stirred t WHERE t.id = s.id"
INSTEAD = """
INSERT INTO records_spell (validity, account_id, person_id, "group", pay_regime, base, coefficient, contract_months,
                           "foreign", work, absence, absence_days, funds)
SELECT CASE WHEN later THEN daterange(greatest(t.since, lower(s.validity)), NULL) ELSE
    daterange(lower(s.validity), t.since) END,
       account_id, person_id, "group", pay_regime, CASE WHEN later THEN base * 21 / 20 ELSE base END,
       CASE WHEN later THEN least(coefficient + 100, 1000000) ELSE coefficient END,
       contract_months, "foreign", work, absence, absence_days, funds
FROM stirred t JOIN records_spell s USING (id) CROSS JOIN (VALUES (false), (true)) v (later)
WHERE later OR lower(s.validity) < t.since ORDER BY account_id, person_id
"""


def stir(period: Month, turn: int) -> dict[str, int]:
    """Let the month `period` happen; `turn` chooses who is concerned. Return the rows written, by kind."""
    values: dict[str, dt.date | int] = {
        "period": period.first_day, "before": period.plus(-1).first_day, "turn": turn,
        "accounts": BACK_DATED_ACCOUNTS, "people": CHANGED_PEOPLE,
    }  # fmt: skip
    written: dict[str, int] = {}
    with transaction.atomic(), connection.cursor() as cursor:
        for name, statement in (
            ("receipts", RECEIPTS),
            ("changed", CHOSEN),
            ("superseded", SUPERSEDED),
            ("terms", INSTEAD),
        ):
            needed = {key: value for key, value in values.items() if f"%({key})s" in statement}
            cursor.execute(statement, needed or None)
            written[name] = cursor.rowcount
    return written
