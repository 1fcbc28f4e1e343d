import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WebhookSubscription",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("url", models.URLField(max_length=1000)),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60)
                    ),
                ),
                ("secret", models.CharField(max_length=60)),
                ("former_secret", models.CharField(max_length=60)),
                ("former_secret_until", models.DateTimeField(null=True)),
                ("state", models.CharField(default="active", max_length=7)),
                ("stopped_because", models.CharField(max_length=7)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("failing_since", models.DateTimeField(null=True)),
                ("resting_until", models.DateTimeField(null=True)),
                ("notified_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="people.scope"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("owner", "url", "scope"),
                        name="api_webhook_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="api_webhook_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("events__len__gte", 1)),
                        name="api_webhook_hears_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("secret__regex", "^whsec_[A-Za-z0-9+/]{32,}=*$")),
                        name="api_webhook_signs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("former_secret", ""), ("former_secret_until", None)),
                            models.Q(
                                models.Q(("former_secret", ""), _negated=True),
                                ("former_secret_until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="api_webhook_former_secret_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "stopped"),
                                models.Q(("stopped_because", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "stopped"), _negated=True),
                                ("stopped_because", ""),
                            ),
                            _connector="OR",
                        ),
                        name="api_webhook_stopped_because",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("failing_since", None),
                                ("failures", 0),
                                ("notified_at", None),
                                ("resting_until", None),
                            ),
                            models.Q(("failing_since__isnull", False), ("failures__gte", 1)),
                            _connector="OR",
                        ),
                        name="api_webhook_failing_since_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                (
                    "key",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, unique=True
                    ),
                ),
                ("publication", models.UUIDField()),
                ("event", models.CharField(max_length=60)),
                ("lane", models.CharField(max_length=80)),
                ("subject", models.CharField(max_length=40)),
                ("facts", models.JSONField(default=dict)),
                ("happened_at", models.DateTimeField()),
                ("state", models.CharField(default="waiting", max_length=9)),
                ("attempts_count", models.PositiveSmallIntegerField(default=0)),
                ("waiting_since", models.DateTimeField()),
                ("next_attempt_at", models.DateTimeField()),
                ("taken_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("body", models.TextField()),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="api.webhooksubscription"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["subscription", "lane", "id"],
                        name="api_webhookdelivery_lane",
                    ),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_attempt_at"],
                        name="api_webhookdelivery_due",
                    ),
                    models.Index(
                        models.F("subscription"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="api_webhookdelivery_latest",
                    ),
                    models.Index(fields=["happened_at"], name="api_webhookdelivery_old"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subscription", "publication"), name="api_webhookdelivery_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="api_webhookdelivery_finished_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebhookAttempt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("milliseconds", models.PositiveIntegerField()),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("error", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=1000)),
                (
                    "delivery",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="api.webhookdelivery"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("delivery", "number"), name="api_webhookattempt_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("error", ""), ("status__isnull", False)),
                            models.Q(("status", None), models.Q(("error", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="api_webhookattempt_answer_or_error",
                    ),
                ],
            },
        ),
    ]
