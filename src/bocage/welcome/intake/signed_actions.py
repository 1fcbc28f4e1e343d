"""Answers of households by mail: send the project, join it, continue it."""

from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import (
    NoLongerPossible,
    Outcome,
    Payload,
    Question,
    SignedAction,
    signed_action,
)
from bocage.people.models import Person
from bocage.people.signed_in import person_of_payload
from bocage.welcome.intake.draft_answers import draft_values
from bocage.welcome.intake.mails import CONFIRM
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.intake.operations import FORGOTTEN_AFTER, confirm_draft
from bocage.welcome.projects.mails.households import JOIN
from bocage.welcome.projects.mails.projects import RETAIN
from bocage.welcome.projects.models.invitations import HouseholdInvitation
from bocage.welcome.projects.models.projects import HouseholdAdult, SettlementProject
from bocage.welcome.projects.operations.households import join_household
from bocage.welcome.projects.operations.retention import NOTICE_PERIOD, retain_project


@signed_action(CONFIRM, max_age=FORGOTTEN_AFTER)
class ConfirmProject(SignedAction):
    """« Envoyer mon projet », for the mailbox that the form named."""

    def question(self, payload: Payload) -> Question | Outcome:
        draft = ProjectDraft.objects.filter(pk=_key(payload, "draft")).first()
        if draft is None:
            raise NoLongerPossible(
                _("Ces réponses ont été oubliées, après un mois. Racontez-nous à nouveau.")
            )
        if draft.project_id is not None:
            return _arrived(draft.project_id, draft.pk)
        return Question(
            title=_("Envoyer votre projet ?"),
            explanation=" · ".join(
                str(answers[name])
                for answers in [draft_values(draft)]
                for name in ("name", "origin")
                if answers.get(name)
            ),
            answer=_("Oui, l’envoyer"),
            after=_(
                "Une personne du territoire le lit et vous répond. Un compte s’ouvre à cette "
                "adresse : un code reçu par courriel y donne accès, sans mot de passe."
            ),
        )

    def perform(self, payload: Payload) -> Outcome:
        draft_id = _key(payload, "draft")
        project = confirm_draft(draft_id=draft_id, email=str(payload["email"]))
        return _arrived(project.pk, draft_id)


@signed_action(JOIN, max_age=timedelta(days=60))
class JoinHousehold(SignedAction):
    """« Rejoindre le projet », for the mailbox that an adult named."""

    def question(self, payload: Payload) -> Question | Outcome:
        invitation = (
            HouseholdInvitation.objects.select_related("invited_by", "project")
            .filter(pk=_key(payload, "invitation"))
            .first()
        )
        if invitation is None:
            return self._answered(payload)
        return Question(
            title=_("Suivre ce projet ensemble ?"),
            requested_by=str(invitation.invited_by),
            explanation=invitation.project.name,
            answer=_("Oui, le rejoindre"),
            after=_(
                "Vous verrez les messages et les logements suivis, et pourrez écrire. Un code reçu "
                "par courriel donne accès à la page."
            ),
        )

    def perform(self, payload: Payload) -> Outcome:
        try:
            join_household(invitation_id=_key(payload, "invitation"))
        except NoLongerPossible:
            return self._answered(payload)
        return _joined()

    def _answered(self, payload: Payload) -> Outcome:
        """Returns the outcome of an invitation that no longer exists: accepted, or withdrawn."""
        adults = HouseholdAdult.objects.filter(
            project=_key(payload, "project"),
            person__email=str(payload["email"]),
            person__is_active=True,
        )
        if not adults.exists():
            raise NoLongerPossible(_("Cette invitation a été reprise."))
        return _joined()


@signed_action(RETAIN, max_age=NOTICE_PERIOD + timedelta(days=60))
class RetainProject(SignedAction):
    """« Gardez mon projet », before silence erases it."""

    def question(self, payload: Payload) -> Question | Outcome:
        _person, project = self._find_project(payload)
        if project.erasure_warned_at is None:
            return _project_retained()
        return Question(
            title=_("Garder votre projet ?"),
            explanation=project.name,
            answer=_("Oui, le garder"),
            after=_("Rien d’autre ne change : vous le retrouvez quand vous voulez."),
        )

    def perform(self, payload: Payload) -> Outcome:
        person, project = self._find_project(payload)
        retain_project(by=person, project=project)
        return _project_retained()

    def _find_project(self, payload: Payload) -> tuple[Person, SettlementProject]:
        person = person_of_payload(payload)
        project = SettlementProject.objects.filter(pk=_key(payload, "project")).first()
        if person is None or project is None or project.erased_at is not None:
            raise NoLongerPossible(
                _("Ce projet est effacé. Un nouveau se raconte en trois minutes.")
            )
        if not person.has_perm("welcome.see_own_project", project):
            raise NoLongerPossible
        return person, project


def _key(payload: Payload, name: str) -> UUID:
    return UUID(str(payload[name]))


def _arrived(project_id: UUID, draft_id: UUID) -> Outcome:
    """Returns the outcome page; it differs if the household already had a project."""
    is_new = SettlementProject.objects.filter(pk=project_id, draft=draft_id).exists()
    return Outcome(
        title=_("Votre projet est arrivé") if is_new else _("Vous aviez déjà un projet chez nous"),
        explanation=_("Quelqu’un le lit et vous répond bientôt. Votre page dit où vous en êtes.")
        if is_new
        else _(
            "C’est le même : vos réponses d’aujourd’hui remplacent celles d’avant, et rien "
            "d’autre n’a changé."
        ),
        link=reverse("own_project"),
        link_label=_("Voir ma page"),
    )


def _joined() -> Outcome:
    return Outcome(
        title=_("Bienvenue dans le projet"),
        explanation=_("Sa page vous est ouverte : un code reçu par courriel y donne accès."),
        link=reverse("own_project"),
        link_label=_("Voir la page du projet"),
    )


def _project_retained() -> Outcome:
    return Outcome(
        title=_("C’est noté : votre projet est gardé"),
        explanation=_("Vous le retrouvez, tel que vous l’avez laissé, sur votre page."),
        link=reverse("own_project"),
        link_label=_("Voir ma page"),
    )
