from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("outreach", "0012_partner_employers")]

    operations = [
        AddIndexConcurrently(
            model_name="prospect",
            index=models.Index(
                condition=~models.Q(email=""),
                fields=["email"],
                name="outreach_prospect_emails",
            ),
        ),
    ]
