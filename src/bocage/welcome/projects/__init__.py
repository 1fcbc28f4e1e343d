"""Projects: a household that wishes to live here, its adults, what it agreed to and its messages.

Every other subject of the welcome hangs on a project. What they add to it goes through the
registries of this one: sections of its pages (`sections.py`), entries of its timeline
(`timeline.py`), papers (`papers.py`), conditions of its stages (`stage_conditions.py`), facts that
may be taken back (`standing_facts.py`), what follows within the transaction that changes it
(`hooks.py`) and what goes when it is erased (`erasure.py`).
"""
