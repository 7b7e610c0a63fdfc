"""A script that trains the same network from the same start, in the style of the notes; it needs only NumPy."""

from nnlab.engine import EngineError, Task
from nnlab.engine.program import require_gradients
from nnlab.export.exported import Exported
from nnlab.export.scripts.activations import backward_lines, forward_lines
from nnlab.export.scripts.data import TrainingData, training_data
from nnlab.export.scripts.losses import LossLines, loss_lines
from nnlab.export.scripts.numbers import number
from nnlab.export.scripts.numpy_predict import add_overflow, add_predict
from nnlab.export.scripts.optimizers import add_optimizer_state, add_update
from nnlab.export.scripts.parts import add_head
from nnlab.export.scripts.script import Page, Script
from nnlab.export.scripts.start import add_start
from nnlab.export.scripts.words import words
from nnlab.study.symbols import symbols

_EPOCHS = 1000  # where no rule ever stops the training


def numpy_train(project: Exported) -> Script:
    """Return the script: the same start, order of samples, steps and stop rules as nnlab's own training.

    It prints the epoch, counted from 0, in which it stops, E and the weights. Raises EngineError where there are no
    samples to train on, where they can not be written down, or for a network that cannot be trained.
    """
    require_gradients(project.network.parameters.spec)
    if project.dataset is None:
        raise EngineError(
            "the samples that it learns from are not on this computer. Get them first: 'nnlab data list' names them."
        )
    return _Training(project, training_data(project.dataset, project.network.parameters.spec.dtype)).script()


