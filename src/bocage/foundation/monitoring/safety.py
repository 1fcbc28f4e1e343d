"""Unsafe settings of an instance that others can reach; see `Configuration.exposed`."""

from django.utils.translation import gettext, gettext_noop

from bocage.foundation.ops.configuration import INSECURE_SECRET_KEY, Configuration
from bocage.foundation.ops.operator_errors import OperatorError

SHORTEST_SECRET_KEY = 50
MIN_CHARACTERS_IN_SECRET_KEY = 5


class UnsafeConfiguration(OperatorError):
    """The instance can be reached from outside this machine with settings made for inside."""


def refuse_if_unsafe(configuration: Configuration) -> None:
    """Refuses to serve pages with a dangerous configuration. Every way of serving calls it first:
    `bocage up`, `bocage web`, and wsgi.py.

    Raises:
        UnsafeConfiguration: others can reach the instance, and a setting would let them harm
            it.
    """
    problems = dangers(configuration)
    if problems:
        raise UnsafeConfiguration(
            gettext_noop("Bocage refuse de servir au-delà de cette machine :\n{dangers}"),
            dangers="\n".join(f"  - {danger}" for danger in problems),
        )


def dangers(configuration: Configuration) -> list[str]:
    """Lists the dangerous settings of an instance that others can reach, in sentences."""
    if not configuration.exposed:
        return []
    problems = []
    if not is_strong(configuration.secret_key):
        problems.append(
            gettext(
                "BOCAGE_SECRET_KEY n’est pas un secret : donnez-lui au moins cinquante caractères "
                "tirés au hasard, et gardez-les pour vous."
            )
        )
    if not all(map(is_strong, configuration.former_secret_keys)):
        problems.append(
            gettext(
                "BOCAGE_SECRET_KEY_FALLBACKS contient une clé devinable : retirez-la, ce qu’elle a "
                "signé peut être imité."
            )
        )
    if configuration.debug:
        problems.append(gettext("BOCAGE_DEBUG montre le code et les données à tous : retirez-le."))
    if configuration.demo:
        problems.append(
            gettext("BOCAGE_DEMO (ou --demo) laisse chacun entrer dans chaque rôle : retirez-le.")
        )
    if configuration.fetch_loopback:
        problems.append(
            gettext(
                "BOCAGE_FETCH_LOOPBACK laisse lire les services de cette machine "
                "par une adresse d’agenda : retirez-le."
            )
        )
    return problems


def is_strong(secret_key: str) -> bool:
    """Checks whether a secret key is not the published one, has at least 50 characters, and at
    least 5 different ones.
    """
    return (
        secret_key != INSECURE_SECRET_KEY
        and len(secret_key) >= SHORTEST_SECRET_KEY
        and len(set(secret_key)) >= MIN_CHARACTERS_IN_SECRET_KEY
    )
