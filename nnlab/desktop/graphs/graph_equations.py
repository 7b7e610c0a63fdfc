"""What a node of a graph computes and passes back, as equations with their numbers in place."""

import numpy as np
from PySide6.QtCore import QCoreApplication

from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.widgets.equation_view import Equation, Term, Tone
from nnlab.desktop.words.numbers import format_number
from nnlab.engine.arrays import Floats
from nnlab.study.graph import KINDS, EdgeResult, Evaluation, Graph, Node, NodeKind, Rule

translate = QCoreApplication.translate  # a name that lupdate knows


def _sign(text: str) -> Term:
    return Term(text, tone=Tone.SIGN)


def forward(node: Node, graph: Graph, evaluation: Evaluation) -> Equation | None:
    """Return how the number of a node comes about, or None if there is none, or it is typed in."""
    result = evaluation.nodes[node.id].value
    inputs = _inputs(node, graph, evaluation)
    if result is None or node.kind is NodeKind.VALUE or len(inputs) < len(node.inputs):
        return None
    terms = _FORMS[node.kind](node, inputs)
    heading = translate("graph", "→ forward: {formula}").format(formula=_formula(node))
    if node.kind is NodeKind.SOFTMAX_LOSS:
        shares = evaluation.nodes[node.id].probabilities
        terms = (*terms, _sign("→"), Term(shares, "y")) if shares is not None else terms
        return Equation(heading, (*terms, _sign("→"), Term(result, "E", Tone.STRONG)))
    return Equation(heading, (*terms, _sign("="), Term(result, words.node_name(node.name), Tone.STRONG)))


def _formula(node: Node) -> str:
    match node.kind:
        case NodeKind.POWER:
            return words.glyph(node)
        case NodeKind.ACTIVATION:
            return f"{words.glyph(node)}(x)"
        case NodeKind.ADD:
            return " + ".join("xyzuvwpqr"[: len(node.inputs)])
        case _:
            return KINDS[node.kind].formula


def _inputs(node: Node, graph: Graph, evaluation: Evaluation) -> list[Term]:
    """Return the numbers that a node takes in, as far as there are any, each with the name of where it comes from."""
    return [
        Term(value, words.node_name(graph.node(source).name))
        for source in node.inputs
        if source is not None and (value := evaluation.nodes[source].value) is not None
    ]


def _joined(sign: str, inputs: list[Term]) -> tuple[Term, ...]:
    terms: list[Term] = []
    for term in inputs:
        terms += [_sign(sign), term] if terms else [term]
    return tuple(terms)


def _called(name: str, inputs: list[Term]) -> tuple[Term, ...]:
    return (_sign(f"{name}("), *inputs, _sign(")"))


_FORMS = {
    NodeKind.ADD: lambda node, inputs: _joined("+", inputs),
    NodeKind.MULTIPLY: lambda node, inputs: _joined("·", inputs),
    NodeKind.MATMUL: lambda node, inputs: _joined("@", inputs),
    NodeKind.POWER: lambda node, inputs: (*inputs, _sign(f"^ {format_number(node.exponent, trim=True)}")),
    NodeKind.EXP: lambda node, inputs: _called("exp", inputs),
    NodeKind.RECIPROCAL: lambda node, inputs: (_sign("1 /"), *inputs),
    NodeKind.LOG: lambda node, inputs: _called("ln", inputs),
    NodeKind.RELU: lambda node, inputs: (_sign("max(0,"), *inputs, _sign(")")),
    NodeKind.SIGMOID: lambda node, inputs: _called("σ", inputs),
    NodeKind.ACTIVATION: lambda node, inputs: _called(words.glyph(node), inputs),
    NodeKind.AFFINE: lambda node, inputs: (*_joined("@", inputs[:2]), _sign("+"), *inputs[2:]),
    NodeKind.SOFTMAX_LOSS: lambda node, inputs: _joined(",", inputs),
}


def backward(node: Node, graph: Graph, evaluation: Evaluation) -> tuple[Equation, ...]:
    """Return what comes back to a node, if that is a sum, and what it passes back to each of its inputs."""
    equations = []
    uses = [evaluation.edges[use].gradient for use in graph.consumers[node.id]]
    gradient = evaluation.nodes[node.id].gradient
    parts = [Term(part) for part in uses if part is not None]
    if gradient is not None and len(parts) > 1:
        heading = translate("graph", "← what comes back to it from {count} uses").format(count=len(parts))
        terms = (*_joined("+", parts), _sign("="), Term(gradient, tone=Tone.BACKWARD))
        equations.append(Equation(heading, terms))
    elif gradient is not None and node.kind is NodeKind.VALUE:
        heading = translate("graph", "← what comes back to it")
        equations.append(Equation(heading, (Term(gradient, tone=Tone.BACKWARD),)))
    for slot, source in enumerate(node.inputs):
        edge = evaluation.edges.get((node.id, slot))
        if source is not None and edge is not None and edge.gradient is not None:
            equations.append(_passed(node, slot, graph.node(source), edge))
    return tuple(equations)


def _passed(node: Node, slot: int, source: Node, edge: EdgeResult) -> Equation:
    """Return upstream · local = gradient for one input, in the order and by the rule of its mathematics."""
    symbol, name = KINDS[node.kind].slot_name(slot), words.node_name(source.name)
    heading = translate("graph", "← back to {input}").format(input=name or _numbered(symbol, node, slot))
    gradient = Term(edge.gradient, tone=Tone.BACKWARD)
    return Equation(heading, (*_product(edge), _sign("="), gradient))


def _numbered(symbol: str, node: Node, slot: int) -> str:
    """Return the symbol of an input, numbered where there are more of them than symbols."""
    return symbol if len(node.inputs) <= KINDS[node.kind].least else f"x{slot + 1}"


def _product(edge: EdgeResult) -> tuple[Term, ...]:
    local_word, upstream_word = translate("graph", "local"), translate("graph", "upstream")
    upstream = Term(_shown(edge.upstream), upstream_word)
    match edge.rule:
        case Rule.UPSTREAM_TIMES:
            return upstream, _sign("@"), Term(_shown(edge.local), "Wᵀ")
        case Rule.TIMES_UPSTREAM:
            return Term(_shown(edge.local), "Xᵀ"), _sign("@"), upstream
        case Rule.SUM:
            return _sign("Σ ("), upstream, _sign("·"), Term(_shown(edge.local), local_word), _sign(")")
        case Rule.COLUMN_SUM:
            return _sign("Σ↓ ("), upstream, _sign("·"), Term(_shown(edge.local), local_word), _sign(")")
        case _:
            return upstream, _sign("·"), Term(_shown(edge.local), local_word)


def _shown(values: Floats | None) -> Floats:
    return np.zeros(()) if values is None else values
