"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0010_known_browsers"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="application",
            options={"ordering": ["-created", "id"]},
        ),
        migrations.AlterModelOptions(
            name="erasurereceipt",
            options={"ordering": ["-erased_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="personaltoken",
            options={"ordering": ["-created_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="portrait",
            options={},
        ),
        migrations.AlterModelOptions(
            name="standing",
            options={"ordering": ["-starts_on", "id"]},
        ),
    ]
