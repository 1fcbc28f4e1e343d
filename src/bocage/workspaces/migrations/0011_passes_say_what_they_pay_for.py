import django.contrib.postgres.fields
from django.db import migrations, models

import bocage.workspaces.models.prices


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0010_waits_outlive_no_place"),
    ]

    operations = [
        migrations.AddField(
            model_name="passproduct",
            name="space_kinds",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("desk", "poste"),
                        ("closed_office", "bureau fermé"),
                        ("meeting_room", "salle de réunion"),
                        ("training_room", "salle de formation"),
                        ("phone_booth", "cabine d’appel"),
                        ("whole_place", "lieu entier"),
                    ],
                    max_length=16,
                ),
                default=bocage.workspaces.models.prices.desks,
                size=None,
                verbose_name="paie",
            ),
        ),
        migrations.AlterField(
            model_name="passproduct",
            name="kind",
            field=models.CharField(
                choices=[("half_days", "carnet de demi-journées"), ("month", "mois")],
                max_length=10,
                verbose_name="nature",
            ),
        ),
        migrations.AddConstraint(
            model_name="passproduct",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "space_kinds__contained_by",
                        [
                            "desk",
                            "closed_office",
                            "meeting_room",
                            "training_room",
                            "phone_booth",
                            "whole_place",
                        ],
                    ),
                    ("space_kinds__len__gte", 1),
                ),
                name="workspaces_passproduct_pays_for_known_spaces",
                violation_error_message="Dites ce que paie le carnet.",
            ),
        ),
    ]
