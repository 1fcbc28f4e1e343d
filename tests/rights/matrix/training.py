"""Access to the courses: officers, juries, learners, mentors."""

from tests.people.holders import ADMIN, COORDINATORS, HOLDER
from tests.rights.groups import OTHER_HOLDER, PUBLIC, SIGNED_IN, Reach, group

OFFICERS = {*ADMIN, "training_officer of partner"}
FOLLOWERS = {*OFFICERS, "coordinator of departement"}

GROUPS = [
    group(
        "courses, as everybody reads them",
        PUBLIC,
        "training_list training_programme cohort_feed",
    ),
    group("a logo", PUBLIC, "training_logo"),
    group(
        "what a learner answers from a mail, and a calendar that a program reads",
        PUBLIC,
        "satisfaction outcome own_training_feed",
        by_link=True,
    ),
    group(
        "one's own applications, reviews, courses and mentoring",
        SIGNED_IN,
        """own_applications review_list own_training own_training_calendar mentor_stop
        attendance_code""",
        holder="teleworker",
    ),
    group("signing a session that one follows", {HOLDER}, "session_sign", holder="teleworker"),
    group(
        "what is handed out in a session",
        {HOLDER, *OFFICERS},
        "material_file",
        holder="teleworker",
    ),
    group(
        "holding a session",
        OFFICERS,
        """session_attendance session_sign_for session_code session_sheet material_add
        material_remove""",
    ),
    group(
        "a cohort",
        OFFICERS,
        """session_note session_sheet_add session_sheet_file cohort_attendance cohort_archive
        cohort_reopen cohort_papers cohort_convoke cohort_applications cohort_applications_file
        cohort_ranking
        cohort_jury cohort_jury_share cohort_juror_remove cohort_change cohort_lead
        cohort_run_small cohort_put_off cohort_cancel cohort_sessions_plan cohort_session_move
        cohort_session_cancel cohort_follow cohort_mentors""",
    ),
    group(
        "following a cohort",
        FOLLOWERS,
        "cohort_manage cohort_sessions",
    ),
    group("the learners of a cohort", FOLLOWERS, "cohort_learners", senders=OFFICERS),
    group("the name and address of a learner, corrected", OFFICERS, "enrolment_identity"),
    group("one's own seat in a course", {HOLDER}, "own_course needs_form", holder="teleworker"),
    group(
        "the papers of a learner, and the end of a seat",
        {HOLDER, *OFFICERS},
        "enrolment_paper enrolment_end",
        holder="teleworker",
    ),
    group("applying to a cohort", SIGNED_IN, "application_start", holder="teleworker"),
    group(
        "one's own application",
        {HOLDER},
        "application_detail application_send application_answer application_part",
        holder="teleworker",
    ),
    group(
        "a document of an application",
        {HOLDER, *OFFICERS},
        "application_document application_document_remove",
        senders={HOLDER},
        holder="teleworker",
        asleep="that of a draft is its author's alone: see tests/training",
    ),
    group(
        "an application that was sent, and the delay of one that was not",
        OFFICERS,
        "application_file application_identity application_review application_delay",
    ),
    group(
        "reviewing an application, as its jury",
        {HOLDER},
        "review_detail review_answer",
        holder="teleworker",
    ),
    group(
        "a programme",
        OFFICERS,
        """programme_questions programme_question programme_question_remove
        programme_questions_order programme_grid programme_grid_order programme_criterion
        programme_grid_remove cohort_plan provider_write training_change training_state
        training_parts training_module training_part_remove""",
    ),
    group("a programme, as it is kept", FOLLOWERS, "training_manage"),
    group("what a learner has become, and their mentor", OFFICERS, "outcome_note mentor_propose"),
    group(
        "offering to be a mentor, once one has learnt",
        {HOLDER, OTHER_HOLDER},
        "mentor_offer",
        reach=Reach.ANYWHERE,
        holder="teleworker",
    ),
    group(
        "a mentorship",
        {HOLDER, *OFFICERS},
        "mentorship mentorship_end",
        holder="teleworker",
    ),
    group(
        "answering and noting, as its mentor",
        {HOLDER},
        "mentorship_answer mentorship_note",
        holder="teleworker",
    ),
    group(
        "the courses that one follows, and their figures",
        {*OFFICERS, *COORDINATORS},
        "training_home training_figures training_figures_table",
        reach=Reach.ANYWHERE,
    ),
    group("writing a programme", OFFICERS, "training_write", reach=Reach.ANYWHERE),
    group("the partners of the instance", ADMIN, "training_partners"),
]
