"""Channels of the welcome, the base of most of its mails, and their one-click answers."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import declare_channel
from bocage.foundation.mail.body import BodyMail

declare_channel(
    "welcome",
    label=_("Mon projet d’installation"),
    reason=_("Vous recevez ce message parce que vous avez un projet d’installation chez nous."),
    optional=False,
)
declare_channel(
    "welcome_team",
    label=_("Projets d’installation que je suis"),
    reason=_("Vous recevez ce message parce que vous suivez des projets d’installation."),
    optional=False,
)


class WelcomeMail(BodyMail):
    """Base of the mails to a household, unless another channel is named."""

    channel: ClassVar[str] = "welcome"
