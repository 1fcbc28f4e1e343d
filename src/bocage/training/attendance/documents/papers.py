"""Documents of a learner: convocation, agreement, certificates, with the content required by law.

The agreement has the content required by articles L.6353-1 and D.6353-1 of the French labour code
and, if the learner pays, L.6353-4 to L.6353-7 (right of withdrawal, limit of thirty per cent). The
certificate of completion follows the model of the ministry.

No document is issued with facts left blank: they are listed (`Paper.missing`), and it is refused.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.documents import pdf_of
from bocage.foundation.formatting.grammar import at_name
from bocage.foundation.formatting.times import format_date
from bocage.training.attendance.documents.needs import (
    Missing,
    needs_of_a_certificate,
    needs_of_a_contract,
    needs_of_a_convocation,
)
from bocage.training.attendance.errors import PaperNotReady
from bocage.training.attendance.formatting import duration_words, session_words
from bocage.training.attendance.register import Hours, Register
from bocage.training.programmes.models.cohorts import Enrolment
from bocage.training.programmes.models.programmes import Programme
from bocage.training.programmes.models.providers import TrainingProvider
from bocage.training.programmes.models.sessions import CohortSession
from bocage.training.programmes.presentation import price_words

HEAD_OF_ENTRY = 16

Section = dict[str, Any]
Sections = list[Section]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Type of document about a learner: its name, its file, its content, and who signs it."""

    key: str
    title: str | Promise
    label: str | Promise
    """A short title, for a button."""
    filename: str
    sections: Callable[[Enrolment, Register], Sections]
    needs: Callable[[Register], list[Missing]]
    """Required facts that are not filled in, whichever learner it is about."""
    signed_by_both: bool = False
    is_certificate: bool = False
    """Whether it certifies past facts, rather than future ones."""
    only_completed: bool = False
    """Whether it is issued only once the course is completed."""

    def missing(self, enrolment: Enrolment, register: Register) -> list[str]:
        """Returns the labels of the facts that are not filled in or, if there are none, that have
        not happened yet for this learner.
        """
        return [need.label for need in self.needs(register)] or self.awaited(enrolment, register)

    def awaited(self, enrolment: Enrolment, register: Register) -> list[str]:
        """Returns the labels of what has not happened yet for this learner; no query."""
        if enrolment.identity.is_erased:
            return [_("le nom et l’adresse de la personne")]
        if self.is_certificate and not register.hours_of(enrolment).attended:
            return [_("une séance suivie jusqu’à sa fin")]
        return []


def paper_pdf(
    paper: Paper, enrolment: Enrolment, register: Register, *, today: date | None = None
) -> bytes:
    """Returns a document of a learner, as a PDF.

    Raises:
        PaperNotReady: a fact that it states is not filled in, or has not happened.
    """
    programme, provider = register.cohort.programme, register.provider
    missing = paper.missing(enrolment, register)
    if provider is None or missing:
        raise PaperNotReady(str(paper.title), missing)
    day = format_date(today or timezone.localdate(register.now), with_year=True, with_weekday=False)
    return pdf_of(
        "training/documents/paper.typ",
        {
            "title": str(paper.title),
            "subtitle": f"{programme.name} · {register.cohort.name}",
            "provider": head_of(programme),
            "to": _recipient(paper, enrolment),
            "sections": paper.sections(enrolment, register),
            "done": _("Fait %(at_city)s, le %(day)s.")
            % {"at_city": at_name(provider.city), "day": day},
            "signatures": _signatures(paper, enrolment, provider),
            "foot": programme.partner.name,
        },
    )


def head_of(programme: Programme) -> dict[str, Any]:
    """Returns the header of a document: the provider's identity, or only its name if no identity is
    filled in.
    """
    provider = TrainingProvider.of(programme)
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


def _recipient(paper: Paper, enrolment: Enrolment) -> list[str]:
    """Returns the learner's name, and their address except on certificates, which they show to
    others."""
    address = [] if paper.is_certificate else enrolment.postal_address.splitlines()
    return [enrolment.display_name, *address]


