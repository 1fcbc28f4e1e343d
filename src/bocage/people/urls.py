"""URLs of the people room. Other views of django-allauth are not reachable."""

from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp import views as app_codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path

from bocage.foundation.http.access import View, public, signed_in
from bocage.foundation.http.list_exports import export_paths
from bocage.foundation.http.routes import route
from bocage.people.sign_in.second_factor import with_recent_proof
from bocage.people.views import (
    account,
    address,
    applications,
    audit,
    erasure,
    espace,
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
    """Wraps a view of the library that changes the keys of an account."""
    return signed_in(with_recent_proof(view))


_way_in: list[URLPattern | URLResolver] = [
    path("", sign_in.sign_in, name="account_login"),
    path("code/", sign_in.enter_code, name="account_confirm_login_code"),
    route("code/nouveau/", sign_in.send_another_code),
    path("cle/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("second-facteur/", public(second_factor.authenticate), name="mfa_authenticate"),
    path("compte-ferme/", sign_in.account_closed, name="account_inactive"),
]

_account: list[URLPattern | URLResolver] = [
    route("", account.account),
    route("photo/", portraits.portrait),
    route("photo/retirer/", portraits.portrait_remove),
    route("photo/image/", portraits.portrait_image),
    route("adresse/", address.change_address),
    route("adresse/code/", address.confirm_address),
    route("preferences/", account.preferences),
    route("donnees/", account.own_data),
    route("donnees/telecharger/", account.own_data_file),
    route("donnees/mes-donnees.pdf", account.own_data_document),
    route("donnees/accords/", account.agreements),
    route("donnees/effacer/", erasure.account_erase),
    route("applications/", applications.application_list),
    route("applications/jetons/creer/", applications.token_make),
    route("applications/jetons/<uuid:token_id>/retirer/", applications.token_revoke),
    route("applications/declarer/", applications.application_declare),
    route("applications/service/", applications.service_open),
    route("applications/<uuid:application_id>/supprimer/", applications.application_remove),
    route("applications/accords/<uuid:consent_id>/retirer/", applications.consent_withdraw),
    path("sessions/", account.session_list, name="usersessions_list"),
    route("sessions/autres/terminer/", account.other_sessions_end),
    route("sessions/<int:session_id>/terminer/", account.session_end),
    route("confirmer/", sign_in.confirm_identity),
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
    route("", espace.espace),
    *export_paths("mandats/", mandates.mandate_list, file="mandats"),
    route("mandats/confier/", mandates.mandate_scope),
    route("mandats/confier/<slug:kind>/<slug:key>/", mandates.mandate_grant),
    route("mandats/<uuid:mandate_id>/terminer/", mandates.mandate_end),
    *export_paths("historique/", audit.history_list, file="historique"),
    route("historique/<slug:history>/<slug:tracked_id>/", audit.object_history),
    route("comptes/sessions/", others_sessions.others_sessions),
    route("reglages/", instance.instance_settings),
    route("instance/", instance_state.instance_state),
    route("instance/taches/<int:task_id>/", instance_state.given_up_task),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("connexion/", include(_way_in)),
    path("deconnexion/", sign_in.sign_out, name="account_logout"),
    route("ne-plus-recevoir/<str:token>/", stop_messages.stop_messages),
    path("compte/", include(_account)),
    path("oauth/authorize/", oauth.authorize, name="oauth_authorize"),
    path("espace/", include(_espace)),
]
