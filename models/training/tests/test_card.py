import xml.etree.ElementTree as ElementTree

import pytest

from card import classes_table, numbers_table, rivals_table, summarised
from loss_curve import picture


def metric(mean):
    return {"mean": mean, "sd": 0.01, "low": mean - 0.02, "high": mean + 0.02}


RESULTS = {
    "hearts": {
        "kind": "class",
        "metrics": {"auc": metric(0.81), "logLoss": metric(0.4), "brier": metric(0.12)},
        "calibration": {"ece": 0.0312, "slope": 1.05},
    },
    "sugar": {"kind": "number", "metrics": {"r2": metric(0.45), "rmse": metric(57), "coverage80": metric(0.82)}},
}


def test_an_evaluation_is_summarised_with_its_calibration():
    assert summarised(RESULTS["hearts"]) == {"auc": 0.81, "logLoss": 0.4, "brier": 0.12, "ece": 0.031, "slope": 1.05}


def test_classes_and_numbers_have_a_table_each():
    assert "| hearts | 0.8100 ± 0.010 (0.790-0.830) | 0.4000 | 0.1200 | 0.031 | 1.050 |" in classes_table(RESULTS)
    assert "sugar" not in classes_table(RESULTS)
    assert "| sugar | 0.4500 ± 0.010 (0.430-0.470) | 57.0000 | 82 % |" in numbers_table(RESULTS)


def test_rivals_stand_beside_with_a_mean(tmp_path):
    path = tmp_path / "baselines.csv"
    path.write_text(
        "table,model,auc_or_r2,logloss_or_rmse\nhearts,LRcv,0.8,0.42\nsugar,Ridge,0.5,57\nelsewhere,LRcv,0.1,0.6\n"
    )
    text = rivals_table(RESULTS, path)
    assert "| hearts | 0.810 | 0.800 |" in text and "| mean | 0.450 | 0.500 |" in text
    assert "| mean log-loss | 0.400 | 0.420 |" in text


def test_the_loss_curve_is_an_svg_with_a_panel_for_each_measure():
    notes = [{"tables": 1000 * i, "validation binary": 0.6 - 0.1 * i, "validation number": 1.0} for i in (1, 2, 3)]
    root = ElementTree.fromstring(picture(notes))
    assert len([child for child in root if child.tag.endswith("polyline")]) == 2


def test_a_training_that_was_never_validated_has_no_curve():
    with pytest.raises(ValueError, match="not been validated"):
        picture([{"tables": 100, "binary": 0.6}])