def _written_provider(programme: Programme) -> TrainingProvider:
    """Returns the identity of the provider, which `paper_pdf` has checked to exist."""
    return TrainingProvider.objects.get(partner=programme.partner_id)


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
                [session_words(line.session), line.session.title, _session_location(line.session)]
                for line in register.ahead
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
    provider = _written_provider(programme)
    return [
        _parties(enrolment, provider),
        _contents(enrolment, register),
        _modules_section(programme),
        _organisation_section(programme, provider),
        _for_how_much(programme),
        _until_when_one_may_withdraw(programme),
        _early_end_section(programme, provider),
    ]


def _parties(enrolment: Enrolment, provider: TrainingProvider) -> Section:
    words = {
        "representative": provider.representative,
        "learner": enrolment.display_name,
        "address": ", ".join(enrolment.postal_address.splitlines()),
    }
    return _section(
        paragraphs=[
            _(
                "Entre l’organisme désigné ci-dessus, représenté par %(representative)s, et "
                "%(learner)s, %(address)s, ci-après le ou la stagiaire, il est convenu ce qui "
                "suit, en application des articles L. 6353-1 et suivants du Code du travail."
            )
            % words
        ]
    )


def _contents(enrolment: Enrolment, register: Register) -> Section:
    programme = register.cohort.programme
    return _section(
        _("1. L’action de formation"),
        facts=[
            (_("Intitulé"), programme.name),
            (_("Nature"), _("Action de formation (article L. 6313-1 du Code du travail)")),
            (_("Objectifs"), programme.aims),
            (_("Public"), programme.audience),
            (_("Prérequis"), programme.prerequisites),
            (_("Effectif"), _group_size(register.cohort.seats)),
            (_("Période"), _period(register)),
            (_("Durée"), duration_words(register.hours_of(enrolment).planned)),
        ],
    )


def _modules_section(programme: Programme) -> Section:
    return _section(
        _("2. Le programme"),
        columns=[_("Module"), _("Durée")],
        widths=[0, 30],
        rows=[[module.title, duration_words(module.minutes)] for module in programme.modules.all()],
    )


def _organisation_section(programme: Programme, provider: TrainingProvider) -> Section:
    rules = provider.internal_rules
    return _section(
        _("3. Le déroulement, le suivi et la sanction"),
        paragraphs=[
            programme.method,
            programme.assessment,
            *[f"{teacher.name} : {teacher.biography}" for teacher in programme.teachers.all()],
            *([_("Règlement intérieur : %(address)s") % {"address": rules}] if rules else []),
        ],
    )


def _for_how_much(programme: Programme) -> Section:
    return _section(
        _("4. Le prix"),
        paragraphs=[price_words(programme), programme.payment_terms, programme.funding],
    )


def _until_when_one_may_withdraw(programme: Programme) -> Section:
    paragraphs = [
        _(
            "Le ou la stagiaire peut se rétracter dans les dix jours qui suivent la signature "
            "(quatorze si elle se fait à distance), par lettre recommandée avec avis de "
            "réception (article L. 6353-5)."
        )
    ]
    if programme.pricing == Programme.Pricing.PAID:
        paragraphs.append(
            _(
                "Aucune somme ne peut être exigée avant l’expiration de ce délai ; il n’est alors "
                "pas payé plus de trente pour cent du prix, et le solde s’échelonne au fil de la "
                "formation (article L. 6353-6)."
            )
        )
    return _section(_("5. Le délai de rétractation"), paragraphs=paragraphs)


def _early_end_section(programme: Programme, provider: TrainingProvider) -> Section:
    """Returns the provider's cancellation terms and, for a paid course, the law."""
    paragraphs = [provider.cancellation_terms]
    if programme.pricing == Programme.Pricing.PAID:
        paragraphs.append(
            _(
                "Empêché de suivre la formation par un cas de force majeure dûment reconnue, le ou "
                "la stagiaire peut rompre le contrat : seules les prestations effectivement "
                "dispensées sont dues, à proportion (article L. 6353-7)."
            )
        )
    has_text = any(paragraphs)
    title = _("6. L’abandon et la cessation anticipée") if has_text else ""
    return _section(title, paragraphs=paragraphs)


def _attendance(enrolment: Enrolment, register: Register) -> Sections:
    hours = register.hours_of(enrolment)
    return [
        _section(
            paragraphs=[
                _("Nous attestons que %(learner)s a suivi la formation ci-dessous.")
                % {"learner": enrolment.display_name}
            ],
            facts=[
                (_("Intitulé"), register.cohort.programme.name),
                (_("Période"), _sessions_period(register)),
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
                for line in register.over
                if enrolment.pk in line.learners
            ],
        ),
    ]


