"""Examples of the mails of `bocage.network.mails.pairs`."""

from bocage.network.mails.pairs import PairIntroduced
from tests.mail_examples.registry import example_of


@example_of(PairIntroduced)
def pair_introduced(mail):
    return mail.example()
