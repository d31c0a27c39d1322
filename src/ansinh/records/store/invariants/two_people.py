"""What needs two people was done by two (M17): every table that names a maker and a checker, read once more."""

from ansinh.core.text import Text
from ansinh.records.store.invariants.shape import Invariant

MAKERS = (  # table, maker, checker, which rows
    ("refund", "proposed_by", "decided_by", "decided_by <> ''"),
    ("personmerge", "proposed_by", "decided_by", "decided_by <> ''"),
    ("announcedvalue", "entered_by", "approved_by", "approved_by <> ''"),
    ("dossierdecision", "proposed_by", "approved_by", "approved_by <> ''"),
    ("dossierdecision", "proposed_by", "reviewed_by", "reviewed_by <> ''"),
    ("paymentbatch", "first_by", "second_by", "second_by <> ''"),
    ("paymentbatch", "tried_by", "first_by", "first_by <> ''"),
    ("payeechange", "entered_by", "decided_by", "state = 'approved'"),
    ("relieflist", "proposed_by", "decided_by", "decided_by <> ''"),
    ("claimpayment", "proposed_by", "approved_by", "approved_by <> ''"),
    ("facilityaccount", "entered_by", "approved_by", "approved_by <> ''"),
    ("claimrulechange", "entered_by", "approved_by", "approved_by <> ''"),
    ("claimreassessment", "made_by", "applied_by", "applied_by <> ''"),
    ("listupload", "sent_by", "decided_by", "state = 'accepted'"),
    ("agentreceipt", "voided_by", "void_approved_by", "void_approved_by <> ''"),
    ("commissionrule", "entered_by", "approved_by", "approved_by <> ''"),
    ("commissionstatement", "made_by", "approved_by", "approved_by <> ''"),
    ("employerrequest", "proposed_by", "decided_by", "decided_by <> ''"),
)
UNSIGNED = (  # table, what has been done, the signature it needs
    ("refund", "state IN ('approved', 'paid')", "decided_by"),
    ("personmerge", "state IN ('approved', 'undone')", "decided_by"),
    ("paymentbatch", "state IN ('writing', 'written', 'closed')", "second_by"),
    ("claimpayment", "state IN ('approved', 'ordered', 'paid', 'returned')", "approved_by"),
    ("employerrequest", "state = 'approved'", "decided_by"),
    ("relieflist", "decided_on IS NOT NULL", "decided_by"),
)
_KEYS = {"paymentbatch": "run_id"}


def _same(table: str, maker: str, checker: str, rows: str) -> str:
    """Return the question for rows whose maker was their own checker."""
    return (
        f"SELECT '{table} ' || {_KEYS.get(table, 'id')}, {checker}, 'somebody else than ' || {maker} "  # noqa: S608 - constants
        f"FROM records_{table} WHERE {rows} AND {maker} = {checker}"
    )


def _none(table: str, rows: str, checker: str) -> str:
    """Return the question for rows that were carried out without a second person."""
    return (
        f"SELECT '{table} ' || {_KEYS.get(table, 'id')}, 'nobody', 'a second person ({checker})' "  # noqa: S608 - constants
        f"FROM records_{table} WHERE {rows} AND {checker} = ''"
    )


TWO_PEOPLE = (
    Invariant(
        "M17b",
        Text(
            "Việc cần hai người đã do hai người khác nhau làm.",
            "What needs two people was done by two different people.",
        ),
        " UNION ALL ".join([_same(*each) for each in MAKERS] + [_none(*each) for each in UNSIGNED]),
    ),
    Invariant(
        "B8",
        Text(
            "Nơi nhận tiền chỉ được đổi sau ít nhất 24 giờ và qua người thứ hai.",
            "A payee is changed no sooner than a day later, by a second person.",
        ),
        """
        SELECT 'payee change ' || id, decided_at::text, 'not before ' || entered_at + interval '24 hours'
        FROM records_payeechange WHERE state = 'approved' AND decided_at < entered_at + interval '24 hours'
        """,
    ),
)
