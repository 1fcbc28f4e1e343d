"""The papers of a learner: convocation, agreement, certificates, with what the law asks of each.

The agreement bears what articles L.6353-1 and D.6353-1 of the French labour code ask for, and where
the learner pays, L.6353-4 to L.6353-7 (the right to withdraw, the thirty hundredths). The
certificate of completion follows the model of the ministry.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.foundation.documents import pdf_of
from bocage.foundation.spoken_time import spoken_date
from bocage.training.attendance import Hours, Register
from bocage.training.attendance_words import duration_words, session_words
from bocage.training.models import Enrolment, Programme, TrainingProvider

BLANK = "……………………………………"
HEAD_OF_ENTRY = 16

Section = dict[str, Any]
Sections = list[Section]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A kind of paper: its name, its file, what it says, and who signs it."""

    key: str
    title: str | Promise
    label: str | Promise
    """A short title, for a button."""
    filename: str
    sections: Callable[[Enrolment, Register], Sections]
    signed_by_both: bool = False
    only_completed: bool = False
    """Whether it is made once the course was followed to its end."""


def paper_pdf(
    paper: Paper, enrolment: Enrolment, register: Register, *, today: date | None = None
) -> bytes:
    """A paper of a learner."""
    programme = register.cohort.programme
    provider = provider_of(programme)
    day = spoken_date(today or timezone.localdate(register.now), with_year=True, with_weekday=False)
    return pdf_of(
        "training/documents/paper.typ",
        {
            "title": str(paper.title),
            "subtitle": f"{programme.name} · {register.cohort.name}",
            "provider": head_of(programme),
            "to": [enrolment.who],
            "sections": paper.sections(enrolment, register),
            "done": _("Fait à %(city)s, le %(day)s.")
            % {"city": provider.city if provider else BLANK, "day": day},
            "signatures": _signatures(paper, enrolment, provider),
            "foot": programme.partner.name,
        },
    )


def head_of(programme: Programme) -> dict[str, Any]:
    """Who teaches, as the head of each paper says it; blanks where it is not filled in."""
    provider = provider_of(programme)
    if provider is None:
        return {"name": programme.partner.name, "lines": []}
    return {
        "name": provider.legal_name,
        "lines": [
            provider.address,
            _("SIRET %(number)s") % {"number": provider.siret},
            _(
                "Déclaration d’activité enregistrée sous le numéro %(number)s auprès du préfet de "
                "région %(region)s. Cet enregistrement ne vaut pas agrément de l’État."
            )
            % {"number": provider.declaration_number, "region": provider.declaration_region},
        ],
    }


def provider_of(programme: Programme) -> TrainingProvider | None:
    """The legal identity of who teaches, where it is filled in."""
    return TrainingProvider.objects.filter(partner=programme.partner_id).first()


def _convocation(_enrolment: Enrolment, register: Register) -> Sections:
    programme = register.cohort.programme
    return [
        _section(
            paragraphs=[
                _("Vous êtes attendu(e) aux séances ci-dessous. Chaque demi-journée se signe.")
            ]
        ),
        _section(
            _("Les séances"),
            columns=[_("Quand"), _("Quoi"), _("Où")],
            widths=[58, 0, 52],
            rows=[
                [session_words(line.session), line.session.title, _where(line.session)]
                for line in register.lines
                if line.session.is_planned
            ],
        ),
        _section(
            _("En cas d’empêchement, ou pour un aménagement"),
            paragraphs=[
                _("Prévenez-nous : %(email)s.") % {"email": programme.contact_email},
                _("Référent handicap : %(name)s, %(email)s.")
                % {
                    "name": programme.accessibility_contact,
                    "email": programme.accessibility_email,
                },
            ],
        ),
    ]


def _agreement(enrolment: Enrolment, register: Register) -> Sections:
    programme = register.cohort.programme
    provider = provider_of(programme)
    return [
        _between_whom(enrolment, provider),
        _what_is_taught(enrolment, register),
        _in_which_modules(programme),
        _how_it_goes(programme, provider),
        _for_how_much(programme),
        _until_when_one_may_withdraw(),
        _when_it_ends_early(provider),
    ]


