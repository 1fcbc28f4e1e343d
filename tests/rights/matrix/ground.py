"""Access to the territory, the product's own pages, and webhooks."""

from tests.people.holders import ADMIN, HOLDER
from tests.rights.groups import PUBLIC, SIGNED_IN, group

GROUPS = [
    group(
        "communes",
        PUBLIC,
        """commune_list commune_suggestions commune_by_code commune_detail commune_map
        commune_outlines""",
    ),
    group(
        "how the instance is, looks and writes",
        PUBLIC,
        """alive ready status_file violations embed_script instance_colours style_guide
        status privacy_register mail_preview_list mail_preview mail_preview_page""",
    ),
    group("the pictures of the instance", PUBLIC, "instance_logo instance_picture"),
    group("what search engines ask for", PUBLIC, "sitemap sitemap_file"),
    group("the figures for those who watch", PUBLIC, "metrics", asleep="a secret opens them"),
    group("what a mail asks", PUBLIC, "signed_action", by_link=True),
    group(
        "what developers read",
        PUBLIC,
        """embed_builder developers_webhooks developers developers_guide
        developers_problems developers_subject""",
    ),
    group("the help", PUBLIC, "help_home help_page help_picture"),
    group("the tour of one's own mandate", {HOLDER}, "tour_close", holder="host"),
    group(
        "the first steps of an instance",
        ADMIN,
        """first_steps first_steps_territory first_steps_positions first_steps_look
        first_steps_mail first_steps_key first_steps_coordinator first_steps_places
        first_steps_places_later place_import place_import_template""",
    ),
    group(
        "a list of places that one brings",
        {HOLDER},
        "place_import_look place_import_refusals",
        holder="admin",
    ),
    group(
        "the link of the terminal",
        PUBLIC,
        "first_steps_take",
        by_link=True,
        asleep="somebody administers the world of the tests: see tests/first_steps",
    ),
    group("what another site embeds", PUBLIC, "oembed"),
    group("the software that one tells", SIGNED_IN, "webhooks webhook_add", holder="host"),
    group(
        "a software that one tells",
        {HOLDER},
        """webhook webhook_change webhook_pause webhook_resume webhook_secret webhook_remove
        webhook_test webhook_replay_lost webhook_delivery webhook_replay""",
        holder="host",
    ),
    group(
        "the demonstration",
        PUBLIC,
        "demo demo_mail_list demo_mail_detail demo_mail_html demo_mail_attachment",
    ),
    group("entering the demonstration", PUBLIC, "demo_enter"),
    group(
        "ending a demonstration that is beside an instance",
        PUBLIC,
        "demo_end",
        asleep="it is beside none in the tests: see tests/demo/test_beside.py",
    ),
]
