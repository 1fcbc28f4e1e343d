"""Mails to applicants: receipt, missing documents, answer."""

from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.formatting.grammar import at_name, of_name
from bocage.foundation.formatting.times import format_date, format_moment
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Choices, Link, MailBody

declare_channel(
    "training_application",
    label=gettext_lazy("Mes candidatures à une formation"),
    reason=gettext_lazy("Vous recevez ce message parce que vous candidatez à une formation."),
    optional=False,
)
Courses = tuple[tuple[str, str], ...]
"""Courses that accept applications: display name, and slug of the programme."""


class _ApplicationMail(BodyMail):
    """A mail about one application."""

    channel: ClassVar[str] = "training_application"
    priority: ClassVar[int] = 0

    application_id: str
    programme_name: str
    cohort_name: str

    @property
    def page(self) -> str:
        """Link to the page that shows the state of the application."""
        return page_url("application_detail", self.application_id)

    @property
    def see(self) -> Link:
        return _("Voir ma candidature"), self.page

    @property
    def course(self) -> dict[str, str]:
        """Name the programme and the cohort as sentences do."""
        return {
            "programme_name": self.programme_name,
            "at_programme_name": at_name(self.programme_name),
            "of_programme_name": of_name(self.programme_name),
            "cohort_name": self.cohort_name,
        }

    def complete(self, body: MailBody) -> MailBody:
        return replace(body, greeting="")


class ApplicationReceived(_ApplicationMail):
    """Message to the author of an application just sent: it arrived, and what comes next."""

    title: str
    apply_until: date

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre candidature est arrivée : %(programme_name)s") % self.course,
            title=_("Votre candidature est arrivée"),
            paragraphs=[
                _(
                    "« %(title)s », pour %(programme_name)s (%(cohort_name)s) : nous l’avons. "
                    "Merci de nous avoir fait confiance."
                )
                % {**self.course, "title": self.title},
                _(
                    "Jusqu’au %(deadline)s, vous pouvez encore la reprendre pour la corriger. "
                    "Ensuite, au moins deux personnes la lisent, et tout le monde reçoit sa "
                    "réponse le même jour."
                )
                % {"deadline": format_date(self.apply_until)},
            ],
            button=(_("Voir où elle en est"), self.page),
        )


class DraftWaiting(_ApplicationMail):
    """Message to the author of a draft not sent yet, three days before the deadline, or once they
    are granted a delay.
    """

    until: date
    is_delay: bool = False

    def body(self) -> MailBody:
        waiting = (
            _(
                "Un délai vous est accordé : vous pouvez envoyer votre candidature "
                "%(at_programme_name)s (%(cohort_name)s) jusqu’au %(deadline)s."
            )
            if self.is_delay
            else _(
                "Vous avez commencé une candidature %(at_programme_name)s (%(cohort_name)s). La "
                "date limite est le %(deadline)s. Ce que vous avez écrit est gardé."
            )
        )
        return MailBody(
            subject=_("Votre candidature n’est pas encore envoyée"),
            paragraphs=[waiting % {**self.course, "deadline": format_date(self.until)}],
            button=(_("Reprendre ma candidature"), self.page),
        )


class DocumentInfected(_ApplicationMail):
    """Message to the sender of a document in which ClamAV found a virus."""

    document_name: str

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Un document de votre candidature a été refusé"),
            title=_("Un document a été refusé"),
            paragraphs=[
                _(
                    "L’antivirus a trouvé quelque chose dans « %(document_name)s » : nous l’avons "
                    "supprimé sans que personne l’ouvre."
                )
                % {"document_name": self.document_name},
                _(
                    "Cela arrive sans qu’on le sache. Vérifiez votre ordinateur, puis joignez une "
                    "version saine : le reste de votre candidature est intact."
                ),
            ],
            button=self.see,
        )


