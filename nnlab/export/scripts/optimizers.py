"""The optimizers as lines of NumPy: what they remember, and one update."""

import re

from nnlab.engine import TrainingConfig
from nnlab.export.scripts.numbers import number, wrapped
from nnlab.export.scripts.script import Page
from nnlab.export.scripts.words import Say
from nnlab.study.symbols import Symbols

# Of each: the settings, what is remembered, and the update of one parameter P with the gradient Pb.
_SETTINGS = {
    "momentum": ("momentum",),
    "nesterov": ("momentum",),
    "adagrad": (),
    "rmsprop": ("rho",),
    "adam": ("beta1", "beta2"),
}
_MEMORY = {
    "momentum": (("v", "velocities"),),
    "nesterov": (("v", "velocities"),),
    "adagrad": (("s", "squares"),),
    "rmsprop": (("s", "squares"),),
    "adam": (("m", "means"), ("v", "squares")),
}
_UPDATE = {
    "momentum": ("v *= momentum", "v += lr * Pb", "P -= v"),
    "nesterov": ("v *= momentum", "v += lr * Pb", "P -= momentum * v + lr * Pb"),
    "adagrad": ("s += Pb**2", "P -= lr * Pb / (np.sqrt(s) + 1e-10)"),
    "rmsprop": ("s *= rho", "s += (1 - rho) * Pb**2", "P -= lr * Pb / (np.sqrt(s) + 1e-8)"),
    "adam": (
        "m *= beta1",
        "m += (1 - beta1) * Pb",
        "v *= beta2",
        "v += (1 - beta2) * Pb**2",
        "P -= lr / (1 - beta1**step) * m / (np.sqrt(v / (1 - beta2**step)) + 1e-8)",
    ),
}


def update_lines(config: TrainingConfig, name: str) -> list[str]:
    """Return the update of one parameter by itself; what is remembered for it is called VWH, SWH or MWH."""
    if config.optimizer == "sgd":
        return [f"{name} -= lr * {name}b"]
    letters = "|".join(letter for letter, _ in _MEMORY[config.optimizer])

    def named(match: re.Match[str]) -> str:
        word = match.group()
        return {"P": name, "Pb": f"{name}b"}.get(word, f"{word.upper()}{name}")

    return [re.sub(rf"\b(Pb|P|{letters})\b", named, line) for line in _UPDATE[config.optimizer]]


def add_optimizer_state(page: Page, config: TrainingConfig, parameters: list[str], say: Say) -> None:
    """Append the settings of the optimizer and what it remembers from step to step; sgd has neither."""
    if config.optimizer == "sgd":
        return
    for setting in _SETTINGS[config.optimizer]:
        page.add(f"{setting} = {number(getattr(config, setting))}")
    page.add("")
    _add_tuple(page, "parameters", parameters)
    for at, (_, name) in enumerate(_MEMORY[config.optimizer]):
        note = f"  {say('kept from step to step')}" if at == 0 else ""
        page.add(f"{name} = [np.zeros_like(P) for P in parameters]{note}")
    if config.optimizer == "adam":
        page.add("step = 0")


def add_update(
    page: Page, config: TrainingConfig, names: tuple[Symbols, ...], parameters: list[str], say: Say
) -> None:
    """Append the update of all weights and biases from their gradients."""
    page.add("", say("update"))
    if config.optimizer == "sgd":
        for index in range(len(names) - 1, -1, -1):
            for name in (names[index].W, names[index].B):
                if name in parameters:
                    page.add(f"{name} -= lr * {name}b", layer=index)
        return
    _add_tuple(page, "gradients", [f"{name}b" for name in parameters])
    if config.optimizer == "adam":
        page.add("step += 1")
    memory = _MEMORY[config.optimizer]
    letters, lists = (", ".join(column) for column in zip(*memory, strict=True))
    page.add(f"for P, Pb, {letters} in zip(parameters, gradients, {lists}):")
    page.add(*(f"    {line}" for line in _UPDATE[config.optimizer]))


def _add_tuple(page: Page, name: str, items: list[str]) -> None:
    line = f"{name} = [{', '.join(items)}]"
    if len(line) + 4 * page.depth < 90:
        page.add(line)
        return
    page.add(f"{name} = [", *wrapped(items, "    ", "    ", columns=84), "]")
