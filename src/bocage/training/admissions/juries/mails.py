"""Mails to a jury."""

from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody

declare_channel(
    "training_jury",
    label=gettext_lazy("Les jurys dont je suis"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes du jury d’une formation."),
    optional=False,
)


class JurorInvited(BodyMail):
    """Message that invites a person to a jury, with a link that accepts in one click."""

    channel: ClassVar[str] = "training_jury"
    priority: ClassVar[int] = 0
    juror_id: str
    person_id: str
    programme_name: str
    cohort_name: str
    invited_by: str
    apply_until: date

    def body(self) -> MailBody:
        course = {
            "of_programme_name": of_name(self.programme_name),
            "cohort_name": self.cohort_name,
        }
        return MailBody(
            subject=_("Seriez-vous du jury %(of_programme_name)s ?") % course,
            title=_("Seriez-vous du jury ?"),
            greeting="",
            paragraphs=[
                _(
                    "%(invited_by)s vous propose d’être du jury %(of_programme_name)s "
                    "(%(cohort_name)s) : lire quelques projets, les noter avec une grille, puis en "
                    "parler ensemble."
                )
                % {**course, "invited_by": self.invited_by},
                _(
                    "Si vous connaissez une personne qui candidate, vous le direz en un geste : "
                    "quelqu’un d’autre lira son projet."
                ),
            ],
            button=(
                _("J’en suis"),
                signed_action_url(
                    "training.enter_jury", juror=self.juror_id, person=self.person_id
                ),
            ),
        )


class ReviewsToGive(BodyMail):
    """Message to a reader about new applications to read."""

    channel: ClassVar[str] = "training_jury"
    priority: ClassVar[int] = 0
    programme_name: str
    cohort_name: str
    count: int

    def body(self) -> MailBody:
        words = {
            "count": self.count,
            "programme_name": self.programme_name,
            "at_programme_name": at_name(self.programme_name),
            "cohort_name": self.cohort_name,
        }
        return MailBody(
            subject=ngettext(
                "%(count)s candidature à lire : %(programme_name)s",
                "%(count)s candidatures à lire : %(programme_name)s",
                self.count,
            )
            % words,
            title=_("Des candidatures vous attendent"),
            greeting="",
            paragraphs=[
                ngettext(
                    "%(count)s candidature %(at_programme_name)s (%(cohort_name)s) vous est "
                    "confiée.",
                    "%(count)s candidatures %(at_programme_name)s (%(cohort_name)s) vous sont "
                    "confiées.",
                    self.count,
                )
                % words,
                _(
                    "Vos notes restent à vous seul jusqu’à ce que vous les donniez. Un lien avec "
                    "une personne ? Dites-le sur sa page, avant de lire."
                ),
            ],
            button=(_("Lire et noter"), page_url("review_list")),
        )
