import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.identifiers


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0011_rooms_of_editions_are_booked"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "answerer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notice_answers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notice_answer",
                        to="network.conversationmessage",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="network.notice",
                    ),
                ),
            ],
            options={
                "ordering": ["answered_at", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("notice", "answerer"),
                        name="network_notice_answered_once",
                        violation_error_message="Cette personne a déjà répondu.",
                    )
                ],
            },
        ),
    ]
