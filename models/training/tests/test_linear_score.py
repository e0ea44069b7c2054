import numpy as np
import torch

from featurise import featurise
from linear_score import design, folds_of, linear_score, scored_outcomes, with_linear_scores


def cells_of(rows=60, features=4, context=40, seed=0):
    chance = np.random.default_rng(seed)
    values = chance.normal(size=(rows, features))
    values[chance.random(rows) < 0.2, 1] = np.nan
    return featurise(torch.from_numpy(values)[None], context), values


def test_a_context_row_has_the_score_of_a_fit_without_its_fold():
    cells, _ = cells_of()
    x = design(cells[0].numpy(), 40)
    y = x[:40, 0] + np.random.default_rng(1).normal(size=40) * 0.01
    scores = linear_score(cells[0].numpy(), y)
    # With so little noise the least penalty wins, and a fit without the row's fold can be made by hand.
    fold, penalty, outcome = folds_of(cells[0, :40].numpy(), y), 1e-3, y - y.mean()
    keep = fold != fold[7]
    rest = x[:40][keep]
    beta = np.linalg.solve(rest.T @ rest + penalty * np.eye(x.shape[1]), rest.T @ outcome[keep])
    assert abs(scores[7] - x[7] @ beta) < 1e-6


def test_the_score_of_chance_does_not_tell_the_outcome_upside_down():
    chance = np.random.default_rng(2)
    cells = featurise(torch.from_numpy((chance.random((1, 200, 1)) < 0.4).astype(float)), 150)
    y = (chance.random(150) < 0.5).astype(float)
    scores, x = linear_score(cells[0].numpy(), y)[:150], cells[0, :150, 0, 0].numpy()
    for level in np.unique(x):
        alike = x == level
        assert abs(np.corrcoef(scores[alike], y[alike])[0, 1]) < 0.3


def test_folds_do_not_depend_on_the_order_of_rows_or_columns():
    cells, _ = cells_of()
    known, y = cells[0, :40].numpy(), np.arange(40) % 2.0
    order = np.random.default_rng(3).permutation(40)
    np.testing.assert_array_equal(folds_of(known[order], y[order]), folds_of(known, y)[order])
    np.testing.assert_array_equal(folds_of(known[:, ::-1], y), folds_of(known, y))


def test_what_adds_up_is_found_in_other_rows():
    cells, values = cells_of(rows=200, features=6, context=120)
    y = values[:, 0] - values[:, 2]
    assert np.corrcoef(linear_score(cells[0].numpy(), y[:120])[120:], y[120:])[0, 1] > 0.99


def test_columns_that_do_not_vary_have_a_score_of_zero():
    cells = torch.zeros(1, 30, 2, 4)
    assert not linear_score(cells[0].numpy(), np.arange(20) % 2.0).any()


def test_scores_stand_after_the_columns_as_cells():
    cells, _ = cells_of()
    y = np.arange(40) % 3.0
    outcomes = [outcome[None] for outcome in scored_outcomes(y, 3)]
    read = with_linear_scores(cells, outcomes)
    assert read.shape == (1, 60, 7, 4) and torch.equal(read[:, :, :4], cells)
    assert scored_outcomes(y, 2)[0] is y
