"""Search from anywhere: units, persons and files that begin with or hold what was typed."""

from dataclasses import dataclass

from ansinh.records.store.pages.rows import read

MOST = 6


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: `key` is its address within its kind."""

    kind: str  # unit | person | filing
    key: str
    title: str
    detail: str


UNITS = """
SELECT 'unit' AS kind, a.code AS key, a.name AS title, a.code || coalesce(' · ' || e.tax_code, '') AS detail
FROM records_employeraccount a JOIN records_employer e ON e.id = a.employer_id
WHERE a.office_id = ANY(%(offices)s)
  AND (a.name_search LIKE %(words)s OR lower(a.code) LIKE %(start)s OR e.tax_code LIKE %(start)s)
ORDER BY lower(a.code) LIKE %(start)s DESC, a.name_search LIKE %(first)s DESC, a.code LIMIT %(limit)s
"""
PEOPLE = """
SELECT 'person' AS kind, p.id::text AS key, p.full_name AS title,
       coalesce(p.si_number, '') || coalesce(' · ' || to_char(p.birth_date, 'DD/MM/YYYY'), '') AS detail
FROM records_person p WHERE p.office_id = ANY(%(offices)s)
  AND (p.name_search LIKE %(words)s OR p.si_number = %(number)s OR p.personal_id = %(number)s) LIMIT %(limit)s
"""
FILINGS = """
SELECT 'filing' AS kind, f.id::text AS key, f.kind || ' · ' || f.number AS title, f.file_name AS detail
FROM records_filing f WHERE f.office_id = ANY(%(offices)s) AND f.number LIKE %(start)s
ORDER BY f.number LIMIT %(limit)s
"""


def hits(kind: str, words: str, number: str, offices: list[int]) -> list[Hit]:
    """Return what of one kind matches `words` (a search key) or `number` (as typed) in `offices`."""
    sql = {"unit": UNITS, "person": PEOPLE, "filing": FILINGS}[kind]
    start = f"{number.lower()}%" if number else ""
    wanted = {
        "offices": offices, "words": f"%{words}%", "first": f"{words}%", "start": start, "number": number,
        "limit": MOST,
    }  # fmt: skip
    return read(Hit, sql, wanted)
