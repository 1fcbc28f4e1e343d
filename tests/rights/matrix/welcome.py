"""Access to the welcome: households, coordinators, town halls, sponsors."""

from tests.people.holders import (
    COORDINATORS,
    HOLDER,
    LEAD_MANAGERS,
    OF_THE_DEPARTEMENT,
)
from tests.rights.groups import OTHER_HOLDER, PUBLIC, SIGNED_IN, Reach, group

OF_THE_COMMUNE = {*COORDINATORS, "elected of commune", "town_hall of commune"}
HOUSEHOLDS = {HOLDER, OTHER_HOLDER}

GROUPS = [
    group(
        "beginning a project, choosing among communes",
        PUBLIC,
        """new_project new_project_later new_project_sent new_project_step commune_ranking
        commune_comparison""",
    ),
    group(
        "what a mail asks",
        PUBLIC,
        """help_answer ceremony_plan_signed ceremony_answer_signed ceremony_calendar_signed
        charter_sign_signed follow_up meeting_answer_signed meeting_material_signed
        new_project_resume relay_signed relay_signed_home relay_signed_sponsor
        relay_signed_choice sponsor_offer_signed sponsorship_feedback stay_feedback stay_sheet
        stay_calendar stay_sheet_pdf""",
        by_link=True,
    ),
    group(
        "the address book of those who help",
        COORDINATORS,
        "helper_list helper_list_file helper_add helper_import helper_import_template",
        reach=Reach.ANYWHERE,
    ),
    group(
        "what one brings into the address book",
        {HOLDER},
        "helper_import_look helper_import_refusals",
        holder="coordinator",
    ),
    group(
        "the card of somebody who helps",
        COORDINATORS,
        "helper helper_change helper_close helper_reopen",
    ),
    group(
        "the projects that one follows",
        COORDINATORS,
        """project_board project_list project_list_file filter_save helping_households held_mails
        filter_forget""",
        reach=Reach.ANYWHERE,
    ),
    group(
        "the task templates that one keeps",
        OF_THE_DEPARTEMENT,
        "task_templates",
        reach=Reach.ANYWHERE,
    ),
    group(
        "the file of a household",
        OF_THE_DEPARTEMENT,
        """helper_ask help_thank help_withdraw project_file project_move project_move_undo
        project_next_action project_action_done project_write project_note project_take
        project_follow project_pause project_close project_reopen project_task_add project_task
        project_merge project_merge_undo club_introduce communes_propose relay_ask
        project_propose_sponsor project_end_sponsorship stay_plan""",
    ),
    group(
        "the task templates of a département",
        OF_THE_DEPARTEMENT,
        "task_template_list task_template_add task_template_change task_template_action",
    ),
    group(
        "the ceremonies that one holds",
        LEAD_MANAGERS,
        "ceremony_list ceremony_list_file",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a ceremony",
        LEAD_MANAGERS,
        """ceremony_plan ceremony ceremony_change ceremony_invite ceremony_held ceremony_call_off
        ceremony_paper""",
    ),
    group(
        "the invitation of a household that is told to nobody else",
        {HOLDER, *COORDINATORS},
        "ceremony_answer ceremony_guest_paper",
        holder="guest",
    ),
    group(
        "the ceremony in the calendar of a household",
        {HOLDER},
        "ceremony_calendar",
        holder="guest",
    ),
    group(
        "the certificate of a household",
        {HOLDER, *LEAD_MANAGERS},
        "ceremony_certificate",
        holder="guest",
    ),
    group(
        "the table of communes",
        COORDINATORS,
        "communes_table communes_table_file",
        reach=Reach.ANYWHERE,
    ),
    group(
        "the charter of a commune",
        LEAD_MANAGERS,
        """commune_charter charter_paper commitment_postpone commitment_done commitment_reopen
        commitment_add""",
    ),
    group(
        "signing the charter, and taking it back",
        {"elected of commune"},
        "charter_sign charter_withdraw",
    ),
    group("asking a commune for its charter", COORDINATORS, "charter_ask"),
    group("one's own project", SIGNED_IN, "own_project", holder="household"),
    group(
        "what a household does in its project",
        HOUSEHOLDS,
        """own_club_ask own_project_write own_consent_give own_consent_withdraw own_adult_invite
        own_household_leave own_answers own_project_pause own_project_close own_project_resume
        own_project_erase own_home_follow""",
        holder="household",
    ),
    group(
        "what stands in the project of a household",
        {HOLDER},
        """own_home own_home_move own_home_note own_home_forget own_home_calendar own_task_done
        own_task_undone own_invitation_take_back own_club_accept own_club_decline""",
        holder="household",
    ),
    group(
        "what is proposed to a household",
        {HOLDER},
        "commune_proposal_answer commune_wish commune_weights",
        holder="household",
    ),
    group("a face of those who accompany one", {HOLDER}, "face", holder="household of a sponsor"),
    group(
        "the weekend of a household",
        {HOLDER},
        "own_weekend_answer own_weekend_calendar",
        holder="household of a weekend",
    ),
    group(
        "the stay of a household",
        {HOLDER},
        "own_stay own_stay_paper own_stay_call_off",
        holder="household on a stay",
    ),
    group(
        "the figures of the welcome",
        COORDINATORS,
        "welcome_figures welcome_figures_csv welcome_figures_workbook",
        reach=Reach.ANYWHERE,
    ),
    group(
        "the follow-up of a household that lives here",
        COORDINATORS,
        "follow_up_wishes_done follow_up_call follow_up_called",
    ),
    group(
        "a mail that nobody took",
        OF_THE_DEPARTEMENT,
        "held_mail_accept held_mail_aside",
    ),
    group(
        "the meetings that one holds",
        COORDINATORS,
        "meeting_list meeting_list_file meeting_plan",
        reach=Reach.ANYWHERE,
    ),
    group(
        "an awareness meeting",
        COORDINATORS,
        "meeting meeting_change meeting_open meeting_held meeting_call_off meeting_sheet",
    ),
    group(
        "the invitation of a commune, and what welcoming brings it",
        LEAD_MANAGERS,
        "meeting_answer commune_material",
    ),
    group("the communes that are one's own", LEAD_MANAGERS, "own_communes", reach=Reach.ANYWHERE),
    group("the page of a commune", LEAD_MANAGERS, "own_commune own_commune_propose"),
    group(
        "a relay to a town hall",
        OF_THE_COMMUNE,
        "relay relay_home relay_sponsor relay_choice",
    ),
    group(
        "withdrawing a relay",
        {HOLDER, *OF_THE_DEPARTEMENT},
        "relay_withdraw",
        holder="household of a relay",
    ),
    group(
        "sponsoring",
        SIGNED_IN,
        "sponsoring sponsor_oneself sponsor_guide",
        holder="somebody who sponsors",
    ),
    group(
        "the profile of a sponsor",
        {HOLDER, *COORDINATORS},
        "sponsor_profile sponsor_stop",
        holder="somebody who sponsors",
    ),
    group(
        "answering as a sponsor",
        {HOLDER},
        """sponsor_offer_accept sponsor_offer_decline sponsorship sponsorship_accept
        sponsorship_decline sponsorship_end sponsorship_note sponsorship_unnote""",
        holder="somebody who sponsors",
    ),
    group(
        "the sponsors of those who coordinate",
        COORDINATORS,
        "sponsor_list sponsor_list_file",
        reach=Reach.ANYWHERE,
    ),
    group("settling a sponsor", COORDINATORS, "sponsor_confirm sponsor_refuse"),
    group("offering a sponsor of a commune", LEAD_MANAGERS, "sponsor_offer"),
    group(
        "the sponsor of one's own household",
        {HOLDER},
        "own_sponsor_contact own_sponsor_end",
        holder="household of a sponsor",
    ),
    group(
        "the stays that one prepares",
        COORDINATORS,
        "stay_list stay_list_file weekend_list weekend_list_file weekend_plan",
        reach=Reach.ANYWHERE,
    ),
    group(
        "a stay",
        OF_THE_DEPARTEMENT,
        """stay stay_change stay_confirm stay_notify stay_end stay_call_off stay_sheet_file step_add
        stay_desk stay_day_duplicate step_change step_remove step_forward step_confirm""",
    ),
    group(
        "a welcome weekend",
        COORDINATORS,
        """weekend weekend_change weekend_open weekend_hold weekend_call_off weekend_programmes
        weekend_notify weekend_feedback_read weekend_sheet weekend_invite
        weekend_placing weekend_car_add weekend_car_remove weekend_car_answer
        weekend_host_answer weekend_host_add weekend_host_remove weekend_step_add weekend_ask
        weekend_step_confirm weekend_step_change weekend_step_remove""",
    ),
    group(
        "the answer of a household to a weekend, which has not chosen its commune",
        COORDINATORS,
        "weekend_answer",
        senders=OF_THE_DEPARTEMENT,
    ),
]
