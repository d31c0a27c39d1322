-- Relief that banks say was paid, apart from millions of pensions in the same table: what the report of a day counts.
CREATE INDEX records_payanswer_relief ON records_payanswer (day, subject) WHERE source = 3 AND outcome = 1;
