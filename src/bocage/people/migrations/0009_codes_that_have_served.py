"""A code that has served is known again if it comes back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0008_how_far_mandates_reach")]

    operations = [
        migrations.AddField(
            model_name="applicationgrant",
            name="spent_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="applicationgrant",
            name="token_family",
            field=models.UUIDField(blank=True, null=True),
        ),
    ]
