"""Spent proofs of work are counted as attempts are: their table goes with a later release."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outreach", "0013_prospects_by_their_address")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[migrations.DeleteModel(name="SpentWork")]
        ),
    ]
