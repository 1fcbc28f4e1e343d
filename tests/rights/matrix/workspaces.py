"""Access to the places: hosts, bookers, and passers-by."""

from tests.people.holders import COORDINATORS, HOLDER, HOSTS
from tests.rights.groups import PUBLIC, SIGNED_IN, Reach, group

GROUPS = [
    group(
        "places, as everybody reads them",
        PUBLIC,
        """place_list place_search_unmet place_detail place_list_file place_map place_census
        place_card place_embed""",
    ),
    group("the photo of a place", PUBLIC, "place_photo"),
    group(
        "what a code on the wall or the screen of a door opens",
        PUBLIC,
        "here here_count here_thanks door door_fragment door_take door_end",
        by_link=True,
    ),
    group("a calendar that a program reads", PUBLIC, "calendar_feed", by_link=True),
    group(
        "booking, and one's own bookings, calendar, waiting and expenses",
        SIGNED_IN,
        """place_book booking_list booking_list_file own_calendar own_calendar_make place_wait
        waitlist reminder_choice expenses expenses_file series_book""",
        holder="teleworker",
    ),
    group(
        "saying at the code of a place that one has come or left",
        {HOLDER},
        "here_arrive here_leave",
        holder="teleworker",
    ),
    group(
        "a booking",
        {HOLDER, *HOSTS},
        """booking_detail booking_calendar booking_history booking_cancel booking_restore
        booking_move booking_guests booking_use_pass booking_spare_pass""",
        holder="teleworker",
    ),
    group(
        "a series of bookings",
        {HOLDER, *HOSTS},
        "series_detail series_calendar series_cancel series_restore series_change",
        holder="teleworker",
    ),
    group(
        "what a host asks back about a request",
        {HOLDER},
        "request_answer series_answer",
        holder="teleworker",
    ),
    group(
        "an entry of a waiting list",
        {HOLDER},
        "waitlist_leave offer_take offer_decline",
        holder="teleworker",
    ),
    group(
        "the address of one's own calendar",
        {HOLDER},
        "calendar_replace calendar_revoke",
        holder="teleworker",
    ),
    group("the codes of a place", HOSTS, "presence_replace presence_revoke"),
    group("the places that one keeps", HOSTS, "host_places", reach=Reach.ANYWHERE),
    group("opening a place", COORDINATORS, "host_open", reach=Reach.ANYWHERE),
    group(
        "the report of the territory",
        COORDINATORS,
        "territory_report territory_report_table territory_report_workbook",
        reach=Reach.ANYWHERE,
    ),
    group(
        "the day of a place: who comes, who came",
        HOSTS,
        """host_today host_day host_cancel host_board_today host_board host_board_state host_move
        host_guests host_visits host_visits_file host_absences host_absences_file host_arrive
        host_book host_visitors host_write host_note""",
    ),
    group(
        "what a place is: its card, spaces, hours, closures, rules, calendars, codes, keys",
        HOSTS,
        """host_place host_describe host_publish host_photos host_photo_remove host_resource_add
        host_resource_change host_hours host_exception host_close host_close_for_good
        host_reopen host_calendars host_calendar_make host_calendar_make_of
        host_outside_calendars host_outside_calendar_add host_outside_calendar_pause
        host_outside_calendar_resume host_outside_calendar_remove host_block host_rules
        host_resource_rules host_house_rules host_presence host_codes_make host_sheet
        host_door_make host_access_notes host_access_note host_access_note_remove
        host_clearances host_clearance_end""",
    ),
    group(
        "requests and waiting at a place",
        HOSTS,
        "host_requests host_accept host_refuse host_ask_back host_waitlist",
    ),
    group(
        "prices and accounts of a place",
        HOSTS,
        """host_prices host_tariff_set host_tariff_remove host_product_add host_product_withdraw
        host_pass_sell host_accounts host_accounts_file host_payment host_payment_undo host_waive
        host_payers host_payer_add host_payer host_payer_file host_payer_change
        host_payer_switch host_payer_person host_payer_person_remove""",
    ),
    group(
        "the report of a place",
        HOSTS,
        "place_report place_report_table place_report_workbook",
    ),
]
