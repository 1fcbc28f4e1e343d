"""Attribution of samples of the stack to what spends the time."""

import time

from bench.harness.profiling import REMAINING, VIEW, Call, category_of, costs_of, sampled

SITE = "/venv/site-packages/"
SESSIONS = SITE + "django/contrib/sessions/middleware.py"
HANDLER = Call(SITE + "django/core/handlers/base.py", "_get_response")
VIEWS = Call("/src/bocage/club/views.py", "page")
STATEMENT = Call(SITE + "psycopg/cursor.py", "execute")
MIDDLEWARES = {SESSIONS: "SessionMiddleware"}


def test_each_module_has_the_category_of_its_work() -> None:
    assert category_of(SITE + "psycopg/cursor.py") == "statements: execution"
    assert category_of(SITE + "django/db/models/query.py") == "statements: composition"
    assert category_of("/src/bocage/foundation/db/history.py") == "history"
    assert category_of("/src/bocage/workspaces/front_desk/day_list.py") == "the page's own work"
    assert category_of("/usr/lib/python3.13/json/decoder.py") == ""


def test_the_standard_library_is_a_cost_of_its_caller() -> None:
    samples = {(VIEWS, Call("/usr/lib/python3.13/re.py", "match")): 3, (HANDLER, STATEMENT): 2}
    costs = costs_of(samples, {})
    assert costs.categories == {"the page's own work": 3, "statements: execution": 2}


def test_what_a_middleware_calls_is_its_cost_and_the_rest_is_of_the_view() -> None:
    middleware = Call(SESSIONS, "process_request")
    samples = {
        (middleware,): 5,
        (middleware, STATEMENT): 4,
        (middleware, HANDLER, VIEWS, STATEMENT): 3,
        (middleware, HANDLER, VIEWS, Call(SESSIONS, "a_function_of_its_module")): 2,
        (middleware, HANDLER, Call(SESSIONS, "process_view")): 1,
    }
    costs = costs_of(samples, MIDDLEWARES)
    assert costs.middlewares == {"SessionMiddleware": 10, VIEW: 5}


def test_the_stack_is_sampled_within_the_block_alone() -> None:
    def spend_time() -> None:
        end = time.perf_counter() + 0.1
        while time.perf_counter() < end:
            pass

    with sampled(0.001) as samples:
        spend_time()
    count = samples.total()
    spend_time()

    assert samples.total() == count > 0
    (most, _count), *_others = samples.most_common()
    assert most[-1] == Call(__file__, "spend_time")
    assert set(costs_of(samples, {}).categories) == {REMAINING}
