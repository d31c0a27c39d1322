-- What Django's constraints cannot say about dossiers: the story is append-only, a signed decision never changes.

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON records_dossiermove
    FOR EACH ROW EXECUTE FUNCTION ansinh_append_only();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON records_dossiermove
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only();

-- An approved decision stands; a correction is the next version.
CREATE FUNCTION ansinh_signed_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.approved_by <> '' THEN
        RAISE EXCEPTION 'decision % is signed; a correction is its next version', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER signed_decision BEFORE UPDATE OR DELETE ON records_dossierdecision
    FOR EACH ROW EXECUTE FUNCTION ansinh_signed_decision();

-- Of a payable line only taking and paying may be written, and what is paid stays paid.
CREATE FUNCTION ansinh_payable_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.paid_on IS NOT NULL
       OR to_jsonb(OLD) - 'taken_by' - 'taken_at' - 'paid_on' <> to_jsonb(NEW) - 'taken_by' - 'taken_at' - 'paid_on' THEN
        RAISE EXCEPTION 'a payable line may only be taken and paid' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payable_line BEFORE UPDATE OR DELETE ON records_payableline
    FOR EACH ROW EXECUTE FUNCTION ansinh_payable_line();

-- A hold is released once, and never moved.
CREATE FUNCTION ansinh_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.released_at IS NOT NULL
       OR to_jsonb(OLD) - 'released_at' <> to_jsonb(NEW) - 'released_at' THEN
        RAISE EXCEPTION 'a hold may only be released' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold BEFORE UPDATE OR DELETE ON records_dossierhold FOR EACH ROW EXECUTE FUNCTION ansinh_hold();
