"""The command line: what may be said, and what is done about it."""

import argparse
import errno
import os
import sys
from collections.abc import Container, Sequence
from dataclasses import asdict
from typing import NoReturn

from nnlab import __version__, app
from nnlab.cli import (
    check_command,
    classify_command,
    compare_command,
    data_command,
    export_command,
    folds_command,
    import_command,
    lessons_command,
    project_command,
    register_command,
    sweep_command,
)
from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.keeping import Kept, keep, require_savable
from nnlab.cli.progress import ProgressLine
from nnlab.cli.report import (
    as_json,
    describe_divergence,
    describe_start,
    describe_warning,
    result_object,
    result_of,
    summary,
)
from nnlab.cli.subjects import add_subject, file_named, names_a_file, subject
from nnlab.cli.tables import (
    add_corrections,
    begin_with_table,
    open_corrected,
    prepared,
    require_uncorrected,
    tell_passed_over,
)
from nnlab.cli.training import require_an_end, train
from nnlab.data.catalog import from_images, name_of
from nnlab.data.image_files import open_images
from nnlab.data.tabular.plan import TableSource
from nnlab.engine import EngineError
from nnlab.engine.errors import UnknownNameError
from nnlab.files import FileError, require_there
from nnlab.files.errors import shortened, visible
from nnlab.lessons import Preset, begin, load_preset, preset_groups, takes_long
from nnlab.project import ProjectState, with_config, with_split
from nnlab.project.settings import KEYS, apply_settings
from nnlab.project.spoken import shown, whole_number
from nnlab.training import Fate, Outcome, TrainingWarning

_MOST_CHOICES = 32  # more, as the presets are, would bury the sentence
_LONGEST_SENTENCE, _LONGEST_WORDS = 1000, 200
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)  # what a disk behind `>` may say
EXIT_FAULT = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

_EXAMPLES = """\
examples:
  nnlab                                     open the window
  nnlab lamps.nnlab                         open a project in it
  nnlab presets                             what there is to begin with
  nnlab lessons                             what one can be guided through
  nnlab train seven-segment                 train it and show targets beside outputs
  nnlab train seven-segment --set shape=7-16-4 --set activations=relu,sigmoid
  nnlab train textbook/317_1 --epochs 1000 --json
  nnlab check seven-segment                 compare back-propagated with numeric gradients
  nnlab compare moons                       train it with scikit-learn as well
  nnlab sweep seven-segment --grid learning_rate=0.01,0.03,0.1 --seeds 5
  nnlab --preset draw                       draw digits
  nnlab data get mnist                      fetch MNIST
  nnlab classify three.png                  read digits in pictures
"""

_TRAIN_EXAMPLES = """\
examples:
  nnlab train textbook/311_1
  nnlab train xor --set shape=2-1                        no hidden layer at all
  nnlab train seven-segment --seed 7 --set optimizer=adam --set learning_rate=0.01
  nnlab train mnist-softmax --data mnist_train_100.csv --epochs 50
  nnlab train flowers.csv --target species --split test=0.2,validation=0.1
  nnlab train mine.nnlab --seed 7                        its network anew, from another start
  nnlab train moons --set noise=0.3 --set samples=400
  nnlab train gates/and --set "init=uniform(-1, 1)" --set batch_size=full --json --weights

exit codes: 0 a stop rule held, 1 training exploded, failed or was not saved, 2 a wrong word, number or file to save,
130 Ctrl-C
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; whoever wants the whole usage asks for --help."""

    def error(self, message: str) -> NoReturn:
        raise EngineError(f"{message}. See '{self.prog} --help'.")


