"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0016_gatherings_that_were"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="attendance",
            options={"ordering": ["name", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="ballot",
            options={},
        ),
        migrations.AlterModelOptions(
            name="contactsuspension",
            options={"ordering": ["-suspended_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="conversation",
            options={"ordering": ["-last_written_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="conversationmessage",
            options={"ordering": ["written_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="conversationreport",
            options={"ordering": ["reported_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="conversationside",
            options={},
        ),
        migrations.AlterModelOptions(
            name="gathering",
            options={"ordering": ["starts_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="gatheringcalendar",
            options={"ordering": ["-made_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="gatheringphoto",
            options={"ordering": ["added_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="gatheringseries",
            options={"ordering": ["-made_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="idea",
            options={"ordering": ["-created_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="leadoffer",
            options={"ordering": ["offered_at", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="mailing",
            options={"ordering": ["-created_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="member",
            options={"ordering": ["-joined_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="notice",
            options={"ordering": ["-created_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="organisation",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="pair",
            options={"ordering": ["-month", "id"]},
        ),
        migrations.AlterModelOptions(
            name="pairround",
            options={"ordering": ["-month"]},
        ),
        migrations.AlterModelOptions(
            name="pairside",
            options={"ordering": ["-month", "id"]},
        ),
        migrations.AlterModelOptions(
            name="pitch",
            options={"ordering": ["created_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="pitchcoming",
            options={},
        ),
        migrations.AlterModelOptions(
            name="pitchvote",
            options={},
        ),
        migrations.AlterModelOptions(
            name="programmerun",
            options={"ordering": ["-asked_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="programmeversion",
            options={"ordering": ["-number", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="refusedaddress",
            options={"ordering": ["-refused_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="registration",
            options={"ordering": ["confirmed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="session",
            options={"ordering": ["slot__period", "room__name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sessionfeedback",
            options={},
        ),
        migrations.AlterModelOptions(
            name="sessionhold",
            options={},
        ),
        migrations.AlterModelOptions(
            name="skill",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="slot",
            options={"ordering": ["period", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="webschooledition",
            options={"ordering": ["-starts_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="webschoolpartner",
            options={"ordering": ["name", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="webschoolroom",
            options={"ordering": ["-seats", "name", "pk"]},
        ),
    ]
