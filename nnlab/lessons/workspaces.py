"""The workspaces of the window by their keys, in the order of its rail: what a lesson may name is what there is."""

BENCH, SAMPLES, DRAW = "bench", "samples", "draw"
ARITHMETIC, EXPERIMENTS, GRAPH, LESSONS = "arithmetic", "experiments", "graph", "lessons"
WORKSPACES = (BENCH, SAMPLES, DRAW, ARITHMETIC, EXPERIMENTS, GRAPH, LESSONS)

# What the workspace of experiments shows, in the order of its switch.
RUNS, SWEEP, FOLDS, STARTS, DESCENT = "runs", "sweep", "folds", "starts", "descent"
EXPERIMENT_KEYS = (RUNS, SWEEP, FOLDS, STARTS, DESCENT)
