"""Mails about sponsorships, to sponsors, to households, and to the welcome team."""

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.http.signed_actions import signed_action_url
from bocage.foundation.mail import declare_channel, page_url
from bocage.foundation.mail.body import BodyMail, Facts, MailBody
from bocage.welcome.sponsors.household import HouseholdFacts, household_lines, household_title

declare_channel(
    "sponsors",
    label=gettext_lazy("Parrainage de nouveaux arrivants"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous parrainez, ou que l’on vous propose de parrainer, "
        "des personnes qui s’installent ici."
    ),
    optional=False,
)
declare_channel(
    "sponsored",
    label=gettext_lazy("Mon parrain ou ma marraine"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que le territoire accompagne votre installation."
    ),
    optional=False,
)
declare_channel(
    "sponsoring_team",
    label=gettext_lazy("Suivi des parrainages"),
    reason=gettext_lazy(
        "Vous recevez ce message parce que vous suivez des projets d’installation."
    ),
    optional=True,
    of_a_mandate=True,
)


class AnsweredMail(BodyMail):
    """Base of the mails about one sponsorship that their reader answers."""

    sponsorship_id: UUID
    person_id: UUID

    def answer(self, action: str) -> str:
        """Returns the signed URL of an answer of the reader."""
        return signed_action_url(
            f"welcome.{action}", sponsorship=self.sponsorship_id, person=self.person_id
        )


class SponsorshipMail(AnsweredMail):
    """Base of the mails about one sponsorship, with the facts of its household."""

    channel: ClassVar[str] = "sponsors"

    household: HouseholdFacts

    @property
    def page(self) -> str:
        """Absolute URL of the page of the sponsorship."""
        return page_url("sponsorship", self.sponsorship_id)


class SponsorshipRequestMail(SponsorshipMail):
    """Mail that asks a sponsor to accompany a household."""

    reasons: str = ""

    def body(self) -> MailBody:
        words = {"who": household_title(self.household)}
        paragraphs = [
            _("Ce ménage prépare son installation et serait content de connaître quelqu’un ici."),
            _(
                "Voulez-vous l’accompagner les premiers mois ? Merci de répondre d’ici trois jours "
                "ouvrés, même si c’est non."
            ),
        ]
        if self.reasons:
            paragraphs.insert(
                1, _("Nous avons pensé à vous : %(reasons)s.") % {"reasons": self.reasons}
            )
        return MailBody(
            subject=_("Accompagner %(who)s ?") % words,
            title=_("Accompagner %(who)s ?") % words,
            paragraphs=[*paragraphs, Facts(household_lines(self.household))],
            button=(_("Oui, je les accompagne"), self.answer("accept_sponsorship")),
            links=[
                (_("Pas cette fois"), self.answer("decline_sponsorship")),
                (_("Lire d’abord, et dire pourquoi"), self.page),
            ],
        )


class SponsorshipPassedOnMail(SponsorshipMail):
    """Mail to a sponsor who did not answer, without reproach, with the way to answer still."""

    has_next_sponsor: bool = False

    def body(self) -> MailBody:
        words = {"who": household_title(self.household)}
        return MailBody(
            subject=_("%(who)s : nous sommes sans nouvelles de vous") % words,
            title=_("Nous sommes sans nouvelles de vous"),
            paragraphs=[
                _("Nous avons proposé à une autre personne d’accompagner %(who)s.") % words
                if self.has_next_sponsor
                else _("Vous n’avez pas dit si vous accompagnez %(who)s.") % words,
                _(
                    "Rien de grave. Si vous le vouliez, un oui compte encore tant que personne "
                    "d’autre ne l’a dit."
                ),
            ],
            button=(_("Oui, je les accompagne"), self.answer("accept_sponsorship")),
            links=[(_("Ne plus me solliciter en ce moment"), page_url("sponsoring"))],
        )


class NotNeededAnyMoreMail(SponsorshipMail):
    """Mail to a sponsor whose answer is no longer needed: another accepted, or the request was
    withdrawn.
    """

    was_taken: bool = False

    def body(self) -> MailBody:
        words = {"who": household_title(self.household)}
        explanation = (
            _("Une autre personne vient d’accepter d’accompagner %(who)s.")
            if self.was_taken
            else _("La proposition d’accompagner %(who)s est retirée.")
        )
        return MailBody(
            subject=_("%(who)s : plus besoin de répondre") % words,
            title=_("Plus besoin de répondre"),
            paragraphs=[
                explanation % words,
                _("Merci : nous penserons à vous pour le prochain ménage."),
            ],
        )


class HouseholdGoneMail(SponsorshipMail):
    """Mail to a sponsor: the household had its project erased."""

    def body(self) -> MailBody:
        return MailBody(
            subject=_("Un ménage que vous accompagniez n’est plus suivi"),
            title=_("Ce ménage n’est plus suivi"),
            paragraphs=[
                _(
                    "Un ménage que vous accompagniez, ou que l’on vous avait proposé, a effacé son "
                    "projet. Ce que nous en gardions a disparu, vos notes comprises."
                ),
                _("Merci du temps que vous avez donné."),
            ],
            button=(_("Ouvrir ma page de parrainage"), page_url("sponsoring")),
        )


