"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("api", "0001_webhooks"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="webhookattempt",
            options={"ordering": ["delivery", "number"]},
        ),
        migrations.AlterModelOptions(
            name="webhookdelivery",
            options={"ordering": ["-pk"]},
        ),
        migrations.AlterModelOptions(
            name="webhooksubscription",
            options={"ordering": ["created_at", "id"]},
        ),
    ]
