-- The freeze of a month: from then on only its own run posts into it, and no fact slips in behind its back.

CREATE OR REPLACE FUNCTION ansinh_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
    SELECT m.state INTO found
    FROM (SELECT DISTINCT office_id, period, cause FROM fresh) f
    JOIN records_monthstate m ON m.office_id = f.office_id AND m.period = f.period
    WHERE m.state = 'closed' OR (m.state = 'closing' AND m.run_id IS DISTINCT FROM f.cause)
    ORDER BY m.state LIMIT 1;
    IF found = 'closed' THEN
        RAISE EXCEPTION 'the accounting month is closed' USING ERRCODE = 'restrict_violation';
    ELSIF found = 'closing' THEN -- the act is tried again and finds the next open month
        RAISE EXCEPTION 'the accounting month is being closed' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END $$;

-- What the close of a month believed stays so: a fact recorded by a transaction that began before the freeze, but
-- written after it, would be older than the run and never be seen. The act is tried again and records it as of then.
CREATE FUNCTION ansinh_after_freeze() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frozen timestamptz := (SELECT max(known_at) FROM records_run WHERE kind = 'month');
BEGIN
    IF EXISTS (SELECT 1 FROM fresh WHERE coalesce(superseded_at, recorded_at) <= frozen) THEN
        RAISE EXCEPTION 'a month was frozen meanwhile' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_spell', 'records_employerstatus', 'records_accidentratedecision', 'records_retirementsuspension'] LOOP
        EXECUTE format('CREATE TRIGGER after_freeze_in AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ansinh_after_freeze()', t);
        EXECUTE format('CREATE TRIGGER after_freeze_up AFTER UPDATE ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ansinh_after_freeze()', t);
    END LOOP;
END $$;
