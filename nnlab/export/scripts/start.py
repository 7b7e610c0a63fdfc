"""The start of a training as lines of NumPy: drawn by the engine's own streams, or given."""

from nnlab.engine import LayerSpec
from nnlab.engine.initializers import GIVEN
from nnlab.engine.spelling import parse_call
from nnlab.export.exported import Exported
from nnlab.export.scripts.numbers import add_array, as_read, number
from nnlab.export.scripts.parts import Begin, add_layer_comment
from nnlab.export.scripts.script import Page
from nnlab.export.scripts.words import Say
from nnlab.study.symbols import Symbols

# The spread of a distribution, as code, from what goes into and comes out of the layer.
_SIGMA = {
    "he_normal": "np.sqrt(2 / {fan_in})",
    "lecun_normal": "np.sqrt(1 / {fan_in})",
    "glorot_normal": "np.sqrt(2 / ({fan_in} + {fan_out}))",
    "xavier_normal": "np.sqrt(2 / ({fan_in} + {fan_out}))",
    "nodes_normal": "{fan_out}**-0.5",
    "randn": "1",
    "normal": "{0}",
}
_BOUND = {
    "he_uniform": "np.sqrt(6 / {fan_in})",
    "lecun_uniform": "np.sqrt(3 / {fan_in})",
    "glorot_uniform": "np.sqrt(6 / ({fan_in} + {fan_out}))",
    "xavier_uniform": "np.sqrt(6 / ({fan_in} + {fan_out}))",
}


def add_start(page: Page, project: Exported, names: tuple[Symbols, ...], say: Say) -> None:
    """Append the weights and biases that the training begins with.

    Layers that were set by hand before the first update, or are given, stand as numbers. Raises EngineError where a
    layer asks for given matrices and there are none that fit.
    """
    spec, by_hand = project.network.parameters.spec, project.layers_by_hand
    as_numbers = {*by_hand, *(index for index, layer in enumerate(spec.layers) if layer.init == GIVEN)}
    start = project.start if as_numbers else None
    if any(
        index not in as_numbers and _drawn(layer.init, 1, 1) is not None
        for index, layer in enumerate(spec.layers)
    ):
        page.add("", say("nnlab draws every layer from a stream of random numbers of its own"))
    for index, (layer, s) in enumerate(zip(spec.layers, names, strict=True)):
        page.add("")
        begins = Begin.BY_HAND if index in by_hand else Begin.AS_SPECIFIED
        add_layer_comment(page, project, index, s, say, begins)
        if index in as_numbers and start is not None:
            W, b = start.layers[index]
            add_array(page, s.W, W, index, readable=as_read(start, W), writable=True)
            if b is not None:
                add_array(page, s.B, b, index, readable=as_read(start, b), writable=True)
        else:
            _add_drawn(page, project, index, s, layer)


def _add_drawn(page: Page, project: Exported, index: int, s: Symbols, layer: LayerSpec) -> None:
    spec, seed = project.network.parameters.spec, project.config.seed
    fan_in, units = spec.sizes[index : index + 2]
    matrix, vector = f"({fan_in}, {units})", str(units)
    weights = _drawn(layer.init, fan_in, units)
    biases = _drawn(layer.bias_init, fan_in, units)
    if weights is not None or (biases is not None and layer.bias):
        page.add(
            f"rng = np.random.default_rng(np.random.SeedSequence({seed}, spawn_key=(0, {index})))",
            layer=index,
        )
    _add(page, s.W, layer.init, weights, matrix, "", spec.dtype, index)
    if layer.bias:
        shape = vector if biases is None else matrix
        _add(page, s.B, layer.bias_init, biases, shape, "[0]", spec.dtype, index)


def _drawn(init: str, fan_in: int, fan_out: int) -> tuple[str, str] | None:
    """Return the line that comes before, or '', and the distribution; None where nothing is random."""
    name, numbers = parse_call(init)
    given = [number(value) for value in numbers]
    fans = {"fan_in": fan_in, "fan_out": fan_out}
    if name in _SIGMA:
        return "", f"normal(0, {_SIGMA[name].format(*given, **fans)}"
    if name in _BOUND:
        return f"bound = {_BOUND[name].format(**fans)}", "uniform(-bound, bound"
    if name == "uniform":
        return "", f"uniform({given[0]}, {given[1]}"
    return None


def _add(
    page: Page,
    name: str,
    init: str,
    drawn: tuple[str, str] | None,
    shape: str,
    row: str,
    dtype: str,
    index: int,
) -> None:
    """Append the lines of one matrix, or of a bias, which is drawn like a row of weights."""
    single = dtype == "float32"
    if drawn is not None:
        before, distribution = drawn
        if before:
            page.add(before, layer=index)
        cast = ".astype(np.float32)" if single else ""
        page.add(f"{name} = rng.{distribution}, {shape}){row}{cast}", layer=index)
        return
    kind = ", np.float32" if single else ""
    called, numbers = parse_call(init)
    if called == "zeros":
        page.add(f"{name} = np.zeros({shape}{kind})", layer=index)
    else:
        page.add(f"{name} = np.full({shape}, {float(numbers[0])!r}{kind})", layer=index)
