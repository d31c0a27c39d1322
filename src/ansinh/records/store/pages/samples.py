"""Objects worth a picture: a user of each function, a unit in debt, a person with a life, a file with findings."""

from dataclasses import dataclass
from uuid import UUID

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class SampleUser:
    """A user who holds a function, and their widest office."""

    id: int
    username: str
    function: str


def users() -> list[SampleUser]:
    """Return one user for each function, those with the widest scope."""
    sql = """SELECT DISTINCT ON (g.function) u.id, u.username, g.function FROM records_grant g
    JOIN records_user u ON u.id = g.user_id LEFT JOIN records_office o ON o.id = g.office_id
    WHERE u.is_active ORDER BY g.function, length(o.path) NULLS LAST, u.id"""
    return read(SampleUser, sql)


@dataclass(frozen=True, slots=True)
class Sample:
    """Where to look: a unit, a person in it with the month last assessed, a file with findings."""

    unit: str
    person: int
    month: str
    filing: UUID | None


SAMPLE = """
WITH last AS (SELECT max(period) AS period FROM records_accountmonth),
unit AS (
  SELECT a.id, a.code FROM records_accountmonth s JOIN last USING (period)
  JOIN records_employeraccount a ON a.id = s.account_id
  WHERE s.debt_class >= 2 AND s.people BETWEEN 8 AND 400 AND a.status = 'active' ORDER BY s.people DESC, a.id LIMIT 1)
SELECT unit.code AS unit, p.person, to_char(last.period, 'YYYY-MM') AS month,
  (SELECT f.id FROM records_filing f WHERE f.errors > 0
   ORDER BY f.state = 'checked' DESC, f.errors DESC LIMIT 1) AS filing
FROM last, unit, LATERAL (
  SELECT s.person_id AS person FROM records_spell s JOIN last ON true
  WHERE s.account_id = unit.id AND s.superseded_at IS NULL AND s.validity @> last.period
  ORDER BY (SELECT count(*) FROM records_spell x WHERE x.person_id = s.person_id) DESC, s.person_id LIMIT 1) p
"""


def sample() -> Sample | None:
    """Return objects for the pictures, or None where no month was closed yet."""
    return read_one(Sample, SAMPLE)
