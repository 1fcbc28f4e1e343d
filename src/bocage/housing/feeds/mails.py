"""Mails to coordinators about sources, and to agencies about their deliveries."""

from dataclasses import field
from datetime import datetime
from typing import ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import of_name
from bocage.foundation.formatting.times import format_date
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, MailBody
from bocage.housing.feeds.issues import refusal_sentence, row_sentence

declare_channel(
    "housing_sources",
    label=gettext_lazy("Sources d’annonces en retard ou à confirmer"),
    reason=gettext_lazy("Vous recevez ce message parce que vous suivez les sources d’annonces."),
    optional=True,
    of_a_mandate=True,
)
declare_channel(
    "housing_agencies",
    label=gettext_lazy("Remarques sur les annonces envoyées"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vos annonces sont montrées sur ce site et que la "
        "personne qui les suit a souhaité vous transmettre ces remarques."
    ),
    optional=False,
)


class FeedRunHeld(BodyMail):
    """Mail to a coordinator: a delivery would withdraw more than half of a source, and needs a
    decision.
    """

    channel: ClassVar[str] = "housing_sources"
    priority: ClassVar[int] = 0

    source_name: str
    source_slug: str
    run_id: str
    withdrawn: int
    stock: int

    def body(self) -> MailBody:
        words = {
            "source_name": self.source_name,
            "of_source_name": of_name(self.source_name),
            "withdrawn": self.withdrawn,
            "stock": self.stock,
        }
        return MailBody(
            subject=_("%(source_name)s : une livraison à confirmer") % words,
            title=_("Une livraison attend votre décision"),
            greeting="",
            paragraphs=[
                ngettext(
                    "La dernière livraison %(of_source_name)s retirerait %(withdrawn)s annonce sur "
                    "%(stock)s. Plus de la moitié d’un coup, c’est plus souvent un fichier coupé "
                    "qu’une agence qui ferme : rien n’a été changé.",
                    "La dernière livraison %(of_source_name)s retirerait %(withdrawn)s annonces "
                    "sur %(stock)s. Plus de la moitié d’un coup, c’est plus souvent un fichier "
                    "coupé qu’une agence qui ferme : rien n’a été changé.",
                    self.withdrawn,
                )
                % words
            ],
            button=(
                _("Confirmer ou écarter"),
                page_url("housing_run", self.source_slug, self.run_id),
            ),
        )


class SourceStale(BodyMail):
    """Mail to a coordinator: a source delivered nothing valid for longer than it should."""

    channel: ClassVar[str] = "housing_sources"
    priority: ClassVar[int] = 0

    source_name: str
    source_slug: str
    error: str
    since: datetime | None
    may_open: bool = True
    """True if the recipient may open the page of the source: false for coordinators of an
    intercommunalité.
    """

    def body(self) -> MailBody:
        day = timezone.localtime(self.since).date() if self.since else None
        words = {
            "source_name": self.source_name,
            "of_source_name": of_name(self.source_name),
            "since_day": format_date(day, with_year=True) if day else "",
        }
        quiet = (
            _("Rien de lisible n’est venu %(of_source_name)s depuis le %(since_day)s.")
            if day
            else _("Rien n’est encore venu %(of_source_name)s.")
        )
        still_shown = (
            _(
                "Ses annonces restent montrées telles qu’elles étaient, avec la date de leur "
                "dernière confirmation."
            )
            if day
            else ""
        )
        call = _("Un appel à qui la tient suffit souvent.")
        see = (_("Voir la source"), page_url("housing_source", self.source_slug))
        return MailBody(
            subject=_("%(source_name)s : plus rien n’arrive") % words,
            title=_("Une source ne dit plus rien"),
            greeting="",
            paragraphs=[
                f"{quiet % words} {refusal_sentence(self.error)}",
                f"{still_shown} {call}".strip(),
            ],
            button=see if self.may_open else None,
        )


class RowIssueReport(BodyMail):
    """Mail to the agency that sent a delivery: the problems of its rows."""

    channel: ClassVar[str] = "housing_agencies"
    priority: ClassVar[int] = 0

    source_name: str
    received_at: datetime
    read: int
    rejected: int
    repaired: int
    remarks: list[tuple[int, str, str, str]] = field(default_factory=list)
    """Line, reference, code and value of the first remarks."""
    more_count: int = 0

    def body(self) -> MailBody:
        words = {
            "day": format_date(timezone.localtime(self.received_at).date()),
            "source_name": self.source_name,
            "read": self.read,
            "rejected": self.rejected,
            "repaired": self.repaired,
        }
        more_words = ngettext(
            "Et %(count)s autre remarque.", "Et %(count)s autres remarques.", self.more_count
        ) % {"count": self.more_count}
        return MailBody(
            subject=_("Vos annonces du %(day)s : quelques lignes à corriger") % words,
            title=_("Quelques lignes à corriger"),
            greeting="",
            paragraphs=[
                _(
                    "Votre livraison du %(day)s (%(source_name)s). Lignes lues : %(read)s, "
                    "rejetées : %(rejected)s, gardées après réparation : %(repaired)s."
                )
                % words,
                *(_remark(*remark) for remark in self.remarks),
                more_words if self.more_count else "",
                _("Corrigez-les dans votre logiciel : la prochaine livraison les prendra."),
            ],
        )


def _remark(line: int, reference: str, code: str, value: str) -> str:
    """Returns « Ligne 31 (PER0031) : la commune ne va pas avec le code postal. « 61400
    Bellême » ».
    """
    line_label = _("Ligne %(line)s") % {"line": line}
    if reference:
        line_label = f"{line_label} ({reference})"
    words = f"{line_label} : {row_sentence(code)}"
    return f"{words} « {value} »" if value else words