def _between_whom(enrolment: Enrolment, provider: TrainingProvider | None) -> Section:
    words = {
        "representative": provider.representative if provider else BLANK,
        "learner": enrolment.who,
    }
    return _section(
        paragraphs=[
            _(
                "Entre l’organisme désigné ci-dessus, représenté par %(representative)s, et "
                "%(learner)s, ci-après le ou la stagiaire, il est convenu ce qui suit, en "
                "application des articles L. 6353-1 et suivants du Code du travail."
            )
            % words
        ]
    )


def _what_is_taught(enrolment: Enrolment, register: Register) -> Section:
    programme = register.cohort.programme
    return _section(
        _("1. L’action de formation"),
        facts=[
            (_("Intitulé"), programme.name),
            (_("Nature"), _("Action de formation (article L. 6313-1 du Code du travail)")),
            (_("Objectifs"), programme.aims),
            (_("Public"), programme.audience),
            (_("Prérequis"), programme.prerequisites),
            (_("Effectif"), _("%(seats)s personnes au plus") % {"seats": register.cohort.seats}),
            (_("Période"), _period(register)),
            (_("Durée"), duration_words(register.hours_of(enrolment).planned)),
        ],
    )


def _in_which_modules(programme: Programme) -> Section:
    return _section(
        _("2. Le programme"),
        columns=[_("Module"), _("Durée")],
        widths=[0, 30],
        rows=[[one.title, duration_words(one.minutes)] for one in programme.modules.all()],
    )


def _how_it_goes(programme: Programme, provider: TrainingProvider | None) -> Section:
    rules = provider.internal_rules if provider else ""
    return _section(
        _("3. Le déroulement, le suivi et la sanction"),
        paragraphs=[
            programme.method or _("Ateliers, mises en situation et travail sur son projet."),
            _(
                "La présence est signée par demi-journée. Une attestation d’assiduité et un "
                "certificat de réalisation sont remis à la fin."
            ),
            *[
                f"{one.name} : {one.biography}" if one.biography else one.name
                for one in programme.teachers.all()
            ],
            *([_("Règlement intérieur : %(address)s") % {"address": rules}] if rules else []),
        ],
    )


def _for_how_much(programme: Programme) -> Section:
    return _section(
        _("4. Le prix"),
        paragraphs=[
            programme.fees or _("La formation est gratuite pour le ou la stagiaire."),
            programme.funding,
        ],
    )


def _until_when_one_may_withdraw() -> Section:
    return _section(
        _("5. Le délai de rétractation"),
        paragraphs=[
            _(
                "Le ou la stagiaire peut se rétracter dans les dix jours qui suivent la "
                "signature (quatorze si elle se fait à distance), par lettre recommandée avec "
                "avis de réception. Aucune somme ne peut être exigée avant l’expiration de ce "
                "délai ; il n’est alors pas payé plus de trente pour cent du prix, et le solde "
                "s’échelonne au fil de la formation (articles L. 6353-5 et L. 6353-6)."
            )
        ],
    )


def _when_it_ends_early(provider: TrainingProvider | None) -> Section:
    terms = provider.cancellation_terms if provider else ""
    return _section(
        _("6. L’abandon et la cessation anticipée"),
        paragraphs=[
            terms
            or _(
                "En cas de force majeure dûment reconnue, seules les prestations effectivement "
                "dispensées sont dues, à proportion (article L. 6353-7)."
            )
        ],
    )


def _attendance(enrolment: Enrolment, register: Register) -> Sections:
    hours = register.hours_of(enrolment)
    return [
        _section(
            paragraphs=[
                _("Nous attestons que %(learner)s a suivi la formation ci-dessous.")
                % {"learner": enrolment.who}
            ],
            facts=[
                (_("Intitulé"), register.cohort.programme.name),
                (_("Période"), _period(register)),
                (_("Heures suivies"), _done_words(hours)),
            ],
        ),
        _section(
            _("Présence par demi-journée"),
            columns=[_("Quand"), _("Quoi"), _("Présence"), _("Empreinte")],
            widths=[54, 0, 34, 34],
            rows=[
                [
                    session_words(line.session),
                    line.session.title,
                    str(line.learners[enrolment.pk].get_kind_display()),
                    line.learners[enrolment.pk].hash[:HEAD_OF_ENTRY],
                ]
                for line in register.lines
                if line.session.is_planned and enrolment.pk in line.learners
            ],
        ),
    ]


