"""Mails about cohorts and sessions: to learners, and to officers."""

from abc import abstractmethod
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar, Self
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.times import format_date, full_period
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Link, MailBody
from bocage.training.programmes.models.cohorts import Cohort
from bocage.training.programmes.models.sessions import CohortSession

declare_channel(
    "training",
    label=gettext_lazy("Les formations que je suis ou que j’anime"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes de cette promotion."),
    optional=False,
)
declare_channel(
    "training_team",
    label=gettext_lazy("Les formations dont je suis responsable"),
    reason=gettext_lazy("Vous recevez ce message parce que vous êtes responsable de formation."),
    optional=False,
)


@dataclass(frozen=True, kw_only=True)
class CohortFacts:
    """Facts about a cohort for messages, as they were when written."""

    cohort_id: UUID
    programme: str
    name: str
    starts_on: date
    ends_on: date

    @classmethod
    def of(cls, cohort: Cohort) -> Self:
        return cls(
            cohort_id=cohort.pk,
            programme=cohort.programme.name,
            name=cohort.name,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
        )

    @property
    def title(self) -> str:
        return f"{self.programme}, {self.name}"

    @property
    def days(self) -> str:
        return _("du %(first)s au %(last)s") % {
            "first": format_date(self.starts_on, with_year=True),
            "last": format_date(self.ends_on, with_year=True),
        }


@dataclass(frozen=True, kw_only=True)
class SessionFacts:
    """Facts about a session for messages, as they were when written."""

    cohort: CohortFacts
    session_id: UUID
    title: str
    starts_at: datetime
    ends_at: datetime
    location: str
    online_link: str = ""

    @classmethod
    def of(cls, session: CohortSession) -> Self:
        return cls(
            cohort=CohortFacts.of(session.cohort),
            session_id=session.pk,
            title=session.title,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            location=session.location,
            online_link=session.online_link,
        )

    @property
    def period_words(self) -> str:
        return full_period(self.starts_at, self.ends_at)


class TrainingMail(BodyMail):
    """Base of the messages about a cohort."""

    channel: ClassVar[str] = "training"
    priority: ClassVar[int] = 5

    @property
    @abstractmethod
    def about(self) -> CohortFacts:
        """Cohort that the message is about."""

    def complete(self, body: MailBody) -> MailBody:
        """Adds the name of the cohort, and the lines under it."""
        lines = "\n".join(filter(None, self.lines()))
        return replace(
            body, title=self.about.title, greeting="", paragraphs=[lines, *body.paragraphs]
        )

    def lines(self) -> list[str]:
        """Returns the lines shown under the name of the cohort."""
        return [self.about.days]


class CohortMail(TrainingMail):
    """Base of the messages about a whole cohort."""

    cohort: CohortFacts

    @property
    def about(self) -> CohortFacts:
        return self.cohort


class SessionMail(TrainingMail):
    """Base of the messages about one half-day."""

    session: SessionFacts

    @property
    def about(self) -> CohortFacts:
        return self.session.cohort


def _own_sessions_link() -> Link:
    return (_("Voir mes séances"), page_url("own_training"))


class LearnerEnrolled(CohortMail):
    """Message that confirms a seat."""

    half_days: int = 0

    def body(self) -> MailBody:
        planned = ngettext(
            "%(count)d demi-journée est prévue.",
            "%(count)d demi-journées sont prévues.",
            self.half_days,
        ) % {"count": self.half_days}
        return MailBody(
            subject=_("Vous êtes inscrit : %(title)s") % {"title": self.cohort.title},
            paragraphs=[
                _("Votre place est réservée."),
                *([planned] if self.half_days else []),
                _("Les dates, les lieux et les changements sont dans votre Espace.")
                if self.half_days
                else _(
                    "Les séances ne sont pas encore fixées : elles paraîtront dans votre Espace."
                ),
            ],
            button=_own_sessions_link(),
        )


class SessionHasMoved(SessionMail):
    """Message about a session that is at another time or place."""

    priority: ClassVar[int] = 10
    former: str

    def lines(self) -> list[str]:
        session = self.session
        return [session.title, session.period_words, session.location or session.online_link]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une séance change : %(title)s") % {"title": self.session.title},
            paragraphs=[_("Elle était : %(left)s.") % {"left": self.former}],
            button=_own_sessions_link(),
        )


