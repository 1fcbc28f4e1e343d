import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.db.identifiers
import bocage.foundation.formatting.plain_words
import bocage.network.gatherings.models.gatherings
import bocage.network.pairs.models
import bocage.network.web_school.models.editions
import bocage.territory.geography


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Club",
            fields=[
                (
                    "departement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="territory.departement",
                    ),
                ),
                ("approves_members", models.BooleanField(default=False)),
                ("membership_months", models.PositiveSmallIntegerField(default=12)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("membership_months__range", (3, 36))),
                        name="network_club_membership_of_some_months",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DigestSetting",
            fields=[
                (
                    "departement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="territory.departement",
                    ),
                ),
                ("is_drafted", models.BooleanField(default=True)),
                ("leaves_by_itself", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="ContactSuspension",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("suspended_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "suspended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("person",),
                        name="network_suspension_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S")),
                        name="network_suspension_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("last_written_at", models.DateTimeField()),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["writer", "begun_at"], name="network_conversation_begun"),
                    models.Index(fields=["last_written_at"], name="network_conversation_last"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Least("writer", "reader"),
                        django.db.models.functions.comparison.Greatest("writer", "reader"),
                        name="network_conversation_once_a_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("writer", models.F("reader")), _negated=True),
                        name="network_conversation_of_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationMessage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("words", models.TextField(max_length=5000)),
                ("channel", models.CharField(default="page", max_length=4)),
                ("mail_id", models.CharField(max_length=255)),
                ("written_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.conversation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["conversation", "written_at"], name="network_message_thread"
                    ),
                    models.Index(fields=["author", "written_at"], name="network_message_author"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("mail_id", ""), _negated=True),
                        fields=("mail_id",),
                        name="network_message_mail_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words__regex", "\\S")), name="network_message_of_words"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("reason", models.CharField(max_length=10)),
                ("words", models.CharField(max_length=500)),
                ("reported_at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=10)),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.conversation"
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "handled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("handled_at", None)),
                        fields=("conversation", "reported_by"),
                        name="network_report_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("handled_at", None), ("outcome", "")),
                            models.Q(
                                ("handled_at__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="network_report_handled_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConversationSide",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("seen_until", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("erased_until", models.DateTimeField(null=True)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.conversation"
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
                        fields=("conversation", "person"), name="network_conversation_side_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringCalendar",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("token", models.CharField(max_length=43, unique=True)),
                ("made_at", models.DateTimeField()),
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
                        condition=models.Q(("revoked_at", None)),
                        fields=("person",),
                        name="network_gatheringcalendar_one_in_use",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringSeries",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("week", models.SmallIntegerField()),
                ("weekday", models.SmallIntegerField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("week__in", (1, 2, 3, 4, -1)), ("weekday__range", (0, 6))
                        ),
                        name="network_gatheringseries_day_of_a_month",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Gathering",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField(max_length=3000)),
                ("location", models.CharField(max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("capacity", models.PositiveSmallIntegerField()),
                ("seats_taken", models.IntegerField(default=0)),
                ("status", models.CharField(default="draft", max_length=10)),
                ("made_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("held_at", models.DateTimeField(null=True)),
                ("called_off_at", models.DateTimeField(null=True)),
                ("call_off_reason", models.CharField(max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                ("occurs_on", models.DateField(null=True)),
                ("room_booking", models.UUIDField(null=True)),
                ("room_state", models.CharField(max_length=9)),
                ("room_wanted", models.UUIDField(null=True)),
                (
                    "arrival_token",
                    models.CharField(
                        default=bocage.network.gatherings.models.gatherings.new_token,
                        max_length=22,
                        unique=True,
                    ),
                ),
                ("notes", models.TextField(max_length=5000)),
                ("outcome", models.TextField(max_length=1000)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="network.gatheringseries",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["starts_at"], name="network_gathering_by_day"),
                    models.Index(
                        fields=["-starts_at", "id"],
                        include=("status", "ends_at"),
                        name="network_gathering_past",
                    ),
                    models.Index(
                        condition=models.Q(("status__in", ("open", "full"))),
                        fields=["ends_at"],
                        name="network_gathering_to_end",
                    ),
                    models.Index(
                        condition=models.Q(("room_state", "later")),
                        fields=["starts_at"],
                        name="network_gathering_to_book",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="network_gathering_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("capacity__range", (1, 500))),
                        name="network_gathering_has_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("seats_taken__gte", 0), ("seats_taken__lte", models.F("capacity"))
                        ),
                        name="network_gathering_seats",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("held_at__isnull", False), ("status", "held")),
                                models.Q(
                                    models.Q(("status", "held"), _negated=True), ("held_at", None)
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(
                                    ("called_off_at__isnull", False), ("status", "called_off")
                                ),
                                models.Q(
                                    models.Q(("status", "called_off"), _negated=True),
                                    ("call_off_reason", ""),
                                    ("called_off_at", None),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("status__in", ("draft", "called_off")),
                                ("opened_at__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="network_gathering_dated_states",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "called_off"), _negated=True),
                        fields=("made_by", "title", "starts_at"),
                        name="network_gathering_made_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("room_booking", None), ("room_state", ""), ("room_wanted", None)
                            ),
                            models.Q(
                                ("room_booking", None),
                                ("room_state", "later"),
                                ("room_wanted__isnull", False),
                            ),
                            models.Q(
                                ("room_booking__isnull", False),
                                ("room_state__in", ("held", "requested", "lost")),
                                ("room_wanted", None),
                            ),
                            _connector="OR",
                        ),
                        name="network_gathering_room_of_a_booking",
                    ),
                    models.UniqueConstraint(
                        fields=("room_booking",), name="network_gathering_one_a_booking"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occurs_on", None), ("series", None)),
                            models.Q(("occurs_on__isnull", False), ("series__isnull", False)),
                            _connector="OR",
                        ),
                        name="network_gathering_occurrence_dated",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("series__isnull", False)),
                        fields=("series", "occurs_on"),
                        name="network_gathering_occurs_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "network_gatheringevent" ("capacity", "ends_at", "location", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_state", "starts_at", "status") VALUES (NEW."capacity", NEW."ends_at", NEW."location", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_state", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="9ef60bc8523bf6977e8afed12f8f55994075b965",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7043f",
                            table="network_gathering",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."capacity" IS DISTINCT FROM (NEW."capacity") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."location" IS DISTINCT FROM (NEW."location") OR OLD."room_state" IS DISTINCT FROM (NEW."room_state") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "network_gatheringevent" ("capacity", "ends_at", "location", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_state", "starts_at", "status") VALUES (NEW."capacity", NEW."ends_at", NEW."location", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_state", NEW."starts_at", NEW."status"); RETURN NULL;',
                            hash="ba479a4256dbb96522a8a62065dfa78d01fbcb60",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c271e",
                            table="network_gathering",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GatheringEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="draft", max_length=10)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("location", models.CharField(max_length=300)),
                ("capacity", models.PositiveSmallIntegerField()),
                ("room_state", models.CharField(max_length=9)),
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
                        to="network.gathering",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GatheringPhoto",
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
                        height_field="height", upload_to="gatherings/", width_field="width"
                    ),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("alternative_text", models.CharField(max_length=200)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.gathering"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alternative_text__regex", "\\S")),
                        name="network_gatheringphoto_described",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Idea",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("shows_name", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=2000)),
                ("state", models.CharField(default="new", max_length=8)),
                ("answer", models.TextField(max_length=1500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("hidden_at", models.DateTimeField(null=True)),
                ("hidden_reason", models.CharField(max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "-created_at"], name="network_idea_state")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")), name="network_idea_titled"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "no"), _negated=True),
                            ("answer__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="network_idea_no_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "new"), ("answered_at__isnull", False), _connector="OR"
                        ),
                        name="network_idea_answered_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hidden_at", None), ("hidden_reason__regex", "\\S"), _connector="OR"
                        ),
                        name="network_idea_hidden_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdeaAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(max_length=8)),
                ("words", models.TextField(max_length=1500)),
                ("answered_at", models.DateTimeField()),
                ("notified_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.idea"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("notified_at", None)),
                        fields=["answered_at"],
                        name="network_ideaanswer_to_notify",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdeaComment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("shows_name", models.BooleanField(default=False)),
                ("text", models.TextField(max_length=1000)),
                ("written_at", models.DateTimeField()),
                ("hidden_at", models.DateTimeField(null=True)),
                ("hidden_reason", models.CharField(max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.idea"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S")),
                        name="network_ideacomment_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hidden_at", None), ("hidden_reason__regex", "\\S"), _connector="OR"
                        ),
                        name="network_ideacomment_hidden_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IdeaNotification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("notified_at", models.DateTimeField()),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.ideaanswer"
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
                        fields=("answer", "person"), name="network_idea_notified_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IdeaVote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("voted_at", models.DateTimeField()),
                (
                    "idea",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.idea"
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
                        fields=("idea", "person"), name="network_idea_voted_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("month", models.DateField(null=True)),
                ("subject", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=6000)),
                ("sections", models.JSONField(default=list)),
                ("audience", models.CharField(default="all", max_length=80)),
                ("status", models.CharField(default="draft", max_length=8)),
                ("created_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("next_batch_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.departement"
                    ),
                ),
                (
                    "written_by",
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
                        condition=models.Q(("status", "sending")),
                        fields=["next_batch_at"],
                        name="network_mailing_to_go_on",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "digest")),
                        fields=("departement", "month"),
                        name="network_mailing_one_digest_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "digest"), ("month__day", 1), ("month__isnull", False)
                            ),
                            models.Q(("kind", "announcement"), ("month", None)),
                            _connector="OR",
                        ),
                        name="network_mailing_digest_of_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject__regex", "\\S")),
                        name="network_mailing_has_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "dropped"]),
                            ("started_at__isnull", False),
                            _connector="OR",
                        ),
                        name="network_mailing_started_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MailingRecipient",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("state", models.CharField(default="waiting", max_length=8)),
                ("mail_id", models.UUIDField(null=True)),
                ("queued_at", models.DateTimeField(null=True)),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.mailing"
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
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["mailing", "id"],
                        name="network_mailing_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mailing", "person"), name="network_mailing_recipient_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("queued_at", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("queued_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="network_mailing_queued_has_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("kind", models.CharField(default="firm", max_length=12)),
                ("siret", models.CharField(max_length=14)),
                ("siret_checked_at", models.DateTimeField(null=True)),
                ("description", models.TextField(max_length=1500)),
                ("website", models.URLField(max_length=300)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="network_organisation_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("siret", ""), ("siret__regex", "^[0-9]{14}$"), _connector="OR"
                        ),
                        name="network_organisation_siret_of_digits",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("siret", ""), _negated=True),
                        fields=("siret",),
                        name="network_organisation_siret_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("website", ""), ("website__regex", "^https?://"), _connector="OR"
                        ),
                        name="network_organisation_website_of_the_web",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusedAddress",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("address", models.EmailField(max_length=254, unique=True)),
                ("words", models.CharField(max_length=400)),
                ("refused_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("language", models.CharField(default="fr", max_length=5)),
                ("state", models.CharField(max_length=11)),
                ("people", models.PositiveSmallIntegerField(default=1)),
                ("is_walk_in", models.BooleanField(default=False)),
                ("sequence", models.PositiveSmallIntegerField(default=0)),
                ("requested_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("arrived_at", models.DateTimeField(null=True)),
                ("forgotten_at", models.DateTimeField(null=True)),
                ("guests", models.CharField(max_length=300)),
                ("is_shown", models.BooleanField(default=False)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.gathering"
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("email", ""), _negated=True),
                        ),
                        fields=("event", "email"),
                        name="network_registration_once_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__range", (1, 6))),
                        name="network_registration_few_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("confirmed_at", None), ("state", "unconfirmed")),
                                models.Q(("state", "unconfirmed"), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("cancelled_at__isnull", False), ("state", "cancelled")),
                                models.Q(
                                    models.Q(("state", "cancelled"), _negated=True),
                                    ("cancelled_at", None),
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state__in", ("registered", "waiting")), _negated=True),
                                ("confirmed_at__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                ("arrived_at", None), ("state", "registered"), _connector="OR"
                            ),
                        ),
                        name="network_registration_dated_states",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("event", "person"),
                        name="network_registration_once_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            ("name__regex", "\\S"),
                            ("forgotten_at__isnull", False),
                            _connector="OR",
                        ),
                        name="network_registration_of_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="seats_follow_the_registrations",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' AND OLD.state = NEW.state AND OLD.people = NEW.people\n            AND OLD.is_walk_in = NEW.is_walk_in AND OLD.event_id = NEW.event_id THEN\n            RETURN NULL;\n        END IF;\n        IF TG_OP <> 'INSERT' AND OLD.state = 'registered' AND NOT OLD.is_walk_in THEN\n            UPDATE network_gathering\n            SET seats_taken = seats_taken - OLD.people WHERE id = OLD.event_id;\n        END IF;\n        IF TG_OP <> 'DELETE' AND NEW.state = 'registered' AND NOT NEW.is_walk_in THEN\n            UPDATE network_gathering\n            SET seats_taken = seats_taken + NEW.people WHERE id = NEW.event_id;\n        END IF;\n        RETURN NULL;\n    ",
                            hash="d966d0e17b47dc9957e91f670c1745e6e114808c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_seats_follow_the_registrations_a5404",
                            table="network_registration",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(default="skill", max_length=6)),
                ("name", models.CharField(max_length=60)),
                (
                    "plain_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=bocage.foundation.formatting.plain_words.PlainWords(
                            models.F("name")
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="network.skill"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("plain_name", name="gin_trgm_ops"),
                        name="network_skill_alike",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plain_name",), name="network_skill_written_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="network_skill_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into", None),
                            models.Q(("merged_into", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="network_skill_not_its_own_synonym",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="synonyms_lead_to_a_word",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF NEW.merged_into_id IS NULL THEN\n        RETURN NEW;\n    END IF;\n    PERFORM 1 FROM network_skill WHERE id = NEW.merged_into_id FOR NO KEY UPDATE;\n    IF EXISTS (\n        SELECT 1 FROM network_skill WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL\n    ) OR EXISTS (SELECT 1 FROM network_skill WHERE merged_into_id = NEW.id) THEN\n        RAISE EXCEPTION USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'network_skill_synonym_of_a_word',\n            MESSAGE = 'refused by network_skill_synonym_of_a_word';\n    END IF;\n    RETURN NEW;\n",
                            hash="26a44b27228af427d6d0552ecdfd64d168477afe",
                            operation='INSERT OR UPDATE OF "merged_into_id"',
                            pgid="pgtrigger_synonyms_lead_to_a_word_15d01",
                            table="network_skill",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpPost",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=5)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField(max_length=1500)),
                ("radius_km", models.PositiveSmallIntegerField(null=True)),
                ("ends_on", models.DateField()),
                ("status", models.CharField(default="open", max_length=6)),
                ("created_at", models.DateTimeField()),
                ("reminded_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("hidden_reason", models.CharField(max_length=300)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                ("skills", models.ManyToManyField(to="network.skill")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["ends_on"],
                        name="network_help_post_to_end",
                    ),
                    models.Index(fields=["author", "-created_at"], name="network_help_post_own"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")), name="network_help_post_titled"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("radius_km", None),
                            ("radius_km__in", (10, 20, 30, 50)),
                            _connector="OR",
                        ),
                        name="network_help_post_near_enough",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("status", "open")),
                            models.Q(
                                models.Q(("status", "open"), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="network_help_post_closed_has_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "hidden"), _negated=True),
                            ("hidden_reason__regex", "\\S"),
                            _connector="OR",
                        ),
                        name="network_help_post_hidden_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpPostAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("answered_at", models.DateTimeField()),
                (
                    "answerer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="network.conversationmessage",
                    ),
                ),
                (
                    "help_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.helppost"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("help_post", "answerer"), name="network_help_post_answered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpPostReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("reported_at", models.DateTimeField()),
                ("handled_at", models.DateTimeField(null=True)),
                (
                    "help_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.helppost"
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("handled_at", None)),
                        fields=["help_post"],
                        name="network_help_post_reports_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("help_post", "reporter"), name="network_help_post_reported_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpPostThanks",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("thanked_at", models.DateTimeField()),
                (
                    "helper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "help_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.helppost"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("help_post", "helper"), name="network_help_post_thanked_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WebSchoolEdition",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("address", models.CharField(max_length=200)),
                ("call", models.TextField(max_length=3000)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("votes_each", models.PositiveSmallIntegerField(default=10)),
                ("status", models.CharField(default="collecting", max_length=10)),
                ("version", models.PositiveIntegerField(default=0)),
                ("revision", models.PositiveIntegerField(default=0)),
                ("report", models.TextField(max_length=3000)),
                (
                    "wall_token",
                    models.CharField(
                        default=bocage.network.web_school.models.editions.new_secret,
                        max_length=43,
                        unique=True,
                    ),
                ),
                (
                    "door_token",
                    models.CharField(
                        default=bocage.network.web_school.models.editions.new_secret,
                        max_length=43,
                        unique=True,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
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
                    models.Index(fields=["departement", "status"], name="network_edition_where")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="network_edition_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="network_edition_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("votes_each__range", (1, 50))),
                        name="network_edition_votes_for_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["published", "held", "archived"]), _negated=True
                            ),
                            ("version__gte", 1),
                            _connector="OR",
                        ),
                        name="network_edition_published_in_a_version",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "network_webschooleditionevent" ("ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "version") VALUES (NEW."ends_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."status", NEW."version"); RETURN NULL;',
                            hash="47f0a8e82a191cec4984683f798cf272a9c3369a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ab3bf",
                            table="network_webschooledition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "network_webschooleditionevent" ("ends_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "version") VALUES (NEW."ends_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."status", NEW."version"); RETURN NULL;',
                            hash="d9c26811bed03e7ce4ce9554142d49df7562ac76",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c199e",
                            table="network_webschooledition",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("period", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("period__isempty", False),
                            ("period__lower_inf", False),
                            ("period__upper_inf", False),
                        ),
                        name="network_slot_period_finite",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("edition", "="), ("period", "&&")], name="network_slot_apart"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "person"), name="network_ballot_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pitch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("kind", models.CharField(max_length=5)),
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField(max_length=2000)),
                ("level", models.CharField(default="everybody", max_length=9)),
                ("length", models.PositiveSmallIntegerField(default=1)),
                ("is_named_in_archive", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")), name="network_pitch_titled"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("length__range", (1, 4))),
                        name="network_pitch_of_some_slots",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadOffer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("words", models.CharField(max_length=300)),
                ("offered_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pitch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.pitch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("pitch", "person"), name="network_lead_offer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PitchComing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("recorded_at", models.DateTimeField()),
                ("seen_version", models.PositiveIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pitch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.pitch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pitch", "person"), name="network_coming_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="PitchVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("voted_at", models.DateTimeField()),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.ballot"
                    ),
                ),
                (
                    "pitch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.pitch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("pitch", "ballot"), name="network_vote_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("number", models.PositiveIntegerField()),
                ("published_at", models.DateTimeField()),
                ("words", models.CharField(max_length=300)),
                ("content", models.JSONField()),
                ("changes", models.JSONField(default=list)),
                ("notified_count", models.PositiveIntegerField(default=0)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "number"), name="network_version_numbered_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("revision", models.PositiveIntegerField()),
                ("proposed_at", models.DateTimeField()),
                ("placements", models.JSONField()),
                ("placed", models.PositiveSmallIntegerField()),
                ("to_place", models.PositiveSmallIntegerField()),
                ("missed", models.PositiveIntegerField()),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("name", models.CharField(max_length=120)),
                ("arrived_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "person"), name="network_attendance_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person", None)),
                        fields=("edition", "name"),
                        name="network_attendance_guest_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")), name="network_attendance_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebSchoolEditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="collecting", max_length=10)),
                ("version", models.PositiveIntegerField(default=0)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
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
                        to="network.webschooledition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WebSchoolPartner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("name", models.CharField(max_length=80)),
                ("website", models.URLField(max_length=300)),
                ("logo", models.BinaryField(null=True)),
                ("logo_digest", models.CharField(max_length=16)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "name"), name="network_partner_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("website", ""), ("website__regex", "^https?://"), _connector="OR"
                        ),
                        name="network_partner_website_of_the_web",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("logo__isnull", True), ("logo_digest", "")),
                            models.Q(
                                ("logo__isnull", False),
                                models.Q(("logo_digest", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="network_partner_logo_has_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WebSchoolRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("name", models.CharField(max_length=60)),
                ("seats", models.PositiveSmallIntegerField()),
                ("booked_room", models.UUIDField(null=True)),
                (
                    "bookings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list
                    ),
                ),
                ("is_lost", models.BooleanField(default=False)),
                ("directions", models.CharField(max_length=160)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="people.scope"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "name"), name="network_room_named_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("seats__range", (1, 2000))),
                        name="network_room_seats_some",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("length", models.PositiveSmallIntegerField(default=1)),
                ("is_pinned", models.BooleanField(default=False)),
                ("speaker_left_at", models.DateTimeField(null=True)),
                ("notes", models.TextField(max_length=6000)),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300), default=list
                    ),
                ),
                (
                    "pitch",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="network.pitch"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="network.slot"
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.webschooledition"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="network.webschoolroom"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title__regex", "\\S")), name="network_session_titled"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("links__len__lte", 8)), name="network_session_few_links"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "network_sessionevent" ("edition_id", "is_pinned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "room_id", "slot_id", "title") VALUES (NEW."edition_id", NEW."is_pinned", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch_id", NEW."room_id", NEW."slot_id", NEW."title"); RETURN NULL;',
                            hash="b13776695bf9f19ba95a65c364578d6e4cdd368a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bd6fb",
                            table="network_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."edition_id" IS DISTINCT FROM (NEW."edition_id") OR OLD."is_pinned" IS DISTINCT FROM (NEW."is_pinned") OR OLD."pitch_id" IS DISTINCT FROM (NEW."pitch_id") OR OLD."room_id" IS DISTINCT FROM (NEW."room_id") OR OLD."slot_id" IS DISTINCT FROM (NEW."slot_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func='INSERT INTO "network_sessionevent" ("edition_id", "is_pinned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "room_id", "slot_id", "title") VALUES (NEW."edition_id", NEW."is_pinned", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch_id", NEW."room_id", NEW."slot_id", NEW."title"); RETURN NULL;',
                            hash="1f8ba90e82936900496a875d65b1ac1e7013000e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_64a3f",
                            table="network_session",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "network_sessionevent" ("edition_id", "is_pinned", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch_id", "room_id", "slot_id", "title") VALUES (OLD."edition_id", OLD."is_pinned", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."pitch_id", OLD."room_id", OLD."slot_id", OLD."title"); RETURN NULL;',
                            hash="b8e6252d8919cc0ebe3c6ef7379095cb1d4571a0",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_19292",
                            table="network_session",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionFeedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("face", models.PositiveSmallIntegerField()),
                ("wants_more", models.BooleanField(default=False)),
                ("recorded_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.session"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "person"), name="network_feedback_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("face__range", (1, 3))),
                        name="network_feedback_face_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.session"
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="network.slot"
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="network.webschoolroom"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("slot", "room"), name="network_hold_one_session_in_a_room"
                    ),
                    models.UniqueConstraint(
                        fields=("session", "slot"), name="network_hold_one_room_for_a_session"
                    ),
                    models.UniqueConstraint(
                        fields=("slot", "started_by"), name="network_hold_one_walk_up_for_a_person"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("title", models.CharField(max_length=120)),
                ("is_pinned", models.BooleanField(default=False)),
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
                        to="network.session",
                    ),
                ),
                (
                    "pitch",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="network.pitch",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="network.slot",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="network.webschooledition",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="network.webschoolroom",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("status", models.CharField(default="requested", max_length=9)),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                ("leads_organisation", models.BooleanField(default=False)),
                ("headline", models.CharField(max_length=120)),
                ("presentation", models.TextField(max_length=1500)),
                ("helps_with", models.TextField(max_length=600)),
                ("looks_for", models.TextField(max_length=600)),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list
                    ),
                ),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300), default=list
                    ),
                ),
                (
                    "public_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=14), default=list
                    ),
                ),
                (
                    "members_fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=14), default=list
                    ),
                ),
                ("takes_messages", models.BooleanField(default=True)),
                ("meets_newcomers", models.BooleanField(default=False)),
                ("wants_pairs", models.BooleanField(default=False)),
                ("public_words", models.TextField(default="")),
                ("members_words", models.TextField(default="")),
                ("requested_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(max_length=300)),
                ("joined_at", models.DateTimeField(null=True)),
                ("renewed_until", models.DateField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="territory.commune"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("places", models.ManyToManyField(to="people.scope")),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="network.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HelpPostChoice",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        to="network.member",
                    ),
                ),
                ("rhythm", models.CharField(default="at_once", max_length=7)),
            ],
        ),
        migrations.CreateModel(
            name="HelpPostNotification",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("found_at", models.DateTimeField()),
                ("notified_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.member"
                    ),
                ),
                (
                    "help_post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.helppost"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("notified_at", None)),
                        fields=["member"],
                        name="network_help_post_to_notify",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("help_post", "member"), name="network_help_post_notified_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField()),
                ("status", models.CharField(default="requested", max_length=9)),
                ("leads_organisation", models.BooleanField(default=False)),
                ("renewed_until", models.DateField(null=True)),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="territory.commune",
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
                        to="network.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        to="network.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PairRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("month", models.DateField()),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "departement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="territory.departement"
                    ),
                ),
                ("left_out", models.ManyToManyField(to="network.member")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("departement", "month"), name="network_pair_round_once_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)), name="network_pair_round_of_a_month"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pair",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.db.identifiers.new_identifier, primary_key=True
                    ),
                ),
                ("month", models.DateField()),
                ("place_name", models.CharField(max_length=200)),
                ("place_url", models.CharField(max_length=300)),
                ("introduced_at", models.DateTimeField()),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.member"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.member"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.pairround"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["second", "month"], name="network_pair_second")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="network_pair_of_two",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("first", "="),
                            ("second", "="),
                            (bocage.network.pairs.models.Year("month"), "&&"),
                        ],
                        name="network_pair_once_a_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PairSide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                ("month", models.DateField()),
                ("has_met", models.BooleanField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.member"
                    ),
                ),
                (
                    "pair",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.pair"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["pair"], name="network_pair_side_pair")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "month"), name="network_pair_side_once_a_month"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="network.member"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="network.skill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("skill", "member"), name="network_member_skill_once"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="member",
            name="skills",
            field=models.ManyToManyField(through="network.MemberSkill", to="network.skill"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["commune", "status"], name="network_member_commune"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                models.OrderBy(models.F("joined_at"), descending=True),
                models.F("id"),
                condition=models.Q(("status", "active")),
                name="network_member_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                condition=models.Q(("status", "active")),
                fields=["renewed_until"],
                name="network_member_to_renew",
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=django.contrib.postgres.indexes.GistIndex(
                bocage.territory.geography.EarthPoint("latitude", "longitude"),
                condition=models.Q(("latitude__isnull", False), ("status", "active")),
                name="network_member_nearest",
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("members_words", name="gin_trgm_ops"),
                condition=models.Q(("status", "active")),
                name="network_member_words",
            ),
        ),
        migrations.AddIndex(
            model_name="member",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass("public_words", name="gin_trgm_ops"),
                condition=models.Q(("status", "active")),
                name="network_member_public_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "active"), _negated=True),
                    models.Q(("joined_at__isnull", False), ("renewed_until__isnull", False)),
                    _connector="OR",
                ),
                name="network_member_active_until_a_day",
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
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "refused"), _negated=True),
                    ("refusal__regex", "\\S"),
                    _connector="OR",
                ),
                name="network_member_refused_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("leads_organisation", False), ("organisation__isnull", False), _connector="OR"
                ),
                name="network_member_leads_what_they_belong_to",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(
                condition=models.Q(("leads_organisation", True), ("status", "active")),
                fields=("organisation",),
                name="network_member_leads_alone",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("public_fields__overlap", models.F("members_fields")), _negated=True
                ),
                name="network_member_shows_each_field_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("links__len__lte", 5), ("languages__len__lte", 8)),
                name="network_member_few_links",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "network_memberevent" ("commune_id", "leads_organisation", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewed_until", "status") VALUES (NEW."commune_id", NEW."leads_organisation", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."renewed_until", NEW."status"); RETURN NULL;',
                    hash="6142d11b83ab79e7292d3ed1f00477a9014ffc79",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_51a29",
                    table="network_member",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="member",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."leads_organisation" IS DISTINCT FROM (NEW."leads_organisation") OR OLD."organisation_id" IS DISTINCT FROM (NEW."organisation_id") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."renewed_until" IS DISTINCT FROM (NEW."renewed_until") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                    func='INSERT INTO "network_memberevent" ("commune_id", "leads_organisation", "organisation_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renewed_until", "status") VALUES (NEW."commune_id", NEW."leads_organisation", NEW."organisation_id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."renewed_until", NEW."status"); RETURN NULL;',
                    hash="34feb3f70d1b354f4fa0bf3cbc2dc1d7a92dde25",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_947e8",
                    table="network_member",
                    when="AFTER",
                ),
            ),
        ),
    ]
