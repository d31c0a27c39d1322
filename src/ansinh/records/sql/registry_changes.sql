-- Dated terms and trees: recorded facts are only superseded, what was decided stays, and no two places share a code.

CREATE TRIGGER recorded_fact BEFORE UPDATE OR DELETE ON records_officeterm FOR EACH ROW EXECUTE FUNCTION ansinh_recorded_fact();

CREATE TRIGGER decided_stays BEFORE UPDATE OR DELETE ON records_registrychange FOR EACH ROW
    WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION ansinh_append_only();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON records_registrychange FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only();

-- A code is one place at a time.
ALTER TABLE records_place ADD CONSTRAINT place_no_overlap
    EXCLUDE USING gist (kind WITH =, code WITH =, daterange(valid_from, valid_to) WITH &&);
-- A place is served by one office at a time.
ALTER TABLE records_officeterritory ADD CONSTRAINT territory_no_overlap
    EXCLUDE USING gist (place_id WITH =, daterange(valid_from, valid_to) WITH &&);
ALTER TABLE records_officeterritory ADD CONSTRAINT territory_dates CHECK (valid_to IS NULL OR valid_to > valid_from);
