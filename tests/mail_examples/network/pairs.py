"""Examples of the mails of `bocage.network.pairs.mails`."""

from bocage.network.pairs.mails import PairIntroduced
from tests.mail_examples.registry import example_of


@example_of(PairIntroduced)
def pair_introduced(mail):
    return mail.example()
