"""The second opinion on the output's error, against the definition of the loss in numbers of 60 digits."""

from decimal import Context, Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.study.arithmetic.slopes import output_error

_DIGITS = Context(prec=60, Emin=-(10**15), Emax=10**15)
SCORES = st.sampled_from(
    (0.0, 1e-9, 0.5, 1.0, 30.0, 36.7, 40.0, 710.0, 745.2, 800.0, 1600.0, 1e5, 1e12, 1e100)
)


def exact_gradient(scores: list[float], targets: list[float]) -> list[float]:
    """Return dE/dz of binary cross-entropy of softmax, by the definitions."""
    with localcontext(_DIGITS):
        z, t = [Decimal(score) for score in scores], [Decimal(target) for target in targets]
        powers = [(score - max(z)).exp() for score in z]
        p = [power / sum(powers) for power in powers]
        rest = [sum(powers[:k] + powers[k + 1 :]) / sum(powers) for k in range(len(p))]
        by_share = [(1 - t[k]) / rest[k] - t[k] / p[k] for k in range(len(p))]
        return [
            float(sum(by_share[k] * p[k] * (rest[k] if k == j else -p[j]) for k in range(len(p))))
            for j in range(len(p))
        ]


@given(
    st.lists(
        st.tuples(SCORES, st.sampled_from((-1.0, 1.0)), st.sampled_from((0.0, 0.25, 1.0))),
        min_size=2,
        max_size=5,
    )
)
def test_that_binary_cross_entropy_of_softmax_is_exact_for_scores_of_any_size(
    units: list[tuple[float, float, float]],
) -> None:
    scores, targets = [size * sign for size, sign, _ in units], [target for *_, target in units]
    Z, T = np.array([scores]), np.array([targets])
    if np.ptp(Z) > 1e12:
        Z = np.clip(Z, -1e12, 1e12)  # beyond, the powers have exponents that not even decimals have
    error = output_error("binary_cross_entropy", "softmax", Z, np.empty_like(Z), T)
    np.testing.assert_allclose(error[0], exact_gradient(Z[0].tolist(), targets), rtol=1e-12, atol=1e-14)


def test_that_shares_too_small_for_a_float_pass_the_error_on() -> None:
    Z, T = np.array([[0.0, 800.0, 1600.0]]), np.array([[1.0, 0.0, 0.0]])
    error = output_error("binary_cross_entropy", "softmax", Z, np.empty_like(Z), T)
    assert error[0] == pytest.approx([-1.0, -1.0, 2.0], rel=1e-14)


def test_that_equal_scores_share_what_the_largest_pushes_away() -> None:
    Z, T = np.array([[1e17, 1e17, 3e17]]), np.array([[1.0, 0.0, 0.0]])
    error = output_error("binary_cross_entropy", "softmax", Z, np.empty_like(Z), T)
    assert error[0] == pytest.approx([-1.5, -0.5, 2.0], rel=1e-14)


def test_that_the_softmax_of_one_score_has_no_error() -> None:
    Z = np.array([[3.0], [-1e9]])
    error = output_error("binary_cross_entropy", "softmax", Z, np.ones_like(Z), np.array([[1.0], [0.0]]))
    assert error.tolist() == [[0.0], [0.0]]
