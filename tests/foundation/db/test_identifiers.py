from bocage.foundation.db.identifiers import new_identifier


def test_identifiers_sort_by_the_time_of_their_making():
    made = [new_identifier() for _ in range(100)]

    assert made == sorted(made)
    assert {identifier.version for identifier in made} == {7}
