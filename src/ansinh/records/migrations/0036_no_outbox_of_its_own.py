"""Nothing ever wrote to the general outbox: orders go through the queue, messages stand with the stair that wrote them."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("records", "0035_history_of_many")]
    operations = [migrations.DeleteModel(name="OutboxMessage")]
