"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("welcome", "0013_boards_leave_out_what_is_erased"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="awarenessmeeting",
            options={"ordering": ["-starts_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="ceremony",
            options={"ordering": ["-starts_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="ceremonyguest",
            options={"ordering": ["invited_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="ceremonyproposal",
            options={"ordering": ["-sent_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="charterrequest",
            options={"ordering": ["-asked_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="clubintroduction",
            options={"ordering": ["-proposed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="clubmeeting",
            options={"ordering": ["proposed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="commitment",
            options={"ordering": ["due_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="communeproposal",
            options={"ordering": ["proposed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="followedhome",
            options={"ordering": ["-changed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="followedhomemove",
            options={"ordering": ["moved_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="followup",
            options={"ordering": ["due_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="happenedfact",
            options={},
        ),
        migrations.AlterModelOptions(
            name="helper",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="helperimport",
            options={"ordering": ["-brought_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="helprequest",
            options={"ordering": ["-asked_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="homestold",
            options={"ordering": ["told_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="householdadult",
            options={"ordering": ["-is_first", "joined_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="householdinvitation",
            options={"ordering": ["invited_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="meetinginvitation",
            options={"ordering": ["meeting", "commune__name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="morningdigest",
            options={},
        ),
        migrations.AlterModelOptions(
            name="nighthost",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="owntasktemplate",
            options={"ordering": ["stage", "title", "id"]},
        ),
        migrations.AlterModelOptions(
            name="projectconsent",
            options={"ordering": ["given_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="projectdraft",
            options={"ordering": ["-saved_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="projectjoin",
            options={"ordering": ["-joined_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="projectmessage",
            options={"ordering": ["written_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="projecttask",
            options={"ordering": ["due_on", "opened_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="projectview",
            options={"ordering": ["-viewed_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="relay",
            options={"ordering": ["-sent_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="relayreply",
            options={"ordering": ["-received_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="savedfilter",
            options={"ordering": ["name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="settlementproject",
            options={"ordering": ["-sent_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sponsorcontact",
            options={"ordering": ["-happened_on", "-written_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sponsorprofile",
            options={"ordering": ["commune__name", "offered_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="sponsorship",
            options={"ordering": ["-proposed_at", "-id"]},
        ),
        migrations.AlterModelOptions(
            name="sponsorshipfeedback",
            options={"ordering": ["written_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="stagemove",
            options={"ordering": ["moved_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="stay",
            options={"ordering": ["period", "id"]},
        ),
        migrations.AlterModelOptions(
            name="stayfeedback",
            options={"ordering": ["given_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="staystep",
            options={"ordering": ["period", "id"]},
        ),
        migrations.AlterModelOptions(
            name="suitabilityevidence",
            options={},
        ),
        migrations.AlterModelOptions(
            name="suitabilityrow",
            options={},
        ),
        migrations.AlterModelOptions(
            name="tasktemplateorder",
            options={},
        ),
        migrations.AlterModelOptions(
            name="weekendcar",
            options={"ordering": ["driver_name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="weekendhousehold",
            options={"ordering": ["added_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="weekendstep",
            options={"ordering": ["period", "id"]},
        ),
        migrations.AlterModelOptions(
            name="welcomecharter",
            options={"ordering": ["-signed_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="welcomeweekend",
            options={"ordering": ["period", "id"]},
        ),
    ]
