"""Scopes: the nodes of the territory, and the places and partners, on which a right may bear."""

from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.people.scopes.lineage import Lineage


class Partner(models.Model):
    """An organisation that works with the instance: a chamber of trade, an association…"""

    class Kind(models.TextChoices):
        CCI = "cci", _("chambre de commerce et d’industrie")
        CMA = "cma", _("chambre de métiers et de l’artisanat")
        AGRICULTURE = "agriculture", _("chambre d’agriculture")
        PUBLIC = "public", _("organisme public")
        ASSOCIATION = "association", _("association")
        COMPANY = "company", _("entreprise")

    name = models.CharField(_("nom"), max_length=120)
    kind = models.CharField(_("nature"), max_length=16, choices=Kind.choices)
    departement = models.ForeignKey(
        "territory.Departement",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partners",
        verbose_name=_("département"),
    )

    class Meta:
        verbose_name = _("partenaire")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "departement"],
                nulls_distinct=False,
                name="people_partner_one_name_per_departement",
                violation_error_message=_("Ce partenaire existe déjà."),
            ),
            models.CheckConstraint(
                name="people_partner_named",
                condition=~models.Q(name=""),
                violation_error_message=_("Un partenaire a un nom."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScopeKind(models.TextChoices):
    """Kind of scope, from the widest to the narrowest."""

    INSTANCE = "instance", _("toute l’instance")
    DEPARTEMENT = "departement", _("département")
    EPCI = "epci", _("intercommunalité")
    COMMUNE = "commune", _("commune")
    PLACE = "place", _("lieu")
    PARTNER = "partner", _("partenaire")


def _shape(kind: str, present: list[str], absent: list[str]) -> models.Q:
    """Returns the condition of a scope of this kind: its mandatory and its empty columns."""
    condition = models.Q(kind=kind)
    for field in present:
        condition &= models.Q(**{f"{field}__isnull": False})
    for field in absent:
        condition &= models.Q(**{f"{field}__isnull": True})
    return condition


def _one_per_node(kind: ScopeKind, field: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[field],
        condition=models.Q(kind=kind.value),
        name=f"people_scope_one_per_{kind.value}",
        violation_error_message=_("Ce périmètre existe déjà."),
    )


class ScopeQuerySet(models.QuerySet["Scope"]):
    def with_nodes(self) -> "ScopeQuerySet":
        """Loads the relations that the label of a scope shows."""
        return self.select_related("departement", "epci", "commune", "partner")


class Scope(models.Model):
    """Node of the territory, place or partner on which a right may bear, stored with its ancestors,
    so that `covers` reads nothing else.

    The ancestors follow the territory when a commune changes intercommunality:
    `operations.refresh_scopes` rewrites them after each import.
    """

    kind = models.CharField(_("nature"), max_length=12, choices=ScopeKind.choices)
    departement = models.ForeignKey(
        "territory.Departement", models.PROTECT, null=True, blank=True, related_name="scopes"
    )
    epci = models.ForeignKey(
        "territory.Epci", models.PROTECT, null=True, blank=True, related_name="scopes"
    )
    commune = models.ForeignKey(
        "territory.Commune", models.PROTECT, null=True, blank=True, related_name="scopes"
    )
    partner = models.OneToOneField(
        Partner, models.CASCADE, null=True, blank=True, related_name="scope"
    )
    name = models.CharField(_("nom du lieu"), max_length=160, blank=True)

    objects = ScopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("périmètre")
        constraints = [
            models.CheckConstraint(
                name="people_scope_shape",
                condition=(
                    _shape("instance", [], ["departement", "epci", "commune", "partner"])
                    | _shape("departement", ["departement"], ["epci", "commune", "partner"])
                    | _shape("epci", ["epci"], ["commune", "partner"])
                    | _shape("commune", ["commune", "departement"], ["partner"])
                    | _shape("place", ["commune", "departement"], ["partner"])
                    | _shape("partner", ["partner"], ["commune", "epci"])
                ),
                violation_error_message=_("Ce périmètre est incomplet."),
            ),
            models.CheckConstraint(
                name="people_scope_place_named",
                condition=models.Q(kind="place") ^ models.Q(name=""),
                violation_error_message=_("Seul un lieu porte un nom à lui."),
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(kind="instance"),
                name="people_scope_one_instance",
                violation_error_message=_("Ce périmètre existe déjà."),
            ),
            _one_per_node(ScopeKind.DEPARTEMENT, "departement"),
            _one_per_node(ScopeKind.EPCI, "epci"),
            _one_per_node(ScopeKind.COMMUNE, "commune"),
        ]

    def __str__(self) -> str:
        return str(self.label)

    @property
    def label(self) -> str | Promise:
        """The name of the node, as it is read on screen."""
        if self.kind == ScopeKind.INSTANCE:
            return ScopeKind.INSTANCE.label
        if self.kind == ScopeKind.PLACE:
            return self.name
        return str(getattr(self, self.kind))

    @property
    def lineage(self) -> Lineage:
        """Position of the scope in the tree of scopes."""
        return Lineage(
            kind=self.kind,
            scope_id=self.pk,
            departement_id=self.departement_id,
            epci_id=self.epci_id,
            commune_id=self.commune_id,
        )

    def covers(self, other: Any) -> bool:
        """Checks whether a right on this scope reaches `other`: a scope, a node, or an object with
        a scope.
        """
        from bocage.people.scopes.lineage import lineage_of

        return self.lineage.covers(lineage_of(other))
