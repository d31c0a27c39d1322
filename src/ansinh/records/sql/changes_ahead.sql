-- A change approved ahead of its day waits for it, and is then carried out or refused: only what was decided stays.
DROP TRIGGER decided_stays ON records_registrychange;
CREATE TRIGGER decided_stays BEFORE UPDATE OR DELETE ON records_registrychange FOR EACH ROW
    WHEN (OLD.state NOT IN ('proposed', 'waiting')) EXECUTE FUNCTION ansinh_append_only();
