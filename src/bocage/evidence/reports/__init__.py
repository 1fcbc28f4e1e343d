"""The report of a territory: a period, a scope and a night make the same figures for ever.

`requests` says what a report is about, `figures` reads it as the public may, the other modules are
its parts, and `document` sets it on paper (docs/decisions/evidence-report.md).
"""