def main(argv: Sequence[str] | None = None) -> int:
    """Obey the command line `argv` (without the program's name; None for the real one) and return the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    try:
        return _obey(arguments)
    except BrokenPipeError:
        # Nobody reads on, as with `| head`; what Python flushes at its end must not complain either.
        _say_no_more()
        return EXIT_FAULT
    except OSError as error:  # files that are read have errors of their own
        if error.errno not in _UNWRITABLE:
            raise
        _say_no_more()
        return _complain(f"the result could not be written: {error.strerror}.", EXIT_FAULT)
    except KeyboardInterrupt:
        return _complain("interrupted.", EXIT_INTERRUPTED)
    except UnknownNameError as error:
        # The engine's sentence guesses what was meant; here the choices are named as well.
        few = "Did you mean" in str(error) and len(error.choices) <= _MOST_CHOICES
        choices = f" Choices: {', '.join(error.choices)}." if few else ""
        return _complain(f"{error}{choices}", EXIT_USAGE)
    except EngineError as error:
        return _complain(str(error), EXIT_USAGE)
    except FileError as error:
        return _complain(str(error), EXIT_FAULT)


def _complain(sentence: str, code: int) -> int:
    """Say one line, whatever words it repeats: a terminal obeys what is invisible in them."""
    print(f"nnlab: {shortened(visible(sentence), _LONGEST_SENTENCE)}", file=Aside(sys.stderr))
    return code


def _say_no_more() -> None:
    """Send what is left of the output nowhere, so that Python does not complain at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _obey(arguments: list[str]) -> int:
    parser, commands = _parser()
    place = _first_word(arguments)
    if place is not None and arguments[place] not in commands and names_a_file(arguments[place]):
        arguments = [*arguments[:place], "--data", *arguments[place:]]
    arguments = lessons_command.with_check(arguments)
    for word in arguments:
        if word.startswith("--") and word.endswith("=--"):  # argparse takes such a value away
            raise EngineError(f"{shown(word)} gives no value.")
    options, unknown = parser.parse_known_args(arguments)
    if unknown:  # argparse itself names the program alone, whatever command was meant
        command = " ".join(filter(None, ("nnlab", options.command, getattr(options, "word", None))))
        what = f"unrecognized arguments: {shortened(' '.join(unknown), _LONGEST_WORDS)}"
        raise EngineError(f"{what}. See '{command} --help'.")
    match options.command:
        case "presets":
            return _show_presets(options.json)
        case "train":
            return _train(options)
        case "data":
            return data_command.run(options)
        case "classify":
            return classify_command.run(options)
        case "check":
            return check_command.run(options)
        case "compare":
            return compare_command.run(options)
        case "sweep":
            return sweep_command.run(options)
        case "folds":
            return folds_command.run(options)
        case "info":
            return project_command.run_info(options)
        case "predict":
            return project_command.run_predict(options)
        case "export":
            return export_command.run(options)
        case "register":
            return register_command.run(options)
        case "import":
            return import_command.run(options)
        case "lessons":
            return lessons_command.run(options)
        case "open":
            return app.main(lessons_command.window_arguments(options))
    return app.main(arguments)


def _first_word(arguments: Sequence[str]) -> int | None:
    """Return the place of the first word that is neither an option of the window nor the value of one."""
    values = 0
    for place, word in enumerate(arguments):
        if values:
            values -= 1
        elif not word.startswith("-"):
            return place
        elif "=" not in word and word in app.OPTIONS_WITH_VALUES:
            values = 1
    return None


# -- what may be said --------------------------------------------------------------------------------------


