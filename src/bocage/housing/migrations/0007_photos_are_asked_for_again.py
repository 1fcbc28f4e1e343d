"""Photos whose server failed are asked for again."""

from django.db import migrations, models


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
    ]
