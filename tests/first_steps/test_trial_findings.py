"""Trial mail that does not come back: diagnosis, advice, and no secret."""

from email.message import EmailMessage

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.first_steps.models import MailTrial
from bocage.first_steps.operations.trials import try_sender
from bocage.first_steps.trial_findings import finding_of
from bocage.foundation.mail.delivery import compose
from bocage.foundation.mail.receiving import receive_mail
from bocage.foundation.models import OutgoingMail
from tests.pages.page_text import text_of

pytestmark = pytest.mark.django_db

LEFT = {"state": "sent", "subject": "x", "text": "x", "html": "x", "message_id": "<x@y>"}
SERVER = "smtp://compte%40perche.example:s3cret-Of-Mine@smtp.example:587"


@pytest.fixture
def trial(administrator, settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(
        update={"email_url": SERVER, "incoming_address": "accueil@perche.example"}
    )
    return try_sender(by=administrator, sender_email="bonjour@perche.example")


def find(trial, **mail):
    OutgoingMail.objects.filter(pk=trial.mail).update(**mail)
    return finding_of(trial)


@pytest.mark.parametrize(
    ("error", "look"),
    [
        ("535 5.7.8 Authentication failed", "mot de passe"),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number", "chiffrement"),
        ("[Errno 111] Connection refused", "port"),
        ("[Errno -2] Name or service not known", "port"),
        ("timed out", "port 25"),
        ("554 5.7.1 Sender address rejected", "bonjour@perche.example"),
        ("451 ask me later", "SPF"),
    ],
)
def test_answer_of_the_server_says_what_to_look_at(trial, error, look):
    finding = find(trial, error=error)

    assert look in " ".join(finding.look_at)
    assert finding.answer == error
    assert finding.is_wrong


def test_no_secret_is_reported_even_where_a_server_repeats_it(
    trial, signed_in_client, administrator
):
    error = "535 no s3cret-Of-Mine for compte@perche.example " + "x" * 5000

    page = text_of(signed_in_client(administrator).get(reverse("first_steps_mail")))
    finding = find(trial, error=error)

    assert "s3cret" not in page + finding.answer
    assert "compte@" not in finding.answer
    assert len(finding.answer) <= 300


def test_mail_that_was_taken_may_be_in_the_spam_or_lack_spf(trial):
    finding = find(trial, sent_at=timezone.now(), **LEFT)

    assert "indésirables" in finding.look_at[0]
    assert "bocage doctor --mail perche.example" in finding.look_at[1]
    assert not finding.is_wrong


def test_without_a_server_it_is_stated_that_it_left_for_nowhere(administrator, deliver_mails):
    trial = try_sender(by=administrator, sender_email="")
    deliver_mails()

    finding = finding_of(trial)

    assert "nulle part" in finding.sentence
    assert "BOCAGE_EMAIL_URL" in finding.look_at[0]


def test_worker_that_is_away_is_reported(trial):
    assert "signe de vie" in finding_of(trial).sentence


def test_mail_that_is_kept_no_more_is_reported(trial):
    OutgoingMail.objects.all().delete()

    assert "n’est plus gardé" in finding_of(trial).sentence


def test_sender_is_shown_with_the_name_of_the_instance(trial):
    mail = OutgoingMail.objects.get(pk=trial.mail)
    mail.subject, mail.message_id, mail.text, mail.html = "x", "<x@y.example>", "x", "x"

    assert compose(mail)["From"] == "Bocage <bonjour@perche.example>"
    assert mail.reply_to.startswith("accueil+trial-")


def test_answer_to_the_trial_brings_it_back(trial, administrator):
    answer = EmailMessage()
    answer["From"], answer["To"] = "elsewhere@perche.example", OutgoingMail.objects.get().reply_to
    answer["Subject"], answer["Message-ID"] = "Re: Essai", "<answer@perche.example>"
    answer.set_content("Bien reçu")

    receive_mail(answer.as_bytes())

    assert MailTrial.objects.get().return_method == "answer"
