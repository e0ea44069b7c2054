"""Outcomes from a score: yes or no (often rare), one of several classes, a number, a censored time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

import numpy as np

from prior.measures import Random, log_uniform, standardised
from prior.risks import draw_risk

MOST_CLASSES = 10


@dataclass(frozen=True)
class Outcome:
    """y [rows]; chances [rows, levels] of each code 0, 1, ... given the score, from which y was drawn; None for a number."""

    y: np.ndarray
    chances: Optional[np.ndarray]


def _logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(x, -60, 60)))


def _prevalence(rng: Random, rows: int) -> float:
    """A share of events: mostly between 5 and 60 %, one in six between 1 and 6 %; at least five events expected."""
    share = rng.uniform(0.01, 0.06) if rng.random() < 0.17 else 0.04 + 0.92 * rng.beta(1.5, 2.3)
    return float(np.clip(share, 5 / rows, 1 - 5 / rows))


def _strength(rng: Random) -> float:
    """Standard deviation of the log-odds: AUC about 0.65 at 0.55, 0.80 at 1.5, 0.93 at 4; sometimes near-certain."""
    if rng.random() < 0.08:
        return log_uniform(rng, 8, 60)
    return float(np.clip(np.exp(rng.normal(np.log(1.7), 0.8)), 0.1, 20))


def binary(rng: Random, score: np.ndarray) -> Outcome:
    """A logistic outcome of drawn strength and prevalence; one table in ten with labels that are sometimes wrong."""
    expected = score * _strength(rng)
    risk = expected + rng.logistic(size=len(score))
    cut = np.quantile(risk, 1 - _prevalence(rng, len(score)))
    y, chance = (risk > cut).astype(float), _logistic(expected - cut)
    if rng.random() < 0.1:
        draws, wrong = rng.random(len(y)), rng.uniform(0, 0.1)
        y, chance = np.where(draws < wrong, 1 - y, y), chance + wrong * (1 - 2 * chance)
    if rng.random() >= 0.7:
        y, chance = 1 - y, 1 - chance
    return Outcome(y, np.stack([1 - chance, chance], 1))


def several(rng: Random, score: np.ndarray, acts: np.ndarray) -> Outcome:
    """Ordered grades of the score, or classes that each have their own risk."""
    classes = int(rng.integers(3, MOST_CLASSES + 1)) if rng.random() < 0.4 else int(rng.integers(3, 6))
    if rng.random() < 0.5:
        expected = score * _strength(rng)
        noisy = expected + rng.logistic(size=len(score))
        shares = rng.dirichlet(np.full(classes, rng.uniform(1, 4)))
        cuts = np.quantile(noisy, np.cumsum(shares)[:-1])
        below = _logistic(cuts - expected[:, None])
        chances = np.diff(below, axis=1, prepend=0, append=1)
        return Outcome(np.searchsorted(cuts, noisy).astype(float), chances)
    own = [score] + [draw_risk(rng, acts) for _ in range(min(classes, 4) - 1)]
    mixing = rng.standard_normal((len(own), classes))
    logits = np.stack(own, 1) @ mixing * _strength(rng) + rng.normal(size=classes) * rng.uniform(0, 1)
    y = np.argmax(logits + rng.gumbel(size=logits.shape), 1).astype(float)
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return Outcome(y, odds / odds.sum(1, keepdims=True))


def _noise(rng: Random, score: np.ndarray, acts: np.ndarray) -> np.ndarray:
    """Unit noise: normal, heavy-tailed, skewed, or wider where the score or a column is high."""
    rows = len(score)
    kind = rng.random()
    if kind < 0.55:
        return rng.standard_normal(rows)
    if kind < 0.7:
        return np.clip(rng.standard_t(3, rows), -10, 10) / 1.6
    if kind < 0.8:
        return rng.exponential(size=rows) - 1
    driver = score if rng.random() < 0.5 else acts[:, int(rng.integers(acts.shape[1]))]
    return rng.standard_normal(rows) * np.exp(np.clip(driver * rng.uniform(-0.7, 0.7), -2, 2))


def _censored_time(rng: Random, y: np.ndarray) -> np.ndarray:
    """Time to an event with a Weibull-like spread, stopped by the end of follow-up or by leaving earlier."""
    time = np.exp(np.clip(y * rng.uniform(0.3, 1.2), -6, 6))
    end = np.quantile(time, rng.uniform(0.3, 0.95))
    leaving = end * rng.uniform(size=len(y)) ** rng.uniform(0.05, 1)
    return np.minimum(time, leaving if rng.random() < 0.6 else end)


def number(rng: Random, score: np.ndarray, acts: np.ndarray) -> np.ndarray:
    """A number of drawn explained variance: as it is, log-normal, rounded, limited, a count or a censored time."""
    explained = rng.uniform(0.97, 0.9999) if rng.random() < 0.08 else np.clip(rng.beta(1.2, 1.3), 0.02, 0.99)
    y = score + np.sqrt((1 - explained) / explained) * _noise(rng, score, acts)
    y = y / np.sqrt(1 / explained)
    kind = rng.random()
    if kind < 0.5:
        return y
    if kind < 0.67:
        return np.exp(np.clip(y * rng.uniform(0.2, 1.1), -6, 6))
    if kind < 0.78:
        return np.rint(y * log_uniform(rng, 1, 8))
    if kind < 0.84:
        return np.maximum(y, np.quantile(y, rng.uniform(0, 0.5)))
    if kind < 0.89:
        return rng.poisson(np.exp(np.clip(y * rng.uniform(0.3, 1) + rng.uniform(0, 2.5), -5, 6))).astype(float)
    return _censored_time(rng, y)


def draw_outcome(rng: Random, score: np.ndarray, acts: np.ndarray) -> Outcome:
    """score [rows], acts [rows, columns] -> an outcome [rows]."""
    score = standardised(score)
    kind = rng.random()
    if kind < 0.48:
        return binary(rng, score)
    if kind < 0.62:
        return several(rng, score, acts)
    return Outcome(number(rng, score, acts), None)
