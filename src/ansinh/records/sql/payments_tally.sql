-- What became of a batch of payments, kept as its answers come: lines and dong by the last outcome of each line (0: none
-- yet), so that a page of two years of batches reads a few rows and not every line. Who writes lines counts them as 0.
CREATE TABLE records_paytally (
    batch uuid NOT NULL,
    outcome smallint NOT NULL CHECK (outcome BETWEEN 0 AND 4),
    lines bigint NOT NULL CHECK (lines >= 0),
    amount bigint NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (batch, outcome)
);

INSERT INTO records_paytally (batch, outcome, lines, amount)
SELECT l.batch, coalesce(a.outcome, 0), count(*), sum(l.amount) FROM records_payline l
LEFT JOIN (SELECT month, source, subject, attempt, max(outcome) AS outcome FROM records_payanswer GROUP BY 1, 2, 3, 4) a
    USING (month, source, subject, attempt)
WHERE l.amount > 0 GROUP BY 1, 2;

CREATE FUNCTION ansinh_pay_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Joined line by line through the keys (LATERAL): the planner knows nothing of how many answers came.
    WITH given AS (
        SELECT month, source, subject, attempt, array_agg(outcome) AS outcomes, max(outcome) AS outcome
        FROM fresh GROUP BY 1, 2, 3, 4
    ), moved AS (
        SELECT l.batch, l.amount, coalesce(e.outcome, 0) AS was, greatest(g.outcome, e.outcome) AS now FROM given g
        CROSS JOIN LATERAL (
            SELECT batch, amount FROM records_payline
            WHERE (month, source, subject, attempt) = (g.month, g.source, g.subject, g.attempt)
        ) l
        CROSS JOIN LATERAL (
            SELECT max(outcome) AS outcome FROM records_payanswer
            WHERE (month, source, subject, attempt) = (g.month, g.source, g.subject, g.attempt)
              AND outcome <> ALL (g.outcomes)
        ) e
    ), steps AS (
        SELECT batch, outcome, sum(lines) AS lines, sum(lines * amount) AS amount FROM (
            SELECT batch, now AS outcome, 1 AS lines, amount FROM moved
            UNION ALL SELECT batch, was, -1, amount FROM moved
        ) AS each GROUP BY 1, 2
    ), fewer AS (
        UPDATE records_paytally t SET lines = t.lines + s.lines, amount = t.amount + s.amount
        FROM steps s WHERE t.batch = s.batch AND t.outcome = s.outcome AND (s.lines < 0 OR s.amount < 0)
    )
    INSERT INTO records_paytally AS t (batch, outcome, lines, amount)
    SELECT batch, outcome, lines, amount FROM steps WHERE lines >= 0 AND amount >= 0 ORDER BY 1, 2
    ON CONFLICT (batch, outcome) DO UPDATE SET lines = t.lines + excluded.lines, amount = t.amount + excluded.amount;
    RETURN NULL;
END $$;
CREATE TRIGGER tally AFTER INSERT ON records_payanswer REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_pay_tally();
