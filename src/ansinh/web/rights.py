"""What each function of a grant opens: the one table of acts that pages and routes ask."""

from typing import Literal

Act = Literal[
    "overview",  # figures of an office
    "work",  # the list of today
    "units",  # employer accounts: lists and pages
    "people",  # persons: search and pages
    "filings",  # declarations: lists, findings
    "filings.send",  # upload
    "filings.decide",  # accept or return
    "months",  # state of the months
    "months.close",
    "months.sign_collection",
    "months.sign_accounting",
    "bank",  # statements and the work-list
    "bank.match",
    "targets",
    "briefing",
    "own.unit",  # an employer's own account
    "own.person",  # a citizen's own record
]

READ: frozenset[Act] = frozenset({"overview", "work", "units", "filings", "months", "bank", "targets", "briefing"})

ACTS_OF: dict[str, frozenset[Act]] = {
    "collection": READ
    | {"people", "filings.send", "filings.decide", "months.close", "months.sign_collection", "bank.match"},
    "accounting": READ | {"bank.match", "months.sign_accounting"},
    "planning": READ,
    "leader": READ | {"people"},
    "intake": frozenset({"overview", "work", "units", "people", "filings", "filings.send"}),
    "auditor": READ | {"people"},
    "administrator": frozenset({"overview"}),
    "unit": frozenset({"own.unit", "filings.send"}),
    "citizen": frozenset({"own.person"}),
}
"""Rights of the agency's functions; portal users reach only their own account or record."""

PLACE_ACTS: frozenset[Act] = READ | {
    "people",
    "filings.decide",
    "months.close",
    "months.sign_collection",
    "months.sign_accounting",
    "bank.match",
}
"""Acts that need an office in scope, not an own account."""


def opened(function: str) -> frozenset[Act]:
    """Return the acts a function opens; an unknown function opens nothing."""
    return ACTS_OF.get(function, frozenset())
