"""What may be done to people, scopes and mandates."""

from bocage.people.operations.applications import (
    declare_application,
    forget_old_application_tokens,
    give_consent,
    open_service,
    remove_application,
    withdraw_consent,
)
from bocage.people.operations.erasure import (
    erase_person,
    forget_sent_receipts,
    sweep_erased,
)
from bocage.people.operations.given_up_tasks import discard_task, retry_task
from bocage.people.operations.instance import update_instance_settings
from bocage.people.operations.mandates import (
    appoint_administrator,
    end_mandate,
    entrust_by_address,
    grant_mandate,
)
from bocage.people.operations.persons import (
    create_person,
    known_address,
    person_of_address,
    person_of_phone,
    set_preferences,
    stop_messages,
    update_profile,
)
from bocage.people.operations.portraits import remove_portrait, set_portrait
from bocage.people.operations.scopes import (
    create_partner,
    create_place_scope,
    draft_scope_of,
    instance_scope,
    move_place_scope,
    refresh_scopes,
    scope_of,
)
from bocage.people.operations.sessions import end_sessions_of
from bocage.people.operations.sign_in import (
    Asker,
    change_address,
    confirm_code,
    confirm_identity,
    forget_old_attempts,
    request_address_code,
    request_another_code,
    request_code,
    request_confirmation_code,
)
from bocage.people.operations.standings import end_standing, give_standing
from bocage.people.operations.tokens import forget_old_tokens, make_token, revoke_token

__all__ = [
    "Asker",
    "appoint_administrator",
    "change_address",
    "confirm_code",
    "confirm_identity",
    "create_partner",
    "create_person",
    "create_place_scope",
    "declare_application",
    "discard_task",
    "draft_scope_of",
    "end_mandate",
    "end_sessions_of",
    "end_standing",
    "entrust_by_address",
    "erase_person",
    "forget_old_application_tokens",
    "forget_old_attempts",
    "forget_old_tokens",
    "forget_sent_receipts",
    "give_consent",
    "give_standing",
    "grant_mandate",
    "instance_scope",
    "known_address",
    "make_token",
    "move_place_scope",
    "open_service",
    "person_of_address",
    "person_of_phone",
    "refresh_scopes",
    "remove_application",
    "remove_portrait",
    "request_address_code",
    "request_another_code",
    "request_code",
    "request_confirmation_code",
    "retry_task",
    "revoke_token",
    "scope_of",
    "set_portrait",
    "set_preferences",
    "stop_messages",
    "sweep_erased",
    "update_instance_settings",
    "update_profile",
    "withdraw_consent",
]
