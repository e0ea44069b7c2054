"""Discrimination and calibration, as the app defines them."""

from __future__ import annotations

import numpy as np
from scipy.special import logit
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score


def calibration_error(y: np.ndarray, p: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equally filled bins."""
    parts = np.array_split(np.argsort(p, kind="stable"), bins)
    return float(sum(len(part) * abs(y[part].mean() - p[part].mean()) for part in parts if len(part)) / len(y))


def calibration_slope(y: np.ndarray, p: np.ndarray) -> float:
    """The slope of the outcome's log-odds on the predicted log-odds: 1 is right, under 1 overconfident."""
    odds = logit(np.clip(p, 1e-6, 1 - 1e-6)).reshape(-1, 1)
    return float(LogisticRegression(C=1e6, max_iter=1000).fit(odds, y).coef_[0, 0])


def class_measures(y: np.ndarray, p: np.ndarray) -> "dict[str, float]":
    clipped = np.clip(p, 1e-6, 1 - 1e-6)
    return {
        "auc": float(roc_auc_score(y, p)),
        "log-loss": float(log_loss(y, clipped)),
        "ece": calibration_error(y, p),
        "slope": calibration_slope(y, p),
    }


def number_measures(y: np.ndarray, predicted: np.ndarray) -> "dict[str, float]":
    return {"r2": float(1 - ((y - predicted) ** 2).mean() / y.var())}
