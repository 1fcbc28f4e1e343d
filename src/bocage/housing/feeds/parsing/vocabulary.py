"""Words by which agency software names offers, kinds of property and states.

Words are compared in lower case without accents (`territory.spelling.normalise`). Those of the
Poliris format come from its published specification; the others come from tables.
"""

from bocage.housing.criteria.kinds import Offer, PositionPrecision, PropertyKind

OFFERS = {
    "vente": Offer.SALE,
    "a vendre": Offer.SALE,
    "vente de prestige": Offer.SALE,
    "vente prestige": Offer.SALE,
    "vente neuf": Offer.SALE,
    "vente immo": Offer.SALE,
    "vente immobiliere": Offer.SALE,
    "vente au detail": Offer.SALE,
    "produit d investissement": Offer.SALE,
    "sale": Offer.SALE,
    "location": Offer.RENTAL,
    "a louer": Offer.RENTAL,
    "location meublee": Offer.RENTAL,
    "location de prestige": Offer.RENTAL,
    "location logement social": Offer.RENTAL,
    "rental": Offer.RENTAL,
    "viager": Offer.LIFE_ANNUITY,
    "vente en viager": Offer.LIFE_ANNUITY,
    "life annuity": Offer.LIFE_ANNUITY,
    "location vacances": Offer.SEASONAL_RENTAL,
    "location de vacances": Offer.SEASONAL_RENTAL,
    "location saisonniere": Offer.SEASONAL_RENTAL,
    "seasonal rental": Offer.SEASONAL_RENTAL,
    "cession de bail": Offer.BUSINESS_TRANSFER,
    "cession de droit au bail": Offer.BUSINESS_TRANSFER,
    "droit au bail": Offer.BUSINESS_TRANSFER,
    "cession de fonds": Offer.BUSINESS_TRANSFER,
    "fond de commerce": Offer.BUSINESS_TRANSFER,
    "fonds de commerce": Offer.BUSINESS_TRANSFER,
    "vente fond de commerce": Offer.BUSINESS_TRANSFER,
    "vente fonds de commerce": Offer.BUSINESS_TRANSFER,
    "business transfer": Offer.BUSINESS_TRANSFER,
}

KINDS = {
    "maison villa": PropertyKind.HOUSE,
    "maison": PropertyKind.HOUSE,
    "villa": PropertyKind.HOUSE,
    "longere": PropertyKind.HOUSE,
    "ferme": PropertyKind.HOUSE,
    "pavillon": PropertyKind.HOUSE,
    "maison de ville": PropertyKind.HOUSE,
    "maison de village": PropertyKind.HOUSE,
    "maison avec terrain": PropertyKind.HOUSE,
    "chateau": PropertyKind.HOUSE,
    "moulin": PropertyKind.HOUSE,
    "hotel particulier": PropertyKind.HOUSE,
    "propriete": PropertyKind.HOUSE,
    "house": PropertyKind.HOUSE,
    "appartement": PropertyKind.APARTMENT,
    "studio": PropertyKind.APARTMENT,
    "duplex": PropertyKind.APARTMENT,
    "loft": PropertyKind.APARTMENT,
    "loft atelier surface": PropertyKind.APARTMENT,
    "chambre": PropertyKind.APARTMENT,
    "apartment": PropertyKind.APARTMENT,
    "flat": PropertyKind.APARTMENT,
    "terrain": PropertyKind.LAND,
    "terrain a batir": PropertyKind.LAND,
    "land": PropertyKind.LAND,
    "immeuble": PropertyKind.BUILDING,
    "batiment": PropertyKind.BUILDING,
    "hotel": PropertyKind.BUILDING,
    "building": PropertyKind.BUILDING,
    "bureau": PropertyKind.OFFICE,
    "bureaux": PropertyKind.OFFICE,
    "office": PropertyKind.OFFICE,
    "boutique": PropertyKind.SHOP,
    "local": PropertyKind.SHOP,
    "local commercial": PropertyKind.SHOP,
    "local d activite": PropertyKind.SHOP,
    "commerce": PropertyKind.SHOP,
    "fonds de commerce": PropertyKind.SHOP,
    "entrepot": PropertyKind.SHOP,
    "shop": PropertyKind.SHOP,
    "parking": PropertyKind.PARKING,
    "parking box": PropertyKind.PARKING,
    "box": PropertyKind.PARKING,
    "garage": PropertyKind.PARKING,
    "inconnu": PropertyKind.OTHER,
    "divers": PropertyKind.OTHER,
    "autre": PropertyKind.OTHER,
    "other": PropertyKind.OTHER,
}

STATUSES = {
    "": "available",
    "disponible": "available",
    "available": "available",
    "libre": "available",
    "sous compromis": "under_offer",
    "sous offre": "under_offer",
    "compromis": "under_offer",
    "under offer": "under_offer",
    "vendu": "sold",
    "sold": "sold",
    "loue": "let",
    "let": "let",
}

PRECISIONS = {
    "1": PositionPrecision.ADDRESS,
    "adresse": PositionPrecision.ADDRESS,
    "address": PositionPrecision.ADDRESS,
    "2": PositionPrecision.STREET,
    "rue": PositionPrecision.STREET,
    "street": PositionPrecision.STREET,
    "3": PositionPrecision.DISTRICT,
    "quartier": PositionPrecision.DISTRICT,
    "district": PositionPrecision.DISTRICT,
}
"""Anything else is trusted no further than the commune."""

YES = frozenset({"oui", "o", "yes", "y", "true", "vrai", "1", "x"})
NO = frozenset({"non", "n", "no", "false", "faux", "0"})
ENERGY = frozenset("ABCDEFG") | {"VI", "NS"}
ENERGY_WORDS = {"V": "VI", "VIERGE": "VI", "NON SOUMIS": "NS", "N": "NS"}
