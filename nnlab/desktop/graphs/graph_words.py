"""What is said of computational graphs, in the language of the interface: kinds, rules, faults and refusals."""

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.widgets.parts.bracket_table import shape_text
from nnlab.desktop.words.numbers import format_number
from nnlab.desktop.words.texts import activation_name
from nnlab.study.graph import KINDS, Fault, FaultKey, Graph, GraphError, Node, NodeKind
from nnlab.study.small_digits import raised

translate = QCoreApplication.translate  # a name that lupdate knows


def node_name(name: str) -> str:
    """Return the reader's name of a node: the user's own, or a word of the presets."""
    words = {
        "apple": translate("graph", "apple"),
        "count": translate("graph", "count"),
        "apples": translate("graph", "apples"),
        "orange": translate("graph", "orange"),
        "oranges": translate("graph", "oranges"),
        "tax": translate("graph", "tax"),
        "total": translate("graph", "total"),
        "rest": translate("graph", "rest"),
        "others": translate("graph", "others"),
    }
    return words.get(name, name)


def kind_name(kind: NodeKind) -> str:
    """Return what a kind of node is called."""
    return {
        NodeKind.VALUE: translate("graph", "value"),
        NodeKind.ADD: translate("graph", "sum"),
        NodeKind.MULTIPLY: translate("graph", "product"),
        NodeKind.MATMUL: translate("graph", "matrix product"),
        NodeKind.POWER: translate("graph", "power"),
        NodeKind.EXP: translate("graph", "exponential"),
        NodeKind.RECIPROCAL: translate("graph", "reciprocal"),
        NodeKind.LOG: translate("graph", "logarithm"),
        NodeKind.RELU: "ReLU",
        NodeKind.SIGMOID: translate("graph", "sigmoid"),
        NodeKind.ACTIVATION: translate("graph", "activation"),
        NodeKind.AFFINE: translate("graph", "affine"),
        NodeKind.SOFTMAX_LOSS: translate("graph", "softmax with loss"),
    }[kind]


def kind_rule(kind: NodeKind) -> str:
    """Return in one sentence how a kind of node passes back what comes to it."""
    return {
        NodeKind.VALUE: translate(
            "graph", "A number that is typed in. Its gradient says how fast the result grows with it."
        ),
        NodeKind.ADD: translate("graph", "A sum passes back to every input what comes to it, unchanged."),
        NodeKind.MULTIPLY: translate(
            "graph", "A product passes back to each input the other one times what comes."
        ),
        NodeKind.MATMUL: translate("graph", "Back to X with Wᵀ, back to W with Xᵀ, so that the shapes fit."),
        NodeKind.POWER: translate("graph", "The derivative of xⁿ is n times x to the power n − 1."),
        NodeKind.EXP: translate("graph", "The derivative of eˣ is eˣ itself: what went forward."),
        NodeKind.RECIPROCAL: translate("graph", "The derivative of 1/x is −1/x², which is −y²."),
        NodeKind.LOG: translate("graph", "The derivative of ln x is 1/x."),
        NodeKind.RELU: translate("graph", "Where x was above zero all passes back, elsewhere nothing."),
        NodeKind.SIGMOID: translate("graph", "The derivative of the sigmoid is y (1 − y)."),
        NodeKind.ACTIVATION: translate("graph", "The derivative is the slope of the function at x."),
        NodeKind.AFFINE: translate(
            "graph", "Back to X with Wᵀ, to W with Xᵀ, and to B the sum down the columns."
        ),
        NodeKind.SOFTMAX_LOSS: translate(
            "graph", "What passes back is simple: probability minus target, (y − t)/N."
        ),
    }[kind]


def preset_name(key: str) -> str:
    """Return the name of a preset."""
    return {
        "apples": translate("graph", "Apples and tax"),
        "apples_and_oranges": translate("graph", "Apples and oranges"),
        "square_of_sum": "(x + y)²",
        "sigmoid_unfolded": translate("graph", "Sigmoid, unfolded"),
        "sigmoid_folded": translate("graph", "Sigmoid, folded"),
        "affine": translate("graph", "Affine, with shapes"),
        "batch_affine": translate("graph", "Affine of a batch"),
        "softmax_with_loss": translate("graph", "Softmax with loss"),
    }.get(key, key)


