"""Checks of `bocage doctor`, each of which reports successes, problems and their causes.

A check never raises: it reports what it cannot reach.
"""

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.backups.watching import OLD_AFTER, last_backup_at
from bocage.foundation.db.postgres_programs import OLDEST_SUPPORTED_VERSION
from bocage.foundation.db.web_role import differences_of_web_role, statements_for_operator
from bocage.foundation.files import static_files
from bocage.foundation.files.virus_scan import ScannerAway, scan
from bocage.foundation.http.replica import Follower
from bocage.foundation.mail.mailbox import Mailbox, MailboxClosed
from bocage.foundation.mail.transport import MailServer, TransportError
from bocage.foundation.monitoring import health, safety
from bocage.foundation.ops.configuration import Configuration

EXTENSIONS = ("btree_gist", "cube", "earthdistance", "pg_trgm", "unaccent")
LEAST_FREE_GIGABYTES = 1


class Verdict(Enum):
    """Severity of a finding; only WRONG makes the command fail."""

    WELL = "✓"
    DOUBTFUL = "!"
    WRONG = "✗"


@dataclass(frozen=True)
class Finding:
    """Sentence of the doctor about the instance, with its severity."""

    verdict: Verdict
    sentence: str


def well(sentence: str) -> Finding:
    return Finding(Verdict.WELL, sentence)


def doubtful(sentence: str) -> Finding:
    return Finding(Verdict.DOUBTFUL, sentence)


def wrong(sentence: str) -> Finding:
    return Finding(Verdict.WRONG, sentence)


def examine(configuration: Configuration) -> Iterator[Finding]:
    """Yields every finding of the doctor about this instance, in the order of `EXAMINATIONS`."""
    for examination in EXAMINATIONS:
        yield from examination(configuration)


def examine_safety(configuration: Configuration) -> Iterator[Finding]:
    problems = safety.dangers(configuration)
    yield from (wrong(danger) for danger in problems)
    if problems:
        return
    if configuration.exposed:
        yield well(_("Les réglages sont sûrs pour une instance que d’autres peuvent atteindre."))
    else:
        yield well(_("L’instance ne sert que cette machine : les réglages d’essai y sont permis."))


def examine_address(configuration: Configuration) -> Iterator[Finding]:
    address = urlsplit(configuration.public_url)
    yield well(_("Les gens l’atteignent à l’adresse %s.") % configuration.public_url)
    if not configuration.exposed:
        return
    if not configuration.base_url:
        yield wrong(
            _("BOCAGE_BASE_URL est vide : les liens des courriers mèneraient à %s.")
            % configuration.public_url
        )
    elif address.scheme != "https":
        yield wrong(
            _(
                "BOCAGE_BASE_URL ne commence pas par https:// : les codes et les sessions "
                "circuleraient en clair."
            )
        )
    elif not configuration.proxied:
        yield doubtful(
            _(
                "L’adresse est en https:// mais BOCAGE_PROXIED ne dit pas qu’un serveur mandataire "
                "se tient devant Bocage, qui ne chiffre pas lui-même."
            )
        )


def examine_data_folder(configuration: Configuration) -> Iterator[Finding]:
    folder = configuration.data_dir
    if not os.access(folder, os.W_OK | os.X_OK):
        yield wrong(_("Le dossier des données %s n’existe pas ou n’est pas à nous.") % folder)
        return
    if folder.stat().st_mode & stat.S_IWOTH:
        yield wrong(_("Chacun peut écrire dans le dossier des données %s.") % folder)
    free = shutil.disk_usage(folder).free / 1024**3
    if free < LEAST_FREE_GIGABYTES:
        yield wrong(_("Il ne reste que %.1f Go de place sur le disque.") % free)
    else:
        yield well(_("Le dossier des données est %s.") % folder)


def examine_database(configuration: Configuration) -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select current_setting('server_version_num')::int / 10000")
            (version,) = cursor.fetchone()
            cursor.execute("select name from pg_available_extensions")
            available = {name for (name,) in cursor.fetchall()}
    except DatabaseError as error:
        yield wrong(_("La base de données ne répond pas : %s") % str(error).strip())
        return
    if version < OLDEST_SUPPORTED_VERSION:
        yield wrong(
            _("PostgreSQL %(version)d est trop ancien : il faut le %(oldest)d ou plus récent.")
            % {"version": version, "oldest": OLDEST_SUPPORTED_VERSION}
        )
    elif configuration.database_url:
        yield well(_("Le PostgreSQL %d de DATABASE_URL répond.") % version)
    else:
        yield well(_("Le PostgreSQL %d embarqué répond.") % version)
    missing = sorted(set(EXTENSIONS) - available)
    if missing:
        yield wrong(
            _("Il manque des extensions à PostgreSQL : %s (paquet « postgresql-contrib »).")
            % ", ".join(missing)
        )
        return
    yield from examine_migrations_and_worker()


def examine_migrations_and_worker() -> Iterator[Finding]:
    missing = health.migrations.missing()
    if missing:
        yield wrong(
            _("Des migrations manquent (« bocage migrate » les applique) : %s.")
            % ", ".join(missing)
        )
        return
    yield well(_("Les migrations sont appliquées."))
    if health.worker_was_heard():
        yield well(_("Le service des tâches donne signe de vie."))
    else:
        yield doubtful(
            _(
                "Le service des tâches ne donne pas signe de vie : aucun courrier ne partira tant "
                "que « bocage up » ou « bocage worker » n’est pas lancé."
            )
        )
    yield from examine_web_role()


