"""The solver: HiGHS, one thread, bounded by counts and never by a clock, so that equal input gives equal output."""

from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from matching.engine.allocation.problem import Whole

Floats = npt.NDArray[np.float64]
Pairs = tuple[npt.NDArray[np.intp], ...]  # projects, sites

NODES = 5_000


def solver() -> Any:
    """Return a silent HiGHS on one thread."""
    # The public class prints a banner past Python's own output, which would stand in the midst of a command's answer.
    highs = highspy._core._Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    return highs


def land_prices(score: Whole, need: Whole, capacity: Floats, pairs: Pairs) -> Floats:
    """Return the value of one more unit of land at each site ``(m,)`` if projects could be split among the pairs."""
    return split_shares(score, need, capacity, pairs)[1]


def split_shares(score: Whole, need: Whole, capacity: Floats, pairs: Pairs) -> tuple[float, Floats, Floats]:
    """Return what projects bring that are split among the pairs, the prices of land ``(m,)`` and the shares of the pairs."""
    highs = solver()
    highs.passModel(_program(score, need, capacity, pairs))
    highs.run()
    solution = highs.getSolution()
    duals = np.array(solution.row_dual)
    prices: Floats = np.abs(duals[len(duals) - len(capacity) :])  # an upper limit of a maximum: of one sign
    return highs.getInfo().objective_function_value, prices, np.array(solution.col_value)


def whole_places(score: Whole, need: Whole, capacity: Whole, pairs: Pairs) -> tuple[Whole, bool]:
    """Return the best pairs, as places in ``pairs``, and whether they are proven to be the best."""
    highs = solver()
    program = _program(score, need, capacity.astype(float), pairs)
    program.integrality_ = [highspy.HighsVarType.kInteger] * len(pairs[0])
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 0.5)  # sums of points are whole
    highs.setOptionValue("mip_max_nodes", NODES)
    highs.passModel(program)
    highs.run()
    proven = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.flatnonzero(np.array(highs.getSolution().col_value) > 0.5), proven


def _program(score: Whole, need: Whole, capacity: Floats, pairs: Pairs) -> Any:
    projects, sites = pairs
    rows, row_of = np.unique(projects, return_inverse=True)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(projects), len(rows) + len(capacity)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = score[pairs].astype(float)
    program.col_lower_, program.col_upper_ = np.zeros(len(projects)), np.ones(len(projects))
    program.row_lower_ = np.full(program.num_row_, -np.inf)
    program.row_upper_ = np.concatenate([np.ones(len(rows)), capacity])
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.arange(0, 2 * len(projects) + 1, 2)
    program.a_matrix_.index_ = np.stack([row_of, len(rows) + sites], axis=1).ravel()
    program.a_matrix_.value_ = np.stack([np.ones(len(projects)), need[pairs]], axis=1).ravel()
    return program


class Master:
    """The best mixture of patterns: each project in at most one, each site with at most one."""

    def __init__(self, projects: int, sites: int) -> None:
        self.projects = projects
        self._highs = solver()
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = projects + sites, 0
        program.row_lower_ = np.full(projects + sites, -np.inf)
        program.row_upper_ = np.ones(projects + sites)
        program.sense_ = highspy.ObjSense.kMaximize
        self._highs.passModel(program)

    def add(self, points: int, members: Whole, site: int) -> None:
        """Add a pattern: some projects at one site."""
        rows = np.append(members, self.projects + site).astype(np.int32)
        self._highs.addCol(float(points), 0.0, np.inf, len(rows), rows, np.ones(len(rows)))

    def close(self, patterns: Whole) -> None:
        """Take patterns out."""
        none = np.zeros(len(patterns))
        self._highs.changeColsBounds(len(patterns), patterns.astype(np.int32), none, none)

    def solve(self) -> tuple[float, Floats, Floats]:
        """Return the points of the mixture, what each project is worth in it, and the share of each pattern."""
        self._highs.run()
        solution = self._highs.getSolution()
        worth: Floats = np.abs(np.array(solution.row_dual)[: self.projects])
        return self._highs.getInfo().objective_function_value, worth, np.array(solution.col_value)
