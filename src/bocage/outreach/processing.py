"""Data processing activities of outreach, for the GDPR record."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext_lazy as _

from bocage.foundation.instance import current_instance
from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.operations.kind import EVENINGS
from bocage.outreach.prospects.operations import erasure
from bocage.registrations.operations.clock import forget_names


def _prospect_retention() -> timedelta:
    return timedelta(days=current_instance().prospect_retention_days)


declare_processing(
    name="outreach.prospects",
    title=_("Gardons le contact"),
    purpose=_("Donner des nouvelles du territoire à qui les a demandées."),
    basis=LegalBasis.CONSENT,
    level=Protection.PERSONAL,
    people=_("Celles et ceux qui ont laissé leur adresse, sur un stand, un site, une liste."),
    data=_("Nom, adresse, téléphone, centres d’intérêt, accords, lettres reçues et ouvertes."),
    seen_by=_("L’équipe de l’accueil."),
    models=(
        "outreach.Prospect",
        "outreach.ProspectConsent",
        "outreach.ProspectExport",
        "outreach.Touch",
        "outreach.NotTheSame",
        "outreach.Segment",
        "outreach.Sequence",
        "outreach.SequenceEntry",
        "outreach.Sending",
    ),
    retention=(
        Retention(
            name="outreach.prospects",
            length=_prospect_retention,
            since=_("sans échange"),
            forget=erasure.erase_old_prospects,
        ),
        Retention(
            name="outreach.unconfirmed_prospects",
            length=erasure.UNCONFIRMED_RETENTION,
            since=_("sans confirmation de l’adresse"),
            forget=erasure.erase_old_prospects,
        ),
    ),
)
declare_processing(
    name="outreach.evenings",
    title=_("Soirées en ville"),
    purpose=_("Savoir qui vient, et préparer l’accueil."),
    basis=LegalBasis.CONSENT,
    level=Protection.PERSONAL,
    people=_("Celles et ceux qui s’inscrivent, celles et ceux que l’on invite."),
    data=_("Nom, adresse, ce que l’on attend de la soirée."),
    seen_by=_("L’équipe de l’accueil."),
    models=(
        "outreach.CityEvening",
        "outreach.EveningRegistration",
        "outreach.EveningInvitation",
    ),
    retention=(
        Retention(
            name="outreach.evenings",
            length=EVENINGS.names_retention,
            since=_("après une soirée"),
            forget=partial(forget_names, CityEvening),
        ),
    ),
)
declare_processing(
    name="outreach.allies",
    title=_("Ambassadeurs et employeurs partenaires"),
    purpose=_("Faire connaître le territoire par celles et ceux qui y vivent ou y embauchent."),
    basis=LegalBasis.CONSENT,
    level=Protection.PERSONAL,
    people=_("Ambassadeurs, contacts des employeurs, témoins."),
    data=_("Nom, adresse et téléphone professionnels, échanges, témoignage et son accord."),
    seen_by=_("L’équipe de l’accueil ; tout le monde, pour un témoignage publié."),
    models=(
        "outreach.Ambassador",
        "outreach.AmbassadorThanks",
        "outreach.PartnerEmployer",
        "outreach.EmployerMove",
        "outreach.EmployerContact",
        "outreach.TestimonyConsent",
        "outreach.TestimonyPage",
    ),
    retention_note=_("Tant que l’accord tient."),
)
declare_processing(
    name="outreach.editing",
    title=_("Pages, atouts et campagnes"),
    purpose=_("Savoir qui a écrit, publié, ouvert ou dépensé."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("Rédacteurs et chargés d’accueil."),
    data=_("Auteur et date de chaque page, atout, campagne, dépense."),
    seen_by=_("L’équipe."),
    models=(
        "outreach.Campaign",
        "outreach.CampaignExpense",
        "outreach.Asset",
        "outreach.Booth",
        "outreach.Editor",
        "outreach.HomePage",
        "outreach.ThemePage",
        "outreach.OriginPage",
        "outreach.LandingPage",
        "outreach.ListingPage",
        "outreach.NewsPage",
        "outreach.LegalPage",
    ),
    retention_note=_("Tant que la page ou la campagne existe."),
)
