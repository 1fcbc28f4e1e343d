"""Conversion of one row, as texts by field name, to a typed listing.

Each format extracts its texts and passes them here, so that all formats repair and reject alike. An
invalid required value rejects the row; other invalid values are left out and reported.
"""

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from bocage.foundation.http.fetching import AddressNotAllowed
from bocage.housing.criteria.kinds import Offer, PositionPrecision, PropertyKind
from bocage.housing.feeds.parsing.listing_rows import ListingRow, PhotoRow, ReadRow, RowProblem
from bocage.housing.feeds.parsing.photo_addresses import public_address
from bocage.housing.feeds.parsing.plain_text import one_line, several_lines
from bocage.housing.feeds.parsing.vocabulary import (
    ENERGY,
    ENERGY_WORDS,
    KINDS,
    NO,
    OFFERS,
    PRECISIONS,
    STATUSES,
    YES,
)
from bocage.territory.spelling import normalise

FIELDS = (
    *("external_id", "reference", "agency_code", "status", "offer", "kind", "postcode", "town"),
    *("district", "latitude", "longitude", "precision", "price", "charges_included", "charges"),
    *("fees", "net_price", "surface", "land", "rooms", "bedrooms", "title", "description"),
    "available_on",
    *("furnished", "built_year", "heating", "works", "garage", "energy_class", "energy_kwh"),
    *("emissions_class", "emissions_kg", "diagnosed_on", "virtual_tour", "contact_name"),
    *("contact_phone", "contact_email"),
)
"""Fields of a row, photos apart."""

MAX_EUR = 100_000_000
LEAST_NET_SHARE = 0.7
MAX_M2 = 10_000_000
MAX_ROOMS = 500
MAX_PHOTOS = 40
OLDEST_HOUSE = 1000
LATEST_HOUSE = 2100
LONGEST_VALUE = 120

_NUMBER = re.compile(r"-?\d{1,12}(?:[.,]\d{1,12})?")
_GROUPED = re.compile(
    r"(-?[1-9]\d{0,2}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*)(?:(?!(?P=sign))[.,]\d{1,2})?"
)
"""A point or a comma before three digits parts thousands: « 250.000 » is a quarter of a million."""
_SPACES = re.compile(r"[\s\u00a0\u202f'’€]+")
_FILE_NAME = re.compile(r"[^\\/:\x00-\x1f\ud800-\udfff]{1,150}\.(?:jpe?g|png|webp)", re.IGNORECASE)
_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


@dataclass(frozen=True, slots=True)
class SourcePhoto:
    """Address or the name of a file, with its caption, from a column."""

    text: str
    caption: str = ""
    column: int | None = None


class _Rejected(Exception):
    """Raised when the row is rejected; the problem is already recorded."""


