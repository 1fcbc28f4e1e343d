from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0013_answers_are_conversations"),
    ]

    operations = [
        migrations.DeleteModel(name="NoticeMessage"),
    ]
