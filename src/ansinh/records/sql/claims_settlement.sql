-- What a finding cuts, and which earlier finding it goes on from when a month is assessed again.
ALTER TABLE records_claimfinding ADD COLUMN cut bigint NOT NULL DEFAULT 0;      -- hundredths of a dong
ALTER TABLE records_claimfinding ADD COLUMN follows bigint;
-- The visits of one person, for the rules that look across facilities and files.
CREATE INDEX records_claimvisit_person ON records_claimvisit (substr(card, 6), came)
    WHERE superseded_at IS NULL AND card <> '';
CREATE INDEX records_claimvisit_due ON records_claimvisit (facility, period) WHERE superseded_at IS NULL;

ALTER TABLE records_claimdecision DROP CONSTRAINT records_claimdecision_step_check;
ALTER TABLE records_claimdecision ADD CONSTRAINT records_claimdecision_step_check
    CHECK (step IN ('proposed', 'kept', 'lifted', 'replied', 'confirmed', 'accepted', 'contested', 'carried'));

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_claimreply', 'records_claimbudget', 'records_approvedlist'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_append_only()', t);
    END LOOP;
    EXECUTE 'CREATE TRIGGER recorded_fact BEFORE UPDATE OR DELETE ON records_livingarea FOR EACH ROW EXECUTE FUNCTION ansinh_recorded_fact()';
    FOREACH t IN ARRAY ARRAY['records_claimpayment', 'records_facilityaccount', 'records_claimrulechange', 'records_claimstatement'] LOOP
        EXECUTE format('CREATE TRIGGER history AFTER UPDATE ON %I REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history()', t);
        EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history_delete()', t);
    END LOOP;
END $$;
