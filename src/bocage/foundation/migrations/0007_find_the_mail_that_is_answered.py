"""The mail that an answer or a bounce names is found by its Message-ID, among years of mails."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("foundation", "0006_received_mails")]

    operations = [
        migrations.AddIndex(
            model_name="outgoingmail",
            index=models.Index(
                condition=models.Q(("message_id", ""), _negated=True),
                fields=["message_id"],
                name="foundation_mail_answered",
            ),
        ),
    ]