def _completion(enrolment: Enrolment, register: Register) -> Sections:
    programme = register.cohort.programme
    provider = _written_provider(programme)
    words = {
        "name": provider.representative,
        "provider": provider.legal_name,
        "learner": enrolment.display_name,
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
                (_("Qui s’est déroulée"), _sessions_period(register)),
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
            needs=needs_of_a_convocation,
        ),
        Paper(
            key="contrat",
            title=gettext_lazy("Contrat de formation professionnelle"),
            label=gettext_lazy("Contrat"),
            filename="contrat-de-formation",
            sections=_agreement,
            needs=needs_of_a_contract,
            signed_by_both=True,
        ),
        Paper(
            key="assiduite",
            title=gettext_lazy("Attestation d’assiduité"),
            label=gettext_lazy("Assiduité"),
            filename="attestation-d-assiduite",
            sections=_attendance,
            needs=needs_of_a_certificate,
            is_certificate=True,
        ),
        Paper(
            key="realisation",
            title=gettext_lazy("Certificat de réalisation"),
            label=gettext_lazy("Réalisation"),
            filename="certificat-de-realisation",
            sections=_completion,
            needs=needs_of_a_certificate,
            is_certificate=True,
            only_completed=True,
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """Document of a learner, with the labels of its missing facts."""

    paper: Paper
    missing: list[str]


def needs_of_papers(register: Register) -> dict[str, list[Missing]]:
    """Returns the facts that are not filled in for each document of a cohort, by document key."""
    return {key: paper.needs(register) for key, paper in PAPERS.items()}


def readiness_of(
    enrolments: Iterable[Enrolment], register: Register, needs: Mapping[str, Sequence[Missing]]
) -> list[list[Readiness]]:
    """Returns the documents of each learner, with the missing facts of each; no query."""
    unwritten = {key: [need.label for need in missing] for key, missing in needs.items()}
    return [
        [
            Readiness(
                paper=paper, missing=unwritten[paper.key] or paper.awaited(enrolment, register)
            )
            for paper in papers_for(enrolment)
        ]
        for enrolment in enrolments
    ]


def papers_for(enrolment: Enrolment) -> list[Paper]:
    """Returns the documents that a learner can have today, ready or not."""
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
    """Returns a section for the template, without empty parts."""
    return {
        "title": title,
        "paragraphs": [text for text in paragraphs if text],
        "facts": [{"label": label, "said": value} for label, value in facts if value],
        "columns": list(columns),
        "widths": list(widths),
        "rows": [list(row) for row in rows],
    }


def _signatures(
    paper: Paper, enrolment: Enrolment, provider: TrainingProvider
) -> list[dict[str, str]]:
    teaches = {"display_name": provider.representative, "as": provider.representative_role}
    learns = {
        "display_name": enrolment.display_name,
        "as": _("Date, « lu et approuvé » et signature"),
    }
    return [teaches, learns] if paper.signed_by_both else [teaches]


def _session_location(session: CohortSession) -> str:
    """Returns the room of a session, or the address of an online one."""
    return session.location or session.online_link


def _group_size(seats: int) -> str:
    words = ngettext("%(seats)s personne au plus", "%(seats)s personnes au plus", seats)
    return words % {"seats": seats}


def _period(register: Register) -> str:
    return _between(register.cohort.starts_on, register.cohort.ends_on)


def _sessions_period(register: Register) -> str:
    """Returns the period from the first to the last session held: a certificate excludes future
    ones."""
    first, last = register.over[0].session, register.over[-1].session
    return _between(timezone.localdate(first.starts_at), timezone.localdate(last.starts_at))


def _between(first: date, last: date) -> str:
    words = {
        "first": format_date(first, with_year=True, with_weekday=False),
        "last": format_date(last, with_year=True, with_weekday=False),
    }
    return _("du %(first)s au %(last)s") % words


def _done_words(hours: Hours) -> str:
    words = {"done": duration_words(hours.attended), "held": duration_words(hours.held)}
    return _("%(done)s sur %(held)s") % words
