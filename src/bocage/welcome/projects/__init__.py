"""Projects: a household that wishes to live here, its adults, its consents and its messages.

Every other subject of the welcome depends on projects, and adds to them through these registries:
sections of its pages (`sections.py`), entries of its timeline (`timeline.py`), papers
(`papers.py`), conditions of its stages (`stage_conditions.py`), facts that may be withdrawn
(`fact_checks.py`), hooks in the transaction that changes it (`hooks.py`) and erasers
(`erasure.py`).
"""
