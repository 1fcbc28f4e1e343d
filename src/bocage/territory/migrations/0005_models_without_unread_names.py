"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0004_communes_of_today"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="communeoutline",
            options={},
        ),
        migrations.AlterModelOptions(
            name="yearlyfigure",
            options={"ordering": ["commune", "kind", "year"]},
        ),
    ]
