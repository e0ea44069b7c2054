"""How large the tables of a batch are: small ones first, larger ones once the small ones are learned."""

from __future__ import annotations

from dataclasses import dataclass

from prior.measures import Random, integer_log_uniform

MOST_FEATURES = 64
# A table has at most about this many cells: attention over the rows of every column must fit into memory.
MOST_CELLS = 20_000


@dataclass(frozen=True)
class Size:
    """Rows, columns, how many of the rows are context, and how many tables the batch holds."""

    rows: int
    columns: int
    context: int
    tables: int


@dataclass(frozen=True)
class Stage:
    """Until `tables` have been drawn: rows log-uniform in [low, high], the share of batches with wide tables, and how
    many times the usual number of cells a batch holds, so that batches of large tables still hold several."""

    tables: int
    low: int
    high: int
    wide: float
    batch: float


STAGES = (
    Stage(15_000, 40, 150, 0.05, 1),
    Stage(40_000, 40, 260, 0.15, 1.5),
    Stage(80_000, 40, 600, 0.35, 2),
    Stage(120_000, 50, 1200, 0.35, 3),
    Stage(2**62, 50, 2048, 0.35, 4),
)


def draw_size(rng: Random, tables_seen: int, cells: int, stretch: float = 1.0) -> Size:
    """The size of the next batch after `tables_seen` tables, with about `cells` cells in all in the first stage.

    A stage lasts `stretch` times as long: more on a machine that sees more tables.
    """
    stage = next(stage for stage in STAGES if tables_seen < stage.tables * stretch)
    rows = integer_log_uniform(rng, stage.low, stage.high)
    is_wide = rng.random() < stage.wide
    columns = integer_log_uniform(rng, 16, MOST_FEATURES) if is_wide else integer_log_uniform(rng, 2, 16)
    columns = min(columns, MOST_CELLS // rows)
    context = int(rows * rng.uniform(0.5, 0.9))
    return Size(rows, columns, context, int(min(128, max(1, stage.batch * cells // (rows * (columns + 1))))))
