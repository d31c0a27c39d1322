"""Pages of outreach: prospects, the list of today on a phone, partners' lists."""
