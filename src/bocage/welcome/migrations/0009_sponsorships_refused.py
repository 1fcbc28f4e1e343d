from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("welcome", "0008_words_behind_the_wall")]

    operations = [
        AddIndexConcurrently(
            model_name="sponsorship",
            index=models.Index(
                condition=models.Q(status__in=("declined", "withdrawn")),
                fields=["project"],
                name="welcome_sponsorship_refused",
            ),
        ),
    ]
