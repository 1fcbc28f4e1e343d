import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.evidence.models.known
import bocage.foundation.db.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ClosedPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("span", models.CharField(max_length=5)),
                ("starts_on", models.DateField()),
                ("closed_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("span", "starts_on"), name="evidence_closedperiod_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closed_on__gt", models.F("starts_on"))),
                        name="evidence_closedperiod_afterwards",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="evidence_closedperiod_for_ever",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f503b24567b65eec1e27218f93518e635214cfdf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_evidence_closedperiod_for_ever_7a6c1",
                            table="evidence_closedperiod",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HiddenFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("indicator", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=11)),
                ("code", models.CharField(max_length=36)),
                ("span", models.CharField(max_length=5)),
                ("starts_on", models.DateField()),
                ("known_from", models.DateField()),
                ("known_until", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("known_until", None)),
                        fields=["indicator", "level", "code", "span", "starts_on"],
                        name="evidence_hidden_of_today",
                    ),
                    models.Index(fields=["known_from"], name="evidence_hidden_by_night"),
                    models.Index(
                        condition=models.Q(("known_until__isnull", False)),
                        fields=["known_until"],
                        name="evidence_hidden_ended",
                    ),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                bocage.evidence.models.known.SeriesKey(
                                    "indicator", "level", "code", "span"
                                ),
                                "=",
                            ),
                            (models.F("starts_on"), "="),
                            (
                                bocage.evidence.models.known.Nights("known_from", "known_until"),
                                "&&",
                            ),
                        ],
                        name="evidence_hiddenfigure_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("known_until", None),
                            ("known_until__gt", models.F("known_from")),
                            _connector="OR",
                        ),
                        name="evidence_hiddenfigure_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("indicator", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=11)),
                ("code", models.CharField(max_length=36)),
                ("span", models.CharField(max_length=5)),
                ("starts_on", models.DateField()),
                ("numerator", models.DecimalField(decimal_places=4, max_digits=20)),
                ("denominator", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("counted", models.PositiveIntegerField()),
                ("known_from", models.DateField()),
                ("known_until", models.DateField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("known_until", None)),
                        fields=["indicator", "level", "span", "code", "starts_on"],
                        include=("numerator", "denominator", "counted"),
                        name="evidence_cell_series",
                    ),
                    models.Index(
                        condition=models.Q(("known_until", None)),
                        fields=["level", "code", "span", "starts_on"],
                        name="evidence_cell_of_scope",
                    ),
                    models.Index(
                        condition=models.Q(("known_until__isnull", False)),
                        fields=["known_until"],
                        name="evidence_cell_replaced",
                    ),
                    models.Index(fields=["known_from"], name="evidence_cell_by_night"),
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                bocage.evidence.models.known.SeriesKey(
                                    "indicator", "level", "code", "span"
                                ),
                                "=",
                            ),
                            (models.F("starts_on"), "="),
                            (
                                bocage.evidence.models.known.Nights("known_from", "known_until"),
                                "&&",
                            ),
                        ],
                        name="evidence_cell_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("known_until", None),
                            ("known_until__gt", models.F("known_from")),
                            _connector="OR",
                        ),
                        name="evidence_cell_known_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("level", "instance")),
                            models.Q(
                                models.Q(("level", "instance"), _negated=True),
                                models.Q(("code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_cell_code_of_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("span", "month"), ("starts_on__day", 1)),
                            models.Q(
                                ("span", "year"), ("starts_on__day", 1), ("starts_on__month", 1)
                            ),
                            _connector="OR",
                        ),
                        name="evidence_cell_starts_with_its_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator", None), ("denominator__gt", 0), _connector="OR"
                        ),
                        name="evidence_cell_share_of_something",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="evidence_cell_of_open_period",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE touched evidence_indicatorcell;",
                            func="\n                    touched := coalesce(NEW, OLD);\n                    IF EXISTS (\n                        SELECT FROM evidence_closedperiod closed\n                        WHERE closed.span = touched.span AND closed.starts_on = touched.starts_on\n                    ) THEN\n                        RAISE EXCEPTION 'the % of % is closed', touched.span, touched.starts_on\n                            USING ERRCODE = 'restrict_violation';\n                    END IF;\n                    RETURN coalesce(NEW, OLD);\n                    ",
                            hash="2bd5fbeb854ce5abf9153a981fc0cced0e883900",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_evidence_cell_of_open_period_96b7a",
                            table="evidence_indicatorcell",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorDefinition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("indicator", models.CharField(max_length=60)),
                ("known_from", models.DateField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("label", models.CharField(max_length=200)),
                ("definition", models.TextField()),
                ("method", models.TextField()),
                ("source", models.TextField()),
                ("unit", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=20)),
                ("aggregate", models.CharField(max_length=20)),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=11)
                    ),
                ),
                ("is_counted", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "known_from"), name="evidence_definition_one_a_night"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Night",
            fields=[
                ("date", models.DateField(primary_key=True)),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                ("indicators", models.PositiveIntegerField()),
                ("cells_new", models.PositiveIntegerField()),
                ("cells_replaced", models.PositiveIntegerField()),
                ("late_facts_reported", models.PositiveIntegerField()),
                ("is_confidential", models.BooleanField(db_default=True, default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("finished_at__gte", models.F("started_at"))),
                        name="evidence_night_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NotedMerger",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("into", models.CharField(max_length=5)),
                ("into_name", models.CharField(max_length=80)),
                ("noted_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="LateFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("indicator", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=11)),
                ("code", models.CharField(max_length=36)),
                ("span", models.CharField(max_length=5)),
                ("starts_on", models.DateField()),
                ("numerator", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("denominator", models.DecimalField(decimal_places=4, max_digits=20, null=True)),
                ("counted", models.PositiveIntegerField(default=0)),
                ("is_reported", models.BooleanField(db_default=False, default=False)),
                (
                    "night",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="evidence.night"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("indicator", "level", "code", "span", "starts_on", "night"),
                        name="evidence_latefact_once_a_night",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("indicator", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=11)),
                ("code", models.CharField(max_length=36)),
                ("span", models.CharField(max_length=5)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("value", models.DecimalField(decimal_places=4, max_digits=20)),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["level", "code"], name="evidence_target_of_scope")
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("indicator", "="),
                            ("level", "="),
                            ("code", "="),
                            ("span", "="),
                            (models.Func("starts_on", "ends_on", function="daterange"), "&&"),
                        ],
                        name="evidence_target_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="evidence_target_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("level", "instance")),
                            models.Q(
                                models.Q(("level", "instance"), _negated=True),
                                models.Q(("code", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="evidence_target_of_a_scope",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="evidence_target_not_negative"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "evidence_targetevent" ("code", "ends_on", "indicator", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "span", "starts_on", "value") VALUES (NEW."code", NEW."ends_on", NEW."indicator", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."span", NEW."starts_on", NEW."value"); RETURN NULL;',
                            hash="0fad8e96051b419533a1a58e8c9900c603a43875",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4c407",
                            table="evidence_target",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."indicator" IS DISTINCT FROM (NEW."indicator") OR OLD."level" IS DISTINCT FROM (NEW."level") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."span" IS DISTINCT FROM (NEW."span") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."value" IS DISTINCT FROM (NEW."value"))',
                            func='INSERT INTO "evidence_targetevent" ("code", "ends_on", "indicator", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "span", "starts_on", "value") VALUES (NEW."code", NEW."ends_on", NEW."indicator", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."span", NEW."starts_on", NEW."value"); RETURN NULL;',
                            hash="7f7b7927d22f93213e2b24cf64308d004aa55097",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_717f4",
                            table="evidence_target",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("indicator", models.CharField(max_length=60)),
                ("level", models.CharField(max_length=11)),
                ("code", models.CharField(max_length=36)),
                ("span", models.CharField(max_length=5)),
                ("value", models.DecimalField(decimal_places=4, max_digits=20)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("reason", models.CharField(max_length=300)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="evidence.target",
                    ),
                ),
            ],
        ),
    ]
