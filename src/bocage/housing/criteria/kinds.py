"""Vocabulary of homes, shared by listings, dwellings, leads and searches."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Offer(models.TextChoices):
    """Kind of transaction offered, among those that French portals know."""

    SALE = "sale", _("vente")
    RENTAL = "rental", _("location")
    LIFE_ANNUITY = "life_annuity", _("viager")
    SEASONAL_RENTAL = "seasonal_rental", _("location de vacances")
    BUSINESS_TRANSFER = "business_transfer", _("cession de bail ou de fonds")


class PropertyKind(models.TextChoices):
    HOUSE = "house", _("maison")
    APARTMENT = "apartment", _("appartement")
    LAND = "land", _("terrain")
    BUILDING = "building", _("immeuble")
    OFFICE = "office", _("bureaux")
    SHOP = "shop", _("local ou boutique")
    PARKING = "parking", _("garage ou stationnement")
    OTHER = "other", _("autre bien")


HOMES = (PropertyKind.HOUSE, PropertyKind.APARTMENT)
"""Kinds searched by default."""


class EnergyClass(models.TextChoices):
    """Label of the French energy diagnosis (DPE), or the reason of its absence."""

    A = "A", "A"
    B = "B", "B"
    C = "C", "C"
    D = "D", "D"
    E = "E", "E"
    F = "F", "F"
    G = "G", "G"
    BLANK = "VI", _("vierge")
    NOT_SUBJECT = "NS", _("non soumis")


class PositionPrecision(models.TextChoices):
    """Precision of a position, from the most to the least precise."""

    ADDRESS = "address", _("adresse")
    STREET = "street", _("rue")
    DISTRICT = "district", _("quartier")
    COMMUNE = "commune", _("centre de la commune")
