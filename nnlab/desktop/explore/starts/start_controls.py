"""On which network the starts are compared, for how long, and the buttons that train them."""

from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.explore.starts.start_comparison import Shape, StartComparison
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.activation_glyph import activation_picture
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField, SwitchField
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import ACTIVATION_NAMES
from nnlab.engine.spelling import parse_call
from nnlab.study.starts import StartsView

MOST_DEPTH, MOST_WIDTH = 10, 256
_MOST_EPOCHS = 1_000_000
_ACTIVATIONS = tuple(name for name in ACTIVATION_NAMES if name not in ("step", "softmax"))
_BENCH, _NONE = "bench", "–"  # activations that are shown but not offered, and what is not there
_USUAL = Shape("tanh", 1, 8)  # of a network on the bench that has no hidden layer


class StartControls(Card):
    """The hidden layers, those of the bench or others of one kind; how long; Run, Pause and Again."""

    def __init__(self, lab: Lab, comparison: StartComparison, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab, self._comparison = lab, comparison
        self._as_bench = SwitchField()
        self._activation = ChoiceField()
        self._depth, self._width, self._epochs = (NumberField(whole=True) for _ in range(3))
        self._depth.set_range(1, MOST_DEPTH)
        self._width.set_range(1, MOST_WIDTH)
        self._epochs.set_range(1, _MOST_EPOCHS)
        self._settings = label("", "caption")
        self._settings.setWordWrap(True)
        self._run, self._again = Button(Look.PRIMARY, "play"), Button(Look.FIELD, "reset")
        self._rows = {
            "bench": FieldRow("", self._as_bench),
            "activation": FieldRow("", self._activation),
            "depth": FieldRow("", self._depth),
            "width": FieldRow("", self._width),
            "epochs": FieldRow("", self._epochs),
        }
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        self.body.setSpacing(0)
        for name, row in self._rows.items():
            row.field.setObjectName(f"starts_{name}_field")
            self.body.addLayout(row)
        self._run.setObjectName("starts_run_button")
        self._again.setObjectName("starts_again_button")
        self.body.addSpacing(2)
        self.body.addWidget(self._settings)
        self.body.addSpacing(10)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._run)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        self.body.addLayout(buttons)

    def _connect(self) -> None:
        self._as_bench.value_chosen.connect(self._on_as_bench_chosen)
        self._activation.value_chosen.connect(self._on_activation_chosen)
        self._depth.value_entered.connect(self._on_depth_entered)
        self._width.value_entered.connect(self._on_width_entered)
        self._epochs.value_entered.connect(self._on_epochs_entered)
        self._run.clicked.connect(self._on_run_clicked)
        self._again.clicked.connect(self._comparison.again)
        self._comparison.running_changed.connect(self._show_running)
        self._comparison.view_changed.connect(self._on_view_changed)

    # -- what it shows ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Compared on"))
        for name, text, tip in (
            (
                "bench",
                self.tr("As on the bench"),
                self.tr("The network of the bench, or hidden layers chosen here"),
            ),
            ("activation", self.tr("Activation"), self.tr("What bends the sums of the hidden layers")),
            ("depth", self.tr("Hidden layers"), self.tr("How many hidden layers there are, 1 to 10")),
            ("width", self.tr("Width"), self.tr("Units in each hidden layer, 1 to 256")),
            (
                "epochs",
                self.tr("Epochs"),
                self.tr("After how many passes over the samples the comparison ends"),
            ),
        ):
            self._rows[name].set_label(text)
            self._rows[name].field.setToolTip(tip)
        self._run.reserve(self.tr("Run"), self.tr("Pause"))
        self._again.setToolTip(self.tr("Back to the first weights of all starts"))
        self._again.setAccessibleName(self.tr("Again from the start"))
        self._show_running(self._comparison.is_running)
        self.show_network()

    def show_network(self) -> None:
        """Show on which network the starts are compared."""
        shape = self._comparison.shape
        self._as_bench.set_value(shape is None)
        if shape is None:
            self._show_bench()
        else:
            self._show_shape(shape)
        for field in (self._activation, self._depth, self._width):
            field.setEnabled(shape is not None)
        self._epochs.set_value(self._comparison.epochs)
        self.set_caption(self._comparison.spec.shape_text)
        self._show_settings()

    def _show_shape(self, shape: Shape) -> None:
        self._offer_activations({})
        self._activation.set_value(parse_call(shape.activation)[0])
        self._depth.set_value(shape.depth)
        self._width.set_value(shape.width)
        self._width.set_pattern("{value}")

    def _show_bench(self) -> None:
        """Show the hidden layers of the bench: all their widths and activations, and of none a dash."""
        hidden = self._lab.state.spec.layers[:-1]
        names = dict.fromkeys(texts.activation_name(parse_call(layer.activation)[0]) for layer in hidden)
        widths = dict.fromkeys(format_count(layer.units) for layer in hidden)
        kinds = {parse_call(layer.activation)[0] for layer in hidden}
        if len(kinds) == 1 and kinds <= set(_ACTIVATIONS):
            self._offer_activations({})
            self._activation.set_value(kinds.pop())
        else:
            self._offer_activations({_BENCH: ", ".join(names) or _NONE})
            self._activation.set_value(_BENCH)
        self._depth.set_value(len(hidden))
        self._width.set_value(hidden[0].units if hidden else 1)
        self._width.set_pattern("{value}" if len(widths) == 1 else ", ".join(widths) or _NONE)

    def _offer_activations(self, others: dict[str, str]) -> None:
        """Offer all activations, and `others` by key and text, which are shown and cannot be chosen."""
        choices = [
            Choice(name, texts.activation_name(name), texts.activation_note(name), activation_picture(name))
            for name in _ACTIVATIONS
        ]
        choices += [Choice(key, text) for key, text in others.items()]
        self._activation.set_choices(choices)

    def _show_settings(self) -> None:
        """Say what all candidates have in common: the settings of the bench, the seed and the samples."""
        config, count = self._lab.state.config, len(self._lab.state.dataset.inputs)
        view = self._comparison.view
        samples = count if view is None else view.samples
        batch = min(config.batch_size or samples, samples)
        self._settings.setText(
            self.tr("{optimizer}, rate {rate}, batch {batch} of {samples}; seed {seed}").format(
                optimizer=texts.optimizer_name(config.optimizer),
                rate=format_number(config.learning_rate, trim=True),
                batch=format_count(batch),
                samples=format_count(samples),
                seed=config.seed,
            )
        )
        self._settings.setToolTip(
            self.tr("As on the bench. Compared on {samples} of {count} samples.").format(
                samples=format_count(samples), count=format_count(count)
            )
        )

    def _show_running(self, runs: bool) -> None:
        self._run.setText(self.tr("Pause") if runs else self.tr("Run"))
        self._run.set_icon_name("pause" if runs else "play")
        self._run.setAccessibleName(self._run.text())
        self._run.setToolTip(
            self.tr("Let the candidates rest") if runs else self.tr("Train all candidates side by side")
        )

    def _on_view_changed(self, view: StartsView | None) -> None:
        if view is not None:
            self._show_settings()

    # -- what it asks for ------------------------------------------------------------------------------

    def _on_as_bench_chosen(self, on: bool) -> None:
        self._set_shape(None if on else self._chosen())

    def _on_activation_chosen(self, name: str) -> None:
        self._set_shape(replace(self._chosen(), activation=name))

    def _on_depth_entered(self, depth: int) -> None:
        self._set_shape(replace(self._chosen(), depth=depth))

    def _on_width_entered(self, width: int) -> None:
        self._set_shape(replace(self._chosen(), width=width))

    def _chosen(self) -> Shape:
        """Return the hidden layers from which another choice begins."""
        return self._comparison.shape or _within(bench_shape(self._lab))

    def _set_shape(self, shape: Shape | None) -> None:
        self._comparison.set_shape(shape)
        self.show_network()

    def _on_epochs_entered(self, epochs: int) -> None:
        self._comparison.set_epochs(epochs)
        self._epochs.set_value(epochs)

    def _on_run_clicked(self) -> None:
        if self._comparison.is_running:
            self._comparison.pause()
        else:
            self._comparison.run()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def bench_shape(lab: Lab) -> Shape:
    """Return hidden layers like those of the bench: as many, all with the width and activation of the first."""
    hidden = lab.state.spec.layers[:-1]
    if not hidden:
        return _USUAL
    activation = parse_call(hidden[0].activation)[0]
    kind = hidden[0].activation if activation in _ACTIVATIONS else _USUAL.activation
    return Shape(kind, len(hidden), hidden[0].units)


def _within(shape: Shape) -> Shape:
    """Return `shape`, or as much of it as can be chosen."""
    return replace(shape, depth=min(shape.depth, MOST_DEPTH), width=min(shape.width, MOST_WIDTH))