class SeatOffered(_ApplicationMail):
    """Message to a chosen applicant, at once or from the waiting list: a seat is held until they
    answer."""

    offer_id: str
    person_id: str
    answer_by: datetime
    starts_on: date
    words: str = ""
    is_from_list: bool = False
    is_reminder: bool = False
    gets_welcome: bool = False

    def body(self) -> MailBody:
        words = {
            **self.course,
            "deadline": format_moment(self.answer_by),
            "first_day": format_date(self.starts_on),
        }
        opening = (
            _(
                "Une place s’est libérée pour %(programme_name)s (%(cohort_name)s), et c’est votre "
                "tour."
            )
            if self.is_from_list
            else _(
                "Vous êtes retenu pour %(programme_name)s (%(cohort_name)s), qui commence le "
                "%(first_day)s. Bravo !"
            )
        )
        subject = (
            _("Votre place vous attend jusqu’au %(deadline)s")
            if self.is_reminder
            else _("Une place est gardée pour vous : %(programme_name)s")
        )
        return MailBody(
            subject=subject % words,
            title=_("Une place est gardée pour vous"),
            paragraphs=[
                opening % words,
                self.words,
                _(
                    "Dites-nous si vous venez avant le %(deadline)s : passé ce moment, elle ne "
                    "vous sera plus gardée."
                )
                % words,
                self._welcome_words(),
            ],
            button=(_("Je viens"), self._answer("confirm_seat")),
            links=[(self._decline_words(), self._answer("decline_seat"))],
        )

    def _welcome_words(self) -> str:
        if not self.gets_welcome:
            return ""
        return _(
            "Vous voulez vous installer ici : quelqu’un de l’accueil du territoire prendra contact "
            "avec vous."
        )

    def _decline_words(self) -> str:
        reminder = _("Si vous ne pouvez plus venir, dites-le aussi : quelqu’un attend peut-être.")
        return f"{reminder} {_('Je ne viens pas')}"

    def _answer(self, action: str) -> str:
        return signed_action_url(f"training.{action}", offer=self.offer_id, person=self.person_id)


class SeatConfirmed(_ApplicationMail):
    """Message to an applicant who confirmed their seat."""

    starts_on: date

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Votre place est confirmée : %(programme_name)s") % self.course,
            title=_("Votre place est confirmée"),
            paragraphs=[
                _(
                    "Vous suivez %(programme_name)s (%(cohort_name)s), à partir du %(first_day)s. "
                    "Vos séances paraissent dans votre Espace dès qu’elles sont fixées."
                )
                % {**self.course, "first_day": format_date(self.starts_on)}
            ],
            button=self.see,
        )


class OnWaitingList(_ApplicationMail):
    """Message to an applicant on the waiting list, with their rank."""

    rank: int
    words: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Vous êtes sur la liste d’attente : %(programme_name)s") % self.course,
            title=_("Vous êtes sur la liste d’attente"),
            paragraphs=[
                _(
                    "Vous êtes au rang %(rank)s de la liste d’attente %(of_programme_name)s "
                    "(%(cohort_name)s)."
                )
                % {**self.course, "rank": self.rank},
                self.words,
                _(
                    "Dès qu’une place se libère, nous vous écrivons : vous n’avez rien à faire. Si "
                    "vous ne souhaitez plus attendre, retirez votre candidature sur sa page."
                ),
            ],
            button=self.see,
        )


class NotChosen(_ApplicationMail):
    """Message to an applicant who is not chosen, did not answer in time, or whose cohort is
    cancelled: why, and which other courses take applications.
    """

    cause: str
    """`refused`, `silent` or `cancelled`."""
    words: str = ""
    contact: str = ""
    courses: Courses = ()

    def body(self) -> MailBody:
        links = [(name, page_url("training_programme", slug)) for name, slug in self.courses]
        contact = _("Pour en parler avec l’organisme : %(contact)s.") % {"contact": self.contact}
        return MailBody(
            subject=_("Votre candidature : %(programme_name)s") % self.course,
            title=_("Votre candidature %(at_programme_name)s") % self.course,
            paragraphs=[
                self._reason() % self.course,
                self.words,
                Choices(_("D’autres formations prennent des candidatures :"), links),
                contact if self.contact else "",
            ],
            button=self.see,
        )

    def _reason(self) -> str:
        return {
            "refused": _(
                "Le jury a lu votre candidature %(at_programme_name)s (%(cohort_name)s) avec "
                "attention. Il ne l’a pas retenue cette fois-ci."
            ),
            "silent": _(
                "Nous vous avions gardé une place pour %(programme_name)s (%(cohort_name)s), et "
                "n’avons pas eu de réponse : elle ne vous est plus gardée."
            ),
            "cancelled": _(
                "%(programme_name)s (%(cohort_name)s) n’aura pas lieu : nous en sommes désolés. "
                "Votre candidature est close ; vous pouvez la présenter à une autre promotion."
            ),
        }[self.cause]
