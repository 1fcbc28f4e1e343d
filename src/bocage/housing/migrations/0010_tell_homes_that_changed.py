"""A home that changed is a fact, with what searches read of it before, and is matched after news."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("housing", "0009_say_what_comes_soon_is_for")]

    operations = [
        migrations.AlterField(
            model_name="marketfact",
            name="kind",
            field=models.CharField(
                choices=[
                    ("appeared", "nouveau"),
                    ("price_fell", "baisse de prix"),
                    ("back", "de retour sur le marché"),
                    ("changed", "complété ou corrigé"),
                ],
                max_length=12,
                verbose_name="fait",
            ),
        ),
        migrations.AddField(
            model_name="marketfact",
            name="before",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="marketfact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("before__isnull", True),
                    models.Q(("kind", "changed"), ("matched_at", None)),
                    _connector="OR",
                ),
                name="housing_marketfact_before_of_what_changed",
            ),
        ),
        migrations.RemoveIndex(model_name="marketfact", name="housing_marketfact_to_match"),
        migrations.AddIndex(
            model_name="marketfact",
            index=models.Index(
                condition=models.Q(
                    ("matched_at", None), models.Q(("kind", "changed"), _negated=True)
                ),
                fields=["id"],
                name="housing_marketfact_news",
            ),
        ),
        migrations.AddIndex(
            model_name="marketfact",
            index=models.Index(
                condition=models.Q(("kind", "changed"), ("matched_at", None)),
                fields=["id"],
                name="housing_marketfact_changes",
            ),
        ),
    ]
