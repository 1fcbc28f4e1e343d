"""Homes that are free soon say what they will be for.

Until now they were for sale and to rent at once, and a rent was asked of those who buy. What is
known of those that stand is their price: under 5,000 € it is a month's rent, but of a plot of land.
"""

from django.db import migrations, models

READ_THE_PRICES = """
UPDATE housing_lead
SET soon_offer = CASE
    WHEN kind <> 'land' AND coalesce(price_to_eur, price_from_eur) < 5000 THEN 'rental'
    ELSE 'sale'
END
WHERE market = 'soon' AND coalesce(price_to_eur, price_from_eur) IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("housing", "0008_owners_are_asked")]

    operations = [
        migrations.AddField(
            model_name="lead",
            name="soon_offer",
            field=models.CharField(
                blank=True,
                choices=[("sale", "vente"), ("rental", "location")],
                default="",
                max_length=8,
                verbose_name="bientôt, pour quoi",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(READ_THE_PRICES, migrations.RunSQL.noop, elidable=True),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("soon_offer", ""),
                    models.Q(("market", "soon"), ("soon_offer__in", ("sale", "rental"))),
                    _connector="OR",
                ),
                name="housing_lead_soon_offer_of_what_comes_soon",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("market", "soon"), _negated=True),
                    models.Q(("soon_offer", ""), _negated=True),
                    models.Q(("price_from_eur", None), ("price_to_eur", None)),
                    _connector="OR",
                ),
                name="housing_lead_soon_price_of_an_offer",
                violation_error_message="Dites s’il sera à vendre ou à louer.",
            ),
        ),
    ]
