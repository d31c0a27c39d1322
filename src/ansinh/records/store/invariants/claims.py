"""Care: what is claimed is accepted or cut, a visit counts once, and the books say what statements say."""

from ansinh.core.text import Text
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store.invariants.shape import Invariant

CLAIMS = (
    Invariant(
        "U7",
        Text(
            "Số đề nghị bằng số chấp nhận cộng số giảm trừ, ở từng lượt khám chữa bệnh.",
            "What is claimed is what is accepted and what is cut, in every visit.",
        ),
        """
        SELECT 'visit ' || v.facility || '/' || v.episode, v.accepted || ' + ' || coalesce(sum(f.cut), 0), v.claimed
        FROM records_claimvisit v
        LEFT JOIN records_claimfinding f ON f.period = v.period AND f.visit = v.id AND f.state <> 'lifted'
        WHERE v.superseded_at IS NULL
        GROUP BY v.period, v.id HAVING v.accepted + coalesce(sum(f.cut), 0) <> v.claimed
        """,
    ),
    Invariant(
        "U8",
        Text(
            "Một lượt khám chữa bệnh chỉ được quyết toán trong một tháng.",
            "A visit is settled in one month only.",
        ),
        """
        SELECT 'visit ' || facility || '/' || episode, string_agg(to_char(period, 'YYYY-MM'), ', ' ORDER BY period), 'one month'
        FROM records_claimvisit WHERE superseded_at IS NULL GROUP BY facility, episode HAVING count(*) > 1
        """,  # noqa: E501 - read as one line
    ),
    Invariant(
        "U7b",
        Text(
            "Số chấp nhận ghi sổ bằng số trên bảng quyết toán mới nhất của kỳ.",
            "What the books accept is what the newest statement of the period says.",
        ),
        f"""
        SELECT 'statement ' || s.facility || ' ' || to_char(s.first_month, 'YYYY-MM') || '/' || s.months,
               coalesce(sum(CASE WHEN p.credit = {Chart.PAYABLE_CARE:d} THEN p.amount ELSE -p.amount END), 0), s.posted
        FROM records_claimstatement s JOIN records_facility f ON f.code = s.facility
        LEFT JOIN records_posting p ON p.holder = f.id AND p.kind = {Kind.CARE_ACCEPTED:d}
             AND p.concerns >= s.first_month AND p.concerns < s.first_month + make_interval(months => s.months)
        WHERE s.made_by <> '' AND NOT EXISTS (
            SELECT 1 FROM records_claimstatement later WHERE later.facility = s.facility AND later.made_at > s.made_at
              AND later.first_month < s.first_month + make_interval(months => s.months)
              AND s.first_month < later.first_month + make_interval(months => later.months))
        GROUP BY s.id
        HAVING coalesce(sum(CASE WHEN p.credit = {Chart.PAYABLE_CARE:d} THEN p.amount ELSE -p.amount END), 0) <> s.posted
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "M15g",
        Text(
            "Tiền đã chi cho cơ sở khám chữa bệnh ghi sổ đúng số và một lần.",
            "Money paid to a health facility stands in the books, once.",
        ),
        f"""
        SELECT 'facility ' || c.facility || ' ' || c.kind, coalesce(b.amount, 0), c.amount
        FROM (SELECT facility, kind, sum(amount) FILTER (WHERE state = 'paid')::bigint AS amount
              FROM records_claimpayment GROUP BY 1, 2) c
        JOIN records_facility f ON f.code = c.facility
        LEFT JOIN (SELECT holder, CASE kind WHEN {Kind.CARE_ADVANCED:d} THEN 'advance' ELSE 'settlement' END AS kind,
                          sum(CASE WHEN credit = {Chart.BANK:d} THEN amount ELSE -amount END)::bigint AS amount
                   FROM records_posting WHERE kind IN ({Kind.CARE_ADVANCED:d}, {Kind.CARE_PAID:d})
                     AND {Chart.BANK:d} IN (debit, credit) GROUP BY 1, 2) b ON b.holder = f.id AND b.kind = c.kind
        WHERE coalesce(b.amount, 0) <> coalesce(c.amount, 0)
        """,  # noqa: S608 - constants of this module
    ),
)
