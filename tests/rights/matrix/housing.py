"""Access to housing: listings, leads, searches, sources."""

from tests.people.holders import (
    COORDINATORS,
    HOLDER,
    LEAD_MANAGERS,
    OF_THE_DEPARTEMENT,
    TOWN_HALLS,
)
from tests.rights.groups import OTHER_HOLDER, PUBLIC, SIGNED_IN, Reach, group

GROUPS = [
    group(
        "homes, as everybody reads them; offering one, saving a search",
        PUBLIC,
        """home_list home_list_file home_feed home_embed dwelling search_save search_requested
        notifications_service_worker offer_home offer_thanks""",
    ),
    group("the photo of a home", PUBLIC, "home_photo"),
    group(
        "the searches and alerts of an address, and a lead that a town hall tells from a mail",
        PUBLIC,
        """search_feed stop_searches address_searches address_quiet_hours address_search
        address_search_change lead_report_signed lead_reported_signed lead_undo_signed""",
        by_link=True,
    ),
    group(
        "what the machines of an agency deliver",
        PUBLIC,
        "housing_push housing_push_state",
        asleep="the secret of the source opens it, not a person: see tests/housing",
    ),
    group(
        "one's own searches and notifications; telling a lead",
        SIGNED_IN,
        """saved_searches search_quiet_hours notifications browser_allow lead_report_commune
        lead_report""",
        holder="teleworker",
    ),
    group("a browser of one's own", {HOLDER}, "browser_forget", holder="teleworker"),
    group("a saved search", {HOLDER}, "saved_search search_change", holder="teleworker"),
    group(
        "what households look for",
        LEAD_MANAGERS,
        "demand_list",
        reach=Reach.ANYWHERE,
    ),
    group("what households look for in a commune", LEAD_MANAGERS, "demand_detail"),
    group(
        "the leads that one is shown",
        {*LEAD_MANAGERS, HOLDER, OTHER_HOLDER},
        "lead_list",
        reach=Reach.ANYWHERE,
        holder="candidate",
    ),
    group(
        "the leads of the territory",
        LEAD_MANAGERS,
        "territory_leads territory_leads_file",
        reach=Reach.ANYWHERE,
    ),
    group("the leads of a commune", LEAD_MANAGERS, "commune_leads commune_leads_file"),
    group(
        "a lead",
        {*LEAD_MANAGERS, HOLDER, OTHER_HOLDER},
        "lead lead_photo",
        holder="candidate",
    ),
    group("asking for the owner of a lead", {HOLDER, OTHER_HOLDER}, "lead_ask", holder="candidate"),
    group(
        "the owner of a lead, whom the town hall alone calls",
        {*TOWN_HALLS, HOLDER},
        "lead_owner",
        holder="town_hall",
    ),
    group(
        "keeping a lead",
        {*LEAD_MANAGERS, HOLDER},
        "lead_confirm lead_not_yet lead_close lead_reopen lead_photo_add lead_photo_remove",
        holder="town_hall",
    ),
    group(
        "changing the owner of a lead, whom the town hall alone calls",
        {*LEAD_MANAGERS, HOLDER},
        "lead_change_owner",
        senders={*TOWN_HALLS, HOLDER},
        holder="town_hall",
    ),
    group("undoing what one has just told", {HOLDER}, "lead_undo", holder="town_hall"),
    group("showing a lead, tying it to its listing", LEAD_MANAGERS, "lead_share lead_listed"),
    group(
        "giving the number of an owner whom the town hall alone calls",
        TOWN_HALLS,
        "lead_release lead_refuse lead_take_back",
    ),
    group(
        "the sources of announcements",
        OF_THE_DEPARTEMENT,
        "housing_sources housing_source_open",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a source of announcements",
        OF_THE_DEPARTEMENT,
        """housing_source housing_source_change housing_source_switch housing_source_fetch
        housing_source_token housing_token_revoke housing_template housing_upload housing_run
        housing_decide housing_remarks housing_remarks_mail""",
    ),
    group(
        "what owners offer, and doubtful pairs",
        COORDINATORS,
        "owner_offers linkage_queue linkage_take_back",
        reach=Reach.ANYWHERE,
    ),
    group(
        "the offer of an owner",
        COORDINATORS,
        "owner_offer owner_offer_publish owner_offer_refuse",
    ),
    group(
        "a doubtful pair, a home of several listings",
        COORDINATORS,
        "linkage_pair linkage_decide dwelling_listings listing_split_off",
    ),
]
