"""Application of the foundation, which discovers the declarations of each room."""

from importlib import import_module

from django.apps import AppConfig

from bocage.foundation.subjects import discover

DISCOVERED = (
    "policies",
    "tasks",
    "mails",
    "handlers",
    "signed_actions",
    "navigation",
    "sitemap",
    "embeds",
    "processing",
    "lag_checks",
    "operations",
)


class FoundationConfig(AppConfig):
    name = "bocage.foundation"
    label = "foundation"

    def ready(self) -> None:
        discover(*DISCOVERED)
        import_module("bocage.foundation.db.history")
        import_module("bocage.foundation.jobs.upkeep")
        import_module("bocage.foundation.http.row_security").forget_after_each_request()
        import_module(
            "bocage.foundation.forms.one_line_texts"
        ).have_text_inputs_refuse_hidden_signs()
        import_module("bocage.foundation.http.outages").connect_outage_end()
