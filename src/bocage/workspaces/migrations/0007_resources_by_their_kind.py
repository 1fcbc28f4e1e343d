from django.db import migrations, models


class Migration(migrations.Migration):
    costs = {
        "require-concurrent-index-creation": "Some 50,000 resources at most: it takes some 50 ms."
    }

    dependencies = [
        ("workspaces", "0006_bookings_by_who_made_them"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="resource",
            index=models.Index(
                condition=models.Q(("is_active", True)),
                fields=["kind", "place"],
                name="workspaces_resource_kinds",
            ),
        ),
    ]
