from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_no_pages_yet")]

    operations = [
        migrations.DeleteModel(name="ImportProblem"),
        migrations.DeleteModel(name="ProspectImport"),
    ]
