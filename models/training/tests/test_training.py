import os
import signal
import sys

import pytest
import torch

import distil
import train
from architecture.cell_tokens import CellTokens
from architecture.row_tokens import RowTokens
from checkpoint import CheckpointRefused, load_checkpoint, save_checkpoint
from optimiser import MuonAdamW, orthogonalised
from pack import packed
from losses import outcome_loss
from training_loop import Limits, Settings, Training, run
from validation import validate, validation_batches


def small_training(seed=3):
    torch.manual_seed(seed)
    return Training(
        "teacher", CellTokens(16, 2, 2, 32), Settings(seed, cells=1_000, precision="fp32"), torch.device("cpu")
    )


def weights(training):
    return torch.cat([p.flatten() for p in training.model.parameters()])


def test_a_resumed_training_goes_on_as_if_it_had_not_stopped(tmp_path):
    whole = small_training()
    for _ in range(6):
        whole.step(outcome_loss)
    part = small_training()
    for _ in range(3):
        part.step(outcome_loss)
    part.save(tmp_path / "checkpoint.pt")
    torch.manual_seed(99)
    resumed = Training.resumed(tmp_path / "checkpoint.pt", "teacher", CellTokens, torch.device("cpu"))
    for _ in range(3):
        resumed.step(outcome_loss)
    assert resumed.steps == whole.steps and resumed.tables == whole.tables
    assert torch.equal(weights(resumed), weights(whole))
    averaged = [torch.cat([p.flatten() for p in t.averaged.parameters()]) for t in (resumed, whole)]
    assert torch.equal(*averaged)


def test_a_packed_checkpoint_is_smaller_and_goes_on(tmp_path):
    training = small_training()
    for _ in range(2):
        training.step(outcome_loss)
    training.save(tmp_path / "checkpoint.pt")
    save_checkpoint(tmp_path / "packed.pt", packed(load_checkpoint(tmp_path / "checkpoint.pt", "teacher")))
    resumed = Training.resumed(tmp_path / "packed.pt", "teacher", CellTokens, torch.device("cpu"))
    assert weights(resumed).dtype == torch.float32
    torch.testing.assert_close(weights(resumed), weights(training), atol=1e-3, rtol=1e-3)
    resumed.step(outcome_loss)
    assert resumed.steps == 3 and torch.isfinite(weights(resumed)).all()
    assert (tmp_path / "packed.pt").stat().st_size < 0.8 * (tmp_path / "checkpoint.pt").stat().st_size


def test_another_seed_gives_other_weights():
    first, second = small_training(3), small_training(4)
    first.step(outcome_loss), second.step(outcome_loss)
    assert not torch.equal(weights(first), weights(second))


def test_the_rate_warms_up_stays_and_cools_down():
    training = small_training()
    assert training.learning_rate() < 1e-4
    training.steps, training.tables = 500, 1000
    assert training.learning_rate() == pytest.approx(2e-3)
    training.cooling = (1000, 400)
    training.tables = 1300
    assert training.learning_rate() == pytest.approx(5e-4)
    assert not training.is_cooled()
    training.tables = 1400
    assert training.is_cooled()


def test_a_cooled_training_goes_on_at_the_constant_rate(tmp_path):
    training = small_training()
    run(training, outcome_loss, tmp_path, Limits(cool_down=1))
    assert training.is_cooled() and training.steps == 1
    training.steps = 500
    run(training, outcome_loss, tmp_path, Limits(steps=1))
    assert training.steps == 501 and training.learning_rate() == pytest.approx(2e-3)


def test_run_stops_at_its_steps_and_leaves_a_checkpoint(tmp_path):
    training = small_training()
    run(training, outcome_loss, tmp_path, Limits(steps=2, note_steps=1))
    saved = load_checkpoint(tmp_path / "checkpoint.pt", "teacher")
    assert saved["progress"]["steps"] == 2 and len(saved["notes"]) == 2


def test_a_checkpoint_of_another_kind_or_none_is_refused(tmp_path):
    small_training().save(tmp_path / "teacher.pt")
    with pytest.raises(CheckpointRefused, match="not a student checkpoint"):
        load_checkpoint(tmp_path / "teacher.pt", "student")
    with pytest.raises(CheckpointRefused, match="no checkpoint"):
        load_checkpoint(tmp_path / "missing.pt", "teacher")


