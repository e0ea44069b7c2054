"""What a researcher would otherwise use, from scikit-learn, fitted to the known rows of a table."""

from __future__ import annotations

import warnings

import numpy as np
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegressionCV, RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from development.simulated import Simulated


def _linear(is_class: bool):
    if not is_class:
        return RidgeCV(np.logspace(-2, 4, 13))
    return LogisticRegressionCV(Cs=np.logspace(-4, 1.5, 8), cv=5, scoring="neg_log_loss", max_iter=500)


def _forest(is_class: bool):
    kind = RandomForestClassifier if is_class else RandomForestRegressor
    return kind(200, min_samples_leaf=3, max_features="sqrt" if is_class else 1 / 3, random_state=0)


def rival_answers(table: Simulated) -> "dict[str, np.ndarray]":
    """Probabilities of an event, or numbers, for the rows asked for: tuned penalised linear model, random forest."""
    known, asked = table.values[: table.context], table.values[table.context :]
    answers = {}
    for name, build in (("linear", _linear), ("forest", _forest)):
        model = make_pipeline(SimpleImputer(add_indicator=True), StandardScaler(), build(table.is_class))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.fit(known, table.y[: table.context])
            answers[name] = model.predict_proba(asked)[:, 1] if table.is_class else model.predict(asked)
    return answers
