import pytest
import torch

from architecture.bars import bar_borders, bar_mean, bar_of
from architecture.cell_tokens import CellTokens
from architecture.row_tokens import RowTokens

CONTEXT = 30


@pytest.fixture(params=["teacher", "student"])
def network(request):
    torch.manual_seed(0)
    if request.param == "teacher":
        return CellTokens(32, 2, 3, 64).eval()
    return RowTokens(16, 32, 2, heads=2, points=8).eval()


@pytest.fixture
def table():
    torch.manual_seed(1)
    cells = torch.randn(2, 45, 6, 4)
    return cells, torch.randint(0, 3, (2, CONTEXT)).float(), torch.tensor([0.0, 1.0])


def answers(network, cells, y, is_reg):
    with torch.no_grad():
        return torch.cat(network(cells, y, is_reg)[:2], -1)


def test_answers_have_ten_classes_and_64_bars(network, table):
    assert answers(network, *table).shape == (2, 15, 74)


def test_the_order_of_columns_does_not_matter(network, table):
    cells, y, is_reg = table
    shuffled = cells[:, :, torch.tensor([3, 0, 5, 1, 4, 2])]
    torch.testing.assert_close(answers(network, shuffled, y, is_reg), answers(network, *table), atol=1e-4, rtol=1e-4)


def test_the_order_of_context_rows_does_not_matter(network, table):
    cells, y, is_reg = table
    order = torch.randperm(CONTEXT)
    shuffled = torch.cat([cells[:, order], cells[:, CONTEXT:]], 1)
    torch.testing.assert_close(
        answers(network, shuffled, y[:, order], is_reg), answers(network, *table), atol=1e-4, rtol=1e-4
    )


def test_a_query_is_answered_alone_as_among_others(network, table):
    cells, y, is_reg = table
    alone = torch.cat([cells[:, :CONTEXT], cells[:, -1:]], 1)
    torch.testing.assert_close(
        answers(network, alone, y, is_reg), answers(network, *table)[:, -1:], atol=1e-4, rtol=1e-4
    )


def test_the_context_is_read(network, table):
    cells, y, is_reg = table
    assert not torch.allclose(answers(network, cells, 2 - y, is_reg), answers(network, *table), atol=1e-3)


def test_row_embeddings_do_not_depend_on_the_order_of_columns():
    torch.manual_seed(2)
    network = RowTokens(16, 32, 2, heads=2, points=8).eval()
    cells, y, is_reg = torch.randn(1, 40, 5, 4), torch.randint(0, 2, (1, 30)).float(), torch.zeros(1)

    def embedded(cells):
        return network.predict(cells[:, 30:], is_reg, network.fit(cells[:, :30], y, is_reg))[2]

    with torch.no_grad():
        assert embedded(cells).shape == (1, 10, 32)
        torch.testing.assert_close(embedded(cells.flip(2)), embedded(cells), atol=1e-4, rtol=1e-4)


def test_bars_increase_and_place_a_certain_answer():
    borders = bar_borders()
    assert len(borders) == 65 and (borders.diff() > 0).all()
    y = torch.tensor([-9.0, -1.0, 0.01, 2.0])
    certain = torch.nn.functional.one_hot(bar_of(y, borders), 64) * 50.0
    assert (bar_mean(certain, borders)[1:] - y[1:]).abs().max() < 0.2