def glyph(node: Node) -> str:
    """Return the sign of an operation: '×', 'x²', 'tanh'."""
    if node.kind is NodeKind.POWER:
        return f"x{superscript(node.exponent)}"
    if node.kind is NodeKind.ACTIVATION:
        return activation_name(node.function)
    if node.kind is NodeKind.SOFTMAX_LOSS:
        return "Softmax\n+ E"
    if node.kind is NodeKind.AFFINE:
        return "Affine"
    return KINDS[node.kind].glyph


def superscript(number: float) -> str:
    """Return a number as an exponent: '²', '⁻¹', '⁰·⁵'."""
    return raised(format_number(number, 3, trim=True))


def title(node: Node) -> str:
    """Return what a node is called in a sentence: its name, or its sign."""
    name = node_name(node.name)
    return name or (kind_name(node.kind) if node.kind is NodeKind.VALUE else glyph(node).replace("\n", " "))


def fault_sentence(fault: Fault, node: Node) -> str:
    """Return why a node has no number."""
    slots, shapes = KINDS[node.kind], fault.shapes
    slot = "" if fault.slot is None else slots.slot_name(fault.slot)
    number = "" if fault.number is None else format_number(fault.number, trim=True)
    match fault.key:
        case FaultKey.MISSING_INPUT:
            text = translate(
                "graph", "Nothing goes into its input {slot} yet. Drag an edge to it from another node."
            )
        case FaultKey.SHAPES:
            text = translate(
                "graph", "The shapes {shapes} do not go together here. Type in matrices that fit."
            )
        case FaultKey.NEEDS_MATRIX:
            text = translate(
                "graph", "Its input {slot} is a single number; a matrix is needed, such as 1, 2; 3, 4."
            )
        case FaultKey.LOG_DOMAIN:
            text = translate("graph", "There is no logarithm of {number}: only numbers above zero have one.")
        case FaultKey.RECIPROCAL_OF_ZERO:
            text = translate("graph", "Zero has no reciprocal. Let something else than zero come in.")
        case FaultKey.POWER_DOMAIN:
            text = translate(
                "graph",
                "{number} has no such power, or no slope there. Change the exponent or what comes in.",
            )
        case _:
            text = translate("graph", "The number is too large to be computed. Let smaller numbers come in.")
    return text.format(slot=slot, number=number, shapes=", ".join(map(_shape, shapes)))


def _shape(shape: tuple[int, ...]) -> str:
    return shape_text(shape) if shape else "()"


def refusal(error: GraphError, graph: Graph) -> str:
    """Return why an edit of a graph cannot be, and that nothing was lost by it."""
    titles = [title(graph.node(id)) for id in error.nodes if id in graph]
    if error.key == "cycle":
        if len(titles) == 2 and error.nodes[0] != error.nodes[1]:
            text = translate(
                "graph",
                "“{source}” is computed from “{target}”: an edge back would close a circle, in which nothing can be "
                "computed. The graph is as it was.",
            )
            return text.format(source=titles[0], target=titles[1])
        return translate("graph", "A node cannot go into itself. The graph is as it was.")
    return {
        "nodes": translate("graph", "The graph has as many nodes as it can have, 200. Remove some first."),
        "name": translate("graph", "A name has at most 40 characters. The name is as it was."),
        "matrix": translate(
            "graph", "A matrix has equally long rows, at most 8 by 8. The value is as it was."
        ),
        "number": translate("graph", "Only finite numbers can be typed in. The value is as it was."),
        "position": translate(
            "graph", "That is too far away from the other nodes. The node is where it was."
        ),
        "exponent": translate("graph", "An exponent lies between −100 and 100. It is as it was."),
        "slot": translate("graph", "No edge can end there. The graph is as it was."),
    }.get(error.key, translate("graph", "That cannot be done with this graph. The graph is as it was."))
