import math

import pytest

from nnlab.engine import EngineError, TrainingConfig


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("loss", "mse", "unknown loss 'mse'. Choose one of: binary_cross_entropy, cross_entropy, half_squared_error."),
        ("optimizer", "adamm", "unknown optimizer 'adamm'. Did you mean 'adam'?"),
        ("learning_rate", -0.1, "learning_rate must be a number from 0 to 1e+06, but -0.1 was given."),
        ("learning_rate", math.nan, "learning_rate must be a number from 0 to 1e+06, but nan was given."),
        ("learning_rate", math.inf, "learning_rate must be a number from 0 to 1e+06, but inf was given."),
        ("learning_rate", "0.1", "learning_rate must be a number from 0 to 1e+06, but '0.1' was given."),
        ("learning_rate", True, "learning_rate must be a number from 0 to 1e+06, but True was given."),
        ("momentum", 1.0, "momentum must be a number from 0 to below 1, but 1.0 was given."),
        ("rho", -1, "rho must be a number from 0 to below 1, but -1 was given."),
        ("beta1", 1, "beta1 must be a number from 0 to below 1, but 1 was given."),
        ("beta2", None, "beta2 must be a number from 0 to below 1, but None was given."),
        ("batch_size", 0, "batch_size must be a whole number from 1 to 1000000, but 0 was given."),
        ("batch_size", 2.5, "batch_size must be a whole number from 1 to 1000000, but 2.5 was given."),
        ("epochs", -1, "epochs must be a whole number from 0 to 1000000000, but -1 was given."),
        ("epochs", True, "epochs must be a whole number from 0 to 1000000000, but True was given."),
        ("stop_loss", -1e-3, "stop_loss must be a number from 0 to 1e+12, but -0.001 was given."),
        ("stop_loss", math.inf, "stop_loss must be a number from 0 to 1e+12, but inf was given."),
        ("stop_epoch_error", math.nan, "stop_epoch_error must be a number from 0 to 1e+12, but nan was given."),
        ("seed", -1, "seed must be a whole number from 0 to 9223372036854775807, but -1 was given."),
        ("seed", 1.5, "seed must be a whole number from 0 to 9223372036854775807, but 1.5 was given."),
    ],
)  # fmt: skip
def test_that_a_setting_out_of_range_is_refused_with_the_exact_reason(setting, value, message: str):
    with pytest.raises(EngineError) as refusal:
        TrainingConfig(**{setting: value})
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("setting", "value"),
    [("learning_rate", 0), ("momentum", 0.0), ("batch_size", None), ("epochs", None), ("epochs", 0),
     ("stop_loss", 0.0), ("seed", 2**63 - 1)],
)  # fmt: skip
def test_that_the_limits_themselves_are_allowed(setting, value):
    assert getattr(TrainingConfig(**{setting: value}), setting) == value


def test_that_a_setting_that_does_not_exist_is_refused():
    with pytest.raises(TypeError, match="learning_rat"):
        TrainingConfig(learning_rat=0.1)