def examine_web_role() -> Iterator[Finding]:
    by_operator = statements_for_operator()
    if by_operator:
        yield doubtful(
            _(
                "Les pages n’ont pas de rôle à elles dans PostgreSQL : elles y peuvent tout ce que "
                "peut le compte de DATABASE_URL. Un administrateur du serveur exécute une fois : "
                "%s, puis on lance « bocage migrate »."
            )
            % ", ".join(by_operator)
        )
    elif differences_of_web_role():
        yield doubtful(
            _(
                "Le rôle des pages dans PostgreSQL n’a pas les droits qu’il lui faut, ou en a "
                "trop : « bocage migrate » les remet."
            )
        )
    else:
        yield well(_("Les pages ont leur rôle dans PostgreSQL, et ses seuls droits."))


def examine_replica(configuration: Configuration) -> Iterator[Finding]:
    if not configuration.replica_url:
        return
    try:
        follows = Follower().follows()
    except DatabaseError:  # Reported by the check of the database.
        return
    if follows:
        yield well(_("La réplique répond et suit la base de données."))
    else:
        yield wrong(
            _(
                "La réplique de BOCAGE_REPLICA_URL ne répond pas ou ne suit plus : les pages "
                "lisent tout dans la base principale."
            )
        )


def examine_shared_media(configuration: Configuration) -> Iterator[Finding]:
    if not configuration.media_url:
        return
    try:
        default_storage.exists("bocage-doctor")
    except Exception as error:  # The library may raise anything: report it.
        yield wrong(_("Le stockage de BOCAGE_MEDIA_URL ne répond pas comme il faut : %s") % error)
    else:
        yield well(_("Le stockage partagé des fichiers répond."))


def examine_static_files(_configuration: Configuration) -> Iterator[Finding]:
    if not settings.STATICFILES_DIRS:
        yield wrong(
            _("Les styles et les scripts n’ont pas été construits : « make frontend » le fait.")
        )
    elif settings.WHITENOISE_USE_FINDERS or static_files.is_up_to_date():
        yield well(_("Les fichiers statiques sont à jour."))
    else:
        yield doubtful(
            _(
                "Les fichiers statiques ne sont pas à jour : « bocage up » les rassemble à son "
                "départ, « bocage collectstatic » sans lui."
            )
        )


def examine_mail(configuration: Configuration) -> Iterator[Finding]:
    if not configuration.email_url:
        sentence = _("BOCAGE_EMAIL_URL est vide : les courriers restent dans la base de données.")
        yield wrong(sentence) if configuration.exposed else well(sentence)
        return
    try:
        MailServer.from_url(configuration.email_url).check()
    except ValueError as error:
        yield wrong(_("BOCAGE_EMAIL_URL n’est pas une adresse de serveur : %s") % error)
    except TransportError as error:
        yield wrong(_("Le serveur de courrier ne répond pas comme il faut : %s") % error)
    else:
        yield well(_("Le serveur de courrier répond."))


def examine_mailbox(configuration: Configuration) -> Iterator[Finding]:
    if not configuration.incoming_address:
        yield well(_("BOCAGE_INCOMING_ADDRESS est vide : aucune réponse par courriel n’est lue."))
        return
    if not configuration.incoming_imap_url:
        yield well(_("Les réponses arrivent par « bocage receive_mail », que le serveur lance."))
        return
    try:
        Mailbox.from_url(configuration.incoming_imap_url).check()
    except ValueError as error:
        yield wrong(_("BOCAGE_INCOMING_IMAP_URL n’est pas une adresse de boîte : %s") % error)
    except MailboxClosed as error:
        yield wrong(_("La boîte des réponses ne s’ouvre pas : %s") % error)
    else:
        yield well(_("La boîte des réponses s’ouvre."))


def examine_virus_scanner(configuration: Configuration) -> Iterator[Finding]:
    if not configuration.clamav:
        yield well(
            _("BOCAGE_CLAMAV est vide : les documents reçus ne passent par aucun antivirus.")
        )
        return
    try:
        scan(b"", address=configuration.clamav, patience_s=5)
    except ScannerAway as error:
        yield wrong(
            _("ClamAV ne répond pas, et les documents reçus attendent son analyse : %s") % error
        )
    else:
        yield well(_("ClamAV répond."))


def examine_backups(configuration: Configuration) -> Iterator[Finding]:
    if configuration.backup_folder is None:
        if configuration.exposed:
            yield doubtful(
                _("BOCAGE_BACKUP_FOLDER est vide : Bocage ne fait aucune sauvegarde de lui-même.")
            )
        return
    if not configuration.backup_keys:
        yield doubtful(_("BOCAGE_BACKUP_RECIPIENTS est vide : les sauvegardes sont en clair."))
    try:
        last = last_backup_at()
    except DatabaseError:
        return
    if last is None or timezone.now() - last > OLD_AFTER:
        yield wrong(_("Il n’y a pas de sauvegarde de la nuit dernière (« bocage backup »)."))
    else:
        yield well(_("La dernière sauvegarde est de la nuit dernière, et se relit."))


EXAMINATIONS: tuple[Callable[[Configuration], Iterator[Finding]], ...] = (
    examine_safety,
    examine_address,
    examine_data_folder,
    examine_database,
    examine_replica,
    examine_shared_media,
    examine_static_files,
    examine_mail,
    examine_mailbox,
    examine_virus_scanner,
    examine_backups,
)
