"""Sponsors and sponsorships."""

from __future__ import annotations

from bocage.people.models import Person
from bocage.welcome.models import SettlementProject, SponsorProfile, Sponsorship
from tests.rights.grid import Subject, Tree, add_subject


def _profile(tree: Tree, holder: Person) -> SponsorProfile:
    return SponsorProfile(
        commune=tree.commune.commune, person=holder, status=SponsorProfile.Status.ACTIVE
    )


def _sponsorship(tree: Tree, holder: Person) -> Sponsorship:
    """Returns a sponsorship whose sponsor no longer has a mandate in the household's commune."""
    return Sponsorship(
        project=SettlementProject(
            departement=tree.departement.departement, commune=tree.commune.commune
        ),
        sponsor=_profile(tree, holder),
        status=Sponsorship.Status.ACTIVE,
    )


add_subject(
    Subject(
        name="the sponsors of a commune",
        rights=("welcome.offer_sponsor", "welcome.offer_oneself"),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(
    Subject(
        name="the profile of a sponsor",
        rights=(
            "welcome.approve_sponsor",
            "welcome.manage_sponsor_profile",
            "welcome.answer_sponsor_offer",
        ),
        make=_profile,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a sponsorship whose sponsor has lost the mandate",
        rights=(
            "welcome.answer_sponsorship",
            "welcome.see_sponsored_project",
            "welcome.give_contact",
            "welcome.end_sponsorship",
        ),
        make=_sponsorship,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="sponsors, anywhere",
        rights=("welcome.see_sponsors",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
