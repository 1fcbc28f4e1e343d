from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("network", "0015_guests_are_no_members")]

    operations = [
        AddIndexConcurrently(
            model_name="gathering",
            index=models.Index(
                fields=["-starts_at", "id"],
                include=("status", "ends_at"),
                name="network_gathering_past",
            ),
        ),
    ]