class SponsorshipBeginsMail(SponsorshipMail):
    """Mail to a sponsor who accepted a household, with the next steps."""

    def body(self) -> MailBody:
        words = {"who": household_title(self.household)}
        return MailBody(
            subject=_("Merci : vous accompagnez %(who)s") % words,
            title=_("Vous accompagnez %(who)s") % words,
            paragraphs=[
                _(
                    "Le ménage sait qui vous êtes. Il vous donnera ses coordonnées s’il le "
                    "souhaite ; elles seront sur la page du parrainage."
                ),
                _("Un premier café suffit pour commencer. Le guide dit le reste en une page."),
                Facts(household_lines(self.household)),
            ],
            button=(_("Ouvrir la page du parrainage"), self.page),
            links=[(_("Lire le guide des premiers pas"), page_url("sponsor_guide"))],
        )


class ContactGivenMail(SponsorshipMail):
    """Mail to a sponsor: the household gives its contact details, which are on the page and never
    in a mail.
    """

    def body(self) -> MailBody:
        words = {"who": household_title(self.household)}
        return MailBody(
            subject=_("%(who)s : vous pouvez prendre contact") % words,
            title=_("Vous pouvez prendre contact"),
            paragraphs=[
                _("%(who)s vous donne ses coordonnées, à vous seul(e).") % words,
                _("Elles sont sur la page du parrainage."),
            ],
            button=(_("Voir les coordonnées"), self.page),
        )


class SponsorFoundMail(BodyMail):
    """Mail to the household that introduces its sponsor."""

    channel: ClassVar[str] = "sponsored"

    sponsorship_id: UUID
    person_id: UUID
    sponsor: str
    commune: str
    trade: str = ""
    words: str = ""
    phone: str = ""

    def body(self) -> MailBody:
        facts = [
            (_("Nom"), self.sponsor),
            (_("Commune"), self.commune),
            (_("Métier"), self.trade),
            (_("Téléphone"), self.phone),
            (_("En quelques mots"), self.words),
        ]
        words = {"name": self.sponsor}
        return MailBody(
            subject=_("%(name)s vous accompagne") % words,
            title=_("%(name)s vous accompagne") % words,
            paragraphs=[
                _(
                    "Vous connaissez désormais quelqu’un ici : pour une question, une visite, un "
                    "premier café."
                ),
                _(
                    "Donnez vos coordonnées pour que l’on puisse vous joindre : rien n’est "
                    "transmis sans votre clic."
                ),
                Facts([(label, value) for label, value in facts if value]),
            ],
            button=(
                _("Donner mes coordonnées"),
                signed_action_url(
                    "welcome.give_contact", sponsorship=self.sponsorship_id, person=self.person_id
                ),
            ),
            links=[(_("Voir ma page, ou dire que je préfère autrement"), page_url("own_project"))],
        )


class SponsorshipOverMail(BodyMail):
    """Mail to each side at the end of a sponsorship, with thanks and a link to give feedback."""

    channel: ClassVar[str] = "sponsored"

    link: str
    """Signed token of the feedback form."""
    other_name: str
    is_for_sponsor: bool

    def body(self) -> MailBody:
        words = {"who": self.other_name or _("ce ménage")}
        thanks = (
            _("Vous n’accompagnez plus %(who)s. Merci du temps que vous avez donné.")
            if self.is_for_sponsor
            else _("Votre parrainage avec %(who)s est terminé.")
        )
        return MailBody(
            subject=_("Deux minutes pour dire comment cela s’est passé"),
            title=_("Comment cela s’est-il passé ?"),
            paragraphs=[
                thanks % words,
                _(
                    "Trois questions, deux minutes, sans compte : cela aide les suivants. Seule "
                    "l’équipe d’accueil lit vos réponses."
                ),
            ],
            button=(_("Répondre"), page_url("sponsorship_feedback", self.link)),
        )


class SponsorshipNewsMail(BodyMail):
    """Mail to the welcome team about a sponsorship: accepted, no sponsor left, or ended."""

    channel: ClassVar[str] = "sponsoring_team"

    project_id: UUID
    household: str
    news: str
    sponsor: str = ""
    words: str = ""

    def body(self) -> MailBody:
        names = {"household": self.household, "name": self.sponsor or _("la personne sollicitée")}
        subject, sentence = {
            "accepted": (
                _("%(household)s : %(name)s accepte"),
                _("%(name)s accompagne désormais ce ménage."),
            ),
            "nobody_left": (
                _("%(household)s : personne à solliciter"),
                _(
                    "Aucun parrain, aucune marraine ne reste à solliciter près de là où va ce "
                    "ménage. Vous pouvez choisir quelqu’un plus loin, à la main."
                ),
            ),
            "household": (
                _("%(household)s préfère sans %(name)s"),
                _(
                    "Le ménage met fin au parrainage avec %(name)s. Personne d’autre n’est "
                    "sollicité sans vous."
                ),
            ),
            "over": (
                _("%(household)s : fin du parrainage"),
                _("Le parrainage avec %(name)s est terminé."),
            ),
        }[self.news]
        paragraphs = [sentence % names]
        if self.words:
            paragraphs.append(_("« %(words)s »") % {"words": self.words})
        return MailBody(
            subject=subject % names,
            title=subject % names,
            paragraphs=paragraphs,
            button=(_("Ouvrir le dossier"), page_url("project_file", self.project_id)),
        )
