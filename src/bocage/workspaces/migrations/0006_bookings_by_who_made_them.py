from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [
        ("workspaces", "0005_places_in_the_order_of_their_names"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="booking",
            index=models.Index(models.F("created_by"), name="workspaces_booking_made_by"),
        ),
        AddIndexConcurrently(
            model_name="booking",
            index=models.Index(
                models.F("decided_by"),
                condition=models.Q(("decided_by__isnull", False)),
                name="workspaces_booking_decided_by",
            ),
        ),
        AddIndexConcurrently(
            model_name="booking",
            index=models.Index(
                models.F("cancelled_by"),
                condition=models.Q(("cancelled_by__isnull", False)),
                name="workspaces_booking_ended_by",
            ),
        ),
    ]
