"""Access to the club: members, gatherings, help board, ideas, École du Web."""

from tests.people.holders import CLUB_ORGANISERS, HOLDER
from tests.rights.groups import OTHER_HOLDER, PUBLIC, SIGNED_IN, Reach, group

OF_THE_CLUB = {
    "admin of instance",
    "coordinator of departement",
    "club_organiser of departement",
}
MEMBERS = {HOLDER, OTHER_HOLDER}

GROUPS = [
    group(
        "the club, its members, gatherings and ideas as everybody reads them",
        PUBLIC,
        """member_list member_detail member_card member_embed organisation_detail gathering_list
        gathering_list_file gathering_feed gathering_news gathering_embed gathering_detail
        gathering_register idea_list idea_detail""",
    ),
    group(
        "pictures of the club",
        PUBLIC,
        "gathering_photo partner_logo",
    ),
    group("the photo of a member", PUBLIC, "member_photo", asleep="nobody shows one to everybody"),
    group(
        "the École du Web, as everybody reads it",
        PUBLIC,
        """edition_list edition_detail pitch_detail edition_programme edition_programme_state
        edition_calendar""",
    ),
    group(
        "a session of the École du Web, to which one says that one comes",
        PUBLIC,
        "session_detail",
        senders=SIGNED_IN,
    ),
    group(
        "what a code or a program of the club opens",
        PUBLIC,
        """own_gathering_feed gathering_arrival own_edition_calendar edition_door edition_wall
        edition_wall_state""",
        by_link=True,
    ),
    group(
        "one's own gatherings, membership, exchanges and ideas",
        SIGNED_IN,
        """own_gatherings own_gathering_calendar club_join own_membership idea_new
        conversation_list own_pairs""",
        holder="teleworker",
    ),
    group(
        "one's own card",
        MEMBERS,
        "membership_renew membership_leave pairs_wish",
        holder="teleworker",
    ),
    group(
        "leaving a gathering to which one was coming",
        {HOLDER},
        "gathering_leave",
        holder="teleworker",
    ),
    group(
        "one's own certificate of the École du Web",
        {HOLDER},
        "edition_certificate",
        holder="teleworker",
    ),
    group(
        "proposing a gathering, publishing a help_post",
        MEMBERS,
        "gathering_propose help_post_new",
        reach=Reach.ANYWHERE,
        holder="teleworker",
    ),
    group(
        "the gatherings of the clubs that one runs",
        CLUB_ORGANISERS,
        "club_gatherings club_gatherings_file gathering_plan",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a gathering",
        CLUB_ORGANISERS,
        """gathering_manage gathering_change gathering_open gathering_call_off
        gathering_attendance gathering_walk_in gathering_message gathering_sheet
        gathering_outcome gathering_photo_add gathering_photo_remove series_extend""",
    ),
    group(
        "taking a registration off",
        {HOLDER, *CLUB_ORGANISERS},
        "registration_cancel",
        holder="teleworker",
    ),
    group(
        "the card of an organisation",
        {HOLDER, *CLUB_ORGANISERS},
        "organisation_edit",
        holder="teleworker",
    ),
    group(
        "the clubs that one runs",
        CLUB_ORGANISERS,
        """club_members club_members_file club_requests club_help_posts club_ideas mailing_list
        refused_addresses club_life contact_reports club_pairs managed_editions edition_open
        club_skills club_skill""",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a suspension, in any club",
        CLUB_ORGANISERS,
        "contact_suspension_lift",
        reach=Reach.ANYWHERE,
    ),
    group(
        "who asks to join, what is reported, hidden or answered",
        CLUB_ORGANISERS,
        """club_answer club_help_post club_idea club_idea_moderate club_comment_moderate
        address_trust contact_report""",
    ),
    group("the club of a département", OF_THE_CLUB, "club_settings digest_settings"),
    group(
        "what a club writes to its members",
        OF_THE_CLUB,
        "mailing_new mailing_detail mailing_edit mailing_page mailing_act digest_draft",
    ),
    group(
        "the help board",
        {*MEMBERS, *CLUB_ORGANISERS},
        "help_board",
        reach=Reach.ANYWHERE,
        holder="teleworker",
    ),
    group(
        "choosing when one is told of help_posts",
        {*MEMBERS, *CLUB_ORGANISERS},
        "help_post_rhythm",
        senders=MEMBERS,
        reach=Reach.ANYWHERE,
        holder="teleworker",
    ),
    group(
        "a help_post of the help board",
        {*MEMBERS, *CLUB_ORGANISERS},
        "help_post",
        reach=Reach.ANYWHERE,
        holder="teleworker",
    ),
    group(
        "reporting a help_post of somebody else",
        {OTHER_HOLDER, *CLUB_ORGANISERS},
        "help_post_report",
        reach=Reach.ANYWHERE,
        holder="teleworker",
    ),
    group(
        "answering a help_post of somebody else",
        {OTHER_HOLDER},
        "help_post_answer",
        holder="teleworker",
    ),
    group(
        "one's own help_post",
        {HOLDER},
        "help_post_edit help_post_thank help_post_close help_post_prolong",
        holder="teleworker",
    ),
    group("voting and commenting", SIGNED_IN, "idea_vote idea_comment", holder="teleworker"),
    group("one's own idea", {HOLDER}, "idea_remove", holder="teleworker"),
    group("one's own comment", {HOLDER}, "idea_comment_remove", holder="candidate"),
    group("writing to a member whom everybody sees", SIGNED_IN, "member_write"),
    group(
        "an exchange",
        {HOLDER},
        """conversation conversation_stop conversation_resume conversation_erase
        conversation_report""",
        holder="teleworker",
    ),
    group("saying that two members met", {HOLDER}, "pair_answer", holder="teleworker"),
    group(
        "taking part in the École du Web",
        SIGNED_IN,
        "pitch_make pitch_answer walk_up",
        holder="teleworker",
    ),
    group(
        "a pitch",
        {HOLDER, *OF_THE_CLUB},
        "lead_accept pitch_change pitch_withdraw",
        holder="teleworker",
    ),
    group(
        "the notes of a session",
        {HOLDER, *OF_THE_CLUB},
        "session_write",
        holder="teleworker",
    ),
    group("the certificate of a presence", OF_THE_CLUB, "presence_certificate"),
    group(
        "an edition of the École du Web",
        OF_THE_CLUB,
        """edition_manage edition_lead edition_settings edition_grid edition_grid_remove
        edition_partners edition_partner_remove edition_presences edition_presences_file
        edition_tokens edition_presence_forget programme_editor
        programme_compute programme_place programme_action programme_publish
        programme_versions""",
    ),
]
