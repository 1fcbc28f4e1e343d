import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedTour",
            fields=[
                (
                    "mandate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="people.mandate",
                    ),
                ),
                ("closed_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