def _completion(enrolment: Enrolment, register: Register) -> Sections:
    programme = register.cohort.programme
    provider = provider_of(programme)
    words = {
        "name": provider.representative if provider else BLANK,
        "provider": provider.legal_name if provider else programme.partner.name,
        "learner": enrolment.who,
        "programme": programme.name,
    }
    return [
        _section(
            paragraphs=[
                _(
                    "Je soussigné(e) %(name)s, représentant légal du dispensateur de l’action "
                    "concourant au développement des compétences %(provider)s, atteste que "
                    "%(learner)s a suivi l’action « %(programme)s »."
                )
                % words
            ],
            facts=[
                (_("Nature de l’action"), _("Action de formation")),
                (_("Qui s’est déroulée"), _period(register)),
                (_("Pour une durée de"), _done_words(register.hours_of(enrolment))),
            ],
        ),
        _section(paragraphs=[programme.certificate_wording]),
        _section(
            paragraphs=[
                _(
                    "Sans préjudice des délais imposés par les règles fiscales, comptables ou "
                    "commerciales, je m’engage à conserver l’ensemble des pièces justificatives "
                    "qui ont permis d’établir le présent certificat pendant une durée de trois "
                    "ans à compter de la fin de l’année du dernier paiement. En cas de "
                    "cofinancement des fonds européens, la durée de conservation est étendue "
                    "conformément aux obligations conventionnelles spécifiques."
                )
            ]
        ),
    ]


PAPERS = {
    paper.key: paper
    for paper in (
        Paper(
            key="convocation",
            title=gettext_lazy("Convocation"),
            label=gettext_lazy("Convocation"),
            filename="convocation",
            sections=_convocation,
        ),
        Paper(
            key="contrat",
            title=gettext_lazy("Contrat de formation professionnelle"),
            label=gettext_lazy("Contrat"),
            filename="contrat-de-formation",
            sections=_agreement,
            signed_by_both=True,
        ),
        Paper(
            key="assiduite",
            title=gettext_lazy("Attestation d’assiduité"),
            label=gettext_lazy("Assiduité"),
            filename="attestation-d-assiduite",
            sections=_attendance,
        ),
        Paper(
            key="realisation",
            title=gettext_lazy("Certificat de réalisation"),
            label=gettext_lazy("Réalisation"),
            filename="certificat-de-realisation",
            sections=_completion,
            only_completed=True,
        ),
    )
}


def papers_for(enrolment: Enrolment) -> list[Paper]:
    """The papers that there are for a learner today."""
    is_done = enrolment.state == Enrolment.State.COMPLETED
    return [paper for paper in PAPERS.values() if is_done or not paper.only_completed]


def _section(
    title: str = "",
    *,
    paragraphs: Sequence[str] = (),
    facts: Sequence[tuple[str, str]] = (),
    columns: Sequence[str] = (),
    widths: Sequence[int] = (),
    rows: Sequence[Sequence[str]] = (),
) -> Section:
    """A section as the template reads it; what is empty is left out."""
    return {
        "title": title,
        "paragraphs": [text for text in paragraphs if text],
        "facts": [{"label": label, "said": said} for label, said in facts if said],
        "columns": list(columns),
        "widths": list(widths),
        "rows": [list(row) for row in rows],
    }


def _signatures(
    paper: Paper, enrolment: Enrolment, provider: TrainingProvider | None
) -> list[dict[str, str]]:
    teaches = {
        "who": provider.representative if provider else BLANK,
        "as": (provider.representative_role if provider else "") or _("Cachet et signature"),
    }
    learns = {"who": enrolment.who, "as": _("Date, « lu et approuvé » et signature")}
    return [teaches, learns] if paper.signed_by_both else [teaches]


def _where(session: Any) -> str:
    return session.where or _("à distance, par le lien envoyé")


def _period(register: Register) -> str:
    words = {
        "first": spoken_date(register.cohort.starts_on, with_year=True, with_weekday=False),
        "last": spoken_date(register.cohort.ends_on, with_year=True, with_weekday=False),
    }
    return _("du %(first)s au %(last)s") % words


def _done_words(hours: Hours) -> str:
    words = {"done": duration_words(hours.done), "held": duration_words(hours.held)}
    return _("%(done)s sur %(held)s") % words
