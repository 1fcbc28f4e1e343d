"""A certificate for the server of a drill, and the authority that signed it, made by openssl."""

from __future__ import annotations

import subprocess
from pathlib import Path

from bench.server.tree import DOMAIN

LIVE = f"etc/letsencrypt/live/{DOMAIN}"
"""Folder of certbot, in which nginx looks for certificates."""
CADDY = f"""[Service]
Environment="BOCAGE_CERTIFICATE=/{LIVE}/fullchain.pem /{LIVE}/privkey.pem"
"""
NEW = ("-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2")


def certify(root: Path) -> Path:
    """Gives a tree a certificate, and has Caddy take it; returns that of its authority."""
    live = root / LIVE
    live.mkdir(parents=True)
    authority, authority_key = live / "authority.pem", live / "authority.key"
    _openssl(
        "req", *NEW, "-subj", "/CN=Drill", "-keyout", str(authority_key), "-out", str(authority),
        "-addext", "keyUsage=critical,keyCertSign,cRLSign",
    )  # fmt: skip
    _openssl(
        "req", *NEW, "-subj", f"/CN={DOMAIN}", "-CA", str(authority), "-CAkey", str(authority_key),
        "-addext", f"subjectAltName=DNS:{DOMAIN}", "-addext", "basicConstraints=critical,CA:FALSE",
        "-keyout", str(live / "privkey.pem"), "-out", str(live / "fullchain.pem"),
    )  # fmt: skip
    for file in live.iterdir():
        file.chmod(0o644)
    drop_in = root / "etc/systemd/system/caddy.service.d/certificate.conf"
    drop_in.parent.mkdir(parents=True, exist_ok=True)
    drop_in.write_text(CADDY)
    return authority


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
