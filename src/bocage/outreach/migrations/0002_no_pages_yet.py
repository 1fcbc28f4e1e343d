"""Wagtail writes a first page, a site, groups and a workflow with its tables: an instance has none of
them until somebody opens its pages to writing (`outreach/editorial/`).
"""

from django.db import migrations

TABLES = (
    *("groupapprovaltask_groups", "workflowtask", "workflowpage", "groupapprovaltask", "task"),
    *("workflow", "grouppagepermission", "groupcollectionpermission", "site", "page"),
    *("collection", "locale"),
)
FIRST_ROWS = "\n".join(
    [f"DELETE FROM wagtailcore_{table};" for table in TABLES]
    + ["DELETE FROM auth_group_permissions;", "DELETE FROM auth_group;"]
)


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(FIRST_ROWS, migrations.RunSQL.noop),
    ]
