"""The tables of Wagtail as its version of uv.lock has them, each application in one migration.

Its own migrations tell fifteen years in 190 steps, which take four times as long as all of ours
(docs/decisions/outreach-editorial-pages.md). After an upgrade of Wagtail, `bocage makemigrations`
writes here what has changed, as it does for a room.
"""
