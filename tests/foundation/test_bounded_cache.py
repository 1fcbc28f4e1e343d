from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from bocage.foundation.bounded_cache import BoundedCache


@pytest.fixture
def cache():
    return BoundedCache(max_entries=3, max_octets=10, octets_of=len)


def test_what_is_put_is_given_until_it_is_replaced_or_cleared(cache):
    cache.put("a", b"1")
    cache.put("a", b"2")
    assert (cache.get("a"), cache.get("b"), list(cache)) == (b"2", None, ["a"])

    cache.clear()
    assert (cache.get("a"), list(cache)) == (None, [])


def test_the_least_recently_used_goes_first(cache):
    for key in "abc":
        cache.put(key, b"1")
    cache.get("a")

    cache.put("d", b"1")

    assert list(cache) == ["c", "a", "d"]


def test_octets_are_bounded_whatever_the_number_of_values(cache):
    cache.put("a", b"12345")
    cache.put("b", b"12345")
    assert list(cache) == ["a", "b"]

    cache.put("c", b"1")
    assert list(cache) == ["b", "c"]


def test_a_replaced_value_weighs_no_more(cache):
    for _time in range(5):
        cache.put("a", b"123456")
    cache.put("b", b"1234")

    assert list(cache) == ["a", "b"]


def test_a_value_larger_than_the_whole_is_not_held(cache):
    cache.put("a", b"12345678901")
    assert list(cache) == []

    cache.put("b", b"1234567890")
    assert list(cache) == ["b"]


def test_threads_that_put_and_get_at_once_stay_within_the_bounds():
    cache = BoundedCache(max_entries=50, max_octets=1_000, octets_of=len)

    def work(seed):
        random = Random(seed)
        for _time in range(3_000):
            key = random.randrange(100)
            cache.put(key, bytes(random.randrange(100)))
            cache.get(random.randrange(100))
            if random.random() < 0.001:
                cache.clear()

    with ThreadPoolExecutor(8) as pool:
        for future in [pool.submit(work, seed) for seed in range(8)]:
            future.result()

    values = [cache.get(key) for key in cache]
    assert len(values) <= 50
    assert sum(map(len, values)) <= 1_000
    cache.put("last", bytes(1_000))
    assert list(cache) == ["last"], "nothing that has gone is counted"
