"""Members of the club, and the audience of each field of their profile."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history
from bocage.foundation.models.identified import IdentifiedModel
from bocage.network.members.models.organisations import Organisation
from bocage.network.members.models.skills import Skill
from bocage.network.members.querysets import MemberQuerySet
from bocage.people.scopes.lineage import LineageOf
from bocage.territory.geography import EarthPoint
from bocage.territory.keys import CommuneKey

MAX_LINKS = 5
MAX_LANGUAGES = 8
MAX_PLACES = 5
MAX_SKILLS = 12


class SharedField(models.TextChoices):
    """Profile fields that a member shows to everybody, to members, or to nobody."""

    NAME = "name", _("mon nom")
    PHOTO = "photo", _("ma photo")
    HEADLINE = "headline", _("ce que je fais")
    PRESENTATION = "presentation", _("ma présentation")
    ORGANISATION = "organisation", _("ma structure")
    SKILLS = "skills", _("mes métiers et compétences")
    HELPS_WITH = "helps_with", _("ce en quoi je peux aider")
    LOOKS_FOR = "looks_for", _("ce que je cherche")
    LANGUAGES = "languages", _("mes langues")
    LINKS = "links", _("mes liens")
    COMMUNE = "commune", _("ma commune")
    PLACES = "places", _("où l’on me trouve")
    PHONE = "phone", _("mon téléphone")


LISTED_FIELDS = frozenset(SharedField.values) - {SharedField.PHONE}
"""Fields shown to members by default. The telephone is only shown if its member chooses so."""


def _shared_fields(label: Any) -> ArrayField:
    return ArrayField(
        models.CharField(max_length=14, choices=SharedField),
        default=list,
        blank=True,
        verbose_name=label,
    )


@with_history("person", "status", "commune", "organisation", "leads_organisation", "renewed_until")
class Member(IdentifiedModel):
    """A person as a member of the club: one membership a person, which may lapse and come back."""

    class Status(models.TextChoices):
        REQUESTED = "requested", _("demande à confirmer")
        ACTIVE = "active", _("membre")
        GUEST = "guest", _("invité du club")
        REFUSED = "refused", _("demande refusée")
        LAPSED = "lapsed", _("adhésion non renouvelée")
        LEFT = "left", _("a quitté le club")

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="membership",
        verbose_name=_("personne"),
    )
    status = models.CharField(_("état"), max_length=9, choices=Status, default=Status.REQUESTED)
    commune = CommuneKey(_("commune"), related_name="members")
    latitude = models.FloatField(null=True, blank=True, editable=False)
    longitude = models.FloatField(null=True, blank=True, editable=False)
    """Longitude of the commune, never of a home; stored here for the distance index."""
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("structure"),
    )
    leads_organisation = models.BooleanField(_("dirige la structure"), default=False)
    headline = models.CharField(_("ce que je fais, en une ligne"), max_length=120)
    presentation = models.TextField(_("ma présentation"), max_length=1500, blank=True)
    helps_with = models.TextField(_("ce en quoi je peux aider"), max_length=600, blank=True)
    looks_for = models.TextField(_("ce que je cherche"), max_length=600, blank=True)
    languages = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, verbose_name=_("langues parlées")
    )
    links = ArrayField(
        models.URLField(max_length=300), default=list, blank=True, verbose_name=_("liens")
    )
    skills = models.ManyToManyField(
        Skill,
        through="MemberSkill",
        related_name="members",
        verbose_name=_("métiers et compétences"),
    )
    places = models.ManyToManyField(
        "people.Scope",
        related_name="members_found",
        blank=True,
        verbose_name=_("où l’on me trouve"),
    )
    """Workspaces, known here by their scope: their room is beside this one."""
    public_fields = _shared_fields(_("montré à tout le monde"))
    members_fields = _shared_fields(_("montré aux membres"))
    takes_messages = models.BooleanField(
        _("on peut m’écrire par le club"),
        default=True,
        help_text=_("Votre adresse n’est jamais montrée : le club passe les messages."),
    )
    meets_newcomers = models.BooleanField(
        _("je veux bien rencontrer des personnes qui s’installent"), default=False
    )
    wants_pairs = models.BooleanField(_("je participe à « Deux par deux »"), default=False)
    public_words = models.TextField(editable=False, default="")
    members_words = models.TextField(editable=False, default="")
    """Searchable plain text: public and members-only fields (`public_words`: public ones only)."""
    requested_at = models.DateTimeField(_("demandé le"))
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    refusal = models.CharField(_("raison du refus"), max_length=300, blank=True)
    joined_at = models.DateTimeField(_("membre depuis"), null=True, blank=True)
    renewed_until = models.DateField(_("adhésion jusqu’au (exclu)"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("rappel envoyé le"), null=True, blank=True)
    left_at = models.DateTimeField(_("parti le"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["-joined_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="network_member_active_until_a_day",
                condition=~Q(status="active")
                | Q(joined_at__isnull=False, renewed_until__isnull=False),
                violation_error_message=_("Une adhésion court jusqu’à un jour."),
            ),
            models.CheckConstraint(
                name="network_member_guest_until_a_day",
                condition=~Q(status="guest") | Q(renewed_until__isnull=False),
                violation_error_message=_("On est invité du club jusqu’à un jour."),
            ),
            models.CheckConstraint(
                name="network_member_refused_with_a_reason",
                condition=~Q(status="refused") | Q(refusal__regex=r"\S"),
                violation_error_message=_("Un refus dit pourquoi."),
            ),
            models.CheckConstraint(
                name="network_member_leads_what_they_belong_to",
                condition=Q(leads_organisation=False) | Q(organisation__isnull=False),
                violation_error_message=_("On dirige une structure dont on fait partie."),
            ),
            models.UniqueConstraint(
                name="network_member_leads_alone",
                fields=["organisation"],
                condition=Q(leads_organisation=True, status="active"),
                violation_error_message=_("Un autre membre dit déjà diriger cette structure."),
            ),
            models.CheckConstraint(
                name="network_member_shows_each_field_once",
                condition=~Q(public_fields__overlap=F("members_fields")),
                violation_error_message=_("Chaque information est montrée à un seul public."),
            ),
            models.CheckConstraint(
                name="network_member_few_links",
                condition=Q(links__len__lte=MAX_LINKS) & Q(languages__len__lte=MAX_LANGUAGES),
                violation_error_message=_("Cinq liens et huit langues au plus."),
            ),
        ]
        indexes = [
            models.Index(fields=["commune", "status"], name="network_member_commune"),
            models.Index(
                F("joined_at").desc(),
                "id",
                name="network_member_latest",
                condition=Q(status="active"),
            ),
            models.Index(
                fields=["renewed_until"],
                name="network_member_to_renew",
                condition=Q(status="active"),
            ),
            GistIndex(
                EarthPoint("latitude", "longitude"),
                name="network_member_nearest",
                condition=Q(status="active", latitude__isnull=False),
            ),
            GinIndex(
                OpClass("members_words", name="gin_trgm_ops"),
                name="network_member_words",
                condition=Q(status="active"),
            ),
            GinIndex(
                OpClass("public_words", name="gin_trgm_ops"),
                name="network_member_public_words",
                condition=Q(status="active"),
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("member_detail", args=[self.pk])

    lineage = LineageOf("commune")

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE


class MemberSkill(models.Model):
    """Skill of a member, as they state it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="member_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="member_skills")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="network_member_skill_once",
                fields=["skill", "member"],
                violation_error_message=_("Cette compétence est déjà dite."),
            ),
        ]
