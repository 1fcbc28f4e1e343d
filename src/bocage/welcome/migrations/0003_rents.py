"""The mark of the rents asked in a commune, beside the others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("welcome", "0002_day_of_a_task")]

    operations = [
        migrations.RemoveConstraint(
            model_name="suitabilityrow", name="welcome_suitability_marks_up_to_100"
        ),
        migrations.AddField(
            model_name="suitabilityrow",
            name="rent",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="suitabilityrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fibre", None), ("fibre__lte", 100), _connector="OR"),
                    models.Q(("nursery", None), ("nursery__lte", 100), _connector="OR"),
                    models.Q(("primary", None), ("primary__lte", 100), _connector="OR"),
                    models.Q(("middle", None), ("middle__lte", 100), _connector="OR"),
                    models.Q(("high", None), ("high__lte", 100), _connector="OR"),
                    models.Q(("doctor", None), ("doctor__lte", 100), _connector="OR"),
                    models.Q(("pharmacy", None), ("pharmacy__lte", 100), _connector="OR"),
                    models.Q(("shops", None), ("shops__lte", 100), _connector="OR"),
                    models.Q(("station", None), ("station__lte", 100), _connector="OR"),
                    models.Q(("paris", None), ("paris__lte", 100), _connector="OR"),
                    models.Q(("sale", None), ("sale__lte", 100), _connector="OR"),
                    models.Q(("rental", None), ("rental__lte", 100), _connector="OR"),
                    models.Q(("rent", None), ("rent__lte", 100), _connector="OR"),
                    models.Q(("workspace", None), ("workspace__lte", 100), _connector="OR"),
                    models.Q(("quiet", None), ("quiet__lte", 100), _connector="OR"),
                    models.Q(("village", None), ("village__lte", 100), _connector="OR"),
                    models.Q(("town", None), ("town__lte", 100), _connector="OR"),
                    models.Q(("welcome", None), ("welcome__lte", 100), _connector="OR"),
                ),
                name="welcome_suitability_marks_up_to_100",
            ),
        ),
    ]
