from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_what_is_said_of_prices"),
    ]

    operations = [
        migrations.AddField(
            model_name="instancesettings",
            name="project_kept_days",
            field=models.PositiveSmallIntegerField(
                default=1095,
                validators=[MinValueValidator(180), MaxValueValidator(3660)],
                verbose_name="projet d’installation sans nouvelles, gardé, en jours",
            ),
        ),
    ]
