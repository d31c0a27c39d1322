"""A visit keeps what the rules across facilities read of it later: its stay, outcome, origin and days of drugs."""

from django.db import migrations

ADD = """
ALTER TABLE records_claimvisit ADD COLUMN stay_from timestamp;
ALTER TABLE records_claimvisit ADD COLUMN outcome text NOT NULL DEFAULT '';
ALTER TABLE records_claimvisit ADD COLUMN sent_from text NOT NULL DEFAULT '';
ALTER TABLE records_claimvisit ADD COLUMN drug_days integer;
"""
DROP = "".join(
    f"ALTER TABLE records_claimvisit DROP COLUMN {name};" for name in ("stay_from", "outcome", "sent_from", "drug_days")
)


class Migration(migrations.Migration):
    """Four columns more; a visit of before has none of them and is found by its days alone."""

    dependencies = [("records", "0023_spell_by_person")]

    operations = [migrations.RunSQL(ADD, DROP)]
