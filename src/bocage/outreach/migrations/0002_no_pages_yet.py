"""Wagtail writes a first page, a site, groups and a workflow with its tables: an instance has none of
them until somebody opens its pages to writing (`outreach/editorial/`).
"""

from django.db import migrations

FIRST_ROWS = """
DELETE FROM wagtailcore_groupapprovaltask_groups;
DELETE FROM wagtailcore_workflowtask;
DELETE FROM wagtailcore_workflowpage;
DELETE FROM wagtailcore_groupapprovaltask;
DELETE FROM wagtailcore_task;
DELETE FROM wagtailcore_workflow;
DELETE FROM wagtailcore_grouppagepermission;
DELETE FROM wagtailcore_groupcollectionpermission;
DELETE FROM wagtailcore_site;
DELETE FROM wagtailcore_page;
DELETE FROM wagtailcore_collection;
DELETE FROM wagtailcore_locale;
DELETE FROM auth_group_permissions;
DELETE FROM auth_group;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FIRST_ROWS, migrations.RunSQL.noop),
    ]
