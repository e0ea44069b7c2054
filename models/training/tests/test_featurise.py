import json
from pathlib import Path

import numpy as np
import torch

from featurise import featurise
from linear_score import with_linear_scores

NAN = float("nan")


def test_a_column_is_scaled_by_its_context_alone():
    values = torch.tensor([[[1.0], [3.0], [5.0], [100.0], [NAN]]])
    cells = featurise(values, 3)[0, :, 0]
    sd = np.std([1, 3, 5])
    assert cells[0, 0].item() == np.float32(-2 / sd)
    assert cells[3].tolist() == [6.0, np.float32(1.7), 0.0, 1.0]
    assert cells[4].tolist() == [0.0, 0.0, 1.0, 1.0]


def test_equal_values_share_the_middle_of_their_quantiles():
    values = torch.tensor([[[0.0], [0.0], [1.0], [1.0]]])
    quantile = featurise(values, 4)[0, :, 0, 1]
    torch.testing.assert_close(quantile, torch.tensor([-0.85, -0.85, 0.85, 0.85]))


def test_more_than_ten_values_are_no_category():
    values = torch.arange(11.0).reshape(1, 11, 1)
    assert featurise(values, 11)[0, 0, 0, 3] == 0
    assert featurise(values, 10)[0, 0, 0, 3] == 1


def test_the_shipped_fixture_is_what_this_code_computes():
    for path in (Path(__file__).parents[2]).glob("*/parity/featurise.json"):
        fixture = json.loads(path.read_text())
        values = torch.tensor(
            [[NAN if v is None else v for v in column] for column in fixture["columns"]], dtype=torch.float64
        )
        plain = featurise(values.T[None], fixture["context"])
        cells = with_linear_scores(plain, [np.array(fixture["y"], float)[None]]).flatten()
        torch.testing.assert_close(cells, torch.tensor(fixture["cells"]), atol=1e-5, rtol=0)
