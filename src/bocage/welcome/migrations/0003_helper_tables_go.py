from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("welcome", "0002_row_security")]

    operations = [migrations.DeleteModel(name="HelperImport")]
