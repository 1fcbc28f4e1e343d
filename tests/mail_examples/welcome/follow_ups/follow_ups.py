"""Examples of the mails of `bocage.welcome.follow_ups.mails`."""

from uuid import UUID

from django.utils.translation import gettext as _

from bocage.welcome.follow_ups.mails import FollowUpAskedMail, FollowUpNewsMail, FollowUpWishesMail
from tests.mail_examples.registry import example_of

EXAMPLE_PROJECT = UUID("0199b7a4-0000-7000-8000-0000000000a3")


@example_of(FollowUpAskedMail)
def follow_up_asked_mail(mail):
    return mail(link="exemple", months=6, commune="Boitron")


@example_of(FollowUpNewsMail)
def follow_up_news_mail(mail):
    return mail(
        project_id=EXAMPLE_PROJECT,
        household="Famille Marchand",
        months=3,
        has_left=False,
        summary=_("des hauts et des bas"),
        missing="Un médecin traitant, et des amis de notre âge.",
        may_call=True,
    )


@example_of(FollowUpWishesMail)
def follow_up_wishes_mail(mail):
    return mail(
        project_id=EXAMPLE_PROJECT,
        household="Famille Marchand",
        months=12,
        wishes=("wants_to_join_club", "wants_to_sponsor", "wants_to_testify"),
    )
