"""Table cells as the model reads them: the same arithmetic as `core/inference/featurise.ts`."""

import torch
from torch import Tensor

CATEGORICAL_UP_TO = 10
Z_LIMIT = 6.0
QUANTILE_STRETCH = 1.7


def featurise(values: Tensor, context: int) -> Tensor:
    """values [B, R, F] with NaN for missing -> [B, R, F, 4] float32: z-score, context quantile, missing, categorical.

    Mean, standard deviation (the population's), quantiles and the number of different values come from the first
    `context` rows alone.
    """
    values = values.double().transpose(1, 2)
    missing = torch.isnan(values)
    filled = torch.where(missing, torch.zeros_like(values), values)
    known, present = filled[..., :context], ~missing[..., :context]
    count = present.sum(-1, keepdim=True).clamp(min=1)
    mean = (known * present).sum(-1, keepdim=True) / count
    sd = ((((known - mean) * present) ** 2).sum(-1, keepdim=True) / count).sqrt()
    sd = torch.where(sd < 1e-6, torch.ones_like(sd), sd)
    ordered = torch.where(present, known, torch.full_like(known, float("inf"))).sort(-1)[0].contiguous()
    different = (ordered[..., 1:] != ordered[..., :-1]) & torch.isfinite(ordered[..., 1:])
    distinct = different.sum(-1, keepdim=True) + torch.isfinite(ordered[..., :1])
    z = ((filled - mean) / sd).clamp(-Z_LIMIT, Z_LIMIT)
    probe = filled.contiguous()
    below = torch.searchsorted(ordered, probe, right=False)
    up_to = torch.searchsorted(ordered, probe, right=True)
    quantile = ((below + up_to).double() / 2 / count).clamp(0, 1) * 2 - 1
    zero = torch.zeros_like(z)
    categorical = (distinct <= CATEGORICAL_UP_TO).expand_as(z).double()
    cells = [
        torch.where(missing, zero, z),
        torch.where(missing, zero, quantile * QUANTILE_STRETCH),
        missing.double(),
        categorical,
    ]
    return torch.stack(cells, -1).transpose(1, 2).float()
