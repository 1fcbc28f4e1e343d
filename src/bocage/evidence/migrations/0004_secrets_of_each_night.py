import datetime

import django.contrib.postgres.constraints
from django.db import migrations, models

import bocage.evidence.models.known

SECRETS_OF_THE_LAST_NIGHT = """
UPDATE evidence_night SET are_secrets_kept = false
WHERE date < (SELECT max(date) FROM evidence_night)
"""
"""Nights counted before have left none but those of the last one."""


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0003_targets_follow_each_other"),
    ]

    operations = [
        migrations.AddField(
            model_name="night",
            name="are_secrets_kept",
            field=models.BooleanField(db_default=True, default=True, verbose_name="secrets gardés"),
        ),
        migrations.RunSQL(SECRETS_OF_THE_LAST_NIGHT, migrations.RunSQL.noop),
        migrations.AlterModelOptions(
            name="hiddenfigure",
            options={
                "ordering": ["indicator", "level", "code", "span", "starts_on", "known_from"],
                "verbose_name": "chiffre secret",
                "verbose_name_plural": "chiffres secrets",
            },
        ),
        migrations.RemoveConstraint(model_name="hiddenfigure", name="evidence_hiddenfigure_once"),
        migrations.AddField(
            model_name="hiddenfigure",
            name="known_from",
            field=models.DateField(
                default=datetime.date(2000, 1, 1), verbose_name="secret depuis la nuit du"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="hiddenfigure",
            name="known_until",
            field=models.DateField(blank=True, null=True, verbose_name="secret jusqu’à la nuit du"),
        ),
        migrations.AddIndex(
            model_name="hiddenfigure",
            index=models.Index(
                condition=models.Q(("known_until", None)),
                fields=["indicator", "level", "code", "span", "starts_on"],
                name="evidence_hidden_of_today",
            ),
        ),
        migrations.AddIndex(
            model_name="hiddenfigure",
            index=models.Index(fields=["known_from"], name="evidence_hidden_by_night"),
        ),
        migrations.AddIndex(
            model_name="hiddenfigure",
            index=models.Index(
                condition=models.Q(("known_until__isnull", False)),
                fields=["known_until"],
                name="evidence_hidden_ended",
            ),
        ),
        migrations.AddConstraint(
            model_name="hiddenfigure",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("indicator"), "="),
                    (models.F("level"), "="),
                    (models.F("code"), "="),
                    (models.F("span"), "="),
                    (models.F("starts_on"), "="),
                    (bocage.evidence.models.known.Nights("known_from", "known_until"), "&&"),
                ],
                name="evidence_hiddenfigure_one_at_a_time",
                violation_error_message="Ce chiffre est secret.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hiddenfigure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("known_until", None),
                    ("known_until__gt", models.F("known_from")),
                    _connector="OR",
                ),
                name="evidence_hiddenfigure_in_order",
                violation_error_message="Un secret commence avant de finir.",
            ),
        ),
    ]
