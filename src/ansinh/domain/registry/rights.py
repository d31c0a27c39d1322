"""Who may do what, where: one table of functions and acts, one question. Pages and API ask nothing else.

A right is a function (what a person is there for) times a scope (an office and all under it, or one's own employer
account or record). Acts that two people must share are checked again by the act itself (maker is not checker).
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Act = Literal[
    "overview",  # figures of an office
    "work",  # the list of today
    "units",  # employer accounts: lists and pages
    "units.propose",  # TK3-TS: register, change, suspend
    "units.approve",
    "people",  # persons: search and pages
    "people.merge.propose",
    "people.merge.approve",
    "people.numbers",  # SI numbers and books: issue again, correct, close
    "filings",  # declarations: lists, findings
    "filings.send",
    "filings.decide",  # accept or return
    "months",  # state of the months
    "months.close",
    "months.sign_collection",
    "months.sign_accounting",
    "bank",  # statements and the work-list
    "bank.match",
    "refunds.propose",
    "refunds.approve",
    "targets",
    "targets.write",
    "briefing",
    "direction",  # directions, tasks, questions of offices and their answers
    "direction.give",  # enter what a meeting concluded, give tasks, confirm them
    "direction.work",  # accept, report and hand on tasks, raise and answer questions, dispute a score
    "scores",  # scorecards
    "scores.freeze",  # enter rules, note slips, freeze a quarter
    "scores.decide",  # answer disputes, approve rules, sign
    "alerts",
    "alerts.note",
    "values.enter",  # announced values of the law
    "values.approve",
    "dossiers",  # cash benefits: the work-list, dossiers, letters
    "dossiers.receive",  # take in, complete, record an appeal or withdrawal
    "dossiers.compute",  # the proposer
    "dossiers.review",
    "dossiers.approve",
    "payroll",  # batches of payment, what came back, life checks
    "payroll.run",  # open, try, make the files
    "payroll.approve",  # each of the two signatures
    "payroll.answers",  # take in what banks and post offices answer
    "relief",  # measures, their lists and figures
    "relief.run",  # build lists, take in replies and applications
    "relief.decide",
    "debts",  # debt cases: the board, the work-list, one case
    "debts.work",  # do steps, take promises, propose instalments
    "debts.lead",  # give cases to officers, approve instalments, hand over to the police
    "inspections",  # plans of inspections, cases, the risk of employers
    "inspections.work",  # plan, open, and the work of a team: papers, counts, violations, minutes, follow-up
    "inspections.lead",  # sign plans, decide, conclude, close
    "outreach",  # prospects, campaigns, collection agents
    "outreach.work",  # call, visit, write down what came of it; take in partners' lists
    "outreach.lead",  # build the lists, give them out
    "own.collector",  # a collector's own area, receipts and money
    "users",  # administration: who signs in, what they may do
    "settings",  # administration: offices, choices of the agency
    "agency.propose",  # the dated trees of offices and places: ask to open, rename, close, take over
    "agency.approve",
    "audit",  # the chained log, reads of records
    "own.unit",  # an employer's own account
    "own.person",  # a citizen's own record
    "cards",  # look up health insurance cards, renewals, the list of cards to be linked
    "cards.write",  # issue, hold, change, link, undo
    "claims",  # medical claims: the work-list, records, statements
    "claims.decide",  # keep, lift, confirm findings
    "claims.settle",  # make and post statements, pay advances
    "own.facility",  # a health facility's own counter, contract, claims
]

READ: Final[frozenset[Act]] = frozenset(
    {
        "overview",
        "work",
        "units",
        "filings",
        "months",
        "bank",
        "targets",
        "briefing",
        "debts",
        "inspections",
        "outreach",
        "direction",
        "scores",
        "alerts",
    }
)
_COLLECTION: Final[frozenset[Act]] = frozenset(
    {
        "direction.work", "alerts.note",
        "people", "people.merge.propose", "people.numbers", "filings.send", "filings.decide", "units.propose",
        "debts.work", "debts.lead", "outreach.work", "outreach.lead",
        "cards", "cards.write", "months.close", "months.sign_collection", "bank.match", "refunds.propose",
    }
)  # fmt: skip
ACTS_OF: Final[dict[str, frozenset[Act]]] = {
    "collection": READ | _COLLECTION,
    "accounting": READ
    | {
        "direction.work",
        "claims",
        "claims.settle",
        "payroll",
        "payroll.run",
        "payroll.approve",
        "payroll.answers",
        "relief",
        "dossiers",
        "bank.match",
        "months.sign_accounting",
        "refunds.propose",
        "values.enter",
    },
    "planning": READ
    | {"direction.give", "direction.work", "scores.freeze", "alerts.note", "targets.write", "outreach.lead"},
    "leader": READ
    | {
        "direction.give",
        "direction.work",
        "scores.decide",
        "alerts.note",
        "cards",
        "claims",
        "claims.settle",
        "payroll",
        "payroll.approve",
        "relief",
        "relief.decide",
        "people",
        "people.merge.approve",
        "units.approve",
        "refunds.approve",
        "debts.lead",
        "inspections.lead",
        "outreach.lead",
        "targets.write",
        "values.approve",
        "agency.approve",
        "dossiers",
        "dossiers.approve",
        "audit",
    },
    "benefits": frozenset(
        {
            "direction",
            "direction.work",
            "scores",
            "overview",
            "work",
            "units",
            "people",
            "dossiers",
            "dossiers.receive",
            "dossiers.compute",
            "dossiers.review",
            "payroll",
            "payroll.run",
            "relief",
            "relief.run",
        }
    ),
    "intake": frozenset(
        {
            "direction",
            "direction.work",
            "scores",
            "cards",
            "overview",
            "work",
            "units",
            "people",
            "filings",
            "filings.send",
            "units.propose",
            "dossiers",
            "dossiers.receive",
        }
    ),
    "auditor": READ | {"people", "cards", "dossiers", "payroll", "relief", "audit"},
    "inspection": READ | {"people", "inspections.work"},
    "administrator": frozenset({"overview", "users", "settings", "agency.propose", "audit"}),
    "agent": frozenset({"filings.send", "own.collector"}),
    "unit": frozenset({"own.unit", "filings.send"}),
    "citizen": frozenset({"own.person"}),
    "facility": frozenset({"own.facility"}),
    "assessment": frozenset(
        {"direction", "direction.work", "scores", "overview", "work", "cards", "claims", "claims.decide"}
    ),
}
"""Rights of functions; an act that is not named is denied. Portal users reach their own account or record only."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One right somebody holds: a function with a scope, from .. to (the last day not included)."""

    function: str
    office_path: str  # codes from the top joined by dots; "" where the scope is an account or person
    account: int
    person: int
    scheme: str
    valid_from: dt.date
    valid_to: dt.date | None
    facility: int = 0

    def opens(self, act: Act, day: dt.date) -> bool:
        """Return whether the function holds on `day` and opens `act`."""
        lasts = self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
        return lasts and act in ACTS_OF.get(self.function, frozenset())

    def covers(self, place: "Target") -> bool:
        """Return whether the scope holds the place of the act."""
        if self.account:
            return place.account == self.account
        if self.person:
            return place.person == self.person
        if self.facility:
            return place.facility == self.facility
        return bool(self.office_path) and within(place.office_path, self.office_path)


