import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.files.private_storage
import bocage.housing.market.price_steps
import bocage.territory.geography


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("housing", "0001_french_words"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PushKeys",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True)),
                ("private_key", models.CharField(max_length=60)),
                ("public_key", models.CharField(max_length=100)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="housing_pushkeys_one_row"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TownHallLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("week", models.DateField()),
                ("sent_at", models.DateTimeField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.commune"
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
                        fields=("person", "commune", "week"),
                        name="housing_townhallletter_once_a_week",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CommunePrice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("kind", models.CharField(max_length=12)),
                ("year", models.PositiveSmallIntegerField()),
                ("sales", models.PositiveIntegerField()),
                ("median_eur_m2", models.PositiveIntegerField()),
                ("low_eur_m2", models.PositiveIntegerField()),
                ("high_eur_m2", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.commune"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commune", "kind", "year"), name="housing_communeprice_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("low_eur_m2__lte", models.F("median_eur_m2")),
                            ("median_eur_m2__lte", models.F("high_eur_m2")),
                        ),
                        name="housing_communeprice_quartiles_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dwelling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("is_on_the_market", models.BooleanField(default=True)),
                ("is_under_offer", models.BooleanField(default=False)),
                ("offer", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=12)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("position_precision", models.CharField(max_length=8)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField()),
                ("price_eur", models.PositiveIntegerField()),
                ("previous_price_eur", models.PositiveIntegerField(null=True)),
                ("price_changed_at", models.DateTimeField(null=True)),
                ("surface_m2", models.PositiveIntegerField(null=True)),
                ("land_m2", models.PositiveIntegerField(null=True)),
                ("rooms", models.PositiveSmallIntegerField(null=True)),
                ("bedrooms", models.PositiveSmallIntegerField(null=True)),
                ("energy_class", models.CharField(max_length=2)),
                ("has_fibre", models.BooleanField(null=True)),
                ("has_office_room", models.BooleanField(default=False)),
                ("has_garden", models.BooleanField(default=False)),
                ("workspace_m", models.PositiveIntegerField(null=True)),
                (
                    "cell",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.territory.geography.GridCell(
                            models.F("latitude"), models.F("longitude")
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                (
                    "price_step",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.housing.market.price_steps.PriceStep(
                            models.F("price_eur")
                        ),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("search_vector", django.contrib.postgres.search.SearchVectorField(null=True)),
                ("first_seen_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        bocage.territory.geography.EarthPoint(
                            models.F("latitude"), models.F("longitude")
                        ),
                        condition=models.Q(("is_on_the_market", True)),
                        name="housing_dwelling_nearest_gist",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_vector"], name="housing_dwelling_words_all_gin"
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "-first_seen_at", "id"],
                        include=(
                            "kind",
                            "price_eur",
                            "surface_m2",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                        ),
                        name="housing_dwelling_newest",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "price_eur", "id"],
                        include=(
                            "kind",
                            "surface_m2",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                        ),
                        name="housing_dwelling_cheapest",
                    ),
                    models.Index(
                        models.F("offer"),
                        models.OrderBy(models.F("surface_m2"), descending=True, nulls_last=True),
                        models.F("id"),
                        condition=models.Q(("is_on_the_market", True)),
                        include=(
                            "kind",
                            "price_eur",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                        ),
                        name="housing_dwelling_largest",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "cell"],
                        include=(
                            "kind",
                            "price_eur",
                            "surface_m2",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                            "id",
                        ),
                        name="housing_dwelling_around",
                    ),
                    models.Index(
                        condition=models.Q(("is_on_the_market", True)),
                        fields=["offer", "price_step", "surface_m2"],
                        include=(
                            "kind",
                            "price_eur",
                            "rooms",
                            "land_m2",
                            "energy_class",
                            "has_fibre",
                            "has_office_room",
                            "has_garden",
                            "workspace_m",
                            "cell",
                            "latitude",
                            "longitude",
                            "first_seen_at",
                            "id",
                        ),
                        name="housing_dwelling_narrow",
                    ),
                    models.Index(fields=["commune", "offer", "kind"], name="housing_dwelling_like"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_dwelling_price_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("gone_at", None), ("is_on_the_market", True)),
                            models.Q(("gone_at__isnull", False), ("is_on_the_market", False)),
                            _connector="OR",
                        ),
                        name="housing_dwelling_gone_when_off_the_market",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude", None), ("longitude", None), ("position_precision", "")
                            ),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                models.Q(("position_precision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="housing_dwelling_position_whole",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="words_follow_the_texts",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        NEW.search_vector :=\n            setweight(to_tsvector('bocage_french', NEW.title), 'A')\n            || setweight(to_tsvector('bocage_french', COALESCE((\n                SELECT name FROM territory_commune WHERE code = NEW.commune_id), '')), 'B')\n            || setweight(to_tsvector('bocage_french', NEW.description), 'C');\n        RETURN NEW;\n    ",
                            hash="dee0d6d7778e2b025e7b3242d7dd639ba3137de9",
                            operation='INSERT OR UPDATE OF "title", "description", "commune_id"',
                            pgid="pgtrigger_words_follow_the_texts_0c40b",
                            table="housing_dwelling",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM foundation_count_change('homes', '00000000-0000-0000-0000-000000000000'); RETURN NULL;",
                            hash="491d05527b3b4882f911e1dd6c26ef2298a64f61",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_dbd80",
                            table="housing_dwelling",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DwellingAlias",
            fields=[
                ("old_id", models.UUIDField(primary_key=True)),
                ("since", models.DateTimeField()),
                (
                    "dwelling",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.dwelling"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PushSubscription",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("endpoint", models.URLField(max_length=1000, unique=True)),
                ("public_key", models.CharField(max_length=120)),
                ("secret", models.CharField(max_length=60)),
                ("browser", models.CharField(max_length=120)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("failed_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("name", models.CharField(max_length=120)),
                ("status", models.CharField(default="unconfirmed", max_length=12)),
                ("rhythm", models.CharField(default="immediately", max_length=12)),
                ("notifies_by_mail", models.BooleanField(default=True)),
                ("project", models.UUIDField(null=True)),
                ("offer", models.CharField(max_length=20)),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list
                    ),
                ),
                ("price", django.contrib.postgres.fields.ranges.IntegerRangeField()),
                ("surface", django.contrib.postgres.fields.ranges.IntegerRangeField()),
                ("rooms", django.contrib.postgres.fields.ranges.IntegerRangeField()),
                ("land_from_m2", models.PositiveIntegerField(null=True)),
                ("energy_at_least", models.CharField(max_length=2)),
                ("needs_fibre", models.BooleanField(default=False)),
                ("needs_office_room", models.BooleanField(default=False)),
                ("needs_garden", models.BooleanField(default=False)),
                ("workspace_within_m", models.PositiveIntegerField(null=True)),
                ("words", models.CharField(max_length=120)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("radius_m", models.PositiveIntegerField(null=True)),
                ("west", models.FloatField(default=-180)),
                ("south", models.FloatField(default=-90)),
                ("east", models.FloatField(default=180)),
                ("north", models.FloatField(default=90)),
                ("quiet_from", models.PositiveSmallIntegerField(default=22)),
                ("quiet_until", models.PositiveSmallIntegerField(default=7)),
                ("feed_key", models.CharField(max_length=43, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("last_notified_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GistIndex(
                        models.Func(
                            models.Func("east", "north", function="point"),
                            models.Func("west", "south", function="point"),
                            function="box",
                        ),
                        models.F("price"),
                        models.F("surface"),
                        models.F("rooms"),
                        django.contrib.postgres.indexes.OpClass(
                            models.F("offer"), name="gist_text_ops"
                        ),
                        condition=models.Q(("status", "active")),
                        name="housing_savedsearch_match_gist",
                    ),
                    models.Index(fields=["person", "-created_at"], name="housing_savedsearch_mine"),
                    models.Index(
                        condition=models.Q(("person", None)),
                        fields=["email"],
                        name="housing_savedsearch_address",
                    ),
                    models.Index(
                        condition=models.Q(("status", "active")),
                        fields=["commune"],
                        name="housing_savedsearch_demand",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), ("person__isnull", False)),
                            models.Q(("person", None), models.Q(("email", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="housing_savedsearch_of_a_person_or_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "unconfirmed"),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_savedsearch_confirmed_before_active",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), ("notifies_by_mail", True), _connector="OR"
                        ),
                        name="housing_savedsearch_address_told_by_mail",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("latitude", None), ("longitude", None), ("radius_m", None)),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                ("radius_m__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="housing_savedsearch_centre_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("south__lte", models.F("north")), ("west__lte", models.F("east"))
                        ),
                        name="housing_savedsearch_box_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quiet_from__lte", 23), ("quiet_until__lte", 23)),
                        name="housing_savedsearch_quiet_hours_of_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("project__isnull", False)),
                        fields=("project", "offer"),
                        name="housing_savedsearch_once_a_project",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=16)),
                ("format", models.CharField(max_length=8)),
                ("contact_name", models.CharField(max_length=120)),
                ("contact_email", models.EmailField(max_length=254)),
                ("contact_phone", models.CharField(max_length=20)),
                ("website", models.URLField(max_length=300)),
                ("column_mapping", models.JSONField(default=dict)),
                ("push_token_digest", models.CharField(max_length=64)),
                ("push_token_made_at", models.DateTimeField(null=True)),
                ("fetch_address", models.URLField(max_length=1000)),
                ("fetch_every_minutes", models.PositiveIntegerField(default=60)),
                ("next_fetch_at", models.DateTimeField(null=True)),
                ("fetch_failures", models.PositiveIntegerField(default=0)),
                ("etag", models.CharField(max_length=300)),
                ("last_modified", models.CharField(max_length=100)),
                ("quiet_after_hours", models.PositiveIntegerField(default=48)),
                ("state", models.CharField(default="new", max_length=8)),
                ("error", models.CharField(max_length=40)),
                ("last_good_at", models.DateTimeField(null=True)),
                ("warned_at", models.DateTimeField(null=True)),
                ("is_active", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("is_active", True), models.Q(("fetch_address", ""), _negated=True)
                        ),
                        fields=["next_fetch_at"],
                        name="housing_source_to_fetch",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("push_token_digest", ""), _negated=True),
                        fields=("push_token_digest",),
                        name="housing_source_one_push_token",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fetch_every_minutes__gte", 5)),
                        name="housing_source_fetched_every_five_minutes_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quiet_after_hours__gte", 1)),
                        name="housing_source_quiet_after_an_hour_at_least",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_sourceevent" ("fetch_address", "format", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "push_token_digest", "state") VALUES (NEW."fetch_address", NEW."format", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."push_token_digest", NEW."state"); RETURN NULL;',
                            hash="a04394a60f20b4aadc3e46d48eb872f5b11306b6",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5d44",
                            table="housing_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."fetch_address" IS DISTINCT FROM (NEW."fetch_address") OR OLD."format" IS DISTINCT FROM (NEW."format") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."push_token_digest" IS DISTINCT FROM (NEW."push_token_digest") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func='INSERT INTO "housing_sourceevent" ("fetch_address", "format", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "push_token_digest", "state") VALUES (NEW."fetch_address", NEW."format", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."push_token_digest", NEW."state"); RETURN NULL;',
                            hash="aa34b769fdfba01d23a9cc499f86809b1872d83a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b3516",
                            table="housing_source",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_sourceevent" ("fetch_address", "format", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "push_token_digest", "state") VALUES (OLD."fetch_address", OLD."format", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."push_token_digest", OLD."state"); RETURN NULL;',
                            hash="c3bb1bba26d3b19e782eae6209a3098214b5fd17",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_0e9eb",
                            table="housing_source",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedRun",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("channel", models.CharField(max_length=8)),
                ("status", models.CharField(default="received", max_length=12)),
                ("error", models.CharField(max_length=40)),
                ("error_detail", models.CharField(max_length=300)),
                (
                    "file",
                    models.FileField(
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="feeds/",
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("parser_fingerprint", models.CharField(default="", max_length=64)),
                ("octets", models.PositiveBigIntegerField(default=0)),
                ("format_version", models.CharField(max_length=10)),
                ("software", models.CharField(max_length=120)),
                ("read", models.PositiveIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("updated", models.PositiveIntegerField(default=0)),
                ("unchanged", models.PositiveIntegerField(default=0)),
                ("withdrawn", models.PositiveIntegerField(default=0)),
                ("price_falls", models.PositiveIntegerField(default=0)),
                ("rejected", models.PositiveIntegerField(default=0)),
                ("repaired", models.PositiveIntegerField(default=0)),
                ("received_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.source"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["source", "-received_at"], name="housing_feedrun_last"),
                    models.Index(
                        condition=models.Q(("status__in", ("received", "held"))),
                        fields=["received_at"],
                        name="housing_feedrun_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "number"), name="housing_feedrun_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("status__in", ("received", "held"))),
                            models.Q(
                                models.Q(("status__in", ("received", "held")), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="housing_feedrun_finished_when_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "applied"), _negated=True),
                            (
                                "read",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("created"), "+", models.F("updated")
                                        ),
                                        "+",
                                        models.F("unchanged"),
                                    ),
                                    "+",
                                    models.F("rejected"),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="housing_feedrun_counts_add_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("agency_code", models.CharField(max_length=80)),
                ("external_id", models.CharField(max_length=120)),
                ("reference", models.CharField(max_length=80)),
                ("status", models.CharField(default="available", max_length=12)),
                ("offer", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=12)),
                ("postcode", models.CharField(max_length=5)),
                ("town", models.CharField(max_length=120)),
                ("town_is_doubtful", models.BooleanField(default=False)),
                ("district", models.CharField(max_length=120)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("position_precision", models.CharField(max_length=8)),
                ("price_eur", models.PositiveIntegerField()),
                ("charges_are_included", models.BooleanField(null=True)),
                ("charges_eur", models.PositiveIntegerField(null=True)),
                ("fees_eur", models.PositiveIntegerField(null=True)),
                ("net_price_eur", models.PositiveIntegerField(null=True)),
                ("surface_m2", models.DecimalField(decimal_places=2, max_digits=9, null=True)),
                ("land_m2", models.PositiveIntegerField(null=True)),
                ("rooms", models.PositiveSmallIntegerField(null=True)),
                ("bedrooms", models.PositiveSmallIntegerField(null=True)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField()),
                ("available_on", models.DateField(null=True)),
                ("is_furnished", models.BooleanField(null=True)),
                ("built_year", models.PositiveSmallIntegerField(null=True)),
                ("heating", models.CharField(max_length=80)),
                ("needs_works", models.BooleanField(null=True)),
                ("has_garage", models.BooleanField(null=True)),
                ("energy_class", models.CharField(max_length=2)),
                ("energy_kwh", models.PositiveIntegerField(null=True)),
                ("emissions_class", models.CharField(max_length=2)),
                ("emissions_kg", models.PositiveIntegerField(null=True)),
                ("diagnosed_on", models.DateField(null=True)),
                ("virtual_tour", models.URLField(max_length=500)),
                ("contact_name", models.CharField(max_length=120)),
                ("contact_phone", models.CharField(max_length=30)),
                ("contact_email", models.EmailField(max_length=254)),
                ("content_digest", models.CharField(max_length=64)),
                ("first_seen_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                ("deduplicated_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="territory.commune",
                    ),
                ),
                (
                    "dwelling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="housing.dwelling",
                    ),
                ),
                (
                    "last_run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="housing.feedrun",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.source"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("deduplicated_at", None)),
                        fields=["id"],
                        name="housing_listing_to_deduplicate",
                    ),
                    models.Index(
                        condition=models.Q(("gone_at", None)),
                        fields=["source"],
                        name="housing_listing_stock",
                    ),
                    models.Index(
                        models.F("commune"),
                        models.F("offer"),
                        models.F("kind"),
                        name="housing_listing_like",
                    ),
                    models.Index(
                        fields=["commune", "offer", "surface_m2"], name="housing_listing_as_large"
                    ),
                    models.Index(
                        fields=["postcode", "offer", "surface_m2"],
                        name="housing_listing_as_large_near",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("reference"), name="gin_trgm_ops"
                        ),
                        name="housing_listing_reference_gin",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "agency_code", "external_id"),
                        name="housing_listing_once_in_its_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_listing_price_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("latitude", None), ("longitude", None), ("position_precision", "")
                            ),
                            models.Q(
                                ("latitude__range", (-90, 90)),
                                ("longitude__range", (-180, 180)),
                                models.Q(("position_precision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="housing_listing_position_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("gone_at", None), ("status__in", ("available", "under_offer"))
                            ),
                            models.Q(
                                models.Q(
                                    ("status__in", ("available", "under_offer")), _negated=True
                                ),
                                ("gone_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="housing_listing_gone_when_off_the_market",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM foundation_count_change('homes', '00000000-0000-0000-0000-000000000000'); RETURN NULL;",
                            hash="86f2d50abc32dbfcb6beb443575ec448f74dbd67",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_f540b",
                            table="housing_listing",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="reported", max_length=8)),
                ("kind", models.CharField(max_length=12)),
                ("market", models.CharField(max_length=8)),
                ("soon_offer", models.CharField(max_length=8)),
                ("about_where", models.CharField(max_length=200)),
                ("price_from_eur", models.PositiveIntegerField(null=True)),
                ("price_to_eur", models.PositiveIntegerField(null=True)),
                ("surface_m2", models.PositiveIntegerField(null=True)),
                ("rooms", models.PositiveSmallIntegerField(null=True)),
                ("land_m2", models.PositiveIntegerField(null=True)),
                ("words", models.TextField(max_length=1000)),
                ("has_owner", models.BooleanField(db_default=False, default=False)),
                ("caller", models.CharField(default="town_hall", max_length=12)),
                ("reported_at", models.DateTimeField()),
                ("shared_at", models.DateTimeField(null=True)),
                ("confirmed_at", models.DateTimeField()),
                ("confirmation_requested_at", models.DateTimeField(null=True)),
                ("stale_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("close_reason", models.CharField(max_length=16)),
                ("idempotency_key", models.CharField(max_length=48)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "shared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="housing.listing",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["commune", "status"], name="housing_lead_commune"),
                    models.Index(
                        condition=models.Q(("status__in", ("reported", "shared"))),
                        fields=["confirmed_at"],
                        name="housing_lead_to_confirm",
                    ),
                    models.Index(
                        condition=models.Q(("status", "shared")),
                        fields=["-shared_at", "id"],
                        name="housing_lead_shown",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price_from_eur", None),
                            ("price_to_eur", None),
                            ("price_from_eur__lte", models.F("price_to_eur")),
                            _connector="OR",
                        ),
                        name="housing_lead_prices_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("soon_offer", ""),
                            models.Q(("market", "soon"), ("soon_offer__in", ("sale", "rental"))),
                            _connector="OR",
                        ),
                        name="housing_lead_soon_offer_of_what_comes_soon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("market", "soon"), _negated=True),
                            models.Q(("soon_offer", ""), _negated=True),
                            models.Q(("price_from_eur", None), ("price_to_eur", None)),
                            _connector="OR",
                        ),
                        name="housing_lead_soon_price_of_an_offer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", False),
                                ("status", "closed"),
                                models.Q(("close_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "closed"), _negated=True), ("close_reason", "")
                            ),
                            _connector="OR",
                        ),
                        name="housing_lead_closed_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "shared"), _negated=True),
                            ("shared_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_lead_shared_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stale_at__isnull", False), ("status", "stale")),
                            models.Q(("status", "stale"), _negated=True),
                            _connector="OR",
                        ),
                        name="housing_lead_stale_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("idempotency_key", ""), _negated=True),
                        fields=("reported_by", "idempotency_key"),
                        name="housing_lead_sent_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "housing_leadevent" ("caller", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."caller", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="882890db1e068333ddd85b30dd0bb183cdf2de13",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58a64",
                            table="housing_lead",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."caller" IS DISTINCT FROM (NEW."caller") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "housing_leadevent" ("caller", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."caller", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="62079b364734341a8bd6f74be93f6904f3526826",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_57785",
                            table="housing_lead",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkageVerdict",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("verdict", models.CharField(max_length=8)),
                ("score", models.FloatField()),
                ("reasons", models.JSONField(default=list)),
                ("judged_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.listing"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.listing"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["second"], name="housing_linkageverdict_second"),
                    models.Index(
                        condition=models.Q(("verdict", "doubtful")),
                        fields=["-score"],
                        name="housing_linkageverdict_queue",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"), name="housing_linkageverdict_pair_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="housing_linkageverdict_pair_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__gte", 0), ("score__lte", 1)),
                        name="housing_linkageverdict_score_between_0_and_1",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None),
                            models.Q(("verdict", "doubtful"), _negated=True),
                            _connector="OR",
                        ),
                        name="housing_linkageverdict_decided_is_not_doubtful",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="decisions_are_changed_by_decisions",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS NOT NULL)',
                            func="\n        IF (NEW.verdict <> OLD.verdict AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at)\n            OR (NEW.decided_at IS NULL AND NEW.verdict <> 'doubtful') THEN\n            RAISE EXCEPTION USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'housing_linkageverdict_decision_stands',\n                MESSAGE = 'refused by housing_linkageverdict_decision_stands';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="f65684cdf4ffc2106dd47c5996dc68a4ab3dcba6",
                            operation='UPDATE OF "verdict", "decided_at"',
                            pgid="pgtrigger_decisions_are_changed_by_decisions_e36da",
                            table="housing_linkageverdict",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."decided_at" IS NOT NULL)',
                            func='INSERT INTO "housing_joindecisionevent" ("decided_at", "decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict") VALUES (NEW."decided_at", NEW."decided_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."verdict"); RETURN NULL;',
                            hash="3fe5628fc970d0800b750c4ca0ca3c8c3b42d1b5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_38adc",
                            table="housing_linkageverdict",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."decided_at" IS DISTINCT FROM (NEW."decided_at"))',
                            func='INSERT INTO "housing_joindecisionevent" ("decided_at", "decided_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verdict") VALUES (NEW."decided_at", NEW."decided_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."verdict"); RETURN NULL;',
                            hash="83d928e8313bb6850669ca4f39152cee35bd0afe",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8066e",
                            table="housing_linkageverdict",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinDecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("verdict", models.CharField(max_length=8)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
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
                        to="housing.linkageverdict",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeadOwner",
            fields=[
                (
                    "lead",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="housing.lead",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("phone", models.CharField(max_length=30)),
            ],
            options={
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
        migrations.CreateModel(
            name="LeadEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="reported", max_length=8)),
                ("caller", models.CharField(default="town_hall", max_length=12)),
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
                        to="housing.lead",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeadPhoto",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                (
                    "image",
                    models.ImageField(
                        height_field="height",
                        storage=bocage.foundation.files.private_storage.private_storage,
                        upload_to="leads/",
                        width_field="width",
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.lead"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeadRelease",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("requested_at", models.DateTimeField(null=True)),
                ("words", models.CharField(max_length=300)),
                ("released_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.lead"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("refused_at", None),
                            ("released_at", None),
                            ("requested_at__isnull", False),
                        ),
                        fields=["lead"],
                        name="housing_leadrelease_to_answer",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lead", "person"), name="housing_leadrelease_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at", None), ("refused_at", None), _connector="OR"
                        ),
                        name="housing_leadrelease_given_or_refused",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadShowing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("shown_at", models.DateTimeField()),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.lead"
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
                "indexes": [
                    models.Index(fields=["person", "-shown_at"], name="housing_leadshowing_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingPhoto",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("address", models.URLField(max_length=1000)),
                (
                    "image",
                    models.ImageField(
                        height_field="height", upload_to="homes/", width_field="width"
                    ),
                ),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("caption", models.CharField(max_length=200)),
                ("perceptual_hash", models.BigIntegerField(null=True)),
                ("state", models.CharField(default="waiting", max_length=10)),
                ("error", models.CharField(max_length=40)),
                ("failures", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("retry_at", models.DateTimeField(null=True)),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.listing"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["id"],
                        name="housing_listingphoto_to_read",
                    ),
                    models.Index(
                        condition=models.Q(("perceptual_hash__isnull", False)),
                        fields=["perceptual_hash"],
                        name="housing_listingphoto_alike",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("listing", "position"), name="housing_listingphoto_one_a_rank"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), _negated=True),
                            models.Q(("image", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="housing_listingphoto_from_somewhere",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="public_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="PERFORM foundation_count_change('homes', '00000000-0000-0000-0000-000000000000'); RETURN NULL;",
                            hash="35ff506ddc2dadee376aeb8c90d685d303169f56",
                            level="STATEMENT",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_public_version_ffe90",
                            table="housing_listingphoto",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ListingPrice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("since", models.DateTimeField()),
                ("price_eur", models.PositiveIntegerField()),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.listing"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("listing", "since"), name="housing_listingprice_once_a_moment"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_listingprice_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketFact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("price_eur", models.PositiveIntegerField(null=True)),
                ("previous_price_eur", models.PositiveIntegerField(null=True)),
                ("before", models.JSONField(null=True)),
                ("happened_at", models.DateTimeField()),
                ("matched_at", models.DateTimeField(null=True)),
                (
                    "dwelling",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="housing.dwelling",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="housing.lead"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("matched_at", None), models.Q(("kind", "changed"), _negated=True)
                        ),
                        fields=["id"],
                        name="housing_marketfact_news",
                    ),
                    models.Index(
                        condition=models.Q(("kind", "changed"), ("matched_at", None)),
                        fields=["id"],
                        name="housing_marketfact_changes",
                    ),
                    models.Index(
                        fields=["dwelling", "-happened_at"], name="housing_marketfact_dwelling"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dwelling__isnull", False), ("lead", None)),
                            models.Q(("dwelling", None), ("lead__isnull", False)),
                            _connector="OR",
                        ),
                        name="housing_marketfact_of_a_dwelling_or_a_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "price_fell"), _negated=True),
                            ("price_eur__lt", models.F("previous_price_eur")),
                            _connector="OR",
                        ),
                        name="housing_marketfact_fall_falls",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("before__isnull", True),
                            models.Q(("kind", "changed"), ("matched_at", None)),
                            _connector="OR",
                        ),
                        name="housing_marketfact_before_of_what_changed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnerOffer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="unconfirmed", max_length=12)),
                ("owner_name", models.CharField(max_length=120)),
                ("owner_email", models.EmailField(max_length=254)),
                ("owner_phone", models.CharField(max_length=30)),
                ("shows_phone", models.BooleanField(default=False)),
                ("language", models.CharField(default="fr", max_length=2)),
                ("offer", models.CharField(max_length=20)),
                ("kind", models.CharField(max_length=12)),
                ("price_eur", models.PositiveIntegerField()),
                ("surface_m2", models.PositiveIntegerField(null=True)),
                ("land_m2", models.PositiveIntegerField(null=True)),
                ("rooms", models.PositiveSmallIntegerField(null=True)),
                ("bedrooms", models.PositiveSmallIntegerField(null=True)),
                ("energy_class", models.CharField(max_length=2)),
                ("title", models.CharField(max_length=200)),
                ("description", models.TextField(max_length=4000)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(max_length=500)),
                ("confirmation_requested_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "listing",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="housing.listing",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "to_review")),
                        fields=["confirmed_at"],
                        name="housing_owneroffer_to_review",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("price_eur__gte", 1)),
                        name="housing_owneroffer_price_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("published", "refused")), _negated=True),
                            ("reviewed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_owneroffer_reviewed_when_decided",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("unconfirmed", "withdrawn")),
                            ("confirmed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="housing_owneroffer_confirmed_before_review",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RowIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("line", models.PositiveIntegerField()),
                ("column", models.PositiveSmallIntegerField(null=True)),
                ("severity", models.CharField(max_length=8)),
                ("code", models.CharField(max_length=40)),
                ("value", models.CharField(max_length=120)),
                ("reference", models.CharField(max_length=80)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.feedrun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("due_at", models.DateTimeField()),
                ("notified_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "fact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.marketfact"
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="housing.savedsearch"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("notified_at", None)),
                        fields=["due_at"],
                        name="housing_alert_to_tell",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("search", "fact"), name="housing_alert_once_a_fact"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("name", models.CharField(max_length=120)),
                ("format", models.CharField(max_length=8)),
                ("fetch_address", models.URLField(max_length=1000)),
                ("push_token_digest", models.CharField(max_length=64)),
                ("is_active", models.BooleanField(default=True)),
                ("state", models.CharField(default="new", max_length=8)),
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
                        to="housing.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeadOwnerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                (
                    "lead",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="housing.lead",
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
                        to="housing.leadowner",
                    ),
                ),
            ],
        ),
    ]
