"""Examples of the mails of `bocage.welcome.commune_portal.mails`."""

from bocage.people.models import Role
from bocage.welcome.commune_portal.mails import ReferentProposedMail
from tests.mail_examples.registry import example_of


@example_of(ReferentProposedMail)
def referent_proposed_mail(mail):
    return mail(
        commune_code="61051",
        commune_name="Boitron",
        proposed_by="Odile Prévost",
        name="Jean Prévost",
        email="jean.prevost@exemple.example",
        role=Role.ELECTED,
    )
