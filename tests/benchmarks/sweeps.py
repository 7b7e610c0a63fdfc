"""Measure how much faster a sweep is on two processes than on one.

Run it as `python tests/benchmarks/sweeps.py`, on a machine that does nothing else. The sweep is 24 runs of the
seven-segment preset, six rates with four seeds. Starting the processes counts: it is part of what one waits for. Times
are medians over the turns, in which both take part one after the other; the results must be equal to the bit. The last
line is JSON.

    --turns 3        how often each number of processes runs
    --jobs 2         how many processes are compared with one
    --epochs 5000    passes of each run, of ten samples
"""

import argparse
import json
import sys
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from nnlab.lessons import begin, load_preset
from nnlab.trials.local import LocalProcesses
from nnlab.trials.plan import Axis, SweepPlan
from nnlab.trials.sweep import SweepResult, run_sweep

RATES = ("0.003", "0.005", "0.01", "0.02", "0.03", "0.05")
GOAL = 1.8


def sweep(jobs: int, epochs: int) -> tuple[float, SweepResult]:
    """Return how many seconds the sweep takes on so many processes, and what came of it."""
    axes = (Axis("learning_rate", RATES), Axis("epochs", (str(epochs),)), Axis("stop_loss", ("none",)))
    base = begin(load_preset("seven-segment"))
    began = time.perf_counter()
    result = run_sweep(base, SweepPlan(axes, (0, 1, 2, 3)), backend=LocalProcesses(jobs))
    return time.perf_counter() - began, result


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=5000)
    options = parser.parse_args()
    seconds: dict[int, list[float]] = {1: [], options.jobs: []}
    results = []
    for turn in range(options.turns):
        for jobs, times in seconds.items():
            taken, result = sweep(jobs, options.epochs)
            times.append(taken)
            results.append(result)
            print(f"turn {turn + 1}: {len(result.results)} runs on {jobs}: {taken:.2f} s", flush=True)
    assert all(result == results[0] for result in results), "the results depend on the number of processes"
    ratio = median(seconds[1]) / median(seconds[options.jobs])
    print(f"{options.jobs} processes are {ratio:.2f} times as fast as one (goal {GOAL}).")
    medians = {str(jobs): round(median(times), 3) for jobs, times in seconds.items()}
    print(
        json.dumps(
            {"runs": len(results[0].results), "seconds": medians, "ratio": round(ratio, 3), "goal": GOAL}
        )
    )


if __name__ == "__main__":  # the processes read this file too
    main()
