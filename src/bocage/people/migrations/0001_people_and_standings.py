"""People, their roles and scopes, how they sign in, and what they were before."""

import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import bocage.foundation.identifiers
import bocage.foundation.plain_words
import bocage.foundation.private_storage


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pghistory", "0007_auto_20250421_0444"),
        ("territory", "0002_communes_and_figures"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Cette adresse est déjà utilisée."},
                        max_length=254,
                        unique=True,
                        verbose_name="adresse électronique",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                (
                    "phone",
                    models.CharField(
                        blank=True,
                        help_text="Donné à l’accueil d’un lieu.",
                        max_length=20,
                        verbose_name="téléphone",
                    ),
                ),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("candidate", "je pense à m’installer"),
                            ("settled_teleworker", "je vis ici et je télétravaille"),
                            ("occasional_teleworker", "je télétravaille ici de temps en temps"),
                            ("second_home_owner", "j’ai une résidence secondaire ici"),
                            ("resident", "je vis ici"),
                        ],
                        max_length=24,
                        verbose_name="situation",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("fr", "Français"), ("en", "English")],
                        default="fr",
                        max_length=2,
                        verbose_name="langue",
                    ),
                ),
                (
                    "shows_name_to_hosts",
                    models.BooleanField(
                        default=True,
                        verbose_name="montrer mon nom à qui tient le lieu où je réserve",
                    ),
                ),
                (
                    "shows_name_to_others",
                    models.BooleanField(
                        default=False,
                        verbose_name="montrer mon nom aux personnes présentes le même jour",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="compte ouvert")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
            ],
            options={
                "verbose_name": "personne",
                "verbose_name_plural": "personnes",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            bocage.foundation.plain_words.SpacedWords(
                                bocage.foundation.plain_words.PlainWords(models.F("name")),
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
                        violation_error_message="Une adresse s’écrit en minuscules.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email__regex", "^[!-~]+@[!-~]+$")),
                        name="people_person_email_ascii",
                        violation_error_message="Cette adresse contient un caractère inattendu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["fr", "en"])),
                        name="people_person_language_known",
                        violation_error_message="Cette langue n’est pas proposée.",
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
                        violation_error_message="Cette situation n’est pas proposée.",
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
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("opened_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["opened_at"], name="people_attemptcount_opened")],
            },
        ),
        migrations.CreateModel(
            name="SignInCode",
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
                ("email", models.EmailField(max_length=254)),
                ("digest", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["expires_at"], name="people_signincode_expires")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("attempts__lte", 5)),
                        name="people_signincode_attempts_limited",
                        violation_error_message="A code is tried five times at most.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="portrait",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "image",
                    models.ImageField(
                        storage=bocage.foundation.private_storage.private_storage,
                        upload_to="portraits/",
                        verbose_name="photo",
                    ),
                ),
                ("taken_at", models.DateTimeField(auto_now=True, verbose_name="choisie le")),
            ],
            options={
                "verbose_name": "portrait",
                "verbose_name_plural": "portraits",
            },
        ),
        migrations.CreateModel(
            name="MessageChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("channel", models.CharField(max_length=40, verbose_name="messages")),
                (
                    "medium",
                    models.CharField(
                        choices=[("email", "par courriel")],
                        default="email",
                        max_length=12,
                        verbose_name="moyen",
                    ),
                ),
                ("is_wanted", models.BooleanField(verbose_name="souhaité")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="message_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "channel", "medium"),
                        name="people_messagechoice_one_per_channel",
                        violation_error_message="Ce choix est déjà enregistré.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("medium__in", ["email"])),
                        name="people_messagechoice_medium_known",
                        violation_error_message="Ce moyen n’est pas proposé.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cci", "chambre de commerce et d’industrie"),
                            ("cma", "chambre de métiers et de l’artisanat"),
                            ("agriculture", "chambre d’agriculture"),
                            ("public", "organisme public"),
                            ("association", "association"),
                            ("company", "entreprise"),
                        ],
                        max_length=16,
                        verbose_name="nature",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partners",
                        to="territory.departement",
                        verbose_name="département",
                    ),
                ),
            ],
            options={
                "verbose_name": "partenaire",
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "departement"),
                        name="people_partner_one_name_per_departement",
                        nulls_distinct=False,
                        violation_error_message="Ce partenaire existe déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="people_partner_named",
                        violation_error_message="Un partenaire a un nom.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "email",
                    models.EmailField(
                        error_messages={"unique": "Cette adresse est déjà utilisée."},
                        max_length=254,
                        verbose_name="adresse électronique",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nom")),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("candidate", "je pense à m’installer"),
                            ("settled_teleworker", "je vis ici et je télétravaille"),
                            ("occasional_teleworker", "je télétravaille ici de temps en temps"),
                            ("second_home_owner", "j’ai une résidence secondaire ici"),
                            ("resident", "je vis ici"),
                        ],
                        max_length=24,
                        verbose_name="situation",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="compte ouvert")),
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
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Scope",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("instance", "toute l’instance"),
                            ("departement", "département"),
                            ("epci", "intercommunalité"),
                            ("commune", "commune"),
                            ("place", "lieu"),
                            ("partner", "partenaire"),
                        ],
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=160, verbose_name="nom du lieu")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scopes",
                        to="territory.commune",
                    ),
                ),
                (
                    "departement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scopes",
                        to="territory.departement",
                    ),
                ),
                (
                    "epci",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scopes",
                        to="territory.epci",
                    ),
                ),
                (
                    "partner",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scope",
                        to="people.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "périmètre",
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
                        violation_error_message="Ce périmètre est incomplet.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "place"), ("name", ""), _connector="XOR"),
                        name="people_scope_place_named",
                        violation_error_message="Seul un lieu porte un nom à lui.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "instance")),
                        fields=("kind",),
                        name="people_scope_one_instance",
                        violation_error_message="Ce périmètre existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "departement")),
                        fields=("departement",),
                        name="people_scope_one_per_departement",
                        violation_error_message="Ce périmètre existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "epci")),
                        fields=("epci",),
                        name="people_scope_one_per_epci",
                        violation_error_message="Ce périmètre existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "commune")),
                        fields=("commune",),
                        name="people_scope_one_per_commune",
                        violation_error_message="Ce périmètre existe déjà.",
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
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "chargé(e) d’accueil"),
                            ("elected", "élu(e) référent(e)"),
                            ("town_hall", "secrétaire de mairie"),
                            ("host", "animateur ou animatrice de lieu"),
                            ("sponsor", "parrain ou marraine"),
                            ("club_organiser", "animateur ou animatrice du club"),
                            ("training_officer", "responsable de formation"),
                            ("editor", "rédacteur ou rédactrice"),
                            ("admin", "administrateur ou administratrice"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="à partir du")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="premier jour sans ce mandat"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mandates_granted",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confié par",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mandates",
                        to="people.scope",
                        verbose_name="périmètre",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandat",
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
                        violation_error_message="Un mandat ne peut pas finir avant d’avoir commencé.",
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
                        violation_error_message="Ce rôle n’existe pas.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("person", "="),
                            ("role", "="),
                            ("scope", "="),
                            (models.Func("starts_on", "ends_on", function="daterange"), "&&"),
                        ],
                        name="people_mandate_no_overlap",
                        violation_error_message="Cette personne a déjà ce mandat à ces dates.",
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
            name="MandateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("coordinator", "chargé(e) d’accueil"),
                            ("elected", "élu(e) référent(e)"),
                            ("town_hall", "secrétaire de mairie"),
                            ("host", "animateur ou animatrice de lieu"),
                            ("sponsor", "parrain ou marraine"),
                            ("club_organiser", "animateur ou animatrice du club"),
                            ("training_officer", "responsable de formation"),
                            ("editor", "rédacteur ou rédactrice"),
                            ("admin", "administrateur ou administratrice"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="à partir du")),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="premier jour sans ce mandat"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confié par",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
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
                        related_name="events",
                        to="people.mandate",
                    ),
                ),
                (
                    "scope",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="people.scope",
                        verbose_name="périmètre",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Standing",
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
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("club_member", "membre du club"),
                            ("accompanied", "candidat accompagné"),
                        ],
                        max_length=12,
                        verbose_name="qualité",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="depuis le")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="jusqu’au (exclu)"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reconnue par",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "qualité",
                "verbose_name_plural": "qualités",
                "ordering": ["-starts_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on", None)),
                        fields=("person", "kind"),
                        name="people_standing_open_once",
                        violation_error_message="Cette personne l’est déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="people_standing_ends_after_it_starts",
                        violation_error_message="La fin vient après le début.",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "people_standingevent" ("created_at", "ends_on", "given_by_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."created_at", NEW."ends_on", NEW."given_by_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="028ae0bb2f31ad2658114550df68dbefc27c9d1e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dc7a5",
                            table="people_standing",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "people_standingevent" ("created_at", "ends_on", "given_by_id", "id", "kind", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on") VALUES (NEW."created_at", NEW."ends_on", NEW."given_by_id", NEW."id", NEW."kind", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on"); RETURN NULL;',
                            hash="415e6e69c92e1be54bb01668a22d2c987df8c6ca",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b15e1",
                            table="people_standing",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "id",
                    models.UUIDField(
                        default=bocage.foundation.identifiers.new_identifier,
                        editable=False,
                        serialize=False,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("club_member", "membre du club"),
                            ("accompanied", "candidat accompagné"),
                        ],
                        max_length=12,
                        verbose_name="qualité",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="depuis le")),
                (
                    "ends_on",
                    models.DateField(blank=True, null=True, verbose_name="jusqu’au (exclu)"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reconnue par",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="personne",
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
                        related_name="events",
                        to="people.standing",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
