"""Register of the personal data processed by the housing app."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.housing.alerts.operations import alerts
from bocage.housing.leads.operations import freshness
from bocage.housing.owner_listings.operations import offers
from bocage.housing.searches import operations as saved_searches

declare_processing(
    name="housing.searches",
    title=_("Recherches de logement"),
    purpose=_("Prévenir dès qu’un logement répond à ce que l’on cherche."),
    basis=LegalBasis.CONSENT,
    level=Protection.PERSONAL,
    people=_("Quiconque enregistre une recherche."),
    data=_("Adresse, critères, alertes reçues, navigateur qui les reçoit."),
    seen_by=_("La personne ; sa chargée d’accueil, si elle suit le projet."),
    models=("housing.SavedSearch", "housing.Alert", "housing.PushSubscription"),
    retention=(
        Retention(
            name="housing.unconfirmed_searches",
            length=saved_searches.CONFIRM_WITHIN,
            since=_("sans confirmation"),
            forget=saved_searches.forget_old_searches,
        ),
        Retention(
            name="housing.stopped_searches",
            length=saved_searches.STOPPED_RETENTION,
            since=_("après l’arrêt d’une recherche"),
            forget=saved_searches.forget_old_searches,
        ),
        Retention(
            name="housing.alerts",
            length=alerts.FORGOTTEN_AFTER,
            since=_("pour une alerte que personne ne suit plus"),
            forget=alerts.forget_old_alerts,
        ),
    ),
)
declare_processing(
    name="housing.leads",
    title=_("Pistes de logement"),
    purpose=_("Loger des ménages là où rien n’est encore en vente ou à louer."),
    basis=LegalBasis.CONSENT,
    level=Protection.CONFIDENTIAL,
    people=_("Les propriétaires, celles et ceux qui disent une piste ou la visitent."),
    data=_("Nom et téléphone du propriétaire, endroit, photos, visites."),
    seen_by=_("La mairie ; un ménage, une fois que le propriétaire l’a permis."),
    models=(
        "housing.Lead",
        "housing.LeadOwner",
        "housing.LeadRelease",
        "housing.LeadShowing",
        "housing.TownHallLetter",
    ),
    retention=(
        Retention(
            name="housing.owners",
            length=freshness.OWNER_RETENTION,
            since=_("après la fin d’une piste"),
            forget=freshness.forget_owners,
        ),
    ),
)
declare_processing(
    name="housing.offers",
    title=_("Annonces des propriétaires"),
    purpose=_("Publier un logement que son propriétaire propose."),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Les propriétaires."),
    data=_("Adresse, téléphone, logement, photos."),
    seen_by=_("La mairie ; tout le monde, pour ce que le propriétaire montre."),
    models=("housing.OwnerOffer",),
    retention=(
        Retention(
            name="housing.unconfirmed_offers",
            length=offers.FORGOTTEN_AFTER,
            since=_("sans confirmation"),
            forget=offers.forget_unconfirmed_offers,
        ),
    ),
    retention_note=_("Tant que l’annonce est en ligne."),
)
declare_processing(
    name="housing.listings",
    title=_("Annonces des agences"),
    purpose=_("Montrer en un endroit tout ce qui se vend et se loue."),
    basis=LegalBasis.LEGITIMATE_INTEREST,
    level=Protection.OPEN,
    people=_("Les contacts des agences, qui tient les sources, qui réunit deux annonces."),
    data=_("Téléphone et adresse professionnels, décisions prises."),
    seen_by=_("Tout le monde, pour les contacts ; l’équipe, pour les décisions."),
    models=(
        "housing.Source",
        "housing.FeedRun",
        "housing.Listing",
        "housing.LinkageVerdict",
        "housing.JoinDecisionEvent",
    ),
    retention_note=_("Tant que la source livre l’annonce ; ensuite, pour les prix."),
)
