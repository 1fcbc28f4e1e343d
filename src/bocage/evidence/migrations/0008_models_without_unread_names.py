"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0007_secrets_keyed_by_a_number"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="closedperiod",
            options={"ordering": ["-starts_on", "span"]},
        ),
        migrations.AlterModelOptions(
            name="hiddenfigure",
            options={"ordering": ["indicator", "level", "code", "span", "starts_on", "known_from"]},
        ),
        migrations.AlterModelOptions(
            name="indicatorcell",
            options={"ordering": ["indicator", "level", "code", "span", "starts_on", "known_from"]},
        ),
        migrations.AlterModelOptions(
            name="indicatordefinition",
            options={"ordering": ["indicator", "-known_from"]},
        ),
        migrations.AlterModelOptions(
            name="latefact",
            options={"ordering": ["-night_id", "indicator", "level", "code", "starts_on"]},
        ),
        migrations.AlterModelOptions(
            name="night",
            options={"ordering": ["-date"]},
        ),
        migrations.AlterModelOptions(
            name="notedmerger",
            options={"ordering": ["-noted_on", "code"]},
        ),
        migrations.AlterModelOptions(
            name="target",
            options={"ordering": ["indicator", "level", "code", "span", "starts_on", "set_at"]},
        ),
    ]
