"""The books: every posting moves money between the accounts its kind names, and closed months end where they stand."""

from ansinh.core.text import Text
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store.invariants.shape import Invariant

PAIRS: dict[Kind, tuple[tuple[Chart, Chart], ...]] = {
    Kind.ASSESSED: ((Chart.RECEIVABLE, Chart.CONTRIBUTIONS),),
    Kind.ADJUSTED: ((Chart.RECEIVABLE, Chart.CONTRIBUTIONS),),
    Kind.INTEREST: ((Chart.RECEIVABLE_INTEREST, Chart.INTEREST),),
    Kind.BANKED: ((Chart.BANK, Chart.SUSPENSE), (Chart.REMITTED, Chart.BANK)),
    Kind.MATCHED: ((Chart.SUSPENSE, Chart.UNSPREAD),),
    Kind.SPREAD_POOL: ((Chart.UNSPREAD, Chart.CLEARING),),
    Kind.SPREAD_PRINCIPAL: ((Chart.CLEARING, Chart.RECEIVABLE),),
    Kind.SPREAD_INTEREST: ((Chart.CLEARING, Chart.RECEIVABLE_INTEREST),),
    Kind.REFUND: ((Chart.UNSPREAD, Chart.BANK), (Chart.SUSPENSE, Chart.BANK), (Chart.UNSPREAD, Chart.PAYABLE)),
    Kind.HEALTH_BY_SICKNESS: ((Chart.BENEFITS, Chart.CLEARING), (Chart.CLEARING, Chart.CONTRIBUTIONS)),
    Kind.DEFERRED: ((Chart.DEFERRED, Chart.CONTRIBUTIONS),),
    Kind.DUE_AGAIN: ((Chart.RECEIVABLE, Chart.DEFERRED),),
    Kind.BUDGET_BILLED: ((Chart.RECEIVABLE_BUDGET, Chart.CONTRIBUTIONS),),
    Kind.BUDGET_RECEIVED: ((Chart.SUSPENSE, Chart.CLEARING), (Chart.CLEARING, Chart.RECEIVABLE_BUDGET)),
    Kind.PARTICIPANT_DUE: ((Chart.RECEIVABLE_PARTICIPANTS, Chart.CONTRIBUTIONS),),
    Kind.PARTICIPANT_PAID: ((Chart.BANK, Chart.RECEIVABLE_PARTICIPANTS),),
    Kind.AGENT_REMITTED: ((Chart.SUSPENSE, Chart.AGENT_SUSPENSE),),
    Kind.BENEFIT_ENTITLED: ((Chart.BENEFITS, Chart.PAYABLE),),
    Kind.BENEFIT_PAID: ((Chart.PAYABLE, Chart.BANK),),
    Kind.BENEFIT_RETURNED: ((Chart.BANK, Chart.PAYABLE),),
    Kind.BENEFIT_OVERPAID: ((Chart.OVERPAID, Chart.BENEFITS),),
    Kind.BENEFIT_RECOVERED: (
        (Chart.BENEFITS, Chart.OVERPAID),
        (Chart.BANK, Chart.OVERPAID),
        (Chart.PAYABLE, Chart.OVERPAID),
    ),
    Kind.CARE_ACCEPTED: ((Chart.CARE, Chart.PAYABLE_CARE),),
    Kind.CARE_ADVANCED: ((Chart.ADVANCED, Chart.BANK),),
    Kind.CARE_SETTLED: ((Chart.PAYABLE_CARE, Chart.ADVANCED),),
    Kind.CARE_PAID: ((Chart.PAYABLE_CARE, Chart.BANK),),
}
_LEGAL = ", ".join(
    f"({kind:d}, {debit:d}, {credit:d}), ({kind:d}, {credit:d}, {debit:d})"  # the reverse pair undoes it
    for kind, pairs in PAIRS.items()
    for debit, credit in pairs
)

LEDGER = (
    Invariant(
        "M1",
        Text(
            "Mỗi bút toán chuyển tiền giữa đúng hai tài khoản của loại bút toán đó.",
            "Every posting moves money between the two accounts its kind names.",
        ),
        f"""
        SELECT 'kind ' || kind || ' ' || to_char(min(period), 'YYYY-MM') || ': ' || count(*) || ' postings, first ' || min(id),
               debit || ' from ' || credit, 'the accounts of this kind'
        FROM records_posting WHERE kind <> {Kind.OPENING:d} AND (kind, debit, credit) NOT IN (VALUES {_LEGAL})
        GROUP BY kind, debit, credit
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "M1b",
        Text(
            "Trong mỗi lần phân bổ, tiền ra khỏi nguồn thu bằng tiền vào các quỹ.",
            "What a spreading takes out of the pool is what it brings into the funds.",
        ),
        f"""
        SELECT 'cause ' || cause || ' ' || to_char(period, 'YYYY-MM'),
               sum(CASE WHEN debit = {Chart.CLEARING:d} THEN amount ELSE -amount END), 0
        FROM records_posting WHERE {Chart.CLEARING:d} IN (debit, credit) AND kind <> {Kind.BUDGET_RECEIVED:d}
        GROUP BY cause, period HAVING sum(CASE WHEN debit = {Chart.CLEARING:d} THEN amount ELSE -amount END) <> 0
        """,  # noqa: S608 - constants of this module
    ),
    Invariant(
        "M7b",
        Text(
            "Không bút toán nào được ghi vào tháng sau khi tháng đó đã khóa.",
            "Nothing was posted into a month after it was closed.",
        ),
        """
        SELECT 'posting ' || p.id || ' ' || to_char(p.period, 'YYYY-MM'), p.posted_at::text, 'before ' || m.closed_at
        FROM records_monthstate m JOIN records_office o ON o.id = m.office_id
        JOIN records_office below ON below.path = o.path OR starts_with(below.path, o.path || '.')
        JOIN records_posting p ON p.period = m.period AND p.office_id = below.id AND p.posted_at > m.closed_at
        WHERE m.state = 'closed'
        """,
    ),
    Invariant(
        "M8b",
        Text("Tháng đã khóa có lượt chạy đã xong của nó.", "A closed month has its finished run."),
        """
        SELECT o.code || ' ' || to_char(m.period, 'YYYY-MM'), coalesce(r.state, 'no run'), 'done'
        FROM records_monthstate m JOIN records_office o ON o.id = m.office_id LEFT JOIN records_run r ON r.id = m.run_id
        WHERE m.state = 'closed' AND m.run_id IS NOT NULL AND r.state IS DISTINCT FROM 'done'
        """,
    ),
)
