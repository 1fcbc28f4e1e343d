"""Searches that are told by notifications and their feed alone."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("housing", "0003_narrow_searches")]

    operations = [
        migrations.AddField(
            model_name="savedsearch",
            name="tells_by_mail",
            field=models.BooleanField(default=True, verbose_name="par courriel"),
        ),
        migrations.AddConstraint(
            model_name="savedsearch",
            constraint=models.CheckConstraint(
                name="housing_savedsearch_address_told_by_mail",
                condition=Q(person__isnull=False) | Q(tells_by_mail=True),
            ),
        ),
    ]
