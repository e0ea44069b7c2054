import numpy as np
import pytest

pytest.importorskip("sklearn", reason="scikit-learn is not installed: see models/training/README.md")

from architecture.cell_tokens import CellTokens  # noqa: E402
from development.measures import calibration_error, calibration_slope, number_measures  # noqa: E402
from development.simulated import FAMILIES, simulated_tables  # noqa: E402
from evaluate import network_answer, score  # noqa: E402


def test_every_family_gives_a_table_and_the_same_seed_the_same_tables():
    first, second = simulated_tables(3, 1), simulated_tables(3, 1)
    assert len({table.family for table in first}) == len(FAMILIES)
    assert all(np.array_equal(a.values, b.values, equal_nan=True) for a, b in zip(first, second))
    assert any(np.isnan(table.values).any() for table in first)
    rare = next(table for table in first if table.family == "clinical rare")
    assert 0.005 < rare.y.mean() < 0.08


def test_true_risks_are_calibrated_and_sharpened_ones_are_not():
    rng = np.random.default_rng(1)
    p = rng.uniform(0.05, 0.95, 20_000)
    y = (rng.random(len(p)) < p).astype(float)
    assert calibration_error(y, p) < 0.02 and abs(calibration_slope(y, p) - 1) < 0.05
    sharpened = p**2 / (p**2 + (1 - p) ** 2)
    assert calibration_error(y, sharpened) > 0.05 and abs(calibration_slope(y, sharpened) - 0.5) < 0.05


def test_the_mean_explains_nothing_and_the_truth_everything():
    y = np.array([1.0, 2.0, 4.0])
    assert number_measures(y, np.full(3, y.mean()))["r2"] == 0 and number_measures(y, y)["r2"] == 1


def test_a_network_answers_simulated_tables_and_is_scored_by_family():
    tables = simulated_tables(4, 1)
    answers = [{"network": network_answer(CellTokens(16, 2, 2, 32).eval(), table)} for table in tables]
    result = score(tables, answers)
    assert 0 < result["all classes"]["network"]["auc"] < 1
    assert set(result["friedman"]["network"]) == {"r2"}
