"""Row-level security on the versions of applications: they are read where the application is."""

from django.db import migrations

WALL = """
ALTER TABLE training_applicationevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY training_reader_of_versions ON training_applicationevent USING (
    (SELECT people_reads_everything())
    OR EXISTS (SELECT FROM training_application AS one WHERE one.id = pgh_obj_id)
);
"""
NO_WALL = """
DROP POLICY training_reader_of_versions ON training_applicationevent;
ALTER TABLE training_applicationevent DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("training", "0007_applications_have_a_second_wall")]

    operations = [migrations.RunSQL(WALL, NO_WALL)]
