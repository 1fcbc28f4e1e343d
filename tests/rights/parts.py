"""URL parameters of the matrix that the data of the journeys does not provide."""

from __future__ import annotations

import re
import uuid
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

SAME_AS = (
    # The part of which addresses is the part of which page: the first that fits.
    ("pk", "gathering_*", "gathering_detail"),
    ("pk", "help_post_*", "help_post"),
    ("pk", "idea_*", "idea_detail"),
    ("pk", "club_idea_moderate", "idea_detail"),
    ("pk", "mailing_*", "mailing_detail"),
    ("pk", "conversation_*", "conversation"),
    ("pk", "member_*", "member_detail"),
    ("pk", "ambassador_*", "ambassador_detail"),
    ("pk", "campaign_*", "campaign_detail"),
    ("pk", "tracked_link_add", "campaign_detail"),
    ("pk", "tracked_link_*", "tracked_link"),
    ("pk", "asset_*", "asset_detail"),
    ("pk", "employer_*", "employer_detail"),
    ("pk", "evening_*", "evening_detail"),
    ("pk", "prospect_*", "prospect_detail"),
    ("table_id", "asset_import_refusals", "asset_import_look"),
    ("table_id", "helper_import_refusals", "helper_import_look"),
    ("table_id", "place_import_refusals", "place_import_look"),
    ("table_id", "prospect_import_refusals", "prospect_import_look"),
    ("pk", "sequence_*", "sequence_detail"),
    ("pk", "letter_*", "letter_preview"),
    ("project_id", "commune_w*", "own_project"),
    ("project_id", "*", "project_file"),
    ("session_id", "programme_*", "today"),
    ("session_id", "session_detail", "today"),
    ("session_id", "*", "session_attendance"),
    ("pitch_id", "*", "pitch_detail"),
    ("application_id", "application_delay", "draft"),
    ("application_id", "application_review", "application_file"),
    ("application_id", "application_document*", "draft"),
    ("application_id", "*", "application_detail"),
    ("cohort_id", "application_*", "application_file"),
    ("cohort_id", "cohort_juror*", "cohort_jury"),
    ("review_id", "*", "review_detail"),
    ("edition_id", "*", "edition_manage"),
    ("mentorship_id", "*", "mentorship"),
    ("profile_id", "*", "sponsor_profile"),
    ("sponsorship_id", "sponsorship_accept", "asked"),
    ("sponsorship_id", "sponsorship_decline", "asked"),
    ("sponsorship_id", "*", "sponsorship"),
    ("follow_up_id", "*", "follow_up_call"),
    ("home_id", "*", "own_home"),
    ("household_id", "*", "weekend_placing"),
    ("step_id", "weekend_*", "weekend_step_change"),
    ("step_id", "*", "step_change"),
    ("search_id", "*", "saved_search"),
    ("due_id", "*", "host_payment"),
    ("request_id", "*", "asked"),
    ("key", "webhook_*", "webhook_delivery"),
    ("slug", "session_detail", "today"),
    ("slug", "session_write", "today"),
    ("slug", "edition_*", "today"),
    ("slug", "own_edition*", "today"),
    ("slug", "pitch_make", "call"),
    ("slug", "pitch_*", "pitch_detail"),
    ("slug", "lead_accept", "pitch_detail"),
    ("slug", "training_*", "training_programme"),
    ("slug", "employer_*", "employer_page"),
    ("slug", "housing_*", "housing_source"),
    ("slug", "own_commune*", "commune_detail"),
    ("token", "here*", "here"),
    ("token", "door*", "door"),
    ("token", "address_*", "address_searches"),
    ("token", "stop_searches", "address_searches"),
    ("token", "edition_wall*", "edition_wall"),
    ("token", "booth*", "booth"),
    ("token", "stay_*", "stay_sheet"),
    ("token", "ceremony_*", "ceremony_answer_signed"),
    ("token", "meeting_*", "meeting_answer_signed"),
    ("token", "lead_*", "lead_report_signed"),
    ("token", "relay_*", "relay_signed"),
    ("token", "stop_letters", "prospect_own_page"),
    ("kind", "host_payment*", "host_payment"),
    ("kind", "dashboard*", "dashboard"),
    ("kind", "mail_preview_page", "mail_preview"),
    ("key", "dashboard*", "dashboard"),
    ("code", "task_template_action", "task_template_change"),
    ("name", "task_template_action", "task_template_change"),
    ("dwelling_id", "listing_split_off", "dwelling_listings"),
    ("number", "programme_question*", "programme_question"),
    ("number", "programme_grid*", "programme_criterion"),
    ("number", "training_*", "training_module"),
    ("name", "dashboard_target_end", "dashboard_target"),
    ("name", "indicator_data", "indicator_detail"),
)

WORDS: dict[str, Any] = {
    "campaign_table.extension": "xlsx",
    "tracked_link_code.extension": "svg",
    "evidence_report.extension": "pdf",
    "report_file.extension": "csv",
    "task_template_action.action": "monter",
    "open_data_catalogue.extension": "rdf",
    "own_home_follow.kind": "logement",
    "training_part_remove.kind": "module",
    "territory_report_table.key": "rythme",
    "place_report_table.key": "rythme",
    "extension": "csv",
    "year": 2025,
    "answer": "oui",
    "action": "fait",
    "verb": "pause",
    "use": "town_halls",
    "step": "vous",
    "choice": "bienvenue",
    "ceremony_guest_paper.paper": "invitation",
    "paper": "programme",
    "digest": "0" * 16,
    "sitemap_file.section": "pages",
    "brand": "1f4d3a",
    "accent": "b93c27",
    "number": 1,
    "page_id": 1,
    "path": "",
    "help_picture.name": "lieu",
}
LINKS_OF_PEOPLE = {"stop_messages", "signed_action"}
UNKNOWN_ID = uuid.UUID(int=7)
"""The identifier of nothing: enough where who has no right is refused before it is looked for."""


def query_of(name: str, parts: dict[str, Any]) -> str:
    """Returns the query string that a URL needs to show anything."""
    if name != "oembed":
        return ""
    place = reverse("place_detail", args=[parts["slug"]])
    return "?" + urlencode({"url": f"http://testserver{place}"})


def values_of(name: str, route: str, parts: dict[str, Any]) -> dict[str, Any]:
    """The parts of one address."""
    parameters = re.findall(r"<(?:(\w+):)?(\w+)>", route)
    return {part: _value(name, part, converter, parts) for converter, part in parameters}


def _value(name: str, part: str, converter: str, parts: dict[str, Any]) -> Any:
    for key in _candidate_keys(name, part):
        value = parts.get(key, WORDS.get(key))
        if value is not None and (converter != "uuid" or not isinstance(value, int)):
            return value
    if converter == "uuid":
        return UNKNOWN_ID
    return 1 if converter == "int" else "inconnu"


def _candidate_keys(name: str, part: str) -> list[str]:
    aliases = [
        f"{page}.{part}"
        for same_part, names, page in SAME_AS
        if same_part == part and fnmatchcase(name, names)
    ]
    everywhere = [] if part == "token" and name not in LINKS_OF_PEOPLE else [part]
    return [f"{name}.{part}", *aliases[:1], *everywhere]
