"""Browsers from which somebody signed in, and digits that unknown browsers share."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.identifiers

_A_DAY = "The codes of a day: a few thousand rows, read in some milliseconds."


class Migration(migrations.Migration):
    dependencies = [("people", "0009_codes_that_have_served")]
    costs = {
        "adding-foreign-key-constraint": _A_DAY,
        "constraint-missing-not-valid": _A_DAY,
        "require-concurrent-index-creation": _A_DAY,
    }

    operations = [
        migrations.CreateModel(
            name="KnownBrowser",
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
                ("digest", models.CharField(help_text="SHA-256 of the secret.", max_length=64)),
                (
                    "session_key",
                    models.CharField(
                        blank=True,
                        help_text="The last session opened there: both end together.",
                        max_length=40,
                    ),
                ),
                ("signed_in_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_browsers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["expires_at"], name="people_knownbrowser_expires")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["digest", "person"],
                        name="people_knownbrowser_once",
                        violation_error_message="A browser knows a person once.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="signincode",
            name="may_be_shared",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Asked for by an unknown browser: another that asks meanwhile gets these "
                "digits.",
            ),
        ),
        migrations.AddField(
            model_name="signincode",
            name="sent_with",
            field=models.ForeignKey(
                help_text="The code whose mail carried the same digits; none where a mail of its "
                "own left.",
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shares",
                to="people.signincode",
            ),
        ),
        migrations.AddIndex(
            model_name="signincode",
            index=models.Index(
                condition=models.Q(("may_be_shared", True)),
                fields=["email", "created_at"],
                name="people_signincode_shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="signincode",
            constraint=models.CheckConstraint(
                condition=models.Q(("used_at", None), ("sent_with", None), _connector="OR"),
                name="people_signincode_used_where_sent",
                violation_error_message="Digits are used where their mail is known: once.",
            ),
        ),
    ]
