import numpy as np
import pytest
import torch

from prior.batch import draw_batch
from prior.columns import written_down
from prior.missing import with_gaps
from prior.outcomes import binary, draw_outcome
from prior.relations import with_relations
from prior.sizes import MOST_CELLS, MOST_FEATURES, STAGES, Size, draw_size
from prior.table import _processes, draw_table


@pytest.mark.parametrize("process", [process for process, _ in _processes], ids=lambda process: process.__name__)
@pytest.mark.parametrize("columns", [1, 2, 64])
def test_every_process_gives_standardised_columns(process, columns):
    measures = process(np.random.default_rng(1), 200, columns)
    assert measures.values.shape == (200, columns)
    assert np.isfinite(measures.values).all()
    assert np.abs(measures.values.mean(0)).max() < 1e-6
    spread = measures.values.std(0)
    assert ((np.abs(spread - 1) < 1e-6) | (spread < 1e-6)).all()


def test_the_same_seed_draws_the_same_tables():
    first, second = (draw_batch(np.random.default_rng(4), Size(60, 5, 40, 6)) for _ in range(2))
    assert first.cells.equal(second.cells) and first.y.equal(second.y)


def test_outcomes_are_of_every_kind_and_some_are_rare():
    rng = np.random.default_rng(2)
    tables = [draw_table(rng, 400, 6) for _ in range(300)]
    counts = [len(np.unique(table.y)) if table.is_class else 0 for table in tables]
    shares = [min(table.y.mean(), 1 - table.y.mean()) for table, count in zip(tables, counts) if count == 2]
    assert 0.25 < np.mean(np.array(counts) == 0) < 0.5
    assert np.mean(np.array(counts) > 2) > 0.08
    assert 0.05 < np.mean(np.array(shares) < 0.06) < 0.35


def test_some_numbers_are_nearly_determined_and_some_barely():
    rng = np.random.default_rng(3)
    score = rng.standard_normal(500)
    acts = rng.standard_normal((500, 3))
    explained = []
    while len(explained) < 150:
        outcome = draw_outcome(rng, score, acts)
        if outcome.chances is None:
            y = outcome.y
            explained.append(np.corrcoef(y.argsort().argsort(), score.argsort().argsort())[0, 1] ** 2)
    assert np.mean(np.array(explained) > 0.95) > 0.03
    assert np.mean(np.array(explained) < 0.2) > 0.1


def test_some_columns_are_functions_of_two_others():
    rng = np.random.default_rng(5)
    changed = 0
    for _ in range(200):
        x = rng.standard_normal((100, 6))
        changed += not np.array_equal(with_relations(rng, x), x)
    assert 20 < changed < 90


def test_gaps_sometimes_tell_the_score():
    rng = np.random.default_rng(6)
    score = rng.standard_normal(400)
    latent = rng.standard_normal((400, 4))
    told = 0
    for _ in range(200):
        gaps = np.isnan(with_gaps(rng, latent.copy(), latent, score)).any(1)
        told += 20 < gaps.sum() < 380 and abs(score[gaps].mean() - score[~gaps].mean()) > 0.5
    assert told > 5


def test_written_columns_are_finite_and_many_are_categories():
    rng = np.random.default_rng(7)
    few = 0
    for _ in range(40):
        written, acts = written_down(rng, rng.standard_normal((150, 5)))
        assert np.isfinite(written).all() and np.isfinite(acts).all()
        few += sum(len(np.unique(written[:, j])) <= 10 for j in range(5))
    assert 40 < few < 160


def test_a_binary_outcome_has_events():
    rng = np.random.default_rng(8)
    for _ in range(100):
        assert 0 < binary(rng, rng.standard_normal(60)).y.sum() < 60


@pytest.mark.parametrize("kind", ["binary", "several", "own column"])
def test_the_chances_of_a_code_are_how_often_it_was_drawn(kind):
    rng, expected, drawn, certain = np.random.default_rng(21), [], [], 0
    while len(expected) < 4000:
        batch = draw_batch(rng, Size(200, 4, 100, 8))
        assert torch.equal(batch.chances.sum(-1).round(decimals=4), (batch.classes > 0).float()[:, None].expand(-1, 200))
        for y, chances, classes in zip(batch.y, batch.chances, batch.classes.tolist()):
            is_certain = bool((chances.max(-1).values == 1).all())
            if classes == 0 or kind != ("own column" if is_certain else "binary" if classes == 2 else "several"):
                continue
            codes = y.long()
            assert (codes < classes).all() and (chances[:, classes:] == 0).all()
            if is_certain:
                assert torch.equal(chances.argmax(-1), codes)
                certain += 1
                expected.extend([1.0] * 200)
                continue
            expected.extend(chances[:, 0].tolist())
            drawn.extend((codes == 0).float().tolist())
    if kind == "own column":
        assert certain > 0
        return
    expected, drawn = np.array(expected), np.array(drawn)
    for low in np.arange(0, 1, 0.2):
        inside = (expected >= low) & (expected < low + 0.2)
        assert abs(drawn[inside].mean() - expected[inside].mean()) < 0.05


def test_a_context_shows_two_outcomes_and_targets_are_standardised_by_it():
    batch = draw_batch(np.random.default_rng(9), Size(50, 3, 30, 40))
    for y, classes in zip(batch.y[:, :30], batch.classes.tolist()):
        if classes:
            assert len(y.unique()) >= 2
        else:
            assert abs(y.mean()) < 0.6 and 0.3 < y.std() < 1.1


def test_sizes_grow_with_the_tables_seen_and_stay_in_their_limits():
    rng = np.random.default_rng(10)
    early = [draw_size(rng, 0, 6_000) for _ in range(300)]
    late = [draw_size(rng, 2**40, 6_000) for _ in range(300)]
    assert max(size.rows for size in early) <= STAGES[0].high
    assert 1200 < max(size.rows for size in late) <= 2048
    assert max(size.columns for size in late) <= MOST_FEATURES
    assert all(size.rows * size.columns <= MOST_CELLS for size in late)
    assert all(0 < size.context < size.rows and size.tables >= 1 for size in early + late)
