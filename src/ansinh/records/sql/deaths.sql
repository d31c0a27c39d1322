-- What heirs paid in is never changed; a claim that stood before this table is known since the death that it is for.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON records_overpaymentreceipt
    FOR EACH ROW EXECUTE FUNCTION ansinh_append_only();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON records_overpaymentreceipt
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only();
UPDATE records_overpayment v SET known_at = s.recorded_at FROM (
    SELECT pension_id, max(recorded_at) AS recorded_at FROM records_pensionstop
    WHERE reason = 'death' AND superseded_at IS NULL GROUP BY 1) s
WHERE s.pension_id = v.pension_id AND v.reason = 'death';
