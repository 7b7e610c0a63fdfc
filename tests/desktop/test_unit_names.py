from nnlab.desktop.words.unit_names import unit_names


def test_that_inputs_and_outputs_keep_their_names_and_others_are_numbered():
    assert unit_names((2, 2, 1), ("a", "b"), ("out",)) == (("a", "b"), ("h1", "h2"), ("out",))
    assert unit_names((2, 1)) == (("x1", "x2"), ("y1",))


def test_that_units_of_several_hidden_layers_are_told_apart():
    assert unit_names((1, 2, 1, 1)) == (("x1",), ("h1.1", "h1.2"), ("h2.1",), ("y1",))
