"""Properties shared by all mails of housing."""

from html import unescape

import pytest
from django.utils import translation

from bocage.foundation.mail import find_channel, registered_mails, render_mail
from tests.mail_examples import example

MAILS = [mail for mail in registered_mails() if mail.__module__.startswith("bocage.housing.")]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.__name__)
def test_each_message_ends_with_why_it_was_sent(mail, language):
    rendered = render_mail(example(mail), language=language)

    with translation.override(language):
        reason = str(find_channel(mail.channel).reason)
    assert unescape(rendered.html).count(reason) == 1
    assert rendered.text.count(reason) == 1
