"""Subjects of the rights of housing, for the grid of docs/architecture/rights.md."""

from __future__ import annotations

from functools import partial

from bocage.housing.models import Lead, LinkageVerdict, Listing, OwnerOffer, SavedSearch, Source
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject

# Sources and deliveries, and what owners offer.

add_subject(
    Subject(
        name="a source of the departement",
        rights=("housing.run_source",),
        make=lambda tree, _holder: Source(departement=tree.departement.departement),
    )
)


add_subject(
    Subject(
        name="the departement",
        rights=("housing.open_source",),
        make=lambda tree, _holder: tree.departement.departement,
    )
)


add_subject(
    Subject(
        name="the offer of an owner",
        rights=("housing.review_offer",),
        make=lambda tree, _holder: OwnerOffer(commune=tree.commune.commune),
    )
)


add_subject(
    Subject(
        name="any home to follow",
        rights=("housing.follow_sources", "housing.see_offers"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)


# Joins.


def _listing(tree: Tree, _holder: Person) -> Listing:
    return Listing(
        commune=tree.commune.commune, source=Source(departement=tree.departement.departement)
    )


def _pair(tree: Tree, holder: Person) -> LinkageVerdict:
    return LinkageVerdict(first=_listing(tree, holder), second=_listing(tree, holder))


add_subject(
    Subject(
        name="a pair of listings",
        rights=("housing.judge_linkage",),
        make=_pair,
    )
)


add_subject(Subject(name="a listing", rights=("housing.split_listing",), make=_listing))


add_subject(
    Subject(
        name="doubtful pairs, anywhere",
        rights=("housing.see_linkage",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)


# Leads of the hidden market.

ON_A_LEAD = (
    "manage_lead",
    "see_lead",
    "confirm_lead",
    "ask_for_owner",
    "release_owner",
    "see_owner",
)


def _lead(caller: str, tree: Tree, holder: Person) -> Lead:
    """Returns a visible lead, reported by `holder`."""
    return Lead(
        commune=tree.commune.commune,
        reported_by=holder,
        status=Lead.Status.SHARED,
        caller=caller,
    )


for _name, _caller in (
    ("a lead that the town hall alone calls about", Lead.Caller.TOWN_HALL),
    ("a lead that the welcome may call about", Lead.Caller.COORDINATOR),
):
    add_subject(
        Subject(
            name=_name,
            rights=tuple(f"housing.{right}" for right in ON_A_LEAD),
            make=partial(_lead, _caller),
            has_holder=True,
        )
    )


add_subject(
    Subject(
        name="the leads of a commune",
        rights=("housing.report_lead", "housing.manage_leads"),
        make=lambda tree, _holder: tree.commune.commune,
    )
)


add_subject(
    Subject(
        name="leads anywhere",
        rights=("housing.see_leads", "housing.see_territory_leads"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)


add_subject(
    Subject(
        name="a saved search",
        rights=("housing.manage_search",),
        make=lambda _tree, holder: SavedSearch(person=holder),
        has_holder=True,
    )
)


add_subject(
    Subject(
        name="the demand in a commune",
        rights=("housing.see_demand",),
        make=lambda tree, _holder: tree.commune.commune,
    )
)


add_subject(
    Subject(
        name="the demand anywhere at all",
        rights=("housing.see_demand",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
