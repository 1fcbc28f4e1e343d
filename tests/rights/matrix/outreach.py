"""Access to outreach: editorial pages, campaigns, prospects, letters."""

from tests.people.holders import HOLDER, OF_THE_DEPARTEMENT
from tests.rights.groups import PUBLIC, SIGNED_IN, Reach, group

ASSET_MANAGERS = {*OF_THE_DEPARTEMENT, "editor of departement"}

GROUPS = [
    group(
        "pages, assets, press, evenings and employers as everybody reads them; leaving an address",
        PUBLIC,
        """home accessibility personal_data about news_feed robots follow_link
        public_assets press press_document press_files press_figures contact contact_thanks
        contact_embed contact_embed_thanks employer_directory employer_page evening_agenda
        evening_detail evening_thanks evening_calendar wagtail_serve""",
    ),
    group("pictures", PUBLIC, "editorial_picture social_picture employer_logo"),
    group(
        "what a mail or a tablet opens",
        PUBLIC,
        "prospect_own_page prospect_erase_me booth booth_send booth_agent stop_letters",
        by_link=True,
    ),
    group(
        "being an ambassador",
        {HOLDER},
        "own_ambassador_sheet",
        holder="ambassador",
    ),
    group(
        "becoming one: to who lives here, and to nobody does the button do anything else",
        {HOLDER},
        "own_ambassador",
        senders=SIGNED_IN,
        holder="ambassador",
    ),
    group(
        "ambassadors, campaigns, employers and evenings",
        OF_THE_DEPARTEMENT,
        """ambassador_list ambassador_list_file ambassador_invite campaign_list campaign_table
        campaign_open employer_list employer_list_file employer_open evening_list
        evening_list_file evening_plan sequence_list sequence_write""",
        reach=Reach.ANYWHERE,
    ),
    group(
        "an ambassador",
        OF_THE_DEPARTEMENT,
        "ambassador_detail ambassador_action ambassador_thank",
    ),
    group(
        "a campaign, its links, expenses, tablets and lists",
        OF_THE_DEPARTEMENT,
        """campaign_detail campaign_change campaign_action campaign_expense_add
        campaign_expense_remove tracked_link_add tracked_link tracked_link_remove
        tracked_link_code prospect_import_look prospect_import_refusals booth_list booth_close
        booth_reopen""",
    ),
    group(
        "assets",
        ASSET_MANAGERS,
        "asset_list asset_list_file asset_add asset_import asset_import_template",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a table of assets that one brings",
        {HOLDER},
        "asset_import_look asset_import_refusals",
        holder="coordinator",
    ),
    group(
        "an asset",
        ASSET_MANAGERS,
        """asset_detail asset_change asset_publish asset_withdraw asset_refresh
        asset_picture_remove""",
    ),
    group(
        "a partner employer",
        OF_THE_DEPARTEMENT,
        """employer_detail employer_change employer_agreement employer_document employer_move
        employer_step employer_publish employer_save_logo employer_contact_add
        employer_contact_remove""",
    ),
    group(
        "an evening in a city",
        OF_THE_DEPARTEMENT,
        """evening_manage evening_change evening_open evening_call_off evening_invite evening_club
        evening_door evening_walk_in evening_thank evening_take_off""",
    ),
    group(
        "prospects",
        OF_THE_DEPARTEMENT,
        """prospect_list prospect_export segment_save prospect_import prospect_import_template
        prospect_pairs""",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a prospect",
        OF_THE_DEPARTEMENT,
        """prospect_detail segment_forget prospect_edit prospect_call prospect_withdraw
        prospect_erase prospect_merge prospect_enter prospect_answered""",
    ),
    group(
        "a sequence of letters",
        OF_THE_DEPARTEMENT,
        """sequence_detail sequence_change sequence_action sequence_people letter_write
        enrolment_leave letter_preview letter_page letter_change letter_action""",
    ),
]
