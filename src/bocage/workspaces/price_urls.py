"""Addresses of prices, passes, expenses and accounts."""

from django.urls import path, register_converter

from bocage.workspaces.views import expenses, host_accounts, host_prices


class FileKind:
    """A document to print, or a table for a spreadsheet."""

    regex = "pdf|csv"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class DueKind:
    """What is to be paid: a booking, or a pass that was sold."""

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
    path("mes-depenses/", expenses.expenses, name="expenses"),
    path(f"mes-depenses/{FILE}", expenses.expenses_file, name="expenses_file"),
    path(
        "mes-reservations/<uuid:booking_id>/sur-mon-carnet/",
        expenses.booking_use_pass,
        name="booking_use_pass",
    ),
    path(
        "mes-reservations/<uuid:booking_id>/garder-mon-carnet/",
        expenses.booking_spare_pass,
        name="booking_spare_pass",
    ),
    path(PLACE + "tarifs/", host_prices.host_prices, name="host_prices"),
    path(PLACE + "tarifs/ajouter/", host_prices.host_tariff_set, name="host_tariff_set"),
    path(
        PLACE + "tarifs/<int:tariff_id>/retirer/",
        host_prices.host_tariff_remove,
        name="host_tariff_remove",
    ),
    path(PLACE + "carnets/ajouter/", host_prices.host_product_add, name="host_product_add"),
    path(
        PLACE + "carnets/<uuid:product_id>/arreter/",
        host_prices.host_product_withdraw,
        name="host_product_withdraw",
    ),
    path(PLACE + "carnets/vendre/", host_prices.host_pass_sell, name="host_pass_sell"),
    path(PLACE + "comptes/", host_accounts.host_accounts, name="host_accounts"),
    path(PLACE + "comptes/" + FILE, host_accounts.host_accounts_file, name="host_accounts_file"),
    path(
        PLACE + "comptes/<due_kind:kind>/<uuid:due_id>/encaisser/",
        host_accounts.host_settle,
        name="host_settle",
    ),
    path(
        PLACE + "comptes/<due_kind:kind>/<uuid:due_id>/annuler/",
        host_accounts.host_settle_undo,
        name="host_settle_undo",
    ),
    path(
        PLACE + "comptes/reservation/<uuid:due_id>/offrir/",
        host_accounts.host_waive,
        name="host_waive",
    ),
    path(PLACE + "structures/", host_accounts.host_payers, name="host_payers"),
    path(PLACE + "structures/ajouter/", host_accounts.host_payer_add, name="host_payer_add"),
    path(PLACE + "structures/<uuid:payer_id>/", host_accounts.host_payer, name="host_payer"),
    path(
        PLACE + "structures/<uuid:payer_id>/" + FILE,
        host_accounts.host_payer_file,
        name="host_payer_file",
    ),
    path(
        PLACE + "structures/<uuid:payer_id>/modifier/",
        host_accounts.host_payer_change,
        name="host_payer_change",
    ),
    path(
        PLACE + "structures/<uuid:payer_id>/etat/",
        host_accounts.host_payer_switch,
        name="host_payer_switch",
    ),
    path(
        PLACE + "structures/<uuid:payer_id>/personnes/",
        host_accounts.host_payer_person,
        name="host_payer_person",
    ),
    path(
        PLACE + "structures/<uuid:payer_id>/personnes/<uuid:person_id>/retirer/",
        host_accounts.host_payer_person_remove,
        name="host_payer_person_remove",
    ),
]