def _parser() -> tuple[argparse.ArgumentParser, Container[str]]:
    """Return the parser, and the words that are commands."""
    parser = _Parser(
        prog="nnlab",
        description="A laboratory for building, training and understanding neural networks. Without a command it "
        "opens the window.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"nnlab {__version__}")
    app.add_window_options(parser.add_argument_group("the window"))
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    presets = commands.add_parser("presets", help="list what there is to begin with", allow_abbrev=False)
    presets.add_argument("--json", action="store_true", help="as JSON, with the texts in every language")
    _add_train(commands)
    data_command.add_to(commands)
    classify_command.add_to(commands)
    check_command.add_to(commands)
    compare_command.add_to(commands)
    sweep_command.add_to(commands)
    folds_command.add_to(commands)
    project_command.add_to(commands)
    export_command.add_to(commands)
    register_command.add_to(commands)
    import_command.add_to(commands)
    lessons_command.add_to(commands)
    return parser, commands.choices


def _add_train(commands: "argparse._SubParsersAction[_Parser]") -> None:
    keys = "\n".join(f"  {key.name:<15}{key.help}" for key in KEYS.values())
    train = add_command(
        commands,
        "train",
        help="train a preset and show what came of it",
        description="Train a preset until a stop rule holds, as fast as the machine goes. Ctrl-C stops cleanly.",
        epilog=f"keys of --set:\n{keys}\n\n{_TRAIN_EXAMPLES}",
    )
    add_subject(train, optional=True)
    train.add_argument(
        "--epochs",
        metavar="N",
        dest="settings",
        action="append",
        type="epochs={}".format,
        help="stop after N passes over the data; short for --set epochs=N",
    )
    train.add_argument(
        "--data", metavar="PATH", help="pictures or a table to learn from, instead of the preset's own"
    )
    train.add_argument("--seed", metavar="N", type=_seed, help="draws the weights and the order of samples")
    train.add_argument(
        "--set",
        metavar="KEY=VALUE",
        dest="settings",
        action="append",
        help="change the network or its training; may be repeated",
    )
    train.add_argument("--save", metavar="FILE", help="keep what was reached as a project (.nnlab)")
    train.add_argument("--weights", action="store_true", help="show the trained weights as well")
    train.add_argument("--json", action="store_true", help="print one JSON object instead of the summary")
    train.add_argument("--quiet", action="store_true", help="no progress and no warnings")
    add_corrections(train)


def _seed(text: str) -> int:
    try:
        return whole_number(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a whole number is needed, but {shown(text)} was given") from None


# -- what is done ------------------------------------------------------------------------------------------


def _show_presets(as_object: bool) -> int:
    groups = preset_groups()
    if as_object:
        presets = [load_preset(key) for group in groups for key in group.presets]
        texts = [
            {
                "key": p.key,
                "group": p.group,
                "title": asdict(p.title),
                "about": asdict(p.about),
                "source": p.source,
            }
            for p in presets
        ]
        print(as_json(texts), flush=True)
        return 0
    blocks = []
    width = 2 + max(len(key) for group in groups for key in group.presets)
    for group in groups:
        lines = [f"  {key:<{width}}{load_preset(key).title.en}" for key in group.presets]
        blocks.append("\n".join([group.title.en, *lines]))
    print("\n\n".join(blocks), flush=True)
    return 0


def _train(options: argparse.Namespace) -> int:
    if options.save is not None:
        require_savable(options.save, reads=(options.data,))
    state = _begin(options)
    state = apply_settings(state, options.settings or ())
    require_an_end(state)
    outcome = train(state) if options.quiet else _train_aloud(state)
    # Before anything is printed: whoever reads may be gone, as with `| head`.
    kept = Kept() if options.save is None else keep(options.save, state, outcome)
    result = result_of(state, outcome)
    if options.json:
        print(as_json(result_object(result, weights=options.weights)), flush=True)
    else:
        print(summary(result, weights=options.weights), flush=True)
    code = _tell_end(outcome)
    if not kept.sentence:
        return code
    return _complain(kept.sentence, code or (EXIT_FAULT if kept.failed else 0))


def _tell_end(outcome: Outcome) -> int:
    """Say what ended a training that no stop rule ended, and return the exit code."""
    match outcome.ended_by:
        case Fate.DIVERGED if outcome.divergence is not None:
            return _complain(describe_divergence(outcome.divergence), EXIT_FAULT)
        case Fate.FAILED:
            return _complain(f"{outcome.message} What is shown is the last good state.", EXIT_FAULT)
        case Fate.INTERRUPTED:
            return _complain(f"interrupted at step {outcome.training.step:,}.", EXIT_INTERRUPTED)
    return 0


def _begin(options: argparse.Namespace) -> ProjectState:
    """Return the project that `nnlab train` begins with; pictures and tables take the place of the preset's data."""
    if options.data is None:
        return _begin_subject(options)
    if file_named(options.subject) is not None:
        raise EngineError(f"{shown(options.subject)} and --data both say what to learn from: leave one out.")
    preset = None if options.subject is None else load_preset(options.subject)
    wants_pictures = preset is not None and takes_long(preset)
    table = None if wants_pictures else open_corrected(options.data, options)
    if not options.quiet:
        tell_passed_over(table, options)
    if table is None:
        require_uncorrected(options.data, options)
    if table is not None:
        state = begin_with_table(preset, prepared(table, options.data), options.seed)
    elif preset is None:
        require_there(options.data)
        raise EngineError("pictures are learned by a preset such as mnist-softmax: name it before --data.")
    else:
        state = _begin_with_pictures(preset, options)
    return state if options.split is None else with_split(state, options.split).state


def _begin_subject(options: argparse.Namespace) -> ProjectState:
    """Return the project that is named without --data; one in a file is trained anew, from its own start."""
    if options.subject is None:
        raise EngineError(
            "what is to be trained? Name a PRESET, or a FILE: a table or a project. See 'nnlab train --help'."
        )
    state = subject(options.subject, options.seed, corrections=options)
    if isinstance(state.dataset.origin, TableSource) and not options.quiet:
        tell_passed_over(state.dataset.origin, options)
    return state if options.seed is None else with_config(state, seed=options.seed)


def _begin_with_pictures(preset: Preset, options: argparse.Namespace) -> ProjectState:
    if not takes_long(preset):
        raise EngineError(
            f"{preset.key} does not learn from pictures: --data is for presets such as mnist-softmax."
        )
    dataset = from_images(open_images(options.data), name_of(options.data))
    return begin(preset, options.seed, dataset=dataset)


def _train_aloud(state: ProjectState) -> Outcome:
    """Train, and tell on stderr what is going on; the line that changes is only for a terminal."""
    stream = Aside(sys.stderr)
    line = ProgressLine(stream, state)
    on_terminal = stream.isatty()

    def warn(warning: TrainingWarning) -> None:
        line.clear()
        print(describe_warning(warning), file=stream)

    def announce() -> None:
        print(describe_start(state), file=stream)

    outcome = train(state, on_start=announce, on_progress=line.show if on_terminal else None, on_warning=warn)
    line.clear()
    return outcome
