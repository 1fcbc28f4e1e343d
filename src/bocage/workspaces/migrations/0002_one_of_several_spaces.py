"""A wait names several spaces: the one that it was for becomes the only one that it names."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

NAME_THEIR_SPACE = """
    UPDATE workspaces_waitlistentry SET is_for_any = false WHERE resource_id IS NOT NULL;
    INSERT INTO workspaces_waitedspace (entry_id, resource_id, person_id, period, is_open)
        SELECT id, resource_id, person_id, period, status IN ('waiting', 'offered')
        FROM workspaces_waitlistentry WHERE resource_id IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("workspaces", "0001_places_and_their_hours"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="waitlistentry",
            name="is_for_any",
            field=models.BooleanField(
                default=True, verbose_name="n’importe lequel de cette nature"
            ),
        ),
        migrations.CreateModel(
            name="WaitedSpace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    django.contrib.postgres.fields.ranges.DateTimeRangeField(editable=False),
                ),
                ("is_open", models.BooleanField(default=True, editable=False)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="named_spaces",
                        to="workspaces.waitlistentry",
                        verbose_name="inscription",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waits",
                        to="workspaces.resource",
                        verbose_name="espace",
                    ),
                ),
            ],
            options={
                "verbose_name": "espace attendu",
                "verbose_name_plural": "espaces attendus",
                "ordering": ["entry", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "resource"), name="workspaces_waitedspace_named_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("person", "resource", "period"),
                        name="workspaces_waitedspace_open_once",
                        violation_error_message="Vous êtes déjà sur cette liste d’attente.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="say_what_their_wait_says",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE wait record; home uuid;",
                            func="\n        SELECT status, period, place_id, person_id, is_for_any INTO wait\n            FROM workspaces_waitlistentry WHERE id = NEW.entry_id;\n        SELECT place_id INTO home FROM workspaces_resource WHERE id = NEW.resource_id;\n        IF wait.is_for_any OR home IS DISTINCT FROM wait.place_id THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_waitedspace_in_the_place_waited_for', MESSAGE = 'refused by workspaces_waitedspace_in_the_place_waited_for';\n        END IF;\n        NEW.person_id := wait.person_id;\n        NEW.period := wait.period;\n        NEW.is_open := wait.status IN ('waiting', 'offered');\n        RETURN NEW;\n    ",
                            hash="907d27e61eed2e6aa35d053eaf941b6a73422a4c",
                            operation="INSERT",
                            pgid="pgtrigger_say_what_their_wait_says_04d68",
                            table="workspaces_waitedspace",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        # Before the triggers of the entries: they would keep the table from being altered.
        migrations.RunSQL(NAME_THEIR_SPACE, migrations.RunSQL.noop, elidable=True),
        migrations.RemoveConstraint(
            model_name="waitlistentry",
            name="workspaces_waitlistentry_open_once",
        ),
        migrations.RemoveField(
            model_name="waitlistentry",
            name="resource",
        ),
        migrations.AddField(
            model_name="waitlistentry",
            name="resources",
            field=models.ManyToManyField(
                related_name="waitlist",
                through="workspaces.WaitedSpace",
                to="workspaces.resource",
                verbose_name="espaces",
            ),
        ),
        migrations.AddConstraint(
            model_name="waitlistentry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_for_any", True), ("status__in", ("waiting", "offered"))),
                fields=("person", "place", "period", "kind"),
                name="workspaces_waitlistentry_open_once",
                violation_error_message="Vous êtes déjà sur cette liste d’attente.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitlistentry",
            trigger=pgtrigger.compiler.Trigger(
                name="name_a_space",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="\n        IF EXISTS (\n            SELECT 1 FROM workspaces_waitlistentry entry\n            WHERE entry.id = NEW.id AND entry.is_for_any = EXISTS (\n                SELECT 1 FROM workspaces_waitedspace WHERE entry_id = NEW.id\n            )\n        ) THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'workspaces_waitlistentry_names_a_space', MESSAGE = 'refused by workspaces_waitlistentry_names_a_space';\n        END IF;\n        RETURN NULL;\n    ",
                    hash="5a815fee3059175f90439e830c418d53094e0a10",
                    operation='INSERT OR UPDATE OF "is_for_any"',
                    pgid="pgtrigger_name_a_space_32663",
                    table="workspaces_waitlistentry",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="waitlistentry",
            trigger=pgtrigger.compiler.Trigger(
                name="named_spaces_follow_their_wait",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        UPDATE workspaces_waitedspace\n        SET is_open = NEW.status IN ('waiting', 'offered'), period = NEW.period, person_id = NEW.person_id\n        WHERE entry_id = NEW.id\n            AND (is_open, period, person_id)\n                IS DISTINCT FROM (NEW.status IN ('waiting', 'offered'), NEW.period, NEW.person_id);\n        RETURN NULL;\n    ",
                    hash="28c6334418f56dcd3937a6d2602b62d262cea13a",
                    operation='UPDATE OF "status", "period", "person_id"',
                    pgid="pgtrigger_named_spaces_follow_their_wait_823d2",
                    table="workspaces_waitlistentry",
                    when="AFTER",
                ),
            ),
        ),
    ]
