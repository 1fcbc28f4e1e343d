"""Processing of personal data by the welcome."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from bocage.foundation.instance import current_instance
from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.welcome.helpers.operations import profiles
from bocage.welcome.intake import operations as drafts
from bocage.welcome.projects.operations.retention import erase_silent_projects


def _retention_period() -> timedelta:
    return timedelta(days=current_instance().project_retention_days)


declare_processing(
    name="welcome.projects",
    title=_("Projets d’installation"),
    purpose=_("Accompagner un ménage, de sa première question à sa première année."),
    basis=LegalBasis.CONSENT,
    level=Protection.CONFIDENTIAL,
    people=_("Les adultes du ménage ; les enfants sont comptés, jamais nommés."),
    data=_(
        "Noms, adresses, téléphone, projet, budget, échanges, étapes, accords donnés, "
        "logements suivis, séjours et avis."
    ),
    seen_by=_(
        "La chargée d’accueil du territoire ; les mairies et les personnes qui aident, pour ce "
        "que le ménage a permis. Chaque ouverture du dossier lui est montrée."
    ),
    models=(
        "welcome.SettlementProject",
        "welcome.HouseholdAdult",
        "welcome.HouseholdInvitation",
        "welcome.StageMove",
        "welcome.ProjectView",
        "welcome.ProjectMessage",
        "welcome.ProjectConsent",
        "welcome.ProjectConsentEvent",
        "welcome.ProjectTask",
        "welcome.ProjectMerge",
        "welcome.FollowUp",
        "welcome.FollowedHome",
        "welcome.FollowedHomeMove",
        "welcome.CommuneProposal",
        "welcome.ClubIntroduction",
        "welcome.Stay",
        "welcome.StayStep",
        "welcome.StayFeedback",
        "welcome.WelcomeWeekend",
        "welcome.WeekendStep",
        "welcome.WeekendCar",
        "welcome.NightHost",
    ),
    retention=(
        Retention(
            name="welcome.projects",
            length=_retention_period,
            since=_("sans nouvelles, après un avertissement"),
            forget=erase_silent_projects,
        ),
    ),
)
declare_processing(
    name="welcome.drafts",
    title=_("Projets commencés"),
    purpose=_("Reprendre plus tard un projet que l’on n’a pas fini de raconter."),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Quiconque commence à raconter un projet."),
    data=_("Adresse, réponses."),
    seen_by=_("La personne."),
    models=("welcome.ProjectDraft",),
    retention=(
        Retention(
            name="welcome.drafts",
            length=drafts.FORGOTTEN_AFTER,
            since=_("sans y toucher"),
            forget=drafts.forget_old_drafts,
        ),
    ),
)
declare_processing(
    name="welcome.helpers",
    title=_("Personnes qui aident"),
    purpose=_("Demander à qui sait, et remercier."),
    basis=LegalBasis.CONSENT,
    level=Protection.PERSONAL,
    people=_("Habitants, professionnels et élus qui ont dit oui ; parrains et marraines."),
    data=_("Nom, adresse, téléphone, sujets, demandes et réponses."),
    seen_by=_("L’équipe de l’accueil ; un ménage, pour qui l’aide."),
    models=(
        "welcome.Helper",
        "welcome.HelpRequest",
        "welcome.SponsorProfile",
        "welcome.Sponsorship",
    ),
    retention=(
        Retention(
            name="welcome.helpers",
            length=profiles.FORGOTTEN_AFTER,
            since=_("après la fin d’une fiche"),
            forget=profiles.forget_closed_helpers,
        ),
    ),
    retention_note=_("Tant que la personne veut bien aider."),
)
declare_processing(
    name="welcome.town_halls",
    title=_("Réponses des mairies"),
    purpose=_("Que chaque ménage ait une réponse, une cérémonie, une commune qui s’engage."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("Élus, secrétaires de mairie, chargés d’accueil, invités des cérémonies."),
    data=_("Questions, réponses, engagements signés, réunions, cérémonies."),
    seen_by=_("La commune et l’équipe de l’accueil ; les engagements signés, par tous."),
    models=(
        "welcome.Relay",
        "welcome.RelayReply",
        "welcome.Ceremony",
        "welcome.CeremonyGuest",
        "welcome.WelcomeCharter",
        "welcome.CharterEvent",
        "welcome.CharterRequest",
        "welcome.Commitment",
        "welcome.AwarenessMeeting",
        "welcome.MeetingInvitation",
    ),
    retention_note=_("Sans le nom du ménage une fois son projet effacé."),
)
declare_processing(
    name="welcome.team",
    title=_("Outils de l’équipe de l’accueil"),
    purpose=_("Retrouver chaque matin ce qui attend."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.PERSONAL,
    people=_("Les chargés d’accueil."),
    data=_("Filtres enregistrés, point du matin, modèles de tâches."),
    seen_by=_("La personne, et son équipe pour les modèles."),
    models=(
        "welcome.SavedFilter",
        "welcome.MorningDigest",
        "welcome.OwnTaskTemplate",
        "welcome.OwnTaskTemplateEvent",
    ),
    retention_note=_("Tant que le mandat dure."),
)
