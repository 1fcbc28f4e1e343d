"""Data processing activities of the club, for the GDPR record."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from bocage.foundation.privacy import (
    LegalBasis,
    Protection,
    Retention,
    declare_processing,
)
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.operations.kind import GATHERINGS
from bocage.network.help_board.operations import scheduled as help_board_schedule
from bocage.network.messages.operations import scheduled as contact_clock
from bocage.registrations.operations.clock import forget_names

declare_processing(
    name="network.members",
    title=_("Membres du club"),
    purpose=_("Se trouver entre télétravailleurs, selon ce que chacun montre."),
    basis=LegalBasis.CONTRACT,
    level=Protection.PERSONAL,
    people=_("Les membres du club."),
    data=_("Métier, compétences, commune, liens, rencontres proposées à deux."),
    seen_by=_("Les membres, ou tout le monde, champ par champ, au choix de la personne."),
    models=("network.Member", "network.MemberEvent", "network.Skill"),
    retention_note=_("Tant que la personne est membre."),
)
declare_processing(
    name="network.conversations",
    title=_("Messages entre membres"),
    purpose=_("Se parler sans donner son adresse, et arrêter qui importune."),
    basis=LegalBasis.CONTRACT,
    level=Protection.CONFIDENTIAL,
    people=_("Les membres qui s’écrivent."),
    data=_("Messages, signalements, suspensions."),
    seen_by=_("Les deux personnes ; l’animation du club, pour ce qui est signalé."),
    models=(
        "network.Conversation",
        "network.ConversationSide",
        "network.ConversationMessage",
        "network.ConversationReport",
        "network.ContactSuspension",
    ),
    retention=(
        Retention(
            name="network.conversations",
            length=contact_clock.RETENTION,
            since=_("après le dernier message"),
            forget=contact_clock.forget_conversations,
        ),
    ),
)
declare_processing(
    name="network.help",
    title=_("Entraide et idées"),
    purpose=_("Demander, proposer, répondre, voter."),
    basis=LegalBasis.CONTRACT,
    level=Protection.PERSONAL,
    people=_("Les membres qui écrivent ou répondent."),
    data=_("Annonces, réponses, remerciements, idées, votes, commentaires."),
    seen_by=_("Les membres ; l’auteur d’un vote n’est montré à personne."),
    models=(
        "network.HelpPost",
        "network.HelpPostAnswer",
        "network.HelpPostThanks",
        "network.HelpPostReport",
        "network.Idea",
        "network.IdeaVote",
        "network.IdeaComment",
        "network.IdeaAnswer",
        "network.IdeaNotification",
    ),
    retention=(
        Retention(
            name="network.help_posts",
            length=help_board_schedule.RETENTION,
            since=_("après la fin d’une annonce"),
            forget=help_board_schedule.forget_old_help_posts,
        ),
    ),
    retention_note=_("Tant que l’idée est au tableau, pour les idées."),
)
declare_processing(
    name="network.gatherings",
    title=_("Rencontres et École du Web"),
    purpose=_("Savoir qui vient, et ce qui s’y est dit."),
    basis=LegalBasis.CONTRACT,
    level=Protection.PERSONAL,
    people=_("Celles et ceux qui s’inscrivent, proposent une session ou y animent."),
    data=_("Nom, adresse, invités, sujets proposés, votes, présence, avis."),
    seen_by=_("La personne et l’animation ; le nom de qui anime, par tous."),
    models=(
        "network.GatheringSeries",
        "network.Gathering",
        "network.GatheringCalendar",
        "network.Registration",
        "network.WebSchoolEdition",
        "network.Attendance",
        "network.Pitch",
        "network.PitchComing",
        "network.Ballot",
        "network.LeadOffer",
        "network.Session",
        "network.SessionHold",
        "network.SessionFeedback",
        "network.ProgrammeProposal",
        "network.ProgrammeVersion",
    ),
    retention=(
        Retention(
            name="network.names_of_gatherings",
            length=GATHERINGS.names_retention,
            since=_("après une rencontre, pour qui n’a pas de compte"),
            forget=partial(forget_names, Gathering),
        ),
    ),
    retention_note=_("Tant que le compte existe, pour les autres."),
)
declare_processing(
    name="network.mailings",
    title=_("Lettres du club"),
    purpose=_("Écrire aux membres qui le veulent bien."),
    basis=LegalBasis.CONSENT,
    level=Protection.PERSONAL,
    people=_("Les membres."),
    data=_("Lettres envoyées, à qui, adresses qui refusent les courriels."),
    seen_by=_("L’animation du club."),
    models=("network.Mailing", "network.MailingRecipient", "network.RefusedAddress"),
    retention_note=_("Tant que la personne est membre, ou que son adresse refuse."),
)
