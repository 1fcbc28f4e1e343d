from bocage.foundation.db.identifiers import new_identifier


def test_identifiers_sort_by_the_time_of_their_making():
    identifiers = [new_identifier() for _ in range(100)]

    assert identifiers == sorted(identifiers)
    assert {identifier.version for identifier in identifiers} == {7}
