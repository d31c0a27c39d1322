-- What Django's constraints cannot say about the registers, and their history.

-- Spells, voluntary spells and suspensions are whole months.
ALTER TABLE records_spell ADD CONSTRAINT spell_whole_months CHECK (
    extract(day FROM lower(validity)) = 1 AND (upper_inf(validity) OR extract(day FROM upper(validity)) = 1));
ALTER TABLE records_voluntaryspell ADD CONSTRAINT voluntary_whole_months CHECK (
    extract(day FROM lower(validity)) = 1 AND NOT upper_inf(validity) AND extract(day FROM upper(validity)) = 1);
ALTER TABLE records_retirementsuspension ADD CONSTRAINT suspension_whole_months CHECK (
    extract(day FROM lower(validity)) = 1 AND NOT upper_inf(validity) AND extract(day FROM upper(validity)) = 1);

-- A recorded fact is never changed or removed; it may only be superseded, once.
CREATE FUNCTION ansinh_recorded_fact() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL
       OR to_jsonb(OLD) - 'superseded_at' <> to_jsonb(NEW) - 'superseded_at' THEN
        RAISE EXCEPTION 'a recorded fact of % may only be superseded', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- The story of the registers: who changed what and why, for single and bulk changes alike.
CREATE FUNCTION ansinh_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO records_history (table_name, row_id, operation, actor, reason, request_id, old, new)
    SELECT TG_TABLE_NAME, o.id, TG_OP, coalesce(current_setting('ansinh.actor', true), ''),
           coalesce(current_setting('ansinh.reason', true), ''), coalesce(current_setting('ansinh.request', true), ''),
           to_jsonb(o), to_jsonb(n)
    FROM before_rows o JOIN after_rows n USING (id) WHERE o IS DISTINCT FROM n;
    RETURN NULL;
END $$;
CREATE FUNCTION ansinh_history_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO records_history (table_name, row_id, operation, actor, reason, request_id, old, new)
    SELECT TG_TABLE_NAME, o.id, TG_OP, coalesce(current_setting('ansinh.actor', true), ''),
           coalesce(current_setting('ansinh.reason', true), ''), coalesce(current_setting('ansinh.request', true), ''),
           to_jsonb(o), NULL FROM before_rows o;
    RETURN NULL;
END $$;

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_spell', 'records_voluntaryspell', 'records_healthspell', 'records_employerstatus',
                             'records_accidentratedecision', 'records_retirementsuspension'] LOOP
        EXECUTE format('CREATE TRIGGER recorded_fact BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_recorded_fact()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['records_person', 'records_household', 'records_employer', 'records_employeraccount',
                             'records_office', 'records_place', 'records_grant', 'records_target'] LOOP
        EXECUTE format('CREATE TRIGGER history AFTER UPDATE ON %I REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history()', t);
        EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history_delete()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['records_auditentry', 'records_history', 'records_personread', 'records_filingcontent'] LOOP
        EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['records_auditentry', 'records_history', 'records_personread'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_append_only()', t);
    END LOOP;
END $$;
