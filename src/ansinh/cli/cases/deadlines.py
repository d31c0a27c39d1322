"""Cases of statutory deadlines."""

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.given import Call
from ansinh.cli.cases.spans import roster
from ansinh.law.deadlines.due import KINDS, due_date
from ansinh.law.values import Values


def due(call: Call, values: Values) -> Answer:
    """Day by which the agency must decide a complete dossier."""
    known = (key.partition(".")[2] for key in KINDS)
    found = due_date(call.given.word("kind", *known), call.given.day("received"), values, roster(call.given))
    return Answer({"due": found.day.isoformat(), "unit": found.unit}, steps=found.steps)
