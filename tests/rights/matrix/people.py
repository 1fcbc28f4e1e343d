"""Access to accounts, mandates and the settings of the instance."""

from tests.people.holders import ADMIN, COORDINATORS, HOLDER, HOSTS, WITH_AN_ACCOUNT
from tests.rights.groups import PUBLIC, SIGNED_IN, Reach, group

GROUPS = [
    group(
        "the way in, and what programs ask of it",
        PUBLIC,
        "oauth_token oauth_revoke oauth_server oauth_resource account_login",
    ),
    group(
        "the steps of the way in",
        PUBLIC,
        """account_confirm_login_code send_another_code mfa_login_webauthn mfa_authenticate
        account_inactive""",
        asleep="they follow one another: see tests/people and"
        " tests/journeys/people/test_sign_in.py",
    ),
    group("no longer receiving mails", PUBLIC, "stop_messages", by_link=True),
    group(
        "one's own account",
        SIGNED_IN,
        """account_logout account portrait portrait_remove change_address
        confirm_address preferences own_data own_data_file
        own_data_document agreements
        account_erase application_list token_make application_declare
        usersessions_list other_sessions_end confirm_identity
        mfa_reauthenticate mfa_index mfa_list_webauthn mfa_add_webauthn mfa_activate_totp
        mfa_generate_recovery_codes oauth_authorize espace""",
    ),
    group(
        "opening a program in the name of one's mandate",
        set(WITH_AN_ACCOUNT) - ADMIN,
        "service_open",
        reach=Reach.ANYWHERE,
    ),
    group("a session of one's own", {HOLDER}, "session_end", holder="teleworker"),
    group(
        "confirming with a key who one is",
        SIGNED_IN,
        "mfa_reauthenticate_webauthn",
        asleep="nobody has a key in the tests",
    ),
    group("one's own portrait", {HOLDER}, "portrait_image", holder="teleworker"),
    group(
        "one's own keys and second factor, once there are some",
        {HOLDER},
        "mfa_edit_webauthn mfa_remove_webauthn mfa_deactivate_totp mfa_view_recovery_codes",
        holder="holder of keys",
    ),
    group("one's own token", {HOLDER}, "token_revoke", holder="teleworker"),
    group("one's own software", {HOLDER}, "application_remove", holder="teleworker"),
    group("what one let to software", {HOLDER}, "consent_withdraw", holder="teleworker"),
    group(
        "the mandates that one entrusts",
        COORDINATORS,
        "mandate_list mandate_list_file mandate_scope",
        reach=Reach.ANYWHERE,
    ),
    group("entrusting a mandate on a place", COORDINATORS, "mandate_grant"),
    group("the mandate of a host", {HOLDER, *COORDINATORS}, "mandate_end", holder="host"),
    group(
        "the settings, the state and the history of the instance",
        ADMIN,
        """instance_settings instance_state given_up_task history_list history_list_file
        others_sessions""",
    ),
    group("the history of a place", HOSTS, "object_history"),
]
