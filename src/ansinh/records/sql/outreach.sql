-- What Django's constraints cannot say about outreach: the stories of activities, contracts, proposals and consents stand.

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_activityevent', 'records_agentcontractevent', 'records_supportevent', 'records_contactconsent'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_append_only()', t);
        EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only()', t);
    END LOOP;
END $$;
