"""Addresses of prices, passes, expenses and accounts."""

from django.urls import register_converter

from bocage.foundation.http.routes import route
from bocage.workspaces.billing.views import expenses, host_accounts, host_prices


class FileKind:
    """Document to print, or a table for a spreadsheet."""

    regex = "pdf|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DueKind:
    """Converter of the kind of amount due in an address: a booking, or a pass that was sold."""

    regex = "reservation|carnet"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FileKind, "file_kind")
register_converter(DueKind, "due_kind")

PLACE = "espace/lieux/<slug:slug>/"
FILE = "releve.<file_kind:extension>"

urlpatterns = [
    route("mes-depenses/", expenses.expenses),
    route(f"mes-depenses/{FILE}", expenses.expenses_file),
    route("mes-reservations/<uuid:booking_id>/sur-mon-carnet/", expenses.booking_use_pass),
    route("mes-reservations/<uuid:booking_id>/garder-mon-carnet/", expenses.booking_spare_pass),
    route(PLACE + "tarifs/", host_prices.host_prices),
    route(PLACE + "tarifs/ajouter/", host_prices.host_tariff_set),
    route(PLACE + "tarifs/<int:tariff_id>/retirer/", host_prices.host_tariff_remove),
    route(PLACE + "carnets/ajouter/", host_prices.host_product_add),
    route(PLACE + "carnets/<uuid:product_id>/arreter/", host_prices.host_product_withdraw),
    route(PLACE + "carnets/vendre/", host_prices.host_pass_sell),
    route(PLACE + "comptes/", host_accounts.host_accounts),
    route(PLACE + "comptes/" + FILE, host_accounts.host_accounts_file),
    route(PLACE + "comptes/<due_kind:kind>/<uuid:due_id>/encaisser/", host_accounts.host_payment),
    route(
        PLACE + "comptes/<due_kind:kind>/<uuid:due_id>/annuler/", host_accounts.host_payment_undo
    ),
    route(PLACE + "comptes/reservation/<uuid:due_id>/offrir/", host_accounts.host_waive),
    route(PLACE + "structures/", host_accounts.host_payers),
    route(PLACE + "structures/ajouter/", host_accounts.host_payer_add),
    route(PLACE + "structures/<uuid:payer_id>/", host_accounts.host_payer),
    route(PLACE + "structures/<uuid:payer_id>/" + FILE, host_accounts.host_payer_file),
    route(PLACE + "structures/<uuid:payer_id>/modifier/", host_accounts.host_payer_change),
    route(PLACE + "structures/<uuid:payer_id>/etat/", host_accounts.host_payer_switch),
    route(PLACE + "structures/<uuid:payer_id>/personnes/", host_accounts.host_payer_person),
    route(
        PLACE + "structures/<uuid:payer_id>/personnes/<uuid:person_id>/retirer/",
        host_accounts.host_payer_person_remove,
    ),
]
