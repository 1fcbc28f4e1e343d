"""Answers of a household about a proposed commune from the mail, each with one button."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from bocage.foundation.http.signed_actions import Outcome, Payload, Question, signed_action
from bocage.people.row_answers import RowAnswer
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal
from bocage.welcome.suitability.operations.commune_proposals import answer_commune_proposal

GOOD_FOR = timedelta(days=120)

Answer = CommuneProposal.Answer


class _ProposalAnswer(RowAnswer[CommuneProposal]):
    """Base of the answers of an adult of the household about one commune."""

    payload_key = "proposal"
    rows = CommuneProposal.objects.select_related("commune", "project")
    permission = "welcome.see_own_project"
    right_on = "project"
    answer: Answer

    def perform(self, payload: Payload) -> Outcome:
        person, proposal = self.find_row(payload)
        return _outcome(answer_commune_proposal(by=person, proposal=proposal, answer=self.answer))


@signed_action("welcome.commune_yes", max_age=GOOD_FOR)
class CommuneYes(_ProposalAnswer):
    """« Elle nous intéresse »."""

    answer = Answer.YES

    def question(self, payload: Payload) -> Question | Outcome:
        _person, proposal = self.find_row(payload)
        if proposal.answer == Answer.YES:
            return _outcome(proposal)
        return Question(
            title=_("%(commune)s vous intéresse ?") % {"commune": proposal.commune.name},
            explanation=proposal.reason,
            answer=_("Oui, elle nous intéresse"),
            after=_("Elle rejoint les communes que vous souhaitez."),
        )


@signed_action("welcome.commune_no", max_age=GOOD_FOR)
class CommuneNo(_ProposalAnswer):
    """« Non merci »."""

    answer = Answer.NO

    def question(self, payload: Payload) -> Question | Outcome:
        _person, proposal = self.find_row(payload)
        if proposal.answer == Answer.NO:
            return _outcome(proposal)
        return Question(
            title=_("%(commune)s : non merci ?") % {"commune": proposal.commune.name},
            explanation=proposal.reason,
            answer=_("Non merci"),
            after=_("Nous chercherons ailleurs. Vous pouvez changer d’avis sur votre page."),
        )


def _outcome(proposal: CommuneProposal) -> Outcome:
    names = {"commune": proposal.commune.name}
    is_yes = proposal.answer == Answer.YES
    return Outcome(
        title=_("C’est oui pour %(commune)s") % names
        if is_yes
        else _("C’est non pour %(commune)s") % names,
        explanation=_(
            "La personne qui vous accompagne le voit, et vous changez d’avis à tout moment."
        ),
        link=f"{reverse('own_project')}#proposed_communes",
        link_label=_("Voir mon projet"),
    )
