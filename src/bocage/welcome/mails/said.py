"""The channels of the welcome, and the message that most of its mails are: they derive from
`SaidMail` and write `said()` alone (`foundation.mail.said`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from bocage.foundation.mail import declare_channel, said
from bocage.foundation.mail.said import SAID, Link, Said

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

__all__ = ["SAID", "Link", "Said", "SaidMail"]


@dataclass(frozen=True, kw_only=True)
class SaidMail(said.SaidMail):
    """A message to a household, unless another channel is named."""

    channel: ClassVar[str] = "welcome"