class _Training:
    """Writes one script. `full` says that one update uses all samples, `single` that it uses one."""

    def __init__(self, project: Exported, data: TrainingData) -> None:
        self.project, self.data, self.config = project, data, project.config
        self.spec = project.network.parameters.spec
        self.names = symbols(len(self.spec.layers))
        self.say = words(project.language)
        self.page = Page()
        self.count = data.count
        self.size = min(self.config.batch_size or self.count, self.count)
        self.full, self.single = self.size == self.count, self.size == 1
        self.loss = self._loss_lines()
        self.inputs, self.targets = ("X", "T") if self.full else ("inputs", "targets")

    def _loss_lines(self) -> LossLines:
        activation = self.spec.layers[-1].activation
        targets, several = self.data.targets, not self.single
        return loss_lines(self.config.loss, activation, self.names[-1], targets, several=several)

    def script(self) -> Script:
        """Return the whole script."""
        self._head()
        self.data.add_to(self.page, self.say, self.inputs, self.targets)
        add_start(self.page, self.project, self.names, self.say)
        if self.config.stop_all_right and self.data.task is not Task.VALUES:
            add_predict(self.page, self.project, self.names)
            self.page.add("")
        self._settings()
        self._loop()
        self._results()
        return self.page.script()

    def _head(self) -> None:
        page, say, project = self.page, self.say, self.project
        first = "A neural network {shape}, written by nnlab: it is trained with NumPy alone."
        add_head(page, project, say, say(first, shape=self.spec.shape_text))
        if project.training.step:
            page.add(
                say("It begins where a reset would: the weights of now, and any set by hand, are not in it.")
            )
        if project.history.marks:
            page.add(say("Settings or samples were changed while nnlab trained: these are the last ones."))
        page.add("")
        page.imports("import numpy as np")
        add_overflow(page, project, say)
        page.add("")

    # -- before the loop -----------------------------------------------------------------------------

    @property
    def _endless(self) -> bool:
        """Whether the loop goes on until a rule inside it holds."""
        return self.config.epochs is None and self.config.ends(self.data.task)

    def _settings(self) -> None:
        page, config = self.page, self.config
        page.add("", f"lr = {number(config.learning_rate)}")
        add_optimizer_state(page, config, self._parameters, self.say)
        if config.shuffle and not self.full:
            page.add("", self.say("the order of the samples: the same as in nnlab"))
            page.add(f"rng = np.random.default_rng(np.random.SeedSequence({config.seed}, spawn_key=(1, 0)))")

    @property
    def _parameters(self) -> list[str]:
        pairs = zip(self.names, self.spec.layers, strict=True)
        return [name for s, layer in pairs for name in (s.W, *((s.B,) if layer.bias else ()))]

    # -- the loop ------------------------------------------------------------------------------------

    def _loop(self) -> None:
        page, config = self.page, self.config
        page.add("")
        if config.epochs == 0:
            page.add("epoch = 0")
        if self._endless:
            page.needs("itertools")
            page.add(f"for epoch in itertools.count():  {self.say('until a rule below holds')}")
        elif config.epochs is None:
            page.add(self.say("nnlab has no stop rule: as many epochs as it has made, or 1000"))
            page.add(f"for epoch in range({self.project.training.epoch or _EPOCHS}):")
        else:
            page.add(f"for epoch in range({config.epochs}):")
        page.depth = 1
        if not self.full:
            self._batches()
        self._forward()
        self._stop_loss()
        self._backward()
        add_update(page, config, self.names, self._parameters, self.say)
        page.depth = 1
        self._stop_after_epoch()
        page.depth = 0

    def _batches(self) -> None:
        page, count, size = self.page, self.count, self.size
        order = f"rng.permutation({count})" if self.config.shuffle else f"range({count})"
        page.add("error = 0.0")
        if self.single:
            if self.config.stop_loss is not None:
                page.add(f"for seen, n in enumerate({order}, start=1):")
            else:
                page.add(f"for n in {order}:")
            rows = "[n]"
        else:
            if self.config.shuffle:
                page.add(f"order = {order}")
            page.add(f"for at in range(0, {count}, {size}):")
            rows = f"at : at + {size}"
        page.depth = 2
        if self.config.shuffle and not self.single:
            page.add(f"rows = order[{rows}]")
            rows = "rows"
        page.add(f"X, T = inputs[{rows}], targets[{rows}]", "")

    def _forward(self) -> None:
        page, last = self.page, len(self.names) - 1
        page.add(self.say("forward"))
        for index, (layer, s) in enumerate(zip(self.spec.layers, self.names, strict=True)):
            keeps_z = index == last and self.loss.keeps_z
            lines = forward_lines(
                layer.activation, s, bias=layer.bias, dtype=self.spec.dtype, keeps_z=keeps_z
            )
            page.add(*lines, layer=index)
        page.add(*self.loss.E, layer=last)
        if not self.full:
            E = "E" if self.spec.dtype == "float64" else "float(E)"
            page.add(f"error += {E}" if self.single else f"error += {E} * len(T)")

    def _stop_loss(self) -> None:
        if self.config.stop_loss is None:
            return
        page, below = self.page, number(self.config.stop_loss)
        if self.full:
            page.add(f"if E < {below}:", "    break")
            return
        ended = f"seen == {self.count}" if self.single else f"at + {self.size} >= {self.count}"
        page.add(f"if {ended} and error / {self.count} < {below}:", "    break")

    def _backward(self) -> None:
        page = self.page
        page.add("", self.say("backward"))
        for index in range(len(self.names) - 1, -1, -1):
            s, layer = self.names[index], self.spec.layers[index]
            if index == len(self.names) - 1:
                page.add(*self.loss.Yb, layer=index)
            else:
                after = self.names[index + 1]
                page.add(f"{s.Yb} = {after.Yb} @ {after.W}.T", layer=index)
                page.add(*backward_lines(layer.activation, s), layer=index)
            page.add(f"{s.Wb} = {s.X}.T @ {s.Yb}", layer=index)
            if layer.bias:
                page.add(f"{s.Bb} = {s.Yb}.sum(axis=0)", layer=index)

    def _stop_after_epoch(self) -> None:
        page, config, task = self.page, self.config, self.data.task
        rules: list[str] = []
        if config.stop_loss is not None and not self.full:
            rules += [f"if error / {self.count} < {number(config.stop_loss)}:", "    break"]
        if config.stop_epoch_error is not None:
            whole = "E" if self.count == 1 else f"E * {self.count}"
            error = whole if self.full else "error"
            rules += [f"if {error} < {number(config.stop_epoch_error)}:", "    break"]
        if config.stop_all_right and task is not Task.VALUES:
            Y, T = self.names[-1].Y, self.targets
            if task is Task.BITS:
                right = f"(({Y} >= 0.5) == ({T} >= 0.5)).all()"
            else:
                right = f"({Y}.argmax(axis=1) == {T}.argmax(axis=1)).all()"
            rules += [f"{Y} = predict({self.inputs})"]
            rules += [f"if {right}:  {self.say('every sample right')}", "    break"]
        if self.data.is_large:
            page.add("", f'print(f"epoch {{epoch}}: E = {{{self._mean_error}}}")')
        if rules:
            page.add("", *rules)

    @property
    def _mean_error(self) -> str:
        return "E" if self.full else f"error / {self.count}"

    def _results(self) -> None:
        page = self.page
        page.add("", 'print("epoch", epoch)')
        if self.config.epochs != 0:
            page.add(f'print("E", {self._mean_error})')
        for index, (s, layer) in enumerate(zip(self.names, self.spec.layers, strict=True)):
            page.add(f'print("{s.W} =", {s.W}, sep="\\n")', layer=index)
            if layer.bias:
                page.add(f'print("{s.B} =", {s.B})', layer=index)
