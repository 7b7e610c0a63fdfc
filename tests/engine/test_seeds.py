import numpy as np

from nnlab.engine.seeds import (
    FOLDS,
    NOISE,
    PLACES,
    SPLIT,
    Stream,
    generator,
    generator_state,
    restore_generator,
)


def test_that_every_purpose_and_every_layer_has_a_stream_of_its_own():
    draws = {generator(1, stream, index).integers(2**63) for stream in Stream for index in range(3)}
    assert len(draws) == 3 * len(Stream)


def test_that_the_meaning_of_a_seed_is_fixed_for_ever():
    # These numbers must never change: files and lesson sheets depend on what a seed draws.
    expected = np.random.Generator(np.random.PCG64(np.random.SeedSequence(5, spawn_key=(0, 2)))).random(3)
    np.testing.assert_array_equal(generator(5, Stream.INITIALIZATION, 2).random(3), expected)
    assert [int(stream) for stream in Stream] == [0, 1, 2, 3, 4]
    assert (SPLIT, FOLDS, PLACES, NOISE) == (0, 1, 0, 1)


def test_that_a_restored_generator_goes_on_where_the_state_was_taken():
    rng = generator(7, Stream.SHUFFLING)
    rng.integers(10, size=3, dtype=np.int32)  # leaves half of a 64-bit draw behind
    restored = restore_generator(generator_state(rng))
    assert (
        restored.integers(10, size=5, dtype=np.int32).tolist()
        == rng.integers(10, size=5, dtype=np.int32).tolist()
    )
    np.testing.assert_array_equal(restored.permutation(20), rng.permutation(20))


def test_that_a_generator_state_is_four_plain_integers():
    assert [type(part) for part in generator_state(generator(7, Stream.DATA))] == [int] * 4
