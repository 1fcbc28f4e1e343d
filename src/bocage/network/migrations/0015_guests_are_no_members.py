"""Those who are guests today were given a standing that did not say so."""

from django.db import migrations


def mark_guests(apps, _schema_editor):
    standing = apps.get_model("people", "Standing")
    guests = apps.get_model("network", "Member").objects.filter(status="guest")
    standing.objects.filter(
        kind="club_member", ends_on__isnull=False, person__in=guests.values("person")
    ).update(as_guest=True)


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0014_notices_keep_no_messages"),
        ("people", "0003_guests_of_the_club"),
    ]

    operations = [
        migrations.RunPython(mark_guests, migrations.RunPython.noop, elidable=True),
    ]
