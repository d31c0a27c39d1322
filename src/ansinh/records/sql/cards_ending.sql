-- Which cards of an office end soon, and how many serve on a day: read from the index alone, not from millions of rows.
CREATE INDEX card_office_end ON records_cardperiod (office_id, upper(validity)) INCLUDE (validity, person_id)
    WHERE superseded_at IS NULL;
