"""The names of the units of a network: one rule for the diagram, the matrices and every other picture."""


def unit_names(
    sizes: tuple[int, ...], input_names: tuple[str, ...] = (), output_names: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return the names of the units of every column of a network of `sizes`, inputs first.

    Inputs and outputs have their own names, or are numbered without them. Hidden units are h1, h2 …, and
    with several hidden layers h1.1, h1.2 …, h2.1 …

    >>> unit_names((2, 2, 1), ("a", "b"))
    (('a', 'b'), ('h1', 'h2'), ('y1',))
    """
    last = len(sizes) - 1
    prefixes = ("x", *("h" if last == 2 else f"h{column}." for column in range(1, last)), "y")
    numbered = tuple(
        tuple(f"{prefix}{unit}" for unit in range(1, size + 1))
        for prefix, size in zip(prefixes, sizes, strict=True)
    )
    return (input_names or numbered[0], *numbered[1:-1], output_names or numbered[-1])
