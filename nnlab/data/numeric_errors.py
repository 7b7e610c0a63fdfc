"""How far answers that are numbers are off: the one definition that bench, folds and command line share.

The error of a target is the root of the mean squared difference between answers and targets, in the units in which the
targets were given: for a table those of its column, however that was scaled to be learned. So errors of trainings on
other samples, which scale otherwise, can be compared and averaged; their losses cannot.

Targets of several kinds, as rooms and prices, have no unit in common. Where one number is to stand for all of them,
the error of each is measured by its `usual_errors`; 1 is as far off as always answering the means.
"""

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.tabular.preparing import scales_of
from nnlab.data.tabular.scales import TableScales

Numbers = NDArray[np.floating]


def errors_of(outputs: Numbers, targets: Numbers, scales: TableScales | None) -> tuple[float, ...]:
    """Return the root mean square error of each target (K,), in the units that it was given in.

    `outputs` and `targets` (N, K) are the network's, `scales` those of its data set (`scales_of`), None where it was
    given the numbers as they are. Not finite where numbers have exploded.
    """
    with np.errstate(all="ignore"):
        off = np.abs(np.asarray(outputs, dtype=np.float64) - targets)
        largest = off.max(axis=0)
        units = np.where(
            np.isfinite(largest) & (largest > 0.0), largest, 1.0
        )  # squares of large ones are infinite
        errors = units * np.sqrt(np.mean(np.square(off / units), axis=0))
        if scales is not None:
            errors = errors * [target.spread for target in scales.targets]
    return tuple(errors.tolist())


def usual_errors(dataset: Dataset) -> tuple[float, ...]:
    """Return for each target (K,) how far its mean is off, over all samples of `dataset`; 1 of a constant target."""
    targets = dataset.targets
    means = np.broadcast_to(targets.mean(axis=0), targets.shape)
    varies = (targets != targets[0]).any(axis=0).tolist()
    usual = zip(errors_of(means, targets, scales_of(dataset)), varies, strict=True)
    return tuple(error if varies else 1.0 for error, varies in usual)


def joint_error(errors: tuple[float, ...], usual: tuple[float, ...]) -> float:
    """Return one error for all targets: of one target its own, in its units.

    Of several the root mean square of their errors, each measured by its usual one.
    """
    if len(errors) == 1:
        return errors[0]
    with np.errstate(all="ignore"):
        shares = np.array(errors) / np.array(usual)
        largest = float(shares.max()) or 1.0
        return largest * float(np.sqrt(np.mean(np.square(shares / largest))))
