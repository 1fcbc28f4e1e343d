"""The pages of the club between meetings: help board, ideas, mailings."""

from typing import Any

from django.utils import timezone

from bocage.network.mailings.operations.digests import draft_digest
from bocage.network.models import HelpPostReport, IdeaComment, RefusedAddress
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.network.factories import MemberFactory
from tests.network.life_factories import HelpPostFactory, IdeaFactory, MailingFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["idea_list", "idea_list?q=zzzz&tri=recentes", "idea_detail"],
    "teleworker": [
        "idea_list?etat=new",
        "idea_detail",
        "idea_new",
        "help_board",
        "help_board?q=affiche&nature=ask&pour-moi=1",
        "help_post",
        "help_post_new",
        "help_post_edit",
    ],
    Role.CLUB_ORGANISER: [
        "club_help_posts",
        "club_help_post",
        "club_ideas",
        "club_ideas?etat=done",
        "club_idea",
        "mailing_list",
        "mailing_new",
        "mailing_detail",
        "digest/mailing_detail",
        "mailing_edit",
        "digest/mailing_edit",
        "digest_settings",
        "refused_addresses",
        "club_life",
    ],
}
NO_PAGES = {
    **dict.fromkeys(
        (
            "help_post_rhythm",
            "help_post_answer",
            "help_post_thank",
            "help_post_close",
            "help_post_prolong",
            "help_post_report",
            "idea_vote",
            "idea_comment",
            "idea_remove",
            "idea_comment_remove",
            "club_idea_moderate",
            "club_comment_moderate",
            "mailing_act",
            "digest_draft",
            "address_trust",
        ),
        "answers a form",
    ),
    "mailing_page": "the mail inside its preview",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a help post of the teleworker with an answer, an idea with comments, and mailings of
    the club: an announcement, the digest of the month, an address that no longer exists."""
    member, helper = people["teleworker"], people["candidate"]
    help_post = HelpPostFactory(
        author=member,
        title="Une affiche pour la fête",
        text="Format A3.",
        commune=place.commune,
        about=["Graphiste", "Mise en page"],
        answered_by=MemberFactory(commune=place.commune).person,
    )
    HelpPostReport.objects.create(
        help_post=help_post, reporter=helper, reason="Doublon.", reported_at=timezone.now()
    )
    idea = IdeaFactory(
        author=member,
        title="Un abri à vélos à la gare",
        text="Pour le train de 7 h 12.",
        commune=place.commune,
        shows_name=True,
        votes_of=[member, helper],
    )
    IdeaComment.objects.create(
        idea=idea, author=helper, text="Et une prise.", written_at=timezone.now()
    )
    mailing = MailingFactory(departement=place.commune.departement)
    digest = draft_digest(by=None, departement=place.commune.departement)
    assert digest is not None
    RefusedAddress.objects.create(
        person=member, address=member.email, words="550 5.1.1", refused_at=timezone.now()
    )
    return {
        **{
            f"{name}.pk": help_post.pk for name in ("help_post", "help_post_edit", "club_help_post")
        },
        **{f"{name}.pk": idea.pk for name in ("idea_detail", "club_idea")},
        **{f"{name}.pk": mailing.pk for name in ("mailing_detail", "mailing_edit")},
        "digest.pk": digest.pk,
        **{
            f"{name}.code": place.commune.departement_id
            for name in ("mailing_new", "digest_settings")
        },
    }
