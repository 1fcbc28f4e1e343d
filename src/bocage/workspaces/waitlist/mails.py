"""The messages about waiting lists."""

from collections.abc import Iterator
from dataclasses import field
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.times import format_moment
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import page_url
from bocage.foundation.mail.body import MailBody
from bocage.workspaces.bookings.facts import BookingFacts
from bocage.workspaces.bookings.mails.messages import BookingMessageMail


class OfferMail(BookingMessageMail):
    """Mail that offers a requested space, held for the person until `held_until`.

    It is a space, or one for each person who comes. `is_the_rest` is True if only a later part of
    the period is offered, as when it has begun; `waited_for` are the spaces that they had named.
    """

    priority: ClassVar[int] = 30

    facts: BookingFacts
    entry_id: UUID
    held_until: datetime
    is_the_rest: bool = False
    waited_for: list[str] = field(default_factory=list)

    def body(self) -> MailBody:
        facts, count = self.facts, max(1, len(self.facts.spaces))
        answer = {
            "entry": self.entry_id,
            "person": facts.person_id,
            "booking": facts.booking_id,
        }
        return MailBody(
            subject=ngettext(
                "%(place)s : une place s’est libérée, %(when)s",
                "%(place)s : %(count)d places se sont libérées, %(when)s",
                count,
            )
            % {"place": facts.place_name, "when": facts.period_words, "count": count},
            title=ngettext(
                "Une place s’est libérée pour vous", "Des places se sont libérées pour vous", count
            ),
            paragraphs=[*self._about_the_offer(count)],
            button=(
                ngettext("Prendre la place", "Prendre les places", count),
                signed_action_url("workspaces.take_offer", **answer),
            ),
            links=[
                (
                    ngettext(
                        "Non merci, la laisser à quelqu’un d’autre",
                        "Non merci, les laisser à quelqu’un d’autre",
                        count,
                    ),
                    signed_action_url("workspaces.decline_offer", **answer),
                )
            ],
        )

    def _about_the_offer(self, count: int) -> Iterator[str]:
        if len(self.waited_for) > 1:
            yield _("Vous attendiez l’un de ces espaces : %(spaces)s.") % {
                "spaces": ", ".join(self.waited_for)
            }
        if self.is_the_rest:
            yield _("C’est ce qui reste du moment que vous attendiez.")
        until = {"until": format_moment(self.held_until)}
        if count > 1:
            yield _("Elles sont gardées ensemble pour vous jusqu’à : %(until)s.") % until
            yield _("Ensuite, elles passent à la personne suivante sur la liste.")
        else:
            yield _("Elle est gardée pour vous jusqu’à : %(until)s.") % until
            yield _("Ensuite, elle passe à la personne suivante sur la liste.")


class OfferLapsedMail(BookingMessageMail):
    """Mail to the person: the offer was not answered in time."""

    def body(self) -> MailBody:
        place = self.place
        return MailBody(
            subject=_("%(place)s : la place est passée à quelqu’un d’autre") % {"place": place},
            title=_("La place est passée à quelqu’un d’autre"),
            paragraphs=[
                _("Nous n’avons pas eu votre réponse à temps. Rien n’est réservé."),
                _("Vous pouvez vous inscrire à nouveau sur la liste d’attente."),
            ],
            button=(_("Revoir ce lieu"), page_url("place_detail", self.facts.usual.place_slug)),
        )


class WaitEndedMail(BookingMessageMail):
    """Mail to the person: the wait is over, since the place or the space is no longer available."""

    space: str = ""
    """Withdrawn space, or all those that were named, if its place stays open."""
    count: int = 1

    def body(self) -> MailBody:
        place = self.place
        if self.space:
            words = {"place": place, "space": self.space}
            return MailBody(
                subject=ngettext(
                    "%(place)s : cet espace ne se réserve plus",
                    "%(place)s : ces espaces ne se réservent plus",
                    self.count,
                )
                % words,
                title=_("Votre attente s’arrête"),
                paragraphs=[
                    ngettext(
                        "%(space)s ne se réserve plus : nous avons retiré votre inscription.",
                        "Ces espaces ne se réservent plus (%(space)s) : nous avons retiré votre "
                        "inscription.",
                        self.count,
                    )
                    % words,
                    _("Le lieu reste ouvert, avec ses autres espaces."),
                ],
                button=(_("Revoir ce lieu"), page_url("place_detail", self.facts.usual.place_slug)),
            )
        return MailBody(
            subject=_("%(place)s ne prend plus de réservation") % {"place": place},
            title=_("Votre attente s’arrête"),
            paragraphs=[
                _("%(place)s ne prend plus de réservation : nous avons retiré votre inscription.")
                % {"place": place}
            ],
            button=(_("Trouver un autre lieu"), page_url("place_list")),
        )
