"""The day that a task was done, where it is another than that of saying so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("welcome", "0001_the_welcome")]

    operations = [
        migrations.AddField(
            model_name="projecttask",
            name="done_on",
            field=models.DateField(blank=True, null=True, verbose_name="fait le"),
        ),
        migrations.AddConstraint(
            model_name="projecttask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on", None),
                    models.Q(("done_at__isnull", False), ("is_needless", False)),
                    _connector="OR",
                ),
                name="welcome_task_day_is_of_what_is_done",
            ),
        ),
    ]
