from django.db import migrations, models


class Migration(migrations.Migration):
    costs = {
        "require-concurrent-index-creation": "A few thousand places at most: it takes some 10 ms."
    }

    dependencies = [
        ("workspaces", "0004_changes_are_counted"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["name", "id"],
                name="workspaces_place_names",
            ),
        ),
    ]
