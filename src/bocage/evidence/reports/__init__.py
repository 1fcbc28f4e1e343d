"""Report of a territory: a period, a scope and a night always give equal figures.

`requests` parses the subject of a report, `figures` reads published figures, the other modules are
its parts, and `document` renders it (docs/decisions/evidence-report.md).
"""
