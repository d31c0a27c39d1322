-- What was directed, asked, scored and raised stays as it was: corrections are further rows.
DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_direction', 'records_directiontask', 'records_taskmove', 'records_officequestion',
                             'records_questionmove', 'records_scorecard', 'records_scoresignature',
                             'records_scorepenalty', 'records_alert', 'records_alertnote', 'records_plansplit'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_append_only()', t);
    END LOOP;
END $$;
