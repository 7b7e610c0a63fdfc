"""The controls of the window that a lesson may name: a closed list, so that no lesson points at nothing.

A desktop test finds every one of them in the window.
"""

from dataclasses import dataclass

from nnlab.lessons.workspaces import (
    ARITHMETIC,
    BENCH,
    DESCENT,
    DRAW,
    EXPERIMENTS,
    FOLDS,
    GRAPH,
    RUNS,
    SAMPLES,
    STARTS,
    SWEEP,
)


@dataclass(frozen=True, slots=True)
class Control:
    """One control: the widget's object name, the workspace it lies in, and the preset with which it is there.

    `workspace` is empty for what stands beside every workspace; `experiment` is the one, of those in the workspace, in
    which it lies. `keys` are the plain keys of the window that do the same, which are locked with it. `ways` are the
    widgets that lead to it while it is not there yet, of which the first that is there is lit. One that `tells` shows
    answers to whoever only looks: where it is locked until the guess, it is hidden until then.
    """

    widget: str
    workspace: str = ""
    preset: str = "seven-segment"
    keys: str = ""
    experiment: str = ""
    ways: tuple[str, ...] = ()
    tells: bool = False


def _on_bench(*names: str) -> dict[str, Control]:
    return {name: Control(name, BENCH) for name in names}


def _layer(number: int) -> dict[str, Control]:
    names = ("width", "activation", "start", "bias")
    return _on_bench(*(f"layer_{number}_{name}_field" for name in names))


def _in_experiment(experiment: str, *names: str, ways: tuple[str, ...] = ()) -> dict[str, Control]:
    return {name: Control(name, EXPERIMENTS, experiment=experiment, ways=ways) for name in names}


