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
    Kind.POINT_CLAIMED: ((Chart.POINT_CLAIM, Chart.BENEFITS), (Chart.POINT_CLAIM, Chart.BANK)),
    Kind.POINT_PAID_BACK: ((Chart.BANK, Chart.POINT_CLAIM),),
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

_POINT_KINDS = "('wrong_person', 'cash_short')"  # claimed from the point itself, see domain/collection/inspection.yaml

LEDGER = (
    Invariant(
        "M18",
        Text(
            "Sổ phải thu của điểm chi trả bằng số kết luận kiểm tra đòi trừ số đã thu về.",
            "What the books hold against payment points is what inspections claim less what came back.",
        ),
        f"""
        SELECT 'inspection ' || p.cause, p.amount, coalesce(f.amount, 0)
        FROM (SELECT cause, sum(CASE WHEN debit = {Chart.POINT_CLAIM:d} THEN amount ELSE -amount END)::bigint AS amount
              FROM records_posting WHERE {Chart.POINT_CLAIM:d} IN (debit, credit) GROUP BY 1) p
        LEFT JOIN (SELECT i.id, sum(f.amount - coalesce(r.amount, 0))::bigint AS amount
              FROM records_inspection i JOIN records_inspectionfinding f ON f.case_id = i.id
              LEFT JOIN (SELECT finding_id, sum(amount) AS amount FROM records_inspectionrecovery GROUP BY 1) r
                     ON r.finding_id = f.id
              WHERE i.subject_kind = 'payment_point' AND f.kind IN {_POINT_KINDS} GROUP BY 1) f ON f.id = p.cause
        WHERE p.amount <> coalesce(f.amount, 0)
        UNION ALL
        SELECT 'inspection ' || i.id, 0, sum(f.amount)
        FROM records_inspection i JOIN records_inspectionfinding f ON f.case_id = i.id
        WHERE i.subject_kind = 'payment_point' AND f.kind IN {_POINT_KINDS} AND f.amount > 0
          AND EXISTS (SELECT FROM records_inspectionmove m WHERE m.case_id = i.id AND m.move = 'claim')
          AND NOT EXISTS (SELECT FROM records_posting p WHERE p.cause = i.id)
        GROUP BY i.id
        """,  # noqa: S608 - constants of this module
    ),
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
        "M4",
        Text(
            "Không đơn vị nào vừa thừa tiền vừa còn nợ: tiền nộp được phân bổ hết, thứ tự nào cũng vậy.",
            "No employer has money left over and still owes: what is paid is spread to the end, in any order.",
        ),
        """
        SELECT 'employer account ' || e.code || ' ' || to_char(a.period, 'YYYY-MM'), 'over-paid ' || a.overpaid,
               'owed ' || greatest(rs_owed, sm_owed, oad_owed, ui_owed, hi_owed)
        FROM records_accountmonth a JOIN records_employeraccount e ON e.id = a.account_id
        WHERE a.overpaid > 0 AND greatest(rs_owed, sm_owed, oad_owed, ui_owed, hi_owed) > 0
        """,
    ),
    Invariant(
        "M10",
        Text(
            "Mỗi lượt chạy tính lãi một lần cho mỗi đơn vị, quỹ và tháng.",
            "A run charges interest once for an employer, fund and month.",
        ),
        f"""
        SELECT 'employer account ' || holder || ' fund ' || fund || ' ' || to_char(concerns, 'YYYY-MM'),
               count(*) || ' postings of run ' || cause, 'one'
        FROM records_posting WHERE kind = {Kind.INTEREST:d}
        GROUP BY cause, period, holder, fund, concerns HAVING count(*) > 1
        """,  # noqa: S608 - constants of this module
    ),
    Invariant(
        "M13",
        Text(
            "Tiền chưa phân bổ của đơn vị đúng bằng tiền thừa cuối tháng, nộp theo thứ tự nào cũng vậy.",
            "What was not spread is what an employer has over at the end of the month, in whatever order it was paid.",
        ),
        f"""
        SELECT 'employer account ' || e.code || ' ' || to_char(a.period, 'YYYY-MM'), 'over-paid ' || a.overpaid,
               'not spread ' || coalesce(sum(p.amount), 0)
        FROM (SELECT DISTINCT ON (account_id) account_id, period, overpaid FROM records_accountmonth
              ORDER BY account_id, period DESC) a
        JOIN records_employeraccount e ON e.id = a.account_id
        LEFT JOIN (SELECT holder, period, sum(CASE WHEN credit = {Chart.UNSPREAD:d} THEN amount ELSE -amount END) AS amount
              FROM records_posting WHERE {Chart.UNSPREAD:d} IN (debit, credit) GROUP BY 1, 2) p
             ON p.holder = a.account_id AND p.period <= a.period
        GROUP BY e.code, a.period, a.overpaid HAVING coalesce(sum(p.amount), 0) <> a.overpaid
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "R8",
        Text(
            "Lượt chạy đã xong đã làm đủ số người của nó, dù chia cho bao nhiêu tiến trình.",
            "A finished run has done all of its people, however many processes shared them.",
        ),
        """
        SELECT r.kind || ' ' || o.code || ' ' || to_char(r.period, 'YYYY-MM'), r.done || ' done', 'of ' || r.total
        FROM records_run r JOIN records_office o ON o.id = r.office_id WHERE r.state = 'done' AND r.done <> r.total
        """,
    ),
    Invariant(
        "R9",
        Text(
            "Khóa sổ chỉ ghi vào tháng của nó, hôm nào chạy cũng vậy.",
            "A close posts into its own month only, whatever day it runs.",
        ),
        """
        SELECT 'run ' || r.id || ' of ' || to_char(r.period, 'YYYY-MM'), count(*) || ' postings in ' || to_char(p.period, 'YYYY-MM'),
               'none'
        FROM records_run r JOIN records_posting p ON p.cause = r.id AND p.period <> r.period
        WHERE r.kind = 'month' GROUP BY r.id, p.period
        """,  # noqa: E501 - read as one line
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
