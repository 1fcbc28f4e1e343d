"""Examples of the mails of `bocage.workspaces.front_desk.mails`."""

from datetime import date

from bocage.workspaces.front_desk.mails import WordToVisitors
from tests.mail_examples.registry import example_of


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