class SessionIsOff(SessionMail):
    """Message about a cancelled session."""

    priority: ClassVar[int] = 10
    former: str
    reason: str = ""

    def lines(self) -> list[str]:
        return [self.session.title, self.session.period_words, self.former]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Séance annulée : %(title)s, %(when)s")
            % {"title": self.session.title, "when": self.session.period_words},
            paragraphs=[
                _("Cette séance n’aura pas lieu : ne vous déplacez pas."),
                *filter(None, [self.reason]),
            ],
            button=_own_sessions_link(),
        )


class CohortIsOff(CohortMail):
    """Message about a cohort that is cancelled, before or during its course."""

    priority: ClassVar[int] = 10
    reason: str = ""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Promotion annulée : %(title)s") % {"title": self.cohort.title},
            paragraphs=[
                _("Cette promotion est annulée : ses séances à venir n’auront pas lieu."),
                *filter(None, [self.reason]),
            ],
            button=(_("Voir les autres formations"), page_url("training_list")),
        )


class CohortIsPutOff(CohortMail):
    """Message about a cohort whose upcoming sessions are postponed."""

    priority: ClassVar[int] = 10

    def body(self) -> MailBody:
        return MailBody(
            subject=_("La promotion est reportée : %(title)s") % {"title": self.cohort.title},
            paragraphs=[
                _(
                    "Toutes les séances à venir changent de date. Les nouvelles dates sont dans "
                    "votre Espace et dans votre agenda, si vous le suivez."
                )
            ],
            button=_own_sessions_link(),
        )


class CohortIsSmall(CohortMail):
    """Message to the training officers: the cohort has fewer learners than its minimum."""

    channel: ClassVar[str] = "training_team"
    learners: int
    smallest: int

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Effectif trop bas : %(title)s") % {"title": self.cohort.title},
            paragraphs=[
                ngettext(
                    "%(learners)d inscrit, quand il en faut %(smallest)d. À vous de décider : la "
                    "maintenir, la reporter, ou l’annuler.",
                    "%(learners)d inscrits, quand il en faut %(smallest)d. À vous de décider : la "
                    "maintenir, la reporter, ou l’annuler.",
                    self.learners,
                )
                % {"learners": self.learners, "smallest": self.smallest}
            ],
            button=(_("Décider"), page_url("cohort_manage", self.cohort.cohort_id)),
        )


class CohortIsLedOn(CohortMail):
    """Message to the training officers: a scheduled job moved the cohort to its next state."""

    channel: ClassVar[str] = "training_team"
    state: str

    def body(self) -> MailBody:
        title = {"title": self.cohort.title}
        cohort_id = self.cohort.cohort_id
        match self.state:
            case Cohort.State.SELECTING:
                return MailBody(
                    subject=_("Candidatures closes : %(title)s") % title,
                    paragraphs=[
                        _(
                            "Leur dernier jour est passé : elles sont closes d’elles-mêmes. Au "
                            "jury de lire ; vous pouvez encore accorder un délai à quelqu’un."
                        )
                    ],
                    button=(_("Voir les candidatures"), page_url("cohort_applications", cohort_id)),
                )
            case Cohort.State.CLOSED:
                return MailBody(
                    subject=_("Formation terminée : %(title)s") % title,
                    paragraphs=[
                        _(
                            "La dernière demi-journée est passée : la promotion est close "
                            "d’elle-même, et l’avis de chacun lui est demandé. La page des "
                            "documents donne les attestations et l’archive pour le financeur, ou "
                            "dit ce qui leur manque."
                        )
                    ],
                    button=(_("Voir les documents"), page_url("cohort_papers", cohort_id)),
                )
        return MailBody(
            subject=_("La formation commence : %(title)s") % title,
            paragraphs=[
                _(
                    "La première demi-journée a commencé : la promotion est en cours, sans que "
                    "vous ayez rien à faire."
                )
            ],
            button=(_("Voir la promotion"), page_url("cohort_manage", cohort_id)),
        )


class SessionRoomIsLost(SessionMail):
    """Message to the training officers: the place no longer holds the room of a session."""

    channel: ClassVar[str] = "training_team"
    priority: ClassVar[int] = 10

    def lines(self) -> list[str]:
        return [self.session.title, self.session.period_words, self.session.location]

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Une séance n’a plus de salle : %(title)s") % {"title": self.session.title},
            paragraphs=[
                _(
                    "Le lieu ne tient plus cette salle à ce moment. Personne d’autre n’en est "
                    "prévenu : choisissez-en une autre, déplacez la séance ou annulez-la."
                )
            ],
            button=(
                _("Choisir une autre salle"),
                page_url(
                    "cohort_session_move", self.session.cohort.cohort_id, self.session.session_id
                ),
            ),
        )
