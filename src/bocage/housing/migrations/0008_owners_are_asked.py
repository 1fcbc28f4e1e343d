"""Owners are asked « toujours libre ? » of what they offer, which is hidden without an answer."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("housing", "0007_photos_are_asked_for_again")]

    operations = [
        migrations.AddField(
            model_name="owneroffer",
            name="asked_at",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="« toujours libre ? » demandé le"
            ),
        ),
        migrations.AlterField(
            model_name="owneroffer",
            name="status",
            field=models.CharField(
                choices=[
                    ("unconfirmed", "adresse à confirmer"),
                    ("to_review", "à relire"),
                    ("published", "publiée"),
                    ("stale", "sans nouvelles"),
                    ("refused", "refusée"),
                    ("withdrawn", "retirée"),
                ],
                default="unconfirmed",
                max_length=12,
                verbose_name="état",
            ),
        ),
    ]
