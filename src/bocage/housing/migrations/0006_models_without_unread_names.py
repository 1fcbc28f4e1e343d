"""Names of models that nothing read are gone; no column changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("housing", "0005_owners_have_a_second_wall"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="alert",
            options={"ordering": ["-created_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="communeletter",
            options={},
        ),
        migrations.AlterModelOptions(
            name="communeprice",
            options={"ordering": ["commune", "kind", "-year"]},
        ),
        migrations.AlterModelOptions(
            name="dwelling",
            options={"ordering": ["-first_seen_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="dwellingalias",
            options={"ordering": ["since", "old_id"]},
        ),
        migrations.AlterModelOptions(
            name="feedrun",
            options={"ordering": ["-received_at", "-number"]},
        ),
        migrations.AlterModelOptions(
            name="joinverdict",
            options={"ordering": ["-score", "id"]},
        ),
        migrations.AlterModelOptions(
            name="lead",
            options={"ordering": ["-told_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="leadowner",
            options={},
        ),
        migrations.AlterModelOptions(
            name="leadphoto",
            options={"ordering": ["created_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="leadrelease",
            options={},
        ),
        migrations.AlterModelOptions(
            name="leadshowing",
            options={"ordering": ["-shown_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="listing",
            options={"ordering": ["-first_seen_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="listingphoto",
            options={"ordering": ["position", "id"]},
        ),
        migrations.AlterModelOptions(
            name="listingprice",
            options={"ordering": ["since", "id"]},
        ),
        migrations.AlterModelOptions(
            name="marketfact",
            options={"ordering": ["-happened_at", "id"]},
        ),
        migrations.AlterModelOptions(
            name="pushkeys",
            options={},
        ),
        migrations.AlterModelOptions(
            name="rowissue",
            options={"ordering": ["line", "column", "id"]},
        ),
        migrations.AlterModelOptions(
            name="savedsearch",
            options={"ordering": ["-created_at", "id"]},
        ),
    ]
