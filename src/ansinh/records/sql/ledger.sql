-- Tables that grow with person-months, partitioned by accounting month (one partition a year, and a default).
CREATE SEQUENCE records_posting_id;
CREATE TABLE records_posting (
    id bigint NOT NULL DEFAULT nextval('records_posting_id'),
    period date NOT NULL CHECK (extract(day FROM period) = 1),
    office_id bigint NOT NULL,
    holder bigint NOT NULL,
    fund smallint NOT NULL CHECK (fund BETWEEN 0 AND 6),
    kind smallint NOT NULL,
    concerns date NOT NULL CHECK (extract(day FROM concerns) = 1),
    debit smallint NOT NULL,
    credit smallint NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    cause uuid NOT NULL,
    posted_at timestamptz NOT NULL DEFAULT now(),
    CHECK (debit <> credit),
    PRIMARY KEY (period, id)
) PARTITION BY RANGE (period);
CREATE INDEX records_posting_holder ON records_posting (holder, period);

CREATE TABLE records_assessmentblock (
    account bigint NOT NULL,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    posted date NOT NULL CHECK (posted >= month),
    chunk smallint NOT NULL CHECK (chunk >= 0),
    run uuid NOT NULL,
    people integer NOT NULL CHECK (people >= 0),
    first_person bigint NOT NULL,
    last_person bigint NOT NULL CHECK (last_person >= first_person),
    columns bytea STORAGE EXTERNAL NOT NULL,
    PRIMARY KEY (posted, account, month, chunk)
) PARTITION BY RANGE (posted);
CREATE INDEX records_assessmentblock_account ON records_assessmentblock (account, month);

CREATE TABLE records_openitem (
    period date NOT NULL,
    account bigint NOT NULL,
    fund smallint NOT NULL CHECK (fund BETWEEN 1 AND 6),
    concerns date NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    PRIMARY KEY (period, account, fund, concerns)
) PARTITION BY RANGE (period);
CREATE INDEX records_openitem_account ON records_openitem (account);

CREATE TABLE records_accountmonth (
    period date NOT NULL CHECK (extract(day FROM period) = 1),
    account_id bigint NOT NULL,
    office_id bigint NOT NULL,
    people integer NOT NULL, people_si integer NOT NULL, people_ui integer NOT NULL, people_hi integer NOT NULL,
    people_up integer NOT NULL, people_down integer NOT NULL, foreigners integer NOT NULL,
    payroll_si bigint NOT NULL, payroll_ui bigint NOT NULL, payroll_hi bigint NOT NULL,
    rs_due bigint NOT NULL, sm_due bigint NOT NULL, oad_due bigint NOT NULL, ui_due bigint NOT NULL, hi_due bigint NOT NULL,
    rs_adjusted bigint NOT NULL, sm_adjusted bigint NOT NULL, oad_adjusted bigint NOT NULL,
    ui_adjusted bigint NOT NULL, hi_adjusted bigint NOT NULL,
    rs_interest bigint NOT NULL, sm_interest bigint NOT NULL, oad_interest bigint NOT NULL,
    ui_interest bigint NOT NULL, hi_interest bigint NOT NULL,
    received bigint NOT NULL,
    rs_paid bigint NOT NULL, sm_paid bigint NOT NULL, oad_paid bigint NOT NULL, ui_paid bigint NOT NULL, hi_paid bigint NOT NULL,
    rs_interest_paid bigint NOT NULL, sm_interest_paid bigint NOT NULL, oad_interest_paid bigint NOT NULL,
    ui_interest_paid bigint NOT NULL, hi_interest_paid bigint NOT NULL,
    rs_owed bigint NOT NULL, sm_owed bigint NOT NULL, oad_owed bigint NOT NULL, ui_owed bigint NOT NULL, hi_owed bigint NOT NULL,
    rs_interest_owed bigint NOT NULL, sm_interest_owed bigint NOT NULL, oad_interest_owed bigint NOT NULL,
    ui_interest_owed bigint NOT NULL, hi_interest_owed bigint NOT NULL,
    overpaid bigint NOT NULL CHECK (overpaid >= 0),
    relief68_forgone bigint NOT NULL, relief116_forgone bigint NOT NULL, rs_deferred bigint NOT NULL, hi_by_sm bigint NOT NULL,
    oldest_owed date,
    debt_class smallint NOT NULL CHECK (debt_class BETWEEN 0 AND 4),
    PRIMARY KEY (period, account_id)
) PARTITION BY RANGE (period);
CREATE INDEX records_accountmonth_account ON records_accountmonth (account_id, period);
CREATE INDEX records_accountmonth_office ON records_accountmonth (office_id, period);

DO $$
DECLARE parent text; first_year int := 2007; last_year int := 2045; y int;
BEGIN
    FOREACH parent IN ARRAY ARRAY['records_posting', 'records_assessmentblock', 'records_openitem', 'records_accountmonth'] LOOP
        FOR y IN first_year..last_year LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                parent || '_' || y, parent, make_date(y, 1, 1), make_date(y + 1, 1, 1));
        END LOOP;
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', parent || '_other', parent);
    END LOOP;
END $$;

-- Append-only: nobody changes or removes what was posted, not even the owner of the tables.
CREATE FUNCTION ansinh_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only: post a correction instead', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

-- A closed month takes no more postings: what is learned later goes into the open month.
CREATE FUNCTION ansinh_closed_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM (SELECT DISTINCT office_id, period FROM fresh) f
        JOIN records_monthstate m ON m.office_id = f.office_id AND m.period = f.period AND m.state = 'closed'
    ) THEN
        RAISE EXCEPTION 'the accounting month is closed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER posting_closed_month AFTER INSERT ON records_posting REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION ansinh_closed_month();
-- Row triggers are copied to every partition by the server; the one against TRUNCATE has to be set on each.
DO $$
DECLARE parent text; child regclass;
BEGIN
    FOREACH parent IN ARRAY ARRAY['records_posting', 'records_assessmentblock', 'records_openitem', 'records_accountmonth'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION ansinh_append_only()', parent);
        EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only()', parent);
        FOR child IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = parent::regclass LOOP
            EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION ansinh_append_only()', child);
        END LOOP;
    END LOOP;
END $$;

-- The books as an accountant reads them: two lines for each posting.
CREATE VIEW records_ledgerline AS
    SELECT id, period, office_id, holder, fund, kind, concerns, debit AS chart, amount AS debit_amount, 0::bigint AS credit_amount, cause, posted_at FROM records_posting
    UNION ALL
    SELECT id, period, office_id, holder, fund, kind, concerns, credit, 0::bigint, amount, cause, posted_at FROM records_posting;
