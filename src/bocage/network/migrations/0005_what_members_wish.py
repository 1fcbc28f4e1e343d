"""Whether one may write to a member, whom they would meet, and guests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0004_web_school"),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="meets_newcomers",
            field=models.BooleanField(
                default=False, verbose_name="je veux bien rencontrer des personnes qui s’installent"
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="takes_messages",
            field=models.BooleanField(
                default=True,
                help_text="Votre adresse n’est jamais montrée\xa0: le club passe les messages.",
                verbose_name="on peut m’écrire par le club",
            ),
        ),
        migrations.AddField(
            model_name="member",
            name="wants_pairs",
            field=models.BooleanField(
                default=False, verbose_name="je participe à «\xa0Deux par deux\xa0»"
            ),
        ),
        migrations.AlterField(
            model_name="member",
            name="status",
            field=models.CharField(
                choices=[
                    ("asked", "demande à confirmer"),
                    ("active", "membre"),
                    ("guest", "invité du club"),
                    ("refused", "demande refusée"),
                    ("lapsed", "adhésion non renouvelée"),
                    ("left", "a quitté le club"),
                ],
                default="asked",
                max_length=8,
                verbose_name="état",
            ),
        ),
        migrations.AlterField(
            model_name="memberevent",
            name="status",
            field=models.CharField(
                choices=[
                    ("asked", "demande à confirmer"),
                    ("active", "membre"),
                    ("guest", "invité du club"),
                    ("refused", "demande refusée"),
                    ("lapsed", "adhésion non renouvelée"),
                    ("left", "a quitté le club"),
                ],
                default="asked",
                max_length=8,
                verbose_name="état",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "guest"), _negated=True),
                    ("renewed_until__isnull", False),
                    _connector="OR",
                ),
                name="network_member_guest_until_a_day",
                violation_error_message="On est invité du club jusqu’à un jour.",
            ),
        ),
    ]
