"""No sum reveals a small number: an adversary with a linear solver tries."""

import random

import pytest
from ortools.linear_solver import pywraplp

from bocage.evidence.confidentiality import FLOOR, hidden_figures, is_small


def summed(below, leaves):
    """The quantities of every node, those above being the sums of those below."""
    quantities = dict(leaves)

    def fill(node):
        if node not in quantities:
            parts = [fill(child) for child in below[node]]
            quantities[node] = tuple(map(sum, zip(*parts, strict=True)))
        return quantities[node]

    for node in below:
        fill(node)
    return quantities


def hidden_of(below, leaves, root="all"):
    quantities = summed(below, leaves)
    return hidden_figures([root], below, quantities), quantities


def bounds(below, quantities, hidden, node, rank):
    """Returns the bounds that a reader can derive for a hidden number, from every displayed number
    and sum, and from the fact that a whole is its part plus its rest."""
    extremes = []
    for is_minimum in (True, False):
        solver = pywraplp.Solver.CreateSolver("GLOP")
        unknown = {
            quantity: [
                solver.NumVar(0, solver.infinity(), f"{quantity} {index}") for index in range(3)
            ]
            for quantity in quantities
        }
        for figure, numbers in quantities.items():
            solver.Add(unknown[figure][0] == unknown[figure][1] + unknown[figure][2])
            if figure not in hidden:
                for variable, number in zip(unknown[figure], numbers, strict=True):
                    solver.Add(variable == number)
        for whole, parts in below.items():
            for index in range(3):
                solver.Add(unknown[whole][index] == sum(unknown[part][index] for part in parts))
        goal = solver.Minimize if is_minimum else solver.Maximize
        goal(unknown[node][rank])
        status = solver.Solve()
        # The true numbers are a solution: "infeasible or unbounded" means that it has no end.
        is_endless = status in {pywraplp.Solver.INFEASIBLE, pywraplp.Solver.UNBOUNDED}
        extremes.append(float("inf") if is_endless else solver.Objective().Value())
    return extremes


def test_a_small_number_alone_takes_its_smallest_neighbour_with_it():
    hidden, _quantities = hidden_of({"all": ["a", "b", "c"]}, {"a": (2,), "b": (9,), "c": (7,)})

    assert hidden == {"a", "c"}


def test_two_ones_would_be_shown_by_their_sum():
    hidden, _quantities = hidden_of({"all": ["a", "b", "c"]}, {"a": (1,), "b": (1,), "c": (20,)})

    assert hidden == {"a", "b", "c"}


def test_small_numbers_that_make_five_together_hide_nothing_else():
    hidden, _quantities = hidden_of({"all": ["a", "b", "c"]}, {"a": (2,), "b": (3,), "c": (20,)})

    assert hidden == {"a", "b"}


def test_a_small_number_that_is_alone_hides_the_sums_above_it():
    below = {"all": ["one", "other"], "one": ["a"], "other": ["b", "c"]}

    hidden, _quantities = hidden_of(below, {"a": (3,), "b": (6,), "c": (8,)})

    assert {"a", "one"} <= hidden
    assert "all" not in hidden


def test_zero_is_reported_and_large_numbers_are():
    hidden, _quantities = hidden_of({"all": ["a", "b"]}, {"a": (0,), "b": (5,)})

    assert hidden == set()


def test_nobody_anywhere_hides_nothing():
    assert hidden_figures(["all"], {"all": ["a"]}, {}) == set()


def test_a_share_hides_its_small_rest_too():
    hidden, _quantities = hidden_of({"all": ["a", "b"]}, {"a": (20, 18, 2), "b": (30, 15, 15)})

    assert hidden == {"a", "b"}


@pytest.mark.parametrize("seed", range(60))
def test_no_reader_finds_a_small_number(seed):
    chance = random.Random(seed)
    below = {"all": [f"group {number}" for number in range(chance.randint(1, 5))]}
    leaves = {}
    for group in below["all"]:
        below[group] = [f"{group}, {number}" for number in range(chance.randint(1, 6))]
        for leaf in below[group]:
            whole = chance.choice([0, 0, 1, 2, 3, 4, 5, 8, 13, 40])
            part = chance.randint(0, whole)
            leaves[leaf] = (whole, part, whole - part)

    hidden, quantities = hidden_of(below, leaves)

    for node in hidden:
        for rank, number in enumerate(quantities[node]):
            if is_small(number):
                lowest, highest = bounds(below, quantities, hidden, node, rank)
                assert lowest < FLOOR <= highest + 1e-6, (node, rank, number, lowest, highest)
    published = set(quantities) - hidden
    assert not any(is_small(number) for node in published for number in quantities[node])


def test_hiding_small_numbers_alone_is_seen_through():
    below = {"all": ["a", "b"]}
    quantities = summed(below, {"a": (2, 1, 1), "b": (40, 20, 20)})

    assert bounds(below, quantities, {"a"}, "a", 0) == [2, 2]


class CountingTree(dict):
    """Tree that counts the lookups of a figure's components."""

    times = 0

    def get(self, *args):
        self.times += 1
        return super().get(*args)


def count_requests(groups):
    below = CountingTree({"all": [f"group {number}" for number in range(groups)]})
    leaves = {}
    for group in below["all"]:
        below[group] = [f"{group}, {number}" for number in range(20)]
        leaves |= {leaf: (rank % 7 + 1,) for rank, leaf in enumerate(below[group])}
    quantities = summed(below, leaves)
    below.times = 0
    hidden_figures(["all"], below, quantities)
    return below.times


def test_twice_as_many_figures_are_hidden_in_twice_the_work():
    assert count_requests(200) < 2.2 * count_requests(100)
