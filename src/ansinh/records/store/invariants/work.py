"""Files, runs and jobs: nothing half taken in, nothing lost, nothing stuck."""

from ansinh.core.text import Text
from ansinh.records.store.invariants.shape import Invariant

TOLD = (  # table, the day somebody told, the moment it was written
    ("benefitlist", "received_on", "received_at"),
    ("deathlist", "received_on", "received_at"),
    ("lifecheck", "day", "recorded_at"),
    ("overpaymentreceipt", "day", "recorded_at"),
    ("payablerecovery", "day", "recorded_at"),
    ("agentreceipt", "day", "issued_at"),
    ("partnerlist", "as_of", "received_at"),
)
TWICE = (  # table, what a sender is known by, which rows
    ("filing", "account_id", "state IN ('accepted', 'accepted_in_part') AND account_id IS NOT NULL"),
    ("bankstatement", "bank_account_id", "true"),
    ("payanswerfile", "office_id", "true"),
    ("claimfile", "sender", "true"),
)


def _before_it_was_so(table: str, day: str, moment: str) -> str:
    """Return the question for rows about a day that had not begun in Viet Nam when they were written."""
    local = f"({moment} AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"
    return f"SELECT '{table} ' || id, {day}::text, 'written ' || {local} FROM records_{table} WHERE {day} > {local}"  # noqa: S608 - constants


def _taken_twice(table: str, sender: str, rows: str) -> str:
    """Return the question for files of one sender that were taken in more than once."""
    return (
        f"SELECT '{table} ' || min(id::text) || ' and ' || max(id::text), count(*) || ' times', 'once' "  # noqa: S608 - constants
        f"FROM records_{table} WHERE {rows} GROUP BY {sender}, sha256 HAVING count(*) > 1"
    )


WORK = (
    Invariant(
        "U5",
        Text("Một tệp của một bên gửi chỉ được nhận một lần.", "A file of a sender is taken in once."),
        " UNION ALL ".join(_taken_twice(*each) for each in TWICE),
    ),
    Invariant(
        "U6",
        Text(
            "Tin gửi ra ngoài được ghi trước khi xuất, và đã xuất thì biết ai, ngày nào.",
            "A message is written down before it leaves, and of one that left it is known who took it out, and when.",
        ),
        """
        SELECT 'message ' || id || ' ' || state, coalesce(exported_on::text, 'no day'), 'written on ' || made_on
        FROM records_outreachmessage
        WHERE (state = 'exported') <> (exported_on IS NOT NULL AND exported_by <> '') OR exported_on < made_on
        """,
    ),
    Invariant(
        "R10",
        Text(
            "Không việc nào mang ngày chưa tới theo giờ Việt Nam khi được ghi.",
            "Nothing bears a day that had not begun in Viet Nam when it was written.",
        ),
        " UNION ALL ".join(_before_it_was_so(*each) for each in TOLD),
    ),
    Invariant(
        "U1",
        Text(
            "Một tờ khai được nhận trọn, nhận một phần có kể rõ, hoặc không nhận dòng nào.",
            "A declaration is accepted whole, in part with the rest returned, or not at all.",
        ),
        """
        SELECT 'filing ' || number || ' ' || state, rows_accepted || ' rows accepted', 'of ' || rows
        FROM records_filing
        WHERE (state = 'accepted' AND rows_accepted <> rows)
           OR (state = 'accepted_in_part' AND NOT (rows_accepted > 0 AND rows_accepted < rows))
           OR (state IN ('received', 'checked', 'returned') AND rows_accepted <> 0)
        """,
    ),
    Invariant(
        "U1b",
        Text(
            "Số lỗi ghi trên tờ khai là số lỗi đã kể.",
            "A declaration counts as many errors as it lists.",
        ),
        """
        SELECT 'filing ' || f.number, f.errors, count(x.id) FILTER (WHERE x.severity = 'error')
        FROM records_filing f LEFT JOIN records_filingfinding x ON x.filing_id = f.id
        GROUP BY f.id HAVING f.errors <> count(x.id) FILTER (WHERE x.severity = 'error')
        """,
    ),
    Invariant(
        "J1",
        Text(
            "Lượt chạy đã xong gồm đủ mọi phần của nó.",
            "A finished run has done every one of its parts.",
        ),
        """
        SELECT r.kind || ' ' || o.code || ' ' || to_char(r.period, 'YYYY-MM'), count(c.chunk),
               jsonb_array_length(r.control -> 'parts')
        FROM records_run r JOIN records_office o ON o.id = r.office_id LEFT JOIN records_runchunk c ON c.run_id = r.id
        WHERE r.state = 'done' AND jsonb_typeof(r.control -> 'parts') = 'array'
        GROUP BY r.id, o.code HAVING count(c.chunk) <> jsonb_array_length(r.control -> 'parts')
        """,
    ),
    Invariant(
        "J2",
        Text(
            "Không việc nào trong hàng đợi bị treo hay hỏng mà không ai biết.",
            "No job of the queue is stuck or failed unseen.",
        ),
        """
        SELECT 'job ' || j.id || ' ' || j.task_name, j.status::text || ' since ' || max(e.at)::timestamp(0),
               'done within an hour'
        FROM procrastinate_jobs j LEFT JOIN procrastinate_events e ON e.job_id = j.id
        WHERE j.status = 'failed' OR j.status = 'doing'
        GROUP BY j.id HAVING j.status = 'failed' OR max(e.at) < now() - interval '1 hour'
        """,
    ),
    Invariant(
        "M16",
        Text(
            "Khóa chống gửi lặp nào cũng có nội dung đã băm.",
            "Every idempotency key keeps the hash of what was asked.",
        ),
        """
        SELECT 'key ' || left(key, 20), 'hash ' || content_hash, '64 hexadecimal digits'
        FROM records_actkey WHERE content_hash !~ '^[0-9a-f]{64}$'
        """,
    ),
)
