"""Detection, in the output of `auto_explain`, of sequential scans of large tables."""

from bench.harness.plans import tables_read_whole

LOG = """2026-11-28 19:56:53.448 UTC [13373] LOG:  duration: 0.580 ms  plan:
\t{
\t  "Query Text": "SELECT *\\n  FROM housing_dwelling",
\t  "Plan": {
\t    "Node Type": "Limit",
\t    "Plans": [
\t      {
\t        "Node Type": "Seq Scan",
\t        "Relation Name": "housing_dwelling",
\t        "Actual Rows": 24.00,
\t        "Rows Removed by Filter": 9976,
\t        "Actual Loops": 1
\t      }
\t    ]
\t  }
\t}
2026-11-28 19:56:53.500 UTC [13373] LOG:  checkpoint starting
2026-11-28 19:56:53.511 UTC [13394] LOG:  duration: 0.441 ms  plan:
\t{
\t  "Query Text": "SELECT 1 WHERE name = 'é{}'",
\t  "Plan": {
\t    "Node Type": "Index Scan",
\t    "Relation Name": "people_person"
\t  }
\t}
2026-11-28 19:56:53.600 UTC [13394] LOG:  duration: 0.4 ms  plan:
\t{ cut off
"""


def test_scans_are_found_within_the_plans_of_a_log_with_their_statement() -> None:
    assert list(tables_read_whole(LOG)) == [("housing_dwelling", "SELECT * FROM housing_dwelling")]


def test_a_scan_that_a_limit_ends_soon_is_not_a_whole_read() -> None:
    assert list(tables_read_whole(LOG.replace("9976", "9975"))) == []


def test_a_log_without_a_plan_tells_nothing() -> None:
    assert list(tables_read_whole("")) == []
    assert list(tables_read_whole("LOG:  listening\n")) == []
