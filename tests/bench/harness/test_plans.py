"""Detection, in the output of `auto_explain`, of sequential scans of large tables."""

from bench.harness.query_plans.plans import Plan, plans_of, slower_statements, whole_reads

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


def tables_read_whole(log: str) -> list[tuple[str, str]]:
    return [(table, plan.statement) for plan in plans_of(log) for table in plan.tables]


def test_scans_are_found_within_the_plans_of_a_log_with_their_statement() -> None:
    assert tables_read_whole(LOG) == [("housing_dwelling", "SELECT * FROM housing_dwelling")]


def test_a_scan_that_a_limit_ends_soon_is_not_a_whole_read() -> None:
    assert tables_read_whole(LOG.replace("9976", "9975")) == []


def test_a_log_without_a_plan_tells_nothing() -> None:
    assert tables_read_whole("") == []
    assert tables_read_whole("LOG:  listening\n") == []


def test_each_plan_has_the_duration_of_its_statement() -> None:
    assert [plan.milliseconds for plan in plans_of(LOG)] == [0.58, 0.441]


def test_a_scan_counts_once_whatever_the_values_and_only_in_a_large_table() -> None:
    plans = [
        Plan(1.0, f"SELECT FROM housing_dwelling WHERE name = '{name}'", ("housing_dwelling",))
        for name in ("a", "b")
    ]
    assert len(whole_reads(plans, {"housing_dwelling": 20_000})) == 1
    assert whole_reads(plans, {"people_person": 20_000}) == []


def test_a_statement_is_slower_by_the_mean_of_its_values_each_in_its_shortest_time() -> None:
    def plans(name: str, *milliseconds: float) -> list[Plan]:
        moment = "2026-12-03 10:00:00"
        return [
            Plan(each, f"TABLE {name} OFFSET '{value}' LIMIT '{moment}{each}'", ())
            for value in (1, 2)
            for each in milliseconds
        ]

    fresh = [*plans("one", 90.0, 20.0), *plans("other", 20.0), *plans("alone", 99.0)]
    steady = [*plans("one", 3.0, 4.0), *plans("other", 19.0)]

    (slower,) = slower_statements(fresh, steady)

    assert (slower.fresh_ms, slower.steady_ms) == (20, 3)
    assert slower.statement == "TABLE one OFFSET ? LIMIT ?"


def test_statements_of_other_values_are_not_hidden_by_the_fastest() -> None:
    heavy, light = (f"TABLE one OFFSET '{value}'" for value in (1, 2))
    fresh = [Plan(40.0, heavy, ()), Plan(2.0, light, ())]
    steady = [Plan(4.0, heavy, ()), Plan(2.0, light, ())]
    (slower,) = slower_statements(fresh, steady)
    assert (slower.fresh_ms, slower.steady_ms) == (21, 3)
