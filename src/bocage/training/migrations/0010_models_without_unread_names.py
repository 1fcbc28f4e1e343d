"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0009_who_learns_and_at_what_price"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="application",
            options={"ordering": ["submitted_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="applicationanswer",
            options={"ordering": ["question__position", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="applicationdocument",
            options={"ordering": ["added_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="attendancedetails",
            options={},
        ),
        migrations.AlterModelOptions(
            name="attendanceentry",
            options={"ordering": ["register", "number"]},
        ),
        migrations.AlterModelOptions(
            name="attendanceregister",
            options={},
        ),
        migrations.AlterModelOptions(
            name="attendancesheet",
            options={"ordering": ["added_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="attendancesigner",
            options={},
        ),
        migrations.AlterModelOptions(
            name="cohort",
            options={"ordering": ["starts_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="cohortsession",
            options={"ordering": ["period", "id"]},
        ),
        migrations.AlterModelOptions(
            name="enrolment",
            options={"ordering": ["enrolled_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="juror",
            options={"ordering": ["invited_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="jury",
            options={},
        ),
        migrations.AlterModelOptions(
            name="juryconflict",
            options={"ordering": ["declared_at", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="jurynote",
            options={"ordering": ["written_at", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="mentornote",
            options={"ordering": ["-written_at", "-pk"]},
        ),
        migrations.AlterModelOptions(
            name="mentorprofile",
            options={"ordering": ["offered_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="mentorship",
            options={"ordering": ["-proposed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="outcomefollowup",
            options={"ordering": ["due_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="programme",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="programmemodule",
            options={"ordering": ["programme", "position", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="programmepartner",
            options={"ordering": ["name", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="programmeteacher",
            options={"ordering": ["programme", "position", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="reading",
            options={"ordering": ["assigned_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="satisfactionanswer",
            options={},
        ),
        migrations.AlterModelOptions(
            name="score",
            options={},
        ),
        migrations.AlterModelOptions(
            name="scorecorrection",
            options={"ordering": ["corrected_at", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="seatoffer",
            options={"ordering": ["offered_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sessionmaterial",
            options={"ordering": ["added_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="trainingcalendar",
            options={"ordering": ["-made_at", "id"]},
        ),
    ]