CONTROLS: dict[str, Control] = {
    # the toolbar
    "preset_field": Control("preset_field"),
    "train_button": Control("train_button", keys=" "),
    "step_button": Control("step_button", keys="s"),
    "step_unit_field": Control("step_unit_field"),
    "reset_button": Control("reset_button", keys="r"),
    "speed_slider": Control("speed_slider", keys=",."),
    "counters": Control("counters"),
    # the rail
    "bench_tab": Control("nav_bench"),
    "samples_tab": Control("nav_samples", preset="draw"),
    "draw_tab": Control("nav_draw", preset="draw"),
    "arithmetic_tab": Control("nav_arithmetic"),
    "experiments_tab": Control("nav_experiments"),
    "graph_tab": Control("nav_graph"),
    "files_button": Control("files_button"),
    "code_button": Control("code_button"),
    "undo_button": Control("undo_button"),
    "redo_button": Control("redo_button"),
    # the bench: the network's settings
    **_on_bench("shape_field"),
    **_layer(1),
    **_layer(2),
    **_on_bench(
        "loss_field",
        "optimizer_field",
        "learning_rate_field",
        "batch_size_field",
        "shuffle_field",
        "stop_field",
        "limit_field",
        "epochs_field",
        "seed_field",
        "new_seed_button",
    ),
    # the bench: what goes in, what comes out, what is seen on the way
    "segment_display": Control("input_display", BENCH, keys="abcdefg0123456789"),
    "input_switches": Control("input_switches", BENCH, preset="xor"),
    "input_1_field": Control("input_field_0", BENCH, preset="lecture/threshold"),
    "input_2_field": Control("input_field_1", BENCH, preset="lecture/threshold"),
    "next_sample_button": Control("next_sample_button", BENCH, preset="lecture/threshold"),
    "break_switch": Control("break_switch", BENCH),
    "network_diagram": Control("network_diagram", BENCH),
    "output_lamps": Control("output_lamps", BENCH),
    "loss_plot": Control("log_plot", BENCH),
    "answer_table": Control("answer_table", BENCH),
    "pattern_map": Control("pattern_map", BENCH, tells=True),
    "weight_heatmap": Control("weight_heatmap", BENCH),
    "weight_kind": Control("look_kind", BENCH),
    "activation_strip": Control("activation_strip", BENCH),
    "check_gradients_button": Control("check_gradients_button", BENCH),
    "class_bars": Control("class_bars", BENCH, preset="draw"),
    "confusion": Control("confusion", BENCH, preset="draw"),
    "plane_map": Control("plane_map", BENCH, preset="lecture/ten-points"),
    "plane_hand": Control("plane_hand", BENCH, preset="lecture/ten-points"),
    "mistakes": Control("mistakes_grid", BENCH, preset="draw"),
    "layer_3_start_field": Control("layer_3_start_field", BENCH, preset="lecture/392-196-drawn"),
    "digit_spread": Control("one_digit_spread", BENCH, preset="lecture/average-eight-drawn"),
    "digit_bias_field": Control("one_digit_bias_field", BENCH, preset="lecture/average-eight-drawn"),
    "digit_threshold_field": Control(
        "one_digit_threshold_field", BENCH, preset="lecture/average-eight-drawn"
    ),
    # the other workspaces
    "draw_pad": Control("draw_pad", DRAW, preset="draw"),
    "seen_strip": Control("seen_strip", DRAW, preset="draw"),
    "seen_picture": Control("seen_picture", DRAW, preset="draw"),
    "keep_card": Control("keep_card", DRAW, preset="draw"),
    "drawing_answer": Control("output_bars", DRAW, preset="draw"),
    "sample_grid": Control("sample_grid", SAMPLES, preset="draw"),
    "equation_sheet": Control("equation_sheet", ARITHMETIC, preset="textbook/311_1"),
    "phase_strip": Control("phase_strip", ARITHMETIC, preset="textbook/311_1"),
    "operation_forward_button": Control("step_forward_button", ARITHMETIC, preset="textbook/311_1"),
    "operation_back_button": Control("step_back_button", ARITHMETIC, preset="textbook/311_1"),
    "guess_numbers_button": Control("guess_button", ARITHMETIC, preset="textbook/311_1"),
    "arithmetic_check_button": Control("arithmetic_check_button", ARITHMETIC, preset="textbook/311_1"),
    "cell_derivation": Control("derivation_card", ARITHMETIC, preset="textbook/311_1"),
    "experiment_choice": Control("experiment", EXPERIMENTS),
    "start_curves": Control("start_curves", EXPERIMENTS),
    "starts_run_button": Control("starts_run_button", EXPERIMENTS),
    **_in_experiment(STARTS, "starts_bench_field", "starts_activation_field", "starts_depth_field"),
    **_in_experiment(STARTS, "starts_width_field", "starts_epochs_field"),
    **_in_experiment(DESCENT, "landscape_field", "descent_optimizer_field", "descent_learning_rate_field"),
    **_in_experiment(DESCENT, "side_by_side"),
    **_in_experiment(RUNS, "run_table", "run_curves"),
    **_in_experiment(SWEEP, "sweep_form", "sweep_seeds_field", "sweep_epochs_field", "sweep_start_button"),
    **_in_experiment(SWEEP, "sweep_plot", "sweep_curves"),
    **_in_experiment(SWEEP, "sweep_table", "sweep_best", ways=("sweep_start_button",)),
    **_in_experiment(FOLDS, "folds_form", "folds_count_field", "folds_way_field", "folds_rate_field"),
    **_in_experiment(FOLDS, "folds_epochs_field", "folds_start_button", "fold_bars"),
    **_in_experiment(
        FOLDS, "folds_table", "folds_compared", ways=("folds_table_choice", "folds_start_button")
    ),
    "descent_run_button": Control("run_button", EXPERIMENTS, experiment=DESCENT),
    **_in_experiment(DESCENT, "descent_step_button"),
    "graph_canvas": Control("graph_canvas", GRAPH),
    "graph_preset_field": Control("graph_preset_field", GRAPH),
    "graph_step_button": Control("graph_step_button", GRAPH, keys="n"),
    "graph_restart_button": Control("graph_restart_button", GRAPH),
    "graph_all_button": Control("graph_all_button", GRAPH),
    "graph_fold_button": Control("graph_fold_button", GRAPH),
    "graph_values": Control("graph_values_scroll", GRAPH),
}

# What takes something back is in sight whatever a lesson does; it may be locked.
NEVER_HIDDEN = ("reset_button", "undo_button", "redo_button", "files_button")
