"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0018_keys_of_requests_by_function"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="answeredrequest",
            options={},
        ),
        migrations.AlterModelOptions(
            name="backuprun",
            options={"ordering": ["-started_at"]},
        ),
        migrations.AlterModelOptions(
            name="historyamendment",
            options={"ordering": ["id"]},
        ),
        migrations.AlterModelOptions(
            name="historyday",
            options={"ordering": ["day"]},
        ),
        migrations.AlterModelOptions(
            name="historyseal",
            options={"ordering": ["day", "table"]},
        ),
        migrations.AlterModelOptions(
            name="mailattachment",
            options={"ordering": ["id"]},
        ),
        migrations.AlterModelOptions(
            name="outgoingmail",
            options={"ordering": ["-id"]},
        ),
        migrations.AlterModelOptions(
            name="publicversion",
            options={},
        ),
        migrations.AlterModelOptions(
            name="receivedmail",
            options={"ordering": ["-received_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="requestcount",
            options={},
        ),
        migrations.AlterModelOptions(
            name="retentionrun",
            options={"ordering": ["-ran_at", "rule"]},
        ),
    ]
