"""Owners of leads: a table of their own, and whether there is one in the row of the lead."""

import django.db.models.deletion
import pgtrigger.compiler
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0003_changes_are_counted"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="LeadOwner",
            fields=[
                (
                    "lead",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="owner",
                        serialize=False,
                        to="housing.lead",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="nom du propriétaire"
                    ),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=30, verbose_name="téléphone du propriétaire"
                    ),
                ),
            ],
            options={
                "verbose_name": "propriétaire d’une piste",
                "verbose_name_plural": "propriétaires des pistes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), ("phone", ""), _negated=True),
                        name="housing_leadowner_says_something",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_leadownerevent" ("lead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."lead_id", _pgh_attach_context(), NOW(), \'insert\', NEW."lead_id"); RETURN NULL;',
                            hash="bc77eb735eeba04968a3ca2ba19b08299e732caa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c766b",
                            table="housing_leadowner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."phone" IS DISTINCT FROM (NEW."phone"))',
                            func='INSERT INTO "housing_leadownerevent" ("lead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."lead_id", _pgh_attach_context(), NOW(), \'update\', NEW."lead_id"); RETURN NULL;',
                            hash="ece3de11717753c42c48ff43a76f75f730724a6c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9ce43",
                            table="housing_leadowner",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_leadownerevent" ("lead_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."lead_id", _pgh_attach_context(), NOW(), \'delete\', OLD."lead_id"); RETURN NULL;',
                            hash="0f846574f2633664fb78d66f5b4eb778670b09b6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_49986",
                            table="housing_leadowner",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        # The release of before reads and writes these columns. They are emptied by the next
        # migration, and the next release drops them.
        migrations.AlterField(
            model_name="lead",
            name="owner_name",
            field=models.CharField(
                blank=True, db_default="", max_length=120, verbose_name="nom du propriétaire"
            ),
        ),
        migrations.AlterField(
            model_name="lead",
            name="owner_phone",
            field=models.CharField(
                blank=True, db_default="", max_length=30, verbose_name="téléphone du propriétaire"
            ),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name="lead", name="owner_name"),
                migrations.RemoveField(model_name="lead", name="owner_phone"),
            ],
        ),
        migrations.AddField(
            model_name="lead",
            name="has_owner",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="propriétaire connu"
            ),
        ),
        migrations.CreateModel(
            name="LeadOwnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "lead",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        serialize=False,
                        to="housing.lead",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="lead_events",
                        to="housing.leadowner",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
