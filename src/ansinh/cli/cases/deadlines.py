"""Cases of statutory deadlines."""

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call
from ansinh.cli.cases.spans import roster
from ansinh.law.deadlines.due import KINDS, counts_every_day, due_date
from ansinh.law.values import Values


def due(call: Call, values: Values) -> Answer:
    """Day by which the agency must decide a complete dossier."""
    given, known = call.given, (key.partition(".")[2] for key in KINDS)
    kind, received = given.word("kind", *known), given.day("received")
    unasked = given.none("weekly_rest") and given.none("holidays") and counts_every_day(kind, received, values)
    found = due_date(kind, received, values, None if unasked else roster(given))
    return Answer({"due": found.day.isoformat(), "unit": found.unit}, steps=found.steps)
