"""Money in: a bank's statements follow one another, a line is counted once, parts come to their wholes."""

from ansinh.core.text import Text
from ansinh.records.store.invariants.shape import Invariant

COLLECTION = (
    Invariant(
        "M2b",
        Text(
            "Số dư đầu của sao kê sau bằng số dư cuối của sao kê liền trước.",
            "The opening balance of a statement is the closing balance of the one before it.",
        ),
        """
        SELECT 'statement ' || file_name || ' ' || first_day, opening, before
        FROM (SELECT s.*, lag(closing) OVER w AS before, lag(last_day) OVER w AS until
              FROM records_bankstatement s WINDOW w AS (PARTITION BY bank_account_id ORDER BY first_day, imported_at)) s
        WHERE first_day > until AND opening <> before
        """,
    ),
    Invariant(
        "M2c",
        Text(
            "Dòng của một sao kê cộng số dư đầu ra số dư cuối (trừ dòng đã có trong sao kê khác).",
            "The lines of a statement and its opening balance come to its closing balance.",
        ),
        """
        SELECT 'statement ' || s.file_name || ' ' || s.first_day, s.opening + coalesce(sum(l.amount), 0), s.closing
        FROM records_bankstatement s LEFT JOIN records_bankline l ON l.statement_id = s.id
        GROUP BY s.id HAVING count(l.id) = s.lines AND s.opening + coalesce(sum(l.amount), 0) <> s.closing
        """,
    ),
    Invariant(
        "M3",
        Text(
            "Một dòng sao kê ngân hàng chỉ được ghi một lần.",
            "A line of a bank statement is counted once.",
        ),
        """
        SELECT 'lines ' || min(l.id::text) || ' and ' || max(l.id::text), count(*) || ' lines of ' || l.amount, 'one line'
        FROM records_bankline l JOIN records_bankstatement s ON s.id = l.statement_id
        WHERE l.reference <> ''
        GROUP BY s.bank_account_id, l.reference, l.value_date, l.amount, l.payer_account, l.text
        HAVING count(DISTINCT l.statement_id) > 1
        """,  # noqa: E501 - read as one line
    ),
    Invariant(
        "M2d",
        Text(
            "Tiền ngân sách chuyển bằng tổng các phần đã ghi cho hóa đơn.",
            "A transfer of a budget is the sum of the parts given to its bills.",
        ),
        """
        SELECT 'transfer ' || t.id, coalesce(sum(p.amount), 0), t.amount
        FROM records_budgettransfer t LEFT JOIN records_budgetreceipt p ON p.transfer_id = t.id
        WHERE t.undone_at IS NULL GROUP BY t.id HAVING coalesce(sum(p.amount), 0) <> t.amount
        """,
    ),
    Invariant(
        "M2e",
        Text(
            "Tiền đại lý nộp bằng tổng biên lai đã nộp theo.",
            "What a collection agent hands on is the sum of the receipts it hands on.",
        ),
        """
        SELECT 'remittance ' || r.reference, count(a.id) || ' receipts, ' || coalesce(sum(a.amount), 0),
               r.receipts || ' receipts, ' || r.amount
        FROM records_agentremittance r LEFT JOIN records_agentreceipt a ON a.remittance_id = r.id
        GROUP BY r.id HAVING count(a.id) <> r.receipts OR coalesce(sum(a.amount), 0) <> r.amount
        """,
    ),
    Invariant(
        "M6c",
        Text(
            "Một dòng tiền chỉ được trả lại một lần, không quá số đã nhận.",
            "A line is sent back once, and no more of it than came in.",
        ),
        """
        SELECT 'line ' || l.id, count(*) || ' refunds, ' || sum(r.amount), 'one, at most ' || l.amount
        FROM records_refund r JOIN records_bankline l ON l.id = r.line_id
        WHERE r.state IN ('approved', 'paid') GROUP BY l.id HAVING count(*) > 1 OR sum(r.amount) > l.amount
        """,
    ),
    Invariant(
        "M6b",
        Text(
            "Một khoản hoàn trả đã chi có đúng một dòng chi của ngân hàng với đúng số tiền.",
            "A refund that was paid has its line of the bank, of the same amount.",
        ),
        """
        SELECT 'refund ' || r.id, coalesce((-l.amount)::text, 'no line'), r.amount
        FROM records_refund r LEFT JOIN records_bankline l ON l.id = r.paid_line_id
        WHERE r.state = 'paid' AND l.amount IS DISTINCT FROM -r.amount
        """,
    ),
)
