"""Photos whose server failed are asked for again, those that were given up as well."""

from django.db import migrations, models

TAKE_UP_AGAIN = """
UPDATE housing_listingphoto SET state = 'waiting', error = ''
WHERE state = 'unreadable' AND error IN ('host_unknown', 'unreachable', 'too_slow', 'server_failing')
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0006_how_deliveries_were_read")]

    operations = [
        migrations.AddField(
            model_name="listingphoto",
            name="failures",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name="listingphoto",
            name="retry_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(TAKE_UP_AGAIN, migrations.RunSQL.noop, elidable=True),
    ]
