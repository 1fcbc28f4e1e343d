"""Examples of the mails of `bocage.workspaces.scheduling.mails`."""

from bocage.workspaces.scheduling.mails import KnownAtTheDesk
from tests.mail_examples.registry import example_of


@example_of(KnownAtTheDesk)
def known_at_the_desk(mail):
    return mail(place_name="Télécentre de Boitron", host_name="Maud Tessier")
