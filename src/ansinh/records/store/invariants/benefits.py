"""Money out: nobody is paid twice, answers are about lines that exist, and the books say what the lines say."""

from ansinh.core.text import Text
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store.invariants.shape import Invariant

BENEFITS = (
    Invariant(
        "B1",
        Text(
            "Không hai quyết định nào dùng chung một ngày, một con hay một lần hưởng.",
            "No two decisions use the same day, child or death.",
        ),
        """
        SELECT 'dossiers ' || x.number || ' and ' || y.number, a.bar || ' ' || (a.days * b.days)::text, 'held by one'
        FROM records_dossierhold a JOIN records_dossierhold b
             ON b.bar = a.bar AND b.key = a.key AND b.days && a.days AND b.id > a.id AND b.released_at IS NULL
        JOIN records_dossier x ON x.id = a.dossier_id JOIN records_dossier y ON y.id = b.dossier_id
        WHERE a.released_at IS NULL
        """,
    ),
    Invariant(
        "B3",
        Text(
            "Mỗi tháng của một người chỉ được chi một lần cho một loại trợ cấp hằng tháng.",
            "A month of a monthly benefit of a person is paid once.",
        ),
        """
        SELECT 'person ' || person || ' ' || to_char(month, 'YYYY-MM'), count(*) || ' payments of kind ' || kind, 'one'
        FROM records_payline l WHERE source = 1 AND monthly > 0
          AND NOT EXISTS (SELECT 1 FROM records_payanswer a WHERE a.month = l.month AND a.source = l.source
                          AND a.subject = l.subject AND a.attempt = l.attempt AND a.outcome > 1)
        GROUP BY person, month, kind HAVING count(*) > 1
        """,
    ),
    Invariant(
        "B3b",
        Text(
            "Một khoản chỉ được chi lại khi lần chi trước đã bị trả về.",
            "A payment is made again only after it came back.",
        ),
        """
        SELECT 'line ' || l.source || '/' || l.subject || ' ' || to_char(l.month, 'YYYY-MM'), 'attempt ' || l.attempt,
               'attempt ' || l.attempt - 1 || ' sent back'
        FROM records_payline l WHERE l.attempt > 1
          AND NOT EXISTS (SELECT 1 FROM records_payanswer a WHERE a.month = l.month AND a.source = l.source
                          AND a.subject = l.subject AND a.attempt = l.attempt - 1 AND a.outcome > 1)
        """,
    ),
    Invariant(
        "B3c",
        Text(
            "Một người chỉ có một hồ sơ hỗ trợ đang hiệu lực trong mỗi chính sách.",
            "A person has one standing case of a relief measure.",
        ),
        """
        SELECT 'person ' || person, count(*) || ' cases of measure ' || measure, 'one'
        FROM records_reliefcase WHERE state <> 3 AND person IS NOT NULL -- a refund is an employer's
        GROUP BY person, measure HAVING count(*) > 1
        """,
    ),
    Invariant(
        "B9",
        Text(
            "Các lần quyết định của một hồ sơ nối tiếp nhau, không thiếu và không rẽ nhánh.",
            "The decisions of a dossier follow one another without a gap.",
        ),
        """
        SELECT 'dossier ' || d.number, count(*) || ' decisions, last version ' || max(n.version), 'versions 1, 2, 3 ...'
        FROM records_dossierdecision n JOIN records_dossier d ON d.id = n.dossier_id
        GROUP BY d.id HAVING count(*) <> max(n.version) OR min(n.version) <> 1
        """,
    ),
    Invariant(
        "M15b",
        Text(
            "Mỗi câu trả lời của ngân hàng, bưu điện ứng với một dòng chi đúng số tiền.",
            "Every answer of a bank or the post is about a line of the same amount.",
        ),
        """
        SELECT 'answer ' || a.source || '/' || a.subject || ' ' || to_char(a.month, 'YYYY-MM'), a.amount,
               coalesce(l.amount::text, 'a line')
        FROM records_payanswer a LEFT JOIN records_payline l USING (month, source, subject, attempt)
        WHERE l.amount IS DISTINCT FROM a.amount
        """,
    ),
    Invariant(
        "M15c",
        Text(
            "Số phải trả ghi sổ của mỗi đợt chi bằng tổng các dòng chi, theo từng quỹ.",
            "What a batch posts as payable is the sum of its lines, by fund.",
        ),
        f"""
        SELECT 'batch ' || coalesce(w.batch, p.batch) || ' fund ' || coalesce(w.fund, p.fund),
               coalesce(p.amount, 0), coalesce(w.amount, 0)
        FROM (SELECT l.batch, l.fund, sum(l.amount)::bigint AS amount FROM records_payline l
              JOIN records_paymentbatch b ON b.run_id = l.batch
              WHERE b.state IN ('written', 'closed') AND b.measure <> 'again' GROUP BY 1, 2) w
        FULL JOIN (SELECT cause AS batch, fund, sum(CASE WHEN credit = {Chart.PAYABLE:d} THEN amount ELSE -amount END)::bigint AS amount
              FROM records_posting JOIN records_paymentbatch b ON b.run_id = cause
              WHERE {Chart.PAYABLE:d} IN (debit, credit) GROUP BY 1, 2) p USING (batch, fund)
        WHERE coalesce(p.amount, 0) <> coalesce(w.amount, 0)
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "M15d",
        Text(
            "Số đã chi ghi sổ của mỗi tệp trả lời bằng tổng các dòng đã chi trừ dòng bị trả lại.",
            "What a file of answers posts as paid is the sum of its paid lines less those returned.",
        ),
        f"""
        SELECT 'answers ' || coalesce(a.file, p.file), coalesce(p.amount, 0), coalesce(a.amount, 0)
        FROM (SELECT file, sum(CASE outcome WHEN 1 THEN amount WHEN 4 THEN -amount ELSE 0 END)::bigint AS amount
              FROM records_payanswer GROUP BY 1) a
        FULL JOIN (SELECT cause AS file, sum(CASE WHEN debit = {Chart.PAYABLE:d} THEN amount ELSE -amount END)::bigint AS amount
              FROM records_posting JOIN records_payanswerfile f ON f.id = cause
              WHERE kind IN ({Kind.BENEFIT_PAID:d}, {Kind.BENEFIT_RETURNED:d}) GROUP BY 1) p USING (file)
        WHERE coalesce(p.amount, 0) <> coalesce(a.amount, 0)
        """,  # noqa: S608, E501 - constants of this module
    ),
    Invariant(
        "M15e",
        Text(
            "Tệp gửi ngân hàng, bưu điện gồm đúng các dòng chi của đợt.",
            "The files of a batch order exactly its lines.",
        ),
        """
        SELECT 'batch ' || o.batch_id || ' office ' || o.office_id || ' channel ' || o.channel_id,
               o.lines || ' lines, ' || o.amount, l.lines || ' lines, ' || l.amount
        FROM (SELECT batch_id, office_id, channel_id, sum(lines) AS lines, sum(amount) AS amount
              FROM records_paymentorder GROUP BY 1, 2, 3) o
        LEFT JOIN (SELECT batch, office_id, channel, count(*) AS lines, sum(amount) AS amount FROM records_payline
              WHERE amount > 0 GROUP BY 1, 2, 3) l
             ON l.batch = o.batch_id AND l.office_id = o.office_id AND l.channel = o.channel_id
        WHERE o.lines IS DISTINCT FROM l.lines OR o.amount IS DISTINCT FROM l.amount
        """,
    ),
    Invariant(
        "M15f",
        Text(
            "Dòng của hồ sơ chỉ ghi là đã chi khi ngân hàng, bưu điện hoặc đơn vị báo đã chi.",
            "A line of a dossier is marked paid only when somebody said it was.",
        ),
        """
        SELECT 'line ' || p.id, 'paid on ' || p.paid_on, 'an answer that says so'
        FROM records_payableline p JOIN records_decisionpayment d ON d.payable = p.id
        WHERE p.paid_on IS NOT NULL AND p.rhythm = 'once'
          AND NOT EXISTS (SELECT 1 FROM records_payanswer a WHERE a.source = 2 AND a.subject = d.id AND a.outcome = 1)
        """,
    ),
)