def test_a_student_goes_on_with_a_later_teacher(tmp_path, monkeypatch):
    for name, seed in (("early", 3), ("late", 4)):
        small_training(seed).save(tmp_path / f"{name}.pt")
    small = ["--cell-width", "16", "--width", "16", "--heads", "1", "--layers", "1", "--cells", "500"]
    common = ["distil.py", "--folder", str(tmp_path), "--steps", "1", "--precision", "fp32"]
    monkeypatch.setattr(sys, "argv", [*common, *small, "--teacher", str(tmp_path / "early.pt")])
    distil.main()
    checkpoint = tmp_path / "checkpoint.pt"
    after = {}
    for name in ("early", "late"):
        resumed = ["--resume", str(checkpoint), "--teacher", str(tmp_path / f"{name}.pt")]
        monkeypatch.setattr(sys, "argv", [*common, "--folder", str(tmp_path / name), *resumed])
        distil.main()
        after[name] = load_checkpoint(tmp_path / name / "checkpoint.pt", "student")
    assert all(saved["progress"]["steps"] == 2 for saved in after.values())
    heads = [saved["model"]["head.classes.weight"] for saved in after.values()]
    assert not torch.equal(*heads)


def test_a_student_without_a_teacher_learns_from_the_truth(tmp_path, monkeypatch):
    small = ["--cell-width", "16", "--width", "16", "--heads", "1", "--layers", "1", "--cells", "500"]
    common = ["distil.py", "--folder", str(tmp_path), "--precision", "fp32", *small]
    losses = []
    for steps in ("1", "150"):
        monkeypatch.setattr(sys, "argv", [*common, "--steps", steps])
        distil.main()
        training = Training.resumed(tmp_path / "checkpoint.pt", "student", RowTokens, torch.device("cpu"))
        held_out = validation_batches()
        losses.append(validate(training.model, training.borders, held_out, training.device)["binary"])
    assert losses[1] < losses[0]


def test_a_teacher_in_a_second_process_changes_nothing(tmp_path, monkeypatch):
    small_training().save(tmp_path / "teacher.pt")
    small = ["--cell-width", "16", "--width", "16", "--heads", "1", "--layers", "1", "--cells", "500"]
    common = ["distil.py", *small, "--teacher", str(tmp_path / "teacher.pt"), "--steps", "2", "--precision", "fp32"]
    saved = {}
    for name, beside in (("within", []), ("beside", ["--beside"])):
        monkeypatch.setattr(sys, "argv", [*common, "--folder", str(tmp_path / name), *beside])
        distil.main()
        saved[name] = load_checkpoint(tmp_path / name / "checkpoint.pt", "student")
    for name, value in saved["within"]["model"].items():
        torch.testing.assert_close(saved["beside"]["model"][name], value)
    assert saved["beside"]["random"]["numpy"] == saved["within"]["random"]["numpy"]
    assert saved["beside"]["progress"]["tables"] == saved["within"]["progress"]["tables"]


def test_orthogonalised_brings_singular_values_near_one():
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalised(torch.randn(24, 60)))
    assert 0.5 < values.min() and values.max() < 1.3


def test_heads_and_embeddings_are_not_orthogonalised():
    model = CellTokens(16, 2, 2, 32)
    matrices = MuonAdamW(model, 1e-3).param_groups[0]
    assert matrices["is_matrix"]
    inner = {id(p) for p in matrices["params"]}
    assert id(model.blocks[0].within_row_qkv.weight) in inner
    assert id(model.head.classes.weight) not in inner and id(model.cell.inner.weight) not in inner


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["train.py", "--minutes", "-1"], "must be above 0"),
        (["train.py", "--average", "1.5"], "below 1"),
        (["train.py", "--width", "50", "--heads", "3"], "must be a multiple"),
        (["train.py", "--resume", "nowhere.pt", "--steps", "1"], "no checkpoint at nowhere.pt"),
        (["distil.py", "--width", "50", "--heads", "3"], "must be a multiple"),
    ],
)
def test_bad_arguments_are_answered_in_one_line(arguments, answer, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as ended:
        {"train.py": train, "distil.py": distil}[arguments[0]].main()
    assert ended.value.code == 2
    assert answer in capsys.readouterr().err.strip().splitlines()[-1]


def test_a_stop_is_asked_for_by_a_signal_and_the_checkpoint_is_whole(tmp_path):
    training = small_training()
    asked_to_stop = [False]

    def loss(model, batch, borders):
        if training.steps == 2 and not asked_to_stop[0]:
            asked_to_stop[0] = True
            os.kill(os.getpid(), signal.SIGTERM)
        return outcome_loss(model, batch, borders)

    before = signal.getsignal(signal.SIGTERM)
    run(training, loss, tmp_path, Limits())
    assert load_checkpoint(tmp_path / "checkpoint.pt", "teacher")["progress"]["steps"] == 3
    assert signal.getsignal(signal.SIGTERM) is before
