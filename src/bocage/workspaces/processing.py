"""Processing of people's data by the places to work."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.privacy import LegalBasis, Protection, declare_processing

declare_processing(
    name="workspaces.places",
    title=_("Lieux de travail"),
    purpose=_("Dire où se trouve un lieu, et à qui y parler."),
    basis=LegalBasis.PUBLIC_INTEREST,
    level=Protection.OPEN,
    people=_("Les contacts des lieux, leurs animateurs."),
    data=_("Adresse et téléphone du lieu, historique de sa fiche, qui a fermé quel jour."),
    seen_by=_("Tout le monde, pour les contacts ; les animateurs, pour l’historique."),
    models=(
        "workspaces.Place",
        "workspaces.PlaceEvent",
        "workspaces.HouseRules",
        "workspaces.Closure",
        "workspaces.ClosureEvent",
        "workspaces.OutsideCalendar",
        "workspaces.DayMessage",
    ),
    retention_note=_("Tant que le lieu est au répertoire."),
)
declare_processing(
    name="workspaces.bookings",
    title=_("Réservations de bureaux"),
    purpose=_("Réserver un poste ou une salle, accueillir, et compter ce qui est dû."),
    basis=LegalBasis.CONTRACT,
    level=Protection.PERSONAL,
    people=_("Celles et ceux qui réservent, ou pour qui l’on réserve."),
    data=_("Nom, adresse, lieu, heures, messages, listes d’attente, venues, règlement accepté."),
    seen_by=_(
        "La personne et les animateurs du lieu ; le nom n’est montré aux autres que si elle "
        "l’a choisi."
    ),
    models=(
        "workspaces.Booking",
        "workspaces.BookingSeries",
        "workspaces.BookingSeriesEvent",
        "workspaces.BookingMessage",
        "workspaces.Visit",
        "workspaces.SharedAddress",
        "workspaces.ReminderChoice",
        "workspaces.WaitlistEntry",
        "workspaces.WaitedSpace",
        "workspaces.HouseRulesAcceptance",
        "workspaces.Clearance",
        "workspaces.ClearanceEvent",
    ),
    retention_note=_("Tant que le compte existe ; ensuite, sans nom, pour les chiffres."),
)
declare_processing(
    name="workspaces.accounts",
    title=_("Carnets et sommes dues"),
    purpose=_("Vendre des carnets, facturer, justifier les comptes du lieu."),
    basis=LegalBasis.LEGAL_OBLIGATION,
    level=Protection.PERSONAL,
    people=_("Celles et ceux qui paient, et les organisations qui paient pour eux."),
    data=_("Nom, carnets, consommations, sommes, moyens et dates de paiement."),
    seen_by=_("La personne et les animateurs du lieu."),
    models=(
        "workspaces.Pass",
        "workspaces.PassEvent",
        "workspaces.Charge",
        "workspaces.ChargeEvent",
        "workspaces.PayingOrganisation",
    ),
    retention_note=_(
        "Dix ans au moins après l’exercice, comme pièces comptables (Code de commerce, L123-22)."
    ),
)
