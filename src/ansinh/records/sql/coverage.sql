-- Visits and look-ups grow with every day at the counter: one partition a year, and a default.
CREATE TABLE records_carevisit (
    left_on date NOT NULL,
    claim text NOT NULL,
    person_id bigint NOT NULL,
    facility_id bigint NOT NULL,
    came_at timestamptz NOT NULL,
    left_at timestamptz NOT NULL CHECK (left_at >= came_at),
    care text NOT NULL,
    access text NOT NULL,
    diagnosis text NOT NULL,
    diagnosis_name text NOT NULL DEFAULT '',
    outcome smallint NOT NULL DEFAULT 0,
    ending smallint NOT NULL DEFAULT 0,
    total bigint NOT NULL CHECK (total >= 0),
    fund_paid bigint NOT NULL CHECK (fund_paid >= 0),
    copayment bigint NOT NULL CHECK (copayment >= 0),
    counts boolean NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (left_on, claim)
) PARTITION BY RANGE (left_on);
CREATE INDEX records_carevisit_person ON records_carevisit (person_id, left_on);
CREATE INDEX records_carevisit_claim ON records_carevisit (claim);

CREATE TABLE records_cardlookup (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    at timestamptz NOT NULL,
    channel text NOT NULL,
    facility_id bigint,
    caller text NOT NULL,
    clerk text NOT NULL DEFAULT '',
    person_id bigint,
    asked_by text NOT NULL,
    answer text NOT NULL,
    purpose text NOT NULL,
    address text NOT NULL DEFAULT '',
    PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE INDEX records_cardlookup_person ON records_cardlookup (person_id, at) WHERE person_id IS NOT NULL;
CREATE INDEX records_cardlookup_at ON records_cardlookup USING brin (at);

DO $$
DECLARE parent text; y int;
BEGIN
    FOREACH parent IN ARRAY ARRAY['records_carevisit', 'records_cardlookup'] LOOP
        FOR y IN 2015..2045 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                parent || '_' || y, parent, make_date(y, 1, 1), make_date(y + 1, 1, 1));
        END LOOP;
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_other', parent);
    END LOOP;
END $$;

-- Cards, holds and choices are recorded facts; acts on cards, look-ups and standing links are never erased.
DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['records_cardperiod', 'records_cardhold', 'records_earliercover', 'records_facilitychoice',
                             'records_facilitycontract', 'records_facilityclerk', 'records_gatewayaccount'] LOOP
        EXECUTE format('CREATE TRIGGER recorded_fact BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_recorded_fact()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['records_cardevent', 'records_cardlookup'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_append_only()', t);
    END LOOP;
    FOREACH t IN ARRAY ARRAY['records_facility', 'records_cardlink'] LOOP
        EXECUTE format('CREATE TRIGGER history AFTER UPDATE ON %I REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history()', t);
        EXECUTE format('CREATE TRIGGER history_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION ansinh_history_delete()', t);
    END LOOP;
END $$;
