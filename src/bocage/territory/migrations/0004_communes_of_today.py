from django.db import migrations, models


class Migration(migrations.Migration):
    costs = {"require-concurrent-index-creation": "35,000 communes at most: it takes some 50 ms."}

    dependencies = [
        ("territory", "0003_changes_are_counted"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="commune",
            index=models.Index(
                condition=models.Q(("is_current", True)),
                fields=["departement"],
                include=("population",),
                name="territory_commune_current",
            ),
        ),
    ]
