"""Networks by which requests are counted."""

import pytest

from bocage.foundation.api.rate_limits import use_one_from
from bocage.foundation.http.networks import LINES_OF_A_SITE, line_of, networks_of, site_of


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("192.0.2.7", ["192.0.2.7"]),
        ("::ffff:192.0.2.7", ["192.0.2.7"]),
        ("2001:db8:1:2:3:4:5:6", ["2001:db8:1:2::/64", "2001:db8:1::/48"]),
        ("2001:0DB8:0001:0002::", ["2001:db8:1:2::/64", "2001:db8:1::/48"]),
        ("fe80::1%eth0", ["fe80::/64", "fe80::/48"]),
        ("", [""]),
        ("not an address", ["not an address"]),
    ],
)
def test_an_address_is_counted_by_its_line_and_its_site(address, keys):
    assert [network.key for network in networks_of(address)] == keys
    assert (line_of(address), site_of(address)) == (keys[0], keys[-1])


@pytest.mark.django_db
def test_a_site_of_ipv6_has_a_few_times_the_allowance_of_a_line():
    def is_refused(line: int) -> bool:
        return use_one_from(f"2001:db8:0:{line:x}::1", quota=4).is_used_up

    assert [is_refused(1) for _request in range(5)] == [False] * 4 + [True]
    refusals = [is_refused(line) for line in range(2, 100)]
    assert refusals.count(False) == 4 * LINES_OF_A_SITE - 4
    assert not use_one_from("2001:db8:1::1", quota=4).is_used_up
