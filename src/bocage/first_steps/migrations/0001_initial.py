import django.utils.timezone
from django.db import migrations, models

import bocage.foundation.db.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="MailTrial",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("sender", models.EmailField(max_length=254)),
                ("mail", models.UUIDField(null=True)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("came_back_at", models.DateTimeField(null=True)),
                ("return_method", models.CharField(max_length=6)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("came_back_at", None), ("return_method", "")),
                            models.Q(
                                ("came_back_at__isnull", False),
                                models.Q(("return_method", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="first_steps_trial_return_has_method",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnerLink",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True)),
                ("key", models.UUIDField(unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", 1)), name="first_steps_owner_link_one_row"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("used_at", None),
                            ("used_at__gte", models.F("made_at")),
                            _connector="OR",
                        ),
                        name="first_steps_owner_link_used_after_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StepPutOff",
            fields=[
                ("step", models.CharField(max_length=12, primary_key=True)),
                ("put_off_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("step", "places")), name="first_steps_put_off_may_wait"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TerritoryArrival",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("departement", models.CharField(max_length=3)),
                ("name", models.CharField(max_length=80)),
                ("stage", models.CharField(default="requested", max_length=9)),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(null=True)),
                ("communes", models.PositiveIntegerField(default=0)),
                ("epcis", models.PositiveIntegerField(default=0)),
                ("reason", models.CharField(max_length=300)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("departement",),
                        name="first_steps_arrival_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False), ("stage__in", ("done", "refused"))
                            ),
                            models.Q(
                                models.Q(("stage__in", ("done", "refused")), _negated=True),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="first_steps_arrival_ends_with_its_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "refused"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="first_steps_arrival_refused_for_a_reason",
                    ),
                ],
            },
        ),
    ]
