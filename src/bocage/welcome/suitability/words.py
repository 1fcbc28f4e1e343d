"""Words in French and in English side by side, for declarations that hold both."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext


def _in_french() -> bool:
    return (get_language() or "fr").startswith("fr")


@dataclass(frozen=True, slots=True)
class Words:
    """Text in both languages; `str` gives that of the page."""

    fr: str
    en: str

    def __str__(self) -> str:
        return self.fr if _in_french() else self.en

    def __mod__(self, values: object) -> str:
        return str(self) % values


@dataclass(frozen=True, slots=True)
class CountWords:
    """Text about a number in both languages, each as its singular and its plural."""

    fr: tuple[str, str]
    en: tuple[str, str]

    def of(self, count: float) -> str:
        """Returns the text for a number, in the language of the page."""
        if _in_french():
            singular, plural = self.fr
            return ngettext(singular, plural, count)
        return self.en[count != 1]
