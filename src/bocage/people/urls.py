"""Addresses of the people room. What django-allauth offers beyond them is not reachable."""

from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp import views as app_codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path

from bocage.foundation.access import View, public, signed_in
from bocage.foundation.list_files import list_paths
from bocage.people.second_factor import with_recent_proof
from bocage.people.views import (
    account,
    address,
    applications,
    erasure,
    espace,
    histories,
    instance,
    instance_state,
    keys,
    mandates,
    oauth,
    others_sessions,
    portraits,
    sign_in,
    stop_messages,
)


def _keys(view: View) -> View:
    """A view of the library that changes the keys of an account."""
    return signed_in(with_recent_proof(view))


_way_in: list[URLPattern | URLResolver] = [
    path("", sign_in.sign_in, name="account_login"),
    path("code/", sign_in.enter_code, name="account_confirm_login_code"),
    path("code/nouveau/", sign_in.send_another_code, name="send_another_code"),
    path("cle/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("second-facteur/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("compte-ferme/", sign_in.account_closed, name="account_inactive"),
]

_account: list[URLPattern | URLResolver] = [
    path("", account.account, name="account"),
    path("photo/", portraits.portrait, name="portrait"),
    path("photo/retirer/", portraits.portrait_remove, name="portrait_remove"),
    path("photo/image/", portraits.portrait_image, name="portrait_image"),
    path("adresse/", address.change_address, name="change_address"),
    path("adresse/code/", address.confirm_address, name="confirm_address"),
    path("preferences/", account.preferences, name="preferences"),
    path("donnees/", account.known_data, name="known_data"),
    path("donnees/telecharger/", account.known_data_file, name="known_data_file"),
    path("donnees/mes-donnees.pdf", account.known_data_document, name="known_data_document"),
    path("donnees/accords/", account.agreements, name="agreements"),
    path("donnees/effacer/", erasure.account_erase, name="account_erase"),
    path("applications/", applications.application_list, name="application_list"),
    path("applications/jetons/creer/", applications.token_make, name="token_make"),
    path(
        "applications/jetons/<uuid:token_id>/retirer/",
        applications.token_revoke,
        name="token_revoke",
    ),
    path("applications/declarer/", applications.application_declare, name="application_declare"),
    path("applications/service/", applications.service_open, name="service_open"),
    path(
        "applications/<uuid:application_id>/supprimer/",
        applications.application_remove,
        name="application_remove",
    ),
    path(
        "applications/accords/<uuid:consent_id>/retirer/",
        applications.consent_withdraw,
        name="consent_withdraw",
    ),
    path("sessions/", account.session_list, name="usersessions_list"),
    path("sessions/autres/terminer/", account.other_sessions_end, name="other_sessions_end"),
    path("sessions/<int:session_id>/terminer/", account.session_end, name="session_end"),
    path("confirmer/", sign_in.confirm_identity, name="confirm_identity"),
    path(
        "confirmer/cle/",
        signed_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "confirmer/application/", signed_in(second_factor.reauthenticate), name="mfa_reauthenticate"
    ),
    path("cles/", signed_in(keys.key_list), name="mfa_index"),
    path("cles/liste/", signed_in(keys.key_list), name="mfa_list_webauthn"),
    path("cles/ajouter/", _keys(keys.add_key), name="mfa_add_webauthn"),
    path("cles/<int:pk>/renommer/", _keys(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("cles/<int:pk>/retirer/", _keys(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("cles/secours/", _keys(keys.recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "cles/secours/refaire/",
        _keys(generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("application/", _keys(keys.add_app), name="mfa_activate_totp"),
    path("application/retirer/", _keys(app_codes.deactivate_totp), name="mfa_deactivate_totp"),
]

_espace: list[URLPattern | URLResolver] = [
    path("", espace.espace, name="espace"),
    *list_paths("mandats/", mandates.mandate_list, name="mandate_list", file="mandats"),
    path("mandats/confier/", mandates.mandate_scope, name="mandate_scope"),
    path("mandats/confier/<slug:kind>/<slug:key>/", mandates.mandate_grant, name="mandate_grant"),
    path("mandats/<uuid:mandate_id>/terminer/", mandates.mandate_end, name="mandate_end"),
    *list_paths("historique/", histories.history_list, name="history_list", file="historique"),
    path(
        "historique/<slug:history>/<slug:tracked_id>/",
        histories.object_history,
        name="object_history",
    ),
    path("comptes/sessions/", others_sessions.others_sessions, name="others_sessions"),
    path("reglages/", instance.instance_settings, name="instance_settings"),
    path("instance/", instance_state.instance_state, name="instance_state"),
    path("instance/taches/<int:task_id>/", instance_state.given_up_task, name="given_up_task"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("connexion/", include(_way_in)),
    path("deconnexion/", sign_in.sign_out, name="account_logout"),
    path("ne-plus-recevoir/<str:token>/", stop_messages.stop_messages, name="stop_messages"),
    path("compte/", include(_account)),
    path("oauth/authorize/", oauth.authorize, name="oauth_authorize"),
    path("espace/", include(_espace)),
]
