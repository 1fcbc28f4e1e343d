"""What homes to rent are asked for, as a number: what a monthly budget pays depends on who asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("welcome", "0001_the_welcome")]

    operations = [
        migrations.AddField(
            model_name="suitabilityrow",
            name="rent_cents_m2",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="suitabilityrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rent_cents_m2", None), ("rent_cents_m2__gte", 1), _connector="OR"
                ),
                name="welcome_suitability_rent_positive",
            ),
        ),
    ]
