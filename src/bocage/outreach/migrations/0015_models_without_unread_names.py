"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0014_spent_work_is_counted"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="ambassador",
            options={"ordering": ["-asked_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="ambassadorthanks",
            options={"ordering": ["-at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="asset",
            options={"ordering": ["theme", "title", "id"]},
        ),
        migrations.AlterModelOptions(
            name="booth",
            options={"ordering": ["-opened_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="campaign",
            options={"ordering": ["-starts_on", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="campaignexpense",
            options={"ordering": ["-spent_on", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="cityevening",
            options={"ordering": ["starts_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="editorialversion",
            options={},
        ),
        migrations.AlterModelOptions(
            name="employercontact",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="employermove",
            options={"ordering": ["-at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="enrolment",
            options={"ordering": ["-entered_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="eveninginvitation",
            options={"ordering": ["asked_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="eveningregistration",
            options={"ordering": ["confirmed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="importproblem",
            options={"ordering": ["line", "id"]},
        ),
        migrations.AlterModelOptions(
            name="letter",
            options={"ordering": ["sequence", "rank"]},
        ),
        migrations.AlterModelOptions(
            name="linkday",
            options={"ordering": ["day"]},
        ),
        migrations.AlterModelOptions(
            name="notthesame",
            options={"ordering": ["-decided_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="partneremployer",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="proposedpair",
            options={"ordering": ["-score", "id"]},
        ),
        migrations.AlterModelOptions(
            name="prospectconsent",
            options={"ordering": ["given_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="prospectexport",
            options={"ordering": ["-taken_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="prospectimport",
            options={"ordering": ["-brought_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="prospectreading",
            options={},
        ),
        migrations.AlterModelOptions(
            name="segment",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sending",
            options={"ordering": ["queued_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sequence",
            options={"ordering": ["-created_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="sequenceentry",
            options={"ordering": ["-asked_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="touch",
            options={"ordering": ["at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="trackedlink",
            options={"ordering": ["created_at", "id"]},
        ),
    ]
