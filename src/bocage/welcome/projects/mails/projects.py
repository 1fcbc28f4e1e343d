"""Mails when a project arrives, waits too long, or is erased."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.formatting.dates import date_format, long_date
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.shared.mails import WelcomeMail

RETAIN = "welcome.retain_project"


def _moment(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return _("%(day)s à %(hour)s") % {
        "day": date_format(local, "l j F"),
        "hour": date_format(local, "TIME_FORMAT"),
    }


class ProjectArrived(WelcomeMail):
    """Mail to the household that confirms receipt of its project and gives the deadline of the
    first answer.
    """

    answer_due_at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre projet est bien arrivé"),
            title=_("Votre projet est bien arrivé"),
            paragraphs=[
                _(
                    "Merci de votre confiance. Une personne du territoire lit votre projet et vous "
                    "répond au plus tard %(when)s."
                )
                % {"when": _moment(self.answer_due_at)},
                _(
                    "Votre page dit à tout moment où vous en êtes, qui vous accompagne et ce qui "
                    "vient ensuite. Vous pouvez y écrire dès maintenant."
                ),
            ],
            button=(_("Voir ma page"), page_url("own_project")),
        )


class ProjectToAnswer(WelcomeMail):
    """Mail to the coordinators who may follow a project: a household waits for its first answer."""

    channel: ClassVar[str] = "welcome_team"

    project_id: UUID
    household: str
    in_short: str
    answer_due_at: datetime

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Nouveau projet : %(household)s") % {"household": self.household},
            title=_("Un ménage attend sa première réponse"),
            paragraphs=[
                self.in_short or self.household,
                _("La première réponse est attendue au plus tard %(when)s.")
                % {"when": _moment(self.answer_due_at)},
            ],
            button=(_("Lire le projet et répondre"), page_url("project_file", self.project_id)),
        )


class HouseholdDecided(WelcomeMail):
    """Mail to the people who follow a project: its household pauses it, closes it or resumes it."""

    channel: ClassVar[str] = "welcome_team"

    project_id: UUID
    household: str
    author: str
    status: str
    reason: str = ""
    until: date | None = None

    def body(self) -> MailBody:
        words = {"household": self.household, "author": self.author}
        if self.status == SettlementProject.Status.PAUSED:
            title = _("%(household)s met son projet en pause") % words
            detail = (
                _("Jusqu’au %(day)s.") % {"day": date_format(self.until, "DATE_FORMAT")}
                if self.until is not None
                else _("Sans date de reprise.")
            )
        elif self.status == SettlementProject.Status.CLOSED:
            title = _("%(household)s ferme son projet") % words
            detail = (
                _("Raison donnée : %(reason)s.")
                % {"reason": SettlementProject.CloseReason(self.reason).label}
                if self.reason
                else _("Sans raison donnée.")
            )
        else:
            title = _("%(household)s reprend son projet") % words
            detail = _("Le projet est de nouveau ouvert, là où il en était.")
        return MailBody(
            subject=title,
            title=title,
            paragraphs=[detail, _("C’est %(author)s qui l’a décidé sur sa page.") % words],
            button=(_("Voir le dossier"), page_url("project_file", self.project_id)),
        )


class ProjectGone(WelcomeMail):
    """Mail to the former adults of a project: it is erased, and no data about them are stored any
    more.
    """

    by_the_clock: bool = False

    def body(self) -> MailBody:
        explanation = (
            _(
                "Sans nouvelles de vous depuis longtemps, nous avons effacé votre projet, comme "
                "nous vous l’avions annoncé."
            )
            if self.by_the_clock
            else _("Comme vous l’avez demandé, votre projet est effacé.")
        )
        return MailBody(
            subject=_("Votre projet est effacé"),
            title=_("Votre projet est effacé"),
            paragraphs=[
                explanation,
                _(
                    "Vos réponses, vos messages et le nom de votre ménage n’existent plus chez "
                    "nous. Il reste des chiffres sans nom, comme le nombre de projets reçus."
                ),
                _(
                    "Votre compte reste ouvert. Si l’envie revient, un nouveau projet se raconte "
                    "en trois minutes."
                ),
            ],
            button=(_("Raconter un nouveau projet"), page_url("new_project")),
        )


class ProjectWillGo(WelcomeMail):
    """Mail to each adult of a project without contact for years: it will be erased unless they
    click to retain it.
    """

    project_id: UUID
    person_id: UUID
    erased_on: datetime

    def body(self) -> MailBody:
        retain_url = signed_action_url(RETAIN, project=self.project_id, person=self.person_id)
        day = long_date(self.erased_on)
        return MailBody(
            subject=_("Gardons-nous votre projet ?"),
            title=_("Gardons-nous votre projet ?"),
            paragraphs=[
                _(
                    "Voilà longtemps que nous ne nous sommes pas écrit. Nous ne gardons pas sans "
                    "raison ce que vous nous avez confié : sans nouvelles de vous, votre projet "
                    "sera effacé le %(day)s."
                )
                % {"day": day},
            ],
            button=(_("Gardez mon projet"), retain_url),
            links=[(_("Voir ma page, ou l’effacer dès maintenant"), page_url("own_project"))],
        )
