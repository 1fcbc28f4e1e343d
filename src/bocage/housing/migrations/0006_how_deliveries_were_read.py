"""Keeps with each delivery how it was read: the same file is read again once that has changed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("housing", "0005_join_homes_by_what_is_known")]

    operations = [
        migrations.AddField(
            model_name="feedrun",
            name="reading_digest",
            field=models.CharField(blank=True, default="", editable=False, max_length=64),
        ),
    ]
