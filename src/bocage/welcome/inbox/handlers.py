"""Handlers of mails that answer ours: threads of projects, and answers of town halls.

The reply addresses of a household and of the team are of two kinds, so that a household never
writes in the name of its coordinator. The sender's address is trusted if the signed address was
sent to it; any other mail is held for the team.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail.incoming import Held, IncomingMail, Taken, incoming_mail
from bocage.people.signed_in import person_of_sender
from bocage.welcome.messages.operations.thread import write_to_household, write_to_team
from bocage.welcome.projects.models.messages import ProjectMessage
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.relays import notifications as relay_notifications
from bocage.welcome.relays.errors import RelayRefused
from bocage.welcome.relays.models import Relay, RelayReply
from bocage.welcome.relays.operations.relays import save_reply

PROJECT_GONE = _("Le projet n’est plus là : le ménage l’a effacé.")


@incoming_mail("project")
def from_the_household(key: UUID, mail: IncomingMail) -> Taken | Held:
    """Adds a mail of an adult of the household to the thread, for the team."""
    project = SettlementProject.objects.filter(pk=key, erased_at=None).first()
    if project is None:
        return Held(PROJECT_GONE)
    person = person_of_sender(mail.sender)
    if person is None or not person.has_perm("welcome.see_own_project", project):
        return Held(_("Cette adresse n’est celle d’aucun adulte du ménage."))
    write_to_team(
        by=person,
        project=project,
        words=mail.words,
        channel=ProjectMessage.Channel.MAIL,
        mail_id=mail.message_id,
        left_out=mail.attachments_left_out,
    )
    return Taken()


@incoming_mail("team")
def from_the_team(key: UUID, mail: IncomingMail) -> Taken | Held:
    """Adds a mail of the person who follows the project to the household's thread."""
    project = SettlementProject.objects.filter(pk=key, erased_at=None).first()
    if project is None:
        return Held(PROJECT_GONE)
    person = person_of_sender(mail.sender)
    if person is None or not person.has_perm("welcome.follow_project", project):
        return Held(_("Cette adresse n’est celle de personne qui suive ce projet."))
    write_to_household(
        by=person, project=project, words=mail.words, channel=ProjectMessage.Channel.MAIL
    )
    return Taken()


@incoming_mail("relay")
def from_the_town_hall(key: UUID, mail: IncomingMail) -> Taken | Held:
    """Stores a town hall's answer by mail, which one click turns into its answer. A mail that
    cannot count is stored separately, and the people who follow the project are notified.
    """
    relay = Relay.objects.select_related("commune", "project").filter(pk=key).first()
    if relay is None:
        return Held(PROJECT_GONE)
    person = person_of_sender(mail.sender)
    if person is None:
        return Held(_("Cette adresse n’est celle de personne à la mairie."))
    try:
        reply = save_reply(by=person, relay=relay, words=mail.words, mail_id=mail.message_id)
    except RelayRefused as refusal:
        if RelayReply.objects.filter(relay=relay, person=person, words=mail.words).exists():
            return Taken()
        return Held(refusal.sentence)
    relay_notifications.ask_to_confirm(reply, has_attachments=bool(mail.attachments_left_out))
    return Taken()
