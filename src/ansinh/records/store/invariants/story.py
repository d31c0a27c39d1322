"""The story: the triggers that keep it are in place, each change links to the one before and leads to what stands."""

from ansinh.core.text import Text
from ansinh.records.store.invariants.shape import Invariant

KEPT: dict[str, tuple[str, ...]] = {  # trigger -> tables that must have it
    "append_only": (
        "auditentry", "history", "personread", "posting", "assessmentblock", "openitem", "accountmonth", "payline",
        "payanswer", "dossiermove", "cardevent", "cardlookup", "inspectionmove", "inspectionrecovery",
        "debtpublication", "activityevent", "agentcontractevent", "supportevent", "contactconsent", "direction",
        "directiontask", "taskmove", "officequestion", "questionmove", "scorecard", "scoresignature", "scorepenalty",
        "alert", "alertnote", "plansplit", "claimreply", "claimbudget", "approvedlist",
    ),
    "recorded_fact": (
        "spell", "voluntaryspell", "healthspell", "employerstatus", "accidentratedecision", "retirementsuspension",
        "accountterms", "cardperiod", "cardhold", "earliercover", "facilitychoice", "facilitycontract",
        "facilityclerk", "gatewayaccount", "pensionterm", "pensionstop", "livingarea",
    ),
    "history": (
        "person", "household", "employer", "employeraccount", "office", "place", "grant", "target", "facility",
        "cardlink", "copayexemption", "pension", "payee", "claimpayment", "facilityaccount", "claimrulechange",
        "claimstatement",
    ),
    "stands": ("claimdecision",),
    "signed_decision": ("dossierdecision",),
    "payable_line": ("payableline",),
    "hold": ("dossierhold",),
    "paid_again": ("payline",),
    "answered": ("payanswer",),
    "posting_closed_month": ("posting",),
}  # fmt: skip
_WANTED = ", ".join(f"('{name}', 'records_{table}')" for name, tables in KEPT.items() for table in tables)


def _leads_to(table: str) -> str:
    """Return the question for rows of a table that are not what the last change of them said."""
    return f"""
        SELECT '{table} ' || h.row_id, CASE WHEN t.id IS NULL THEN 'no row' ELSE 'another row' END,
               'what history row ' || h.id || ' says'
        FROM (SELECT DISTINCT ON (row_id) id, row_id, new FROM records_history
              WHERE table_name = 'records_{table}' ORDER BY row_id, id DESC) h
        LEFT JOIN records_{table} t ON t.id = h.row_id
        WHERE (h.new IS NULL) <> (t.id IS NULL) OR (t.id IS NOT NULL
              AND jsonb_populate_record(t, h.new) IS DISTINCT FROM jsonb_populate_record(t, '{{}}'))
    """  # noqa: S608 - constants of this module


def _links(table: str) -> str:
    """Return the question for changes of a table that do not begin where the one before ended."""
    row = f"NULL::records_{table}"
    return f"""
        SELECT '{table} ' || row_id, 'history row ' || id || ' begins elsewhere', 'history row ' || before_id
        FROM (SELECT id, row_id, old, lag(new) OVER w AS before, lag(id) OVER w AS before_id FROM records_history
              WHERE table_name = 'records_{table}' WINDOW w AS (PARTITION BY row_id ORDER BY id)) h
        WHERE before_id IS NOT NULL AND (before IS NULL OR jsonb_populate_record(jsonb_populate_record({row}, old), before)
              IS DISTINCT FROM jsonb_populate_record({row}, old))
    """  # noqa: S608, E501 - constants of this module


STORY = (
    Invariant(
        "M5b",
        Text(
            "Các khóa bảo vệ sổ và lịch sử còn nguyên và đang bật.",
            "The triggers that guard the books and the story stand and are on.",
        ),
        f"""
        SELECT w.name || ' on ' || w.on_table, coalesce('switched off (' || t.tgenabled::text || ')', 'not there'), 'on'
        FROM (VALUES {_WANTED}) w (name, on_table)
        LEFT JOIN pg_trigger t ON t.tgname = w.name AND t.tgrelid = to_regclass(w.on_table)
        WHERE t.tgenabled IS DISTINCT FROM 'O' AND t.tgenabled IS DISTINCT FROM 'A'
        """,  # noqa: S608 - constants of this module
    ),
    Invariant(
        "J6",
        Text(
            "Lịch sử thay đổi của sổ đăng ký đầy đủ: lần cuối kể đúng dòng đang có.",
            "The story of the registers is complete: its last change says what stands.",
        ),
        " UNION ALL ".join(_leads_to(table) for table in KEPT["history"]),
    ),
    Invariant(
        "J6b",
        Text(
            "Mỗi thay đổi bắt đầu từ nơi thay đổi trước đó kết thúc.",
            "Every change begins where the change before it ended.",
        ),
        " UNION ALL ".join(_links(table) for table in KEPT["history"]),
    ),
)
