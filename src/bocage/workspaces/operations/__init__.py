"""Every change of state of the room, one function per verb."""

from bocage.workspaces.operations.access_notes import (
    add_access_note,
    change_access_note,
    remove_access_note,
)
from bocage.workspaces.operations.booking_rules import (
    set_booking_rules,
)
from bocage.workspaces.operations.bookings import (
    book_any,
    book_resource,
    book_resources,
    book_with_any,
)
from bocage.workspaces.operations.cancellations import (
    cancel_booking,
    restore_booking,
)
from bocage.workspaces.operations.charges import (
    spare_pass,
    use_pass,
    waive_charge,
)
from bocage.workspaces.operations.clearances import (
    clear_visitor,
    end_clearance,
    give_clearance,
)
from bocage.workspaces.operations.closing import bookings_to_come, close_for_good
from bocage.workspaces.operations.day_messages import write_to_visitors
from bocage.workspaces.operations.desk import Visitor, book_at_the_desk, book_series_at_the_desk
from bocage.workspaces.operations.doors import (
    book_at_the_door,
    end_at_the_door,
)
from bocage.workspaces.operations.endings import (
    complete_past_bookings,
    release_unattended,
)
from bocage.workspaces.operations.guests import change_guests, change_series_guests
from bocage.workspaces.operations.hours import (
    bookings_that_fall,
    close_place,
    reopen_place,
)
from bocage.workspaces.operations.house_rules import (
    accept_house_rules,
    publish_house_rules,
)
from bocage.workspaces.operations.imports import (
    import_places,
)
from bocage.workspaces.operations.moves import (
    move_booking,
)
from bocage.workspaces.operations.offers import (
    offer_next,
    offer_what_is_free,
)
from bocage.workspaces.operations.opening_hours import (
    LeftOutside,
    bookings_outside,
    hours_of_a_date,
    set_exceptional_hours,
    set_weekly_hours,
    weekly_hours,
)
from bocage.workspaces.operations.outside_calendars import (
    add_outside_calendar,
    pause_outside_calendar,
    read_outside_calendar,
    remove_outside_calendar,
    resume_outside_calendar,
    take_due_outside_calendars,
)
from bocage.workspaces.operations.payers import (
    add_payer,
    add_payer_person,
    change_payer,
    remove_payer_person,
)
from bocage.workspaces.operations.photos import (
    add_photo,
    remove_photo,
)
from bocage.workspaces.operations.places import (
    add_resource,
    change_place,
    change_resource,
    open_place,
    publish_place,
)
from bocage.workspaces.operations.presence import (
    check_in,
    check_out,
    count_walk_in,
    note_arrival,
    note_gathered,
    undo_arrival,
)
from bocage.workspaces.operations.prices import (
    add_pass_product,
    record_payment,
    remove_tariff,
    sell_pass,
    sell_pass_to_visitor,
    set_month_price,
    set_tariff,
    take_settlement_back,
    withdraw_pass_product,
)
from bocage.workspaces.operations.reminders import choose_reminders, send_reminders
from bocage.workspaces.operations.requests import (
    accept_request,
    answer_back,
    ask_back,
    lapse_requests,
    refuse_request,
    remind_approvers,
)
from bocage.workspaces.operations.series import ChosenDate, book_series
from bocage.workspaces.operations.series_changes import (
    cancel_series,
    restore_series,
)
from bocage.workspaces.operations.series_moves import change_series
from bocage.workspaces.operations.series_requests import (
    accept_series,
    answer_about_series,
    ask_about_series,
    lapse_series_requests,
    refuse_series,
    remind_series_approvers,
)
from bocage.workspaces.operations.shared_addresses import (
    make_address,
    note_address_used,
    replace_address,
    revoke_address,
)
from bocage.workspaces.operations.unmet_wishes import note_unmet_search
from bocage.workspaces.operations.wait_endings import expire_entries
from bocage.workspaces.operations.waitlist import (
    accept_offer,
    decline_offer,
    join_waitlist,
    lapse_offers,
    leave_waitlist,
)

__all__ = [
    "ChosenDate",
    "LeftOutside",
    "Visitor",
    "accept_house_rules",
    "accept_offer",
    "accept_request",
    "accept_series",
    "add_access_note",
    "add_outside_calendar",
    "add_pass_product",
    "add_payer",
    "add_payer_person",
    "add_photo",
    "add_resource",
    "answer_about_series",
    "answer_back",
    "ask_about_series",
    "ask_back",
    "book_any",
    "book_at_the_desk",
    "book_at_the_door",
    "book_resource",
    "book_resources",
    "book_series",
    "book_series_at_the_desk",
    "book_with_any",
    "bookings_outside",
    "bookings_that_fall",
    "bookings_to_come",
    "cancel_booking",
    "cancel_series",
    "change_access_note",
    "change_guests",
    "change_payer",
    "change_place",
    "change_resource",
    "change_series",
    "change_series_guests",
    "check_in",
    "check_out",
    "choose_reminders",
    "clear_visitor",
    "close_for_good",
    "close_place",
    "complete_past_bookings",
    "count_walk_in",
    "decline_offer",
    "end_at_the_door",
    "end_clearance",
    "expire_entries",
    "give_clearance",
    "hours_of_a_date",
    "import_places",
    "join_waitlist",
    "lapse_offers",
    "lapse_requests",
    "lapse_series_requests",
    "leave_waitlist",
    "make_address",
    "move_booking",
    "note_address_used",
    "note_arrival",
    "note_gathered",
    "note_unmet_search",
    "offer_next",
    "offer_what_is_free",
    "open_place",
    "pause_outside_calendar",
    "publish_house_rules",
    "publish_place",
    "read_outside_calendar",
    "record_payment",
    "refuse_request",
    "refuse_series",
    "release_unattended",
    "remind_approvers",
    "remind_series_approvers",
    "remove_access_note",
    "remove_outside_calendar",
    "remove_payer_person",
    "remove_photo",
    "remove_tariff",
    "reopen_place",
    "replace_address",
    "restore_booking",
    "restore_series",
    "resume_outside_calendar",
    "revoke_address",
    "sell_pass",
    "sell_pass_to_visitor",
    "send_reminders",
    "set_booking_rules",
    "set_exceptional_hours",
    "set_month_price",
    "set_tariff",
    "set_weekly_hours",
    "spare_pass",
    "take_due_outside_calendars",
    "take_settlement_back",
    "undo_arrival",
    "use_pass",
    "waive_charge",
    "weekly_hours",
    "withdraw_pass_product",
    "write_to_visitors",
]
