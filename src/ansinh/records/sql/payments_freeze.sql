-- What the trial of a payroll believed stays so: a fact of a pension recorded by a transaction that began before the freeze,
-- but written after it, would be older than the trial and change what was signed. The act is tried again and records it as of then.
CREATE FUNCTION ansinh_after_trial() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frozen timestamptz := (SELECT max(r.known_at) FROM records_run r JOIN records_paymentbatch b ON b.run_id = r.id
                               WHERE b.source = 1 AND b.tried_by <> '');
BEGIN
    IF EXISTS (SELECT 1 FROM fresh WHERE coalesce(superseded_at, recorded_at) <= frozen) THEN
        RAISE EXCEPTION 'a payroll was frozen meanwhile' USING ERRCODE = 'serialization_failure';
    END IF;
    RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_pensionterm', 'records_pensionstop', 'records_payee'] LOOP
        EXECUTE format('CREATE TRIGGER after_trial_in AFTER INSERT ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ansinh_after_trial()', t);
        EXECUTE format('CREATE TRIGGER after_trial_up AFTER UPDATE ON %I REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ansinh_after_trial()', t);
    END LOOP;
END $$;
