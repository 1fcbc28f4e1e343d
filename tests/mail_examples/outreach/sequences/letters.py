"""Examples of the mails of `bocage.outreach.sequences.mails`."""

from bocage.outreach.sequences.mails import LetterAnswered, SequenceLetter
from tests.mail_examples.registry import example_of


@example_of(SequenceLetter)
def sequence_letter(mail):
    return mail(
        subject_line="Et si vous veniez voir ?",
        body_html="<p>Bonjour Camille,</p><p>Voici ce qui se loue en ce moment.</p>",
        body_text="Bonjour Camille,\n\nVoici ce qui se loue en ce moment.",
        prospect_id="01938a4e-7c00-7000-8000-000000000081",
        email="camille@ville.example",
        purpose="letters",
    )


@example_of(LetterAnswered)
def letter_answered(mail):
    return mail(
        prospect_id="01938a4e-7c00-7000-8000-000000000081",
        sender_name="Camille Verdier",
        subject_line="Et si vous veniez voir ?",
        words="Bonjour, la maison de Bellême est-elle encore libre ? Nous pourrions venir.",
    )