@dataclass(frozen=True, slots=True)
class Target:
    """Where an act happens: the office of the thing, and the account, person or facility it is about."""

    office_path: str = ""
    account: int = 0
    person: int = 0
    facility: int = 0


def within(path: str, top: str) -> bool:
    """Return whether the office `path` is `top` or under it."""
    return path == top or path.startswith(top + ".")


def may(grants: Iterable[Grant], act: Act, place: Target, day: dt.date) -> bool:
    """Return whether one of `grants` opens `act` at `place` on `day`; nothing said is nothing allowed."""
    return any(grant.opens(act, day) and grant.covers(place) for grant in grants)


def scopes(grants: Iterable[Grant], act: Act, day: dt.date) -> list[str]:
    """Return the offices (paths) under which `act` is open on `day`, the widest only, sorted."""
    paths = sorted({grant.office_path for grant in grants if grant.office_path and grant.opens(act, day)})
    return [path for path in paths if not any(other != path and within(path, other) for other in paths)]


def acts(grants: Iterable[Grant], day: dt.date) -> frozenset[Act]:
    """Return every act somebody may do somewhere on `day`: what the navigation shows."""
    held = [grant for grant in grants if grant.valid_from <= day and (grant.valid_to is None or day < grant.valid_to)]
    return frozenset(act for grant in held for act in ACTS_OF.get(grant.function, frozenset()))
