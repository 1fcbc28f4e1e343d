"""Examples of the mails of `bocage.welcome.relays.mails.answers`."""

from bocage.welcome.models import Relay
from bocage.welcome.relays.mails.answers import RelayAnsweredMail, RelayCameBackMail, WordsSavedMail
from bocage.welcome.relays.mails.relays import PROJECT
from tests.mail_examples.registry import example_of
from tests.mail_examples.welcome.relays.relays import RELAY


@example_of(RelayAnsweredMail)
def relay_answered_mail(mail):
    return mail(
        commune_name="Boitron",
        project_id=PROJECT,
        project_name="Famille Marchand",
        answer=Relay.Answer.YES,
        answered_by="Jean Prévost",
        words="La maison de la poste se libère en février.",
        may_have_home=True,
    )


@example_of(RelayCameBackMail)
def relay_came_back_mail(mail):
    return mail(
        commune_name="Boitron",
        project_id=PROJECT,
        project_name="Famille Marchand",
        relay_id=RELAY,
        has_gone_to_town_hall=True,
        has_gone_to_epci=True,
    )


@example_of(WordsSavedMail)
def words_kept_mail(mail):
    return mail(
        commune_name="Boitron",
        project_id=PROJECT,
        project_name="Famille Marchand",
        written_by="Jean Prévost",
        because="mandate_over",
        words="Oui, bien sûr, qu’ils viennent nous voir.",
    )
