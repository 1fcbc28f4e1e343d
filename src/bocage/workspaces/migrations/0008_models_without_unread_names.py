"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0007_resources_by_their_kind"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="booking",
            options={"ordering": ["period", "id"]},
        ),
        migrations.AlterModelOptions(
            name="bookingmessage",
            options={"ordering": ["written_at", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="bookingseries",
            options={"ordering": ["first_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="charge",
            options={},
        ),
        migrations.AlterModelOptions(
            name="clearance",
            options={"ordering": ["-starts_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="closure",
            options={"ordering": ["period", "id"]},
        ),
        migrations.AlterModelOptions(
            name="daymessage",
            options={"ordering": ["sent_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="hold",
            options={},
        ),
        migrations.AlterModelOptions(
            name="houserules",
            options={"ordering": ["place", "-version"]},
        ),
        migrations.AlterModelOptions(
            name="houserulesacceptance",
            options={},
        ),
        migrations.AlterModelOptions(
            name="openingexception",
            options={"ordering": ["date", "opens"]},
        ),
        migrations.AlterModelOptions(
            name="openingrule",
            options={"ordering": ["weekday", "opens"]},
        ),
        migrations.AlterModelOptions(
            name="outsidecalendar",
            options={"ordering": ["resource", "name", "id"]},
        ),
        migrations.AlterModelOptions(
            name="outsideevent",
            options={},
        ),
        migrations.AlterModelOptions(
            name="pass",
            options={"ordering": ["ends_on", "id"]},
        ),
        migrations.AlterModelOptions(
            name="passproduct",
            options={"ordering": ["place", "amount_cents", "id"]},
        ),
        migrations.AlterModelOptions(
            name="photo",
            options={"ordering": ["position", "id"]},
        ),
        migrations.AlterModelOptions(
            name="reminderchoice",
            options={},
        ),
        migrations.AlterModelOptions(
            name="sharedaddress",
            options={"ordering": ["-created_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="tariff",
            options={"ordering": ["place", "kind", "resource", "unit"]},
        ),
        migrations.AlterModelOptions(
            name="unmetwish",
            options={},
        ),
        migrations.AlterModelOptions(
            name="visit",
            options={"ordering": ["arrived_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="waitedspace",
            options={"ordering": ["entry", "pk"]},
        ),
        migrations.AlterModelOptions(
            name="waitlistentry",
            options={"ordering": ["created_at", "id"]},
        ),
    ]
