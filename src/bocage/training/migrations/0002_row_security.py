"""Row-level security on applications, their answers, documents and versions."""

from django.db import migrations

WALLS = """
CREATE FUNCTION training_cohorts_followed() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    partners text[] := people_reach('partner', '{training_officer}');
    departements text[] := people_reach('departement', '{coordinator,training_officer}');
BEGIN
    RETURN ARRAY(
        SELECT cohort.id FROM training_cohort AS cohort
        JOIN training_programme AS programme ON programme.id = cohort.programme_id
        LEFT JOIN people_scope AS scope
            ON scope.partner_id = programme.partner_id AND scope.kind = 'partner'
        WHERE scope.id::text = ANY (partners) OR programme.departement_id = ANY (departements)
    );
END
$$;
CREATE FUNCTION training_applications_read() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT ARRAY(
        SELECT review.application_id FROM training_juryreview AS review
        JOIN training_juror AS juror ON juror.id = review.juror_id
        WHERE juror.person_id = bocage_reader() AND juror.left_at IS NULL
    )
$$;
ALTER TABLE training_application ENABLE ROW LEVEL SECURITY;
CREATE POLICY training_application_reader ON training_application USING (
    applicant_id = (SELECT bocage_reader())
    OR (SELECT people_reads_everything())
    OR cohort_id = ANY ((SELECT training_cohorts_followed())::uuid[])
    OR id = ANY ((SELECT training_applications_read())::uuid[])
);
ALTER TABLE training_applicationanswer ENABLE ROW LEVEL SECURITY;
CREATE POLICY training_answer_reader ON training_applicationanswer USING (
    EXISTS (
        SELECT FROM training_application AS application
        WHERE application.id = application_id
            AND (application.status <> 'draft' OR application.applicant_id = bocage_reader())
    )
);
ALTER TABLE training_applicationdocument ENABLE ROW LEVEL SECURITY;
CREATE POLICY training_document_reader ON training_applicationdocument USING (
    EXISTS (
        SELECT FROM training_application AS application
        WHERE application.id = application_id
            AND (application.status <> 'draft' OR application.applicant_id = bocage_reader())
    )
);
ALTER TABLE training_applicationevent ENABLE ROW LEVEL SECURITY;
CREATE POLICY training_reader_of_versions ON training_applicationevent USING (
    (SELECT people_reads_everything())
    OR EXISTS (SELECT FROM training_application AS one WHERE one.id = pgh_obj_id)
);
"""
NO_WALLS = """
DROP POLICY training_reader_of_versions ON training_applicationevent;
ALTER TABLE training_applicationevent DISABLE ROW LEVEL SECURITY;
DROP POLICY training_document_reader ON training_applicationdocument;
ALTER TABLE training_applicationdocument DISABLE ROW LEVEL SECURITY;
DROP POLICY training_answer_reader ON training_applicationanswer;
ALTER TABLE training_applicationanswer DISABLE ROW LEVEL SECURITY;
DROP POLICY training_application_reader ON training_application;
ALTER TABLE training_application DISABLE ROW LEVEL SECURITY;
DROP FUNCTION training_applications_read();
DROP FUNCTION training_cohorts_followed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("training", "0001_initial"),
        ("people", "0002_functions"),
    ]

    operations = [
        migrations.RunSQL(WALLS, NO_WALLS),
    ]