@dataclass(slots=True)
class Statement:
    """Row as read: its texts under our names of fields, and the columns where they stood."""

    line: int
    texts: Mapping[str, str]
    columns: Mapping[str, int] = field(default_factory=dict)
    photos: Sequence[SourcePhoto] = ()
    problems: list[RowProblem] = field(default_factory=list)

    def read(self) -> ReadRow:
        """Returns the row as a listing, or with the reason of its rejection. Raises nothing,
        whatever the texts.
        """
        external_id = self._identifier()
        agency_code = self.line_of("agency_code", 80)
        reference = self.line_of("reference", 80)
        row = None
        with contextlib.suppress(_Rejected):
            row = self._row(external_id, agency_code, reference)
        return ReadRow(self.line, row, tuple(self.problems), external_id, agency_code, reference)

    def _identifier(self) -> str:
        stable = self.line_of("external_id", 120)
        if stable:
            return stable
        reference = self.line_of("reference", 80)
        if reference and "external_id" in self.columns:
            self.repair("external_id", "technical_id_missing", reference)
        return reference

    def _row(self, external_id: str, agency_code: str, reference: str) -> ListingRow:
        if not external_id:
            self._reject("reference", "reference_missing")
        offer, kind, price = self._offer(), self._kind(), self._price()
        postcode, town = self._postcode(), self.line_of("town", 120)
        if not town and not postcode:
            self._reject("town", "town_missing")
        latitude, longitude, precision = self._position()
        title, description = self._words(kind, town)
        return ListingRow(
            line=self.line,
            external_id=external_id,
            reference=reference,
            agency_code=agency_code,
            status=self._status(),
            offer=offer,
            kind=kind,
            postcode=postcode,
            town=town,
            district=self.line_of("district", 120),
            latitude=latitude,
            longitude=longitude,
            position_precision=precision,
            price_eur=price,
            title=title,
            description=description,
            photos=self._photos(),
            **self._sizes(),
            **self._details(offer, price),
            **self._energy(),
            **self._contact(),
        )

    def text(self, name: str) -> str:
        return self.texts.get(name, "").strip()

    def line_of(self, name: str, longest: int) -> str:
        text = self.text(name)
        return one_line(text, longest) if text else ""

    def repair(self, name: str, code: str, value: str | None = None) -> None:
        self._note(name, "repaired", code, value)

    def _reject(self, name: str, code: str) -> None:
        self._note(name, "rejected", code, None)
        raise _Rejected

    def _note(self, name: str, severity: Any, code: str, value: str | None) -> None:
        value_read = one_line(self.text(name)[:1000] if value is None else value, LONGEST_VALUE)
        self.problems.append(
            RowProblem(self.line, self.columns.get(name), severity, code, value_read)
        )

    def _offer(self) -> Offer:
        offer = OFFERS.get(normalise(self.text("offer")[:80]))
        if offer is None:
            self._reject("offer", "offer_unknown" if self.text("offer") else "offer_missing")
        return offer  # type: ignore[return-value]  # `_reject` raises

    def _kind(self) -> PropertyKind:
        text = self.text("kind")
        if not text:
            self._reject("kind", "kind_missing")
        kind = KINDS.get(normalise(text[:80]))
        if kind is None:
            self.repair("kind", "kind_unknown")
        return kind or PropertyKind.OTHER

    def _price(self) -> int:
        text = self.text("price")
        if not text:
            self._reject("price", "price_missing")
        price = _amount(text)
        if price is None:
            self._reject("price", "price_not_a_number")
        elif not 1 <= price <= MAX_EUR:
            self._reject("price", "price_out_of_range")
        return round(price)  # type: ignore[arg-type]  # `_reject` raises

    def _status(self) -> str:
        status = STATUSES.get(normalise(self.text("status")[:80]))
        if status is None:
            self.repair("status", "status_unknown")
        return status or "available"

    def _postcode(self) -> str:
        text = _SPACES.sub("", self.text("postcode")[:20])
        if re.fullmatch(r"[1-9]\d{3}", text):
            text = f"0{text}"  # A spreadsheet took the zero of 01000 away.
        if re.fullmatch(r"\d{5}", text) and text.isascii():
            return text
        if text:
            self.repair("postcode", "postcode_invalid")
        else:
            self.repair("postcode", "postcode_missing")
        return ""

    def _position(self) -> tuple[float | None, float | None, PositionPrecision | Any]:
        texts = self.text("latitude"), self.text("longitude")
        if not any(texts) or all(_decimal(text) == 0 for text in texts):
            return None, None, ""
        latitude, longitude = (_decimal(text) for text in texts)
        if (
            latitude is None
            or longitude is None
            or not -90 <= latitude <= 90
            or not -180 <= longitude <= 180
        ):
            self.repair("latitude", "position_invalid", " ".join(texts))
            return None, None, ""
        precision = PRECISIONS.get(normalise(self.text("precision")[:20]))
        return float(latitude), float(longitude), precision or PositionPrecision.COMMUNE

    def _words(self, kind: PropertyKind, town: str) -> tuple[str, str]:
        description = several_lines(self.text("description"))
        title = self.line_of("title", 200)
        if not title:
            self.repair("title", "title_missing")
            title = one_line(description, 80) or f"{str(kind.label).capitalize()}, {town}"
        return title, description

    def _sizes(self) -> dict[str, Any]:
        surface = self._number("surface", MAX_M2 - 1, "surface_invalid")
        built = self._number("built_year", LATEST_HOUSE, "year_invalid")
        if built is not None and built < OLDEST_HOUSE:
            self.repair("built_year", "year_invalid")
            built = None
        return {
            "surface_m2": None if surface is None else surface.quantize(Decimal("0.01")),
            "land_m2": self._amount("land", MAX_M2, "land_invalid"),
            "rooms": self._whole("rooms", MAX_ROOMS, "rooms_invalid"),
            "bedrooms": self._whole("bedrooms", MAX_ROOMS, "rooms_invalid", minimum=0),
            "built_year": None if built is None else int(built),
        }

    def _details(self, offer: Offer, price: int) -> dict[str, Any]:
        fees = self._amount("fees", MAX_EUR, "amount_invalid")
        is_a_share = fees is not None and offer != Offer.RENTAL and fees < 100
        return {
            "charges_are_included": self._flag("charges_included"),
            "charges_eur": self._amount("charges", MAX_EUR, "amount_invalid"),
            # In sales, a figure this small is the percentage of the fees, not their amount.
            "fees_eur": None if is_a_share or (fees or 0) >= price > 1_000 else fees,
            "net_price_eur": self._net_price(offer, price),
            "available_on": self._day("available_on"),
            "is_furnished": self._flag("furnished"),
            "heating": self.line_of("heating", 80),
            "needs_works": self._flag("works"),
            "has_garage": self._flag("garage"),
            "virtual_tour": self._tour(),
        }

    def _net_price(self, offer: Offer, price: int) -> int | None:
        """Returns the net price, if it is most of the price of a sale; other figures are errors of
        software.
        """
        net = self._amount("net_price", MAX_EUR, "amount_invalid") if offer == Offer.SALE else None
        return net if net and LEAST_NET_SHARE * price <= net <= price else None

    def _energy(self) -> dict[str, Any]:
        return {
            "energy_class": self._label("energy_class"),
            "energy_kwh": self._whole("energy_kwh", 100_000, "energy_invalid"),
            "emissions_class": self._label("emissions_class"),
            "emissions_kg": self._whole("emissions_kg", 100_000, "energy_invalid", minimum=0),
            "diagnosed_on": self._day("diagnosed_on"),
        }

    def _contact(self) -> dict[str, Any]:
        email = self.text("contact_email")[:255]
        if email:
            try:
                validate_email(email)
            except ValidationError:
                self.repair("contact_email", "email_invalid")
                email = ""
        if len(email) > 254:
            email = ""
        return {
            "contact_name": self.line_of("contact_name", 120),
            "contact_phone": self.line_of("contact_phone", 30),
            "contact_email": email,
        }

    def _label(self, name: str) -> str:
        text = self.text(name).upper()
        text = ENERGY_WORDS.get(text, text)
        if text and text not in ENERGY:
            self.repair(name, "energy_class_unknown")
            return ""
        return text

    def _number(self, name: str, maximum: int, code: str, minimum: int = 1) -> Decimal | None:
        """Returns a figure, or None where none is given; software writes zero for none."""
        return self._within(name, _decimal(self.text(name)), maximum, code, minimum)

    def _amount(self, name: str, maximum: int, code: str) -> int | None:
        """Returns an amount of euros or square metres of land, maybe with thousands separators."""
        figure = self._within(name, _amount(self.text(name)), maximum, code)
        return None if figure is None else round(figure)

    def _within(
        self, name: str, figure: Decimal | None, maximum: int, code: str, minimum: int = 1
    ) -> Decimal | None:
        if not self.text(name):
            return None
        if figure == 0 and minimum > 0:
            return None
        if figure is None or not min(minimum, 1) <= figure <= maximum:
            self.repair(name, code)
            return None
        return figure

    def _whole(self, name: str, maximum: int, code: str, minimum: int = 1) -> int | None:
        figure = self._number(name, maximum, code, minimum)
        return None if figure is None else round(figure)

    def _flag(self, name: str) -> bool | None:
        text = self.text(name).lower()
        return True if text in YES else False if text in NO else None

    def _day(self, name: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        for pattern in _DAYS:
            try:
                day = datetime.strptime(text[:10], pattern).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
            if day.year >= 1900:
                return day
        self.repair(name, "date_invalid")
        return None

    def _tour(self) -> str:
        text = self.text("virtual_tour")
        if not text:
            return ""
        try:
            address = public_address(text)
        except AddressNotAllowed:
            self.repair("virtual_tour", "tour_not_public")
            return ""
        return address if len(address) <= 500 else ""

    def _photos(self) -> tuple[PhotoRow, ...]:
        photos: dict[str, PhotoRow] = {}
        for photo in self.photos:
            text = photo.text.strip()
            if not text or text in photos:
                continue
            if (row := self._photo(text, photo)) is not None and len(photos) < MAX_PHOTOS:
                photos[text] = row
        return tuple(photos.values())

    def _photo(self, text: str, photo: SourcePhoto) -> PhotoRow | None:
        caption = one_line(photo.caption, 200)
        if _FILE_NAME.fullmatch(text):
            return PhotoRow(file_name=text, caption=caption)
        try:
            return PhotoRow(address=public_address(text), caption=caption)
        except AddressNotAllowed:
            excerpt = one_line(text[:1000], LONGEST_VALUE)
            self.problems.append(
                RowProblem(self.line, photo.column, "repaired", "photo_not_public", excerpt)
            )
            return None


def rejected(line: int, code: str, value: str = "", column: int | None = None) -> ReadRow:
    """Returns the row of a line that could not be read at all."""
    excerpt = one_line(value[:1000], LONGEST_VALUE)
    return ReadRow(line, None, (RowProblem(line, column, "rejected", code, excerpt),))


def _amount(text: str) -> Decimal | None:
    """Returns a figure of euros or of land, which may have points as thousands separators.

    >>> str(_amount("1.250.000,50 €")), str(_amount("650.50")), str(_amount("180000.000"))
    ('1250000.50', '650.50', '180000.000')
    """
    bare = _SPACES.sub("", text[:60])
    if (grouped := _GROUPED.fullmatch(bare)) is None:
        return _decimal(text)
    whole, decimals = grouped[1], bare[grouped.end(1) + 1 :]
    return _decimal(f"{re.sub('[.,]', '', whole)}.{decimals or 0}")


def _decimal(text: str) -> Decimal | None:
    """Returns a plain figure, with a point or a comma; None for anything else (`9e99`, `1/2`)."""
    bare = _SPACES.sub("", text[:60])
    if not _NUMBER.fullmatch(bare) or not bare.isascii():
        return None
    try:
        return Decimal(bare.replace(",", "."))
    except InvalidOperation:
        return None
