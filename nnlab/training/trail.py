"""The way a training came: states to which it can step back, bit for bit."""

from bisect import bisect_left

from nnlab.engine import TrainState

_MOST_BYTES = 32 * 1024 * 1024
_MOST_STATES = 200
_WIDEST_GAP = 0.5  # between two states, of the whole way from there: a wider one is worth no state behind it


class Trail:
    """Keeps states that were noted, in all no more than 32 MiB; of a network whose state is larger, one.

    Training is deterministic: from a state that was noted every later step is reached by making the steps again.
    Where there is no room for all, the older ones get sparser: what is far takes longer to go back to, and what is near
    does not. Places of large networks, of which a few fit only, are forgotten in the order in which they were noted.
    """

    def __init__(self) -> None:
        self._states: list[TrainState] = []  # by their steps

    def note(self, state: TrainState) -> None:
        """Remember a state; for want of room also the oldest may be forgotten."""
        if self._insert(state):
            while self._is_too_full() and len(self._states) > 1:
                self._thin(state.step)

    def note_on_way(self, state: TrainState, goal: int) -> None:
        """Remember a state on the way to the step `goal`, if there is room beside the oldest, which stays.

        For want of room states after the goal are forgotten first.
        """
        if self._insert(state):
            while self._is_too_full() and len(self._states) > 1:
                if self._states[-1].step > goal or len(self._states) == 2:
                    self._states.pop()
                else:
                    del self._states[self._least_missed(goal)[1]]

    def holds(self, step: int) -> bool:
        """Return whether the state after `step` updates itself has been noted."""
        at = self._place_of(step)
        return at < len(self._states) and self._states[at].step == step

    def reaches(self, step: int) -> bool:
        """Return whether there is a way back to the state after `step` updates."""
        return step >= 0 and bool(self._states) and self._states[0].step <= step

    def before(self, step: int) -> TrainState:
        """Return the newest state before that of `step`, which leads there, or that state itself if it is the first.

        Going on from an earlier one brings back the last gradient, too.
        """
        return self._states[max(self._place_of(step) - 1, 0)]

    def forget_after(self, step: int) -> None:
        """Forget the states after `step` updates: the training has gone back."""
        while self._states and self._states[-1].step > step:
            self._states.pop()

    def clear(self) -> None:
        """Forget everything: with other settings the same steps would lead elsewhere."""
        self._states.clear()

    def _insert(self, state: TrainState) -> bool:
        """Put a state in its place, unless one of that step is there; return whether it was put in."""
        if self.holds(state.step):
            return False
        self._states.insert(self._place_of(state.step), state)
        return True

    def _place_of(self, step: int) -> int:
        """Return how many states are before that of `step`."""
        return bisect_left(self._states, step, key=lambda state: state.step)

    def _is_too_full(self) -> bool:
        orders = {id(state.order): state.order.nbytes for state in self._states}  # those of a pass share one
        size = sum(size_of(state) for state in self._states) + sum(orders.values())
        return len(self._states) > _MOST_STATES or size > _MOST_BYTES

    def _thin(self, now: int) -> None:
        """Forget the state that is missed least on the way back from `now`, or the oldest."""
        gap, at = self._least_missed(now) if len(self._states) > 2 else (1.0, 0)
        del self._states[at if gap <= _WIDEST_GAP else 0]

    def _least_missed(self, now: int) -> tuple[float, int]:
        """Return which state between the oldest and the newest leaves the smallest gap for how far back it is.

        The gap comes first: as a part of the way back from `now` to before it.
        """
        steps = [state.step for state in self._states]
        around = enumerate(zip(steps, steps[2:], strict=False), start=1)
        return min(((after - before) / max(now - before, 1), at) for at, (before, after) in around)


def size_of(state: TrainState) -> int:
    """Return how many bytes the vectors of a state take; an order of samples is shared by those of a pass."""
    return state.parameters.vector.nbytes + sum(slot.nbytes for slot in state.slots)
