"""Storage of uploaded files that several machines share, on a server that speaks S3.

    s3://KEY:SECRET@s3.fr-par.scw.cloud/bucket?region=fr-par

Only the product reads the bucket: each file is served by a view, which checks permissions, so the
bucket is private (docs/decisions/shared-media.md).
"""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

BACKEND = "storages.backends.s3.S3Storage"
TRIES = 3
CONNECTS_WITHIN_S, READS_WITHIN_S = 3, 20


def shared_storage(url: str, folder: str) -> dict[str, Any]:
    """Returns Django's settings for one folder of a bucket. `region` is that of the bucket;
    `tls=no` is for a server of a private network.

    Raises:
        ValueError: the address does not name a server, a bucket and its keys.
    """
    parts = urlsplit(url)
    parameters = dict(parse_qsl(parts.query))
    bucket = parts.path.strip("/")
    if parts.scheme != "s3" or not (parts.hostname and parts.username and parts.password):
        raise ValueError("BOCAGE_MEDIA_URL must be s3://KEY:SECRET@server/bucket")
    if not bucket or "/" in bucket:
        raise ValueError("BOCAGE_MEDIA_URL must name one bucket after the server")
    scheme = "http" if parameters.get("tls") == "no" else "https"
    port = f":{parts.port}" if parts.port else ""
    return {
        "BACKEND": BACKEND,
        "OPTIONS": {
            "endpoint_url": f"{scheme}://{parts.hostname}{port}",
            "bucket_name": bucket,
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "region_name": parameters.get("region"),
            "location": folder,
            "file_overwrite": False,
            "client_config": _client(),
        },
    }


def _client() -> Any:
    """Returns the S3 client; buckets are addressed by path, since only AWS does so by host."""
    from botocore.config import Config  # Only there with the extra « s3 ».

    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=CONNECTS_WITHIN_S,
        read_timeout=READS_WITHIN_S,
        retries={"max_attempts": TRIES},
    )
