"""Simulated tables that share no code with the prior: what a change of prior or network is judged by.

Clinical-looking columns with linear, curved or interacting risks, correlated panels, rare outcomes, gaps that tell
something, and scikit-learn's own generators. Never real tables: those are looked at once, by the app, for the card.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit
from scipy.stats import norm
from sklearn.datasets import make_classification, make_friedman1, make_regression

Random = np.random.Generator
TEST_ROWS = 400


@dataclass(frozen=True)
class Simulated:
    """values [rows, columns] with NaN for missing; the first `context` rows are known; y codes 0/1 or numbers."""

    family: str
    values: np.ndarray
    y: np.ndarray
    context: int
    is_class: bool


def _patients(rng: Random, rows: int) -> "tuple[np.ndarray, np.ndarray]":
    """Twelve columns as written down, and the standardised scale a risk would act on."""
    frailty = rng.standard_normal(rows)
    age = np.clip(np.rint(62 + 13 * rng.standard_normal(rows) + 4 * frailty), 18, 99)
    male = (rng.random(rows) < 0.52).astype(float)
    height = np.rint(164 + 12 * male + 7 * rng.standard_normal(rows))
    weight = np.rint((height - 100) * np.exp(0.18 * rng.standard_normal(rows)))
    systolic = np.rint((132 + 16 * rng.standard_normal(rows) + 0.3 * (age - 62)) / 2) * 2
    creatinine = np.round(np.exp(-0.1 + 0.25 * rng.standard_normal(rows) + 0.25 * frailty + 0.15 * male), 2)
    crp = np.round(np.maximum(np.exp(1 + 1.3 * rng.standard_normal(rows) + 0.5 * frailty), 0.6), 1)
    albumin = np.round(41 - 2.5 * frailty + 3 * rng.standard_normal(rows), 1)
    haemoglobin = np.round(12.6 + 1.1 * male - 0.7 * frailty + 1.3 * rng.standard_normal(rows), 1)
    stage = np.clip(np.rint(2 + frailty + rng.standard_normal(rows)), 0, 4)
    smoking = rng.choice(3, rows, p=[0.5, 0.3, 0.2]).astype(float)
    bmi = np.round(weight / (height / 100) ** 2, 1)
    columns = [age, male, height, weight, systolic, creatinine, crp, albumin, haemoglobin, stage, smoking, bmi]
    acts = [
        age,
        male,
        height,
        weight,
        systolic,
        np.log(creatinine),
        np.log(crp),
        albumin,
        haemoglobin,
        stage,
        smoking == 2,
        bmi,
    ]
    z = np.stack(acts, 1).astype(float)
    return np.stack(columns, 1), (z - z.mean(0)) / z.std(0)


def _event(rng: Random, score: np.ndarray, strength: float, share: float) -> np.ndarray:
    """Events drawn from logistic risks with about this share."""
    risk = strength * (score - score.mean()) / score.std()
    low, high = -30.0, 30.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (low, middle) if expit(risk + middle).mean() > share else (middle, high)
    return (rng.random(len(risk)) < expit(risk + low)).astype(float)


def _weak_weights(rng: Random, count: int) -> np.ndarray:
    return rng.laplace(size=count) * (rng.random(count) < 0.7) + 1e-6


def clinical_linear(rng: Random, context: int) -> Simulated:
    values, z = _patients(rng, context + TEST_ROWS)
    y = _event(rng, z @ _weak_weights(rng, z.shape[1]), rng.uniform(0.4, 2), rng.uniform(0.15, 0.5))
    return Simulated("clinical linear", values, y, context, True)


def clinical_rare(rng: Random, context: int) -> Simulated:
    context = max(context, 300)
    values, z = _patients(rng, context + 3 * TEST_ROWS)
    y = _event(rng, z @ _weak_weights(rng, z.shape[1]), rng.uniform(0.8, 2.2), rng.uniform(0.02, 0.05))
    return Simulated("clinical rare", values, y, context, True)


def clinical_curved(rng: Random, context: int) -> Simulated:
    values, z = _patients(rng, context + TEST_ROWS)
    w = _weak_weights(rng, z.shape[1])
    score = z @ w + 0.8 * np.maximum(z[:, 5], 0) * z[:, 9] + (z[:, 4] ** 2) * rng.normal() * 0.6 + (z[:, 0] > 0.8)
    y = _event(rng, score, rng.uniform(1, 3), rng.uniform(0.15, 0.5))
    return Simulated("clinical curved", values, y, context, True)


def clinical_gaps(rng: Random, context: int) -> Simulated:
    values, z = _patients(rng, context + TEST_ROWS)
    score = z @ _weak_weights(rng, z.shape[1])
    y = _event(rng, score, rng.uniform(0.8, 2), rng.uniform(0.15, 0.5))
    for j in rng.choice(z.shape[1], 5, replace=False):
        drive = y - 0.5 if rng.random() < 0.5 else z[:, j]
        values[rng.random(len(y)) < expit(drive * 1.5 - 1), j] = np.nan
    return Simulated("clinical gaps", values, y, context, True)


def correlated_panel(rng: Random, context: int) -> Simulated:
    columns, rho = 30, rng.uniform(0.5, 0.95)
    chol = np.linalg.cholesky(rho ** np.abs(np.subtract.outer(np.arange(columns), np.arange(columns))))
    z = rng.standard_normal((context + TEST_ROWS, columns)) @ chol.T
    y = _event(rng, z @ rng.standard_normal(columns), rng.uniform(1.5, 8), rng.uniform(0.3, 0.5))
    return Simulated("correlated panel", np.exp(0.4 * z), y, context, True)


def scikit_classes(rng: Random, context: int) -> Simulated:
    columns = int(rng.integers(6, 25))
    values, y = make_classification(
        context + TEST_ROWS,
        columns,
        n_informative=max(3, columns // 3),
        n_redundant=columns // 4,
        n_clusters_per_class=int(rng.integers(1, 4)),
        class_sep=rng.uniform(0.5, 1.5),
        flip_y=0.05,
        random_state=int(rng.integers(2**31)),
    )
    return Simulated("scikit classes", values, y.astype(float), context, True)


def clinical_number(rng: Random, context: int) -> Simulated:
    values, z = _patients(rng, context + TEST_ROWS)
    score = z @ _weak_weights(rng, z.shape[1])
    explained = rng.uniform(0.2, 0.8)
    y = score / score.std() + np.sqrt(1 / explained - 1) * rng.standard_normal(len(score))
    return Simulated("clinical number", values, np.exp(0.5 * y) if rng.random() < 0.4 else y, context, False)


def ranked_number(rng: Random, context: int) -> Simulated:
    columns = int(rng.integers(5, 30))
    values, y = make_regression(
        context + TEST_ROWS,
        columns,
        n_informative=max(2, columns // 2),
        effective_rank=columns // 2 + 1,
        tail_strength=0.6,
        noise=rng.uniform(1, 6),
        random_state=int(rng.integers(2**31)),
    )
    ranks = values.argsort(0).argsort(0) / len(values)
    return Simulated("scikit linear", norm.ppf((ranks * 0.999) + 0.0005), y, context, False)


def friedman_number(rng: Random, context: int) -> Simulated:
    values, y = make_friedman1(
        context + TEST_ROWS, int(rng.integers(5, 15)), noise=rng.uniform(0.5, 4), random_state=int(rng.integers(2**31))
    )
    return Simulated("friedman", values, y, context, False)


FAMILIES = (
    clinical_linear,
    clinical_rare,
    clinical_curved,
    clinical_gaps,
    correlated_panel,
    scikit_classes,
    clinical_number,
    ranked_number,
    friedman_number,
)


def simulated_tables(seed: int, each: int) -> "list[Simulated]":
    """`each` tables of every family, with 60 to 600 known rows."""
    rng = np.random.default_rng(seed)
    tables = []
    for family in FAMILIES:
        for _ in range(each):
            tables.append(family(rng, int(np.exp(rng.uniform(np.log(60), np.log(600))))))
    return [table for table in tables if not table.is_class or len(np.unique(table.y[: table.context])) == 2]
