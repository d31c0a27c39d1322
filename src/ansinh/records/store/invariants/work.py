"""Files, runs and jobs: nothing half taken in, nothing lost, nothing stuck."""

from ansinh.core.text import Text
from ansinh.records.store.invariants.shape import Invariant

WORK = (
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
