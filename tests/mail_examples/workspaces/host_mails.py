"""Examples of the mails of `bocage.workspaces.host_mails`."""

from datetime import date

from bocage.workspaces.host_mails import KnownAtTheDesk, WordToVisitors
from tests.mail_examples.registry import example_of


@example_of(KnownAtTheDesk)
def known_at_the_desk(mail):
    return mail(place_name="Télécentre de Boitron", host_name="Maud Tessier")


@example_of(WordToVisitors)
def word_to_visitors(mail):
    return mail(
        place_name="Télécentre de Boitron",
        place_slug="telecentre-de-boitron",
        host_name="Maud Tessier",
        day=date(2026, 11, 25),
        subject="La porte du jardin demain",
        text="La rue est en travaux.\n\nPassez par la porte du jardin, rue du Lavoir.",
    )
