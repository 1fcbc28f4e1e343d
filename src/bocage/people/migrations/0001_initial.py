import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import oauth2_provider.generators
import oauth2_provider.models
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.files.private_storage
import bocage.foundation.formatting.plain_words


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128)),
                ("last_login", models.DateTimeField(null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=20)),
                ("situation", models.CharField(max_length=24)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("shows_name_to_hosts", models.BooleanField(default=True)),
                ("shows_name_to_others", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("erased_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            bocage.foundation.formatting.plain_words.SpacedWords(
                                bocage.foundation.formatting.plain_words.PlainWords(
                                    models.F("name")
                                ),
                                models.F("email"),
                            ),
                            name="gin_trgm_ops",
                        ),
                        name="people_person_words",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("email", django.db.models.functions.text.Lower("email"))
                        ),
                        name="people_person_email_lowercase",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email__regex", "^[!-~]+@[!-~]+$")),
                        name="people_person_email_ascii",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["fr", "en"])),
                        name="people_person_language_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "situation__in",
                                [
                                    "",
                                    "candidate",
                                    "settled_teleworker",
                                    "occasional_teleworker",
                                    "second_home_owner",
                                    "resident",
                                ],
                            )
                        ),
                        name="people_person_situation_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("erased_at", None),
                            models.Q(
                                (
                                    "email",
                                    django.db.models.functions.text.Concat(
                                        django.db.models.functions.comparison.Cast(
                                            "id", models.TextField()
                                        ),
                                        models.Value("@efface.invalid"),
                                    ),
                                ),
                                ("is_active", False),
                                ("name", ""),
                                ("phone", ""),
                                ("situation", ""),
                            ),
                            _connector="OR",
                        ),
                        name="people_person_erased_is_nobody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("email", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "situation") VALUES (NEW."email", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."situation"); RETURN NULL;',
                            hash="0ccc6f28ed10a5a0d6e5c3940f4d687e8fc80b35",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65688",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."situation" IS DISTINCT FROM (NEW."situation"))',
                            func='INSERT INTO "people_personevent" ("email", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "situation") VALUES (NEW."email", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."situation"); RETURN NULL;',
                            hash="85c83ed87d1122247e8d2267902e702245ba76cd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_de829",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personevent" ("email", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "situation") VALUES (OLD."email", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."situation"); RETURN NULL;',
                            hash="28da42c2b39e5f5647c418bf0e98a7811ac9b765",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2ca2d",
                            table="people_person",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttemptCount",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True)),
                ("opened_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["opened_at"], name="people_attemptcount_opened")],
            },
        ),
        migrations.CreateModel(
            name="ErasureReceipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("account_id", models.UUIDField(unique=True)),
                ("address_digest", models.CharField(max_length=64)),
                ("erased_at", models.DateTimeField()),
                ("counts", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "image",
                    models.ImageField(
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="portraits/",
                    ),
                ),
                ("taken_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.CreateModel(
            name="DeviceGrant",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("device_code", models.CharField(max_length=100)),
                ("user_code", models.CharField(max_length=100)),
                ("scope", models.TextField()),
                ("interval", models.IntegerField(default=5)),
                ("expires", models.DateTimeField()),
                ("status", models.CharField(default="authorization-pending", max_length=64)),
                ("client_id", models.CharField(db_index=True, max_length=100)),
                ("last_checked", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("device_code",), name="people_devicegrant_unique_device_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownBrowser",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("session_key", models.CharField(max_length=40)),
                ("signed_in_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["expires_at"], name="people_knownbrowser_expires")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest", "person"), name="people_knownbrowser_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("channel", models.CharField(max_length=40)),
                ("medium", models.CharField(default="email", max_length=12)),
                ("is_wanted", models.BooleanField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "channel", "medium"),
                        name="people_messagechoice_one_per_channel",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("medium__in", ["email"])),
                        name="people_messagechoice_medium_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=16)),
                (
                    "departement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.departement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "departement"),
                        name="people_partner_one_name_per_departement",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="people_partner_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalToken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                ("last_letters", models.CharField(max_length=4)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32)
                    ),
                ),
                ("made_with_second_factor", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("digest",), name="people_personaltoken_one_secret"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("expires_at__gt", models.F("created_at"))),
                        name="people_personaltoken_expires_after_it_is_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes__len__gt", 0)),
                        name="people_personaltoken_opens_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="people_personaltoken_named",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_personaltokenevent" ("expires_at", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes") VALUES (NEW."expires_at", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."scopes"); RETURN NULL;',
                            hash="75ecc81ad4247c4744f542952b221dba260f3236",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c0321",
                            table="people_personaltoken",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes"))',
                            func='INSERT INTO "people_personaltokenevent" ("expires_at", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "scopes") VALUES (NEW."expires_at", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."scopes"); RETURN NULL;',
                            hash="f0aadf03c1a678fbe9d28dc81fb6cfb2deb4ea73",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d99c",
                            table="people_personaltoken",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonalTokenEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("name", models.CharField(max_length=60)),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32)
                    ),
                ),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="people.personaltoken",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(max_length=120)),
                ("situation", models.CharField(max_length=24)),
                ("is_active", models.BooleanField(default=True)),
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
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Scope",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=160)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.departement",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="territory.epci"
                    ),
                ),
                (
                    "partner",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="people.partner"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "instance"),
                                ("departement__isnull", True),
                                ("epci__isnull", True),
                                ("commune__isnull", True),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("kind", "departement"),
                                ("departement__isnull", False),
                                ("epci__isnull", True),
                                ("commune__isnull", True),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("kind", "epci"),
                                ("epci__isnull", False),
                                ("commune__isnull", True),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("kind", "commune"),
                                ("commune__isnull", False),
                                ("departement__isnull", False),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("kind", "place"),
                                ("commune__isnull", False),
                                ("departement__isnull", False),
                                ("partner__isnull", True),
                            ),
                            models.Q(
                                ("kind", "partner"),
                                ("partner__isnull", False),
                                ("commune__isnull", True),
                                ("epci__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="people_scope_shape",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "place"), ("name", ""), _connector="XOR"),
                        name="people_scope_place_named",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "instance")),
                        fields=("kind",),
                        name="people_scope_one_instance",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "departement")),
                        fields=("departement",),
                        name="people_scope_one_per_departement",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "epci")),
                        fields=("epci",),
                        name="people_scope_one_per_epci",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "commune")),
                        fields=("commune",),
                        name="people_scope_one_per_commune",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("role", models.CharField(max_length=20)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="people.scope"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["scope", "role"], name="people_mandate_scope_role")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="people_mandate_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "coordinator",
                                    "elected",
                                    "town_hall",
                                    "host",
                                    "sponsor",
                                    "club_organiser",
                                    "training_officer",
                                    "editor",
                                    "admin",
                                ],
                            )
                        ),
                        name="people_mandate_role_known",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            ("scope", "="),
                            (models.Func("starts_on", "ends_on", function="daterange"), "&&"),
                        ],
                        name="people_mandate_no_overlap",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="role_fits_scope",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\nIF (NEW.role, (SELECT kind FROM people_scope WHERE id = NEW.scope_id)) NOT IN (('admin', 'instance'), ('club_organiser', 'departement'), ('coordinator', 'departement'), ('coordinator', 'epci'), ('editor', 'departement'), ('elected', 'commune'), ('elected', 'epci'), ('host', 'place'), ('sponsor', 'commune'), ('town_hall', 'commune'), ('training_officer', 'partner')) THEN\n    RAISE EXCEPTION 'role % is not held on this kind of scope', NEW.role\n    USING ERRCODE = 'check_violation', CONSTRAINT = 'people_mandate_role_fits_scope';\nEND IF;\nRETURN NEW;\n",
                            hash="7aec96c07d17da77323dc5dc10a224b50198b365",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_role_fits_scope_85669",
                            table="people_mandate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_mandateevent" ("created_at", "ends_on", "granted_by_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope_id", "starts_on") VALUES (NEW."created_at", NEW."ends_on", NEW."granted_by_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."scope_id", NEW."starts_on"); RETURN NULL;',
                            hash="dcd2eabca26a8b2eb885ac52ffbb92b664286093",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c44e1",
                            table="people_mandate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_mandateevent" ("created_at", "ends_on", "granted_by_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope_id", "starts_on") VALUES (NEW."created_at", NEW."ends_on", NEW."granted_by_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."scope_id", NEW."starts_on"); RETURN NULL;',
                            hash="37ca6c0865da8023d35d86befba2d9ad0a0dbf66",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6126f",
                            table="people_mandate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_mandateevent" ("created_at", "ends_on", "granted_by_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "scope_id", "starts_on") VALUES (OLD."created_at", OLD."ends_on", OLD."granted_by_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."scope_id", OLD."starts_on"); RETURN NULL;',
                            hash="a32a2cd1c837ac2430377e49df46487b22cfcfd0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_296c7",
                            table="people_mandate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "client_id",
                    models.CharField(
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_id,
                        max_length=255,
                        unique=True,
                    ),
                ),
                ("redirect_uris", models.TextField()),
                ("post_logout_redirect_uris", models.TextField(default="")),
                ("client_type", models.CharField(max_length=32)),
                ("authorization_grant_type", models.CharField(max_length=44)),
                (
                    "client_secret",
                    oauth2_provider.models.ClientSecretField(
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_secret,
                        max_length=255,
                    ),
                ),
                ("hash_client_secret", models.BooleanField(default=True)),
                ("name", models.CharField(max_length=255)),
                ("skip_authorization", models.BooleanField(default=False)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                ("algorithm", models.CharField(default="", max_length=5)),
                ("allowed_origins", models.TextField(default="")),
                ("registration_source", models.CharField(default="manual", max_length=32)),
                ("cimd_expires_at", models.DateTimeField(default=None, null=True)),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("website", models.URLField()),
                (
                    "service_scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), default=list
                    ),
                ),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="people.mandate"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("authorization_grant_type", "authorization-code"),
                                ("mandate", None),
                                ("service_scopes__len", 0),
                                models.Q(("redirect_uris", ""), _negated=True),
                            ),
                            models.Q(
                                ("authorization_grant_type", "client-credentials"),
                                ("client_type", "confidential"),
                                ("mandate__isnull", False),
                                ("service_scopes__len__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="people_application_ways_in",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", False), models.Q(("name", ""), _negated=True)
                        ),
                        name="people_application_belongs_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("skip_authorization", False)),
                        name="people_application_always_asks",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_applicationevent" ("mandate_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "redirect_uris", "service_scopes", "user_id", "website") VALUES (NEW."mandate_id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."redirect_uris", NEW."service_scopes", NEW."user_id", NEW."website"); RETURN NULL;',
                            hash="d64a97895008b14fb203862a9348441ab0d10ca7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1986d",
                            table="people_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."mandate_id" IS DISTINCT FROM (NEW."mandate_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."redirect_uris" IS DISTINCT FROM (NEW."redirect_uris") OR OLD."service_scopes" IS DISTINCT FROM (NEW."service_scopes") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "people_applicationevent" ("mandate_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "redirect_uris", "service_scopes", "user_id", "website") VALUES (NEW."mandate_id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."redirect_uris", NEW."service_scopes", NEW."user_id", NEW."website"); RETURN NULL;',
                            hash="d81cbd9d8b8676df35af112a732c303e7cd3a9f1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62514",
                            table="people_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_applicationevent" ("mandate_id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "redirect_uris", "service_scopes", "user_id", "website") VALUES (OLD."mandate_id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."redirect_uris", OLD."service_scopes", OLD."user_id", OLD."website"); RETURN NULL;',
                            hash="5a2ece60f1e752b498ce5904333d892a26c753f3",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c79c6",
                            table="people_application",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationConsent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32)
                    ),
                ),
                ("made_with_second_factor", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "application"), name="people_applicationconsent_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scopes__len__gt", 0)),
                        name="people_applicationconsent_opens_something",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_applicationconsentevent" ("application_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes") VALUES (NEW."application_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scopes"); RETURN NULL;',
                            hash="5988571da6d3498cdeb7d703f3af66dbed240865",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a0d9e",
                            table="people_applicationconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."scopes" IS DISTINCT FROM (NEW."scopes"))',
                            func='INSERT INTO "people_applicationconsentevent" ("application_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes") VALUES (NEW."application_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scopes"); RETURN NULL;',
                            hash="c8087b9fbb86710b2468d6450c9572e5480fae34",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4de2d",
                            table="people_applicationconsent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_applicationconsentevent" ("application_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scopes") VALUES (OLD."application_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scopes"); RETURN NULL;',
                            hash="0fd51519812f6a966bc6b6d9af52420e4df3afdc",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_38e01",
                            table="people_applicationconsent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32)
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="people.applicationconsent",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationGrant",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("code", models.CharField(max_length=255, unique=True)),
                ("expires", models.DateTimeField()),
                ("redirect_uri", models.TextField()),
                ("scope", models.TextField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                ("code_challenge", models.CharField(default="", max_length=128)),
                ("code_challenge_method", models.CharField(default="", max_length=10)),
                ("nonce", models.CharField(default="", max_length=255)),
                ("claims", models.TextField()),
                ("resource", oauth2_provider.models.ResourceJSONField(default=list)),
                ("spent_at", models.DateTimeField(null=True)),
                ("token_family", models.UUIDField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdentityToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("jti", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("expires", models.DateTimeField()),
                ("scope", models.TextField()),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("name", models.CharField(max_length=255)),
                ("website", models.URLField()),
                ("redirect_uris", models.TextField()),
                (
                    "service_scopes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=32), default=list
                    ),
                ),
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
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="people.mandate",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MandateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("role", models.CharField(max_length=20)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="people.mandate",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="people.scope",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True)),
                ("session_data", models.TextField()),
                ("expire_date", models.DateTimeField(db_index=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignInCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("digest", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                ("may_be_shared", models.BooleanField(db_default=False, default=False)),
                (
                    "sent_with",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="people.signincode",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["expires_at"], name="people_signincode_expires"),
                    models.Index(
                        condition=models.Q(("may_be_shared", True)),
                        fields=["email", "created_at"],
                        name="people_signincode_shared",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("attempts__lte", 5)),
                        name="people_signincode_attempts_limited",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("used_at", None), ("sent_with", None), _connector="OR"),
                        name="people_signincode_used_where_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entitlement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("as_guest", models.BooleanField(db_default=False, default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("person", "kind"),
                        name="people_entitlement_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="people_entitlement_ends_after_it_starts",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_entitlementevent" ("as_guest", "created_at", "ends_on", "given_by_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."as_guest", NEW."created_at", NEW."ends_on", NEW."given_by_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="f5d4a2a649a13369d99801941484f6f38e5541a7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_32c8e",
                            table="people_entitlement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_entitlementevent" ("as_guest", "created_at", "ends_on", "given_by_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."as_guest", NEW."created_at", NEW."ends_on", NEW."given_by_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="db9ef75ae7f3efd9b9a467669a37569691a2f407",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2f3c5",
                            table="people_entitlement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EntitlementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("id", models.UUIDField(default=bocage.foundation.db.identifiers.new_identifier)),
                ("kind", models.CharField(max_length=12)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("as_guest", models.BooleanField(db_default=False, default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        to="people.entitlement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("token", models.TextField()),
                (
                    "token_checksum",
                    oauth2_provider.models.TokenChecksumField(
                        db_index=True, max_length=64, unique=True
                    ),
                ),
                ("expires", models.DateTimeField()),
                ("scope", models.TextField()),
                ("resource", oauth2_provider.models.ResourceJSONField(default=list)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "id_token",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.OAUTH2_PROVIDER_ID_TOKEN_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RefreshToken",
            fields=[
                ("id", models.BigAutoField(primary_key=True)),
                ("token", models.TextField()),
                ("token_checksum", oauth2_provider.models.TokenChecksumField(max_length=64)),
                ("token_family", models.UUIDField(null=True)),
                ("resource", oauth2_provider.models.ResourceJSONField(default=list)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("updated", models.DateTimeField(auto_now=True)),
                ("revoked", models.DateTimeField(null=True)),
                (
                    "access_token",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.OAUTH2_PROVIDER_ACCESS_TOKEN_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "unique_together": {("token_checksum", "revoked")},
                "indexes": [
                    models.Index(fields=["token_family"], name="people_refr_token_f_d770bc_idx")
                ],
            },
        ),
        migrations.AddField(
            model_name="accesstoken",
            name="source_refresh_token",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                to=settings.OAUTH2_PROVIDER_REFRESH_TOKEN_MODEL,
            ),
        ),
        migrations.CreateModel(
            name="TableImport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("brought_at", models.DateTimeField()),
                (
                    "file",
                    models.FileField(
                        max_length=200,
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="",
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("mapping", models.JSONField(default=list)),
                ("options", models.JSONField(default=dict)),
                ("state", models.CharField(default="looked_at", max_length=9)),
                ("octets", models.PositiveBigIntegerField(default=0)),
                ("octets_read", models.PositiveBigIntegerField(default=0)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("counts", models.JSONField(default=dict)),
                ("problem", models.CharField(max_length=40)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["brought_at"], name="people_table_import_old")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at", None),
                                ("state__in", ["looked_at", "writing"]),
                                models.Q(("file", ""), _negated=True),
                            ),
                            models.Q(
                                ("file", ""),
                                ("finished_at__isnull", False),
                                ("state__in", ["done", "failed"]),
                            ),
                            _connector="OR",
                        ),
                        name="people_table_import_file_goes",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TableRefusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("line", models.PositiveIntegerField()),
                ("column", models.CharField(max_length=120)),
                ("cell", models.CharField(max_length=80)),
                ("sentence", models.CharField(max_length=600)),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="people.tableimport"
                    ),
                ),
            ],
        ),
    ]
