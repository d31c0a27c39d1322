"""Few postings are of budgets and participants, and every snapshot asks for them: an index of those alone."""

from django.db import migrations

CREATE = """
CREATE INDEX records_posting_others ON records_posting (period, office_id)
WHERE kind = ANY ('{13,14,15,16}'::smallint[])
"""


class Migration(migrations.Migration):
    """The index of the postings that budgets and participants owe or pay (Kind 13 to 16)."""

    dependencies = [("records", "0012_second_factor_and_account_terms")]

    operations = [migrations.RunSQL(CREATE, "DROP INDEX records_posting_others")]
