"""One synthetic table: a process, what it writes down, an outcome, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from prior.causal_network import causal_network
from prior.columns import written_down
from prior.latent_factors import factors, independent, panels
from prior.measures import Random
from prior.missing import with_gaps
from prior.outcomes import MOST_CLASSES, draw_outcome
from prior.relations import with_relations
from prior.risks import draw_risk
from prior.severity import severity
from prior.subgroups import subgroups

_processes = (
    (causal_network, 0.3),
    (factors, 0.24),
    (panels, 0.16),
    (independent, 0.08),
    (severity, 0.16),
    (subgroups, 0.06),
)
# How often one of the table's own columns is what is asked for, as in imputation and synthesis.
_COLUMN_AS_OUTCOME = 0.12


@dataclass(frozen=True)
class Table:
    """values [rows, columns] with NaN for missing; y [rows]; is_class tells codes from numbers.

    chances [rows, levels] are those y was drawn from, where they are known."""

    values: np.ndarray
    y: np.ndarray
    is_class: bool
    chances: Optional[np.ndarray] = None


def _own_column(rng: Random, written: np.ndarray, latent: np.ndarray) -> Table:
    """The last column is asked for, from the others."""
    y, score = written[:, -1], latent[:, -1]
    values = with_gaps(rng, written[:, :-1], latent[:, :-1], score)
    return Table(values, y, len(np.unique(y)) <= MOST_CLASSES)


def draw_table(rng: Random, rows: int, columns: int) -> Table:
    """A table of the prior. The outcome may turn out constant: the caller draws again (see batch.py)."""
    process = _processes[int(rng.choice(len(_processes), p=[share for _, share in _processes]))][0]
    is_own_column = rng.random() < _COLUMN_AS_OUTCOME
    measures = process(rng, rows, columns + is_own_column)
    latent = with_relations(rng, measures.values)
    written, acts = written_down(rng, latent)
    if is_own_column:
        return _own_column(rng, written, latent)
    is_given = measures.score is not None and rng.random() < 0.7
    score = measures.score if is_given else draw_risk(rng, acts)
    outcome = draw_outcome(rng, score, acts)
    values = with_gaps(rng, written, latent, score)
    return Table(values, outcome.y, outcome.chances is not None, outcome.chances)
