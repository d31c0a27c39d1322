-- What the trial of a batch of pensions reckoned, part by part, as packed columns: two people sign these very amounts, and
-- the lines are written from them. Gone once the lines stand, which are the truth from then on.
CREATE TABLE records_paytried (
    batch uuid NOT NULL REFERENCES records_paymentbatch,
    part int NOT NULL CHECK (part >= 0),
    body bytea NOT NULL,
    PRIMARY KEY (batch, part)
);
ALTER TABLE records_paytried ALTER body SET STORAGE EXTERNAL; -- packed already
CREATE TRIGGER never_changed BEFORE UPDATE ON records_paytried FOR EACH ROW EXECUTE FUNCTION ansinh_append_only();
