"""What tests of the welcome may ask for."""

import pytest

from tests.operations_of_pages import run_as_pages

run_as_pages("bocage.welcome.operations")


@pytest.fixture
def new_mails(deliver_mails):
    """The mails since it was called last."""
    seen = set()

    def since():
        mails = [mail for mail in deliver_mails() if mail.pk not in seen]
        seen.update(mail.pk for mail in mails)
        return mails

    return since
