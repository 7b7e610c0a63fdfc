"""Overrides of Qt's functions in Python, made safe to fail: a fault in one is told of, and ends nothing."""

from collections.abc import Callable
from functools import wraps
from inspect import getattr_static
from types import FunctionType, TracebackType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter


def guard_overrides() -> None:
    """Guard what every class from now on overrides of Qt's functions; those before are left as they are.

    Two things would end the process after an exception in an override. A painter that it leaves open paints on what
    Qt then takes away. And PySide up to 6.11.3 reads the arguments of the exception, which Python before 3.12 has not
    made yet when C raised it (1/0 does so) and no Python code caught it on its way.
    """
    QObject.__init_subclass__ = classmethod(_on_subclass)


def _on_subclass(cls: type, **arguments: object) -> None:
    super(QObject, cls).__init_subclass__(**arguments)
    for name in _own_names(cls):
        function = getattr_static(cls, name)
        if isinstance(function, FunctionType) and not name.startswith("__") and _is_override(cls, name):
            setattr(cls, name, _guarded(function))


def _own_names(cls: type) -> set[str]:
    """Return the names that a class brings to Qt's: its own, and those of bases that know nothing of Qt."""
    shared = (base for base in cls.__mro__[1:] if not issubclass(base, QObject) and _is_new_to_qt(cls, base))
    return set(vars(cls)).union(*map(vars, shared))


def _is_new_to_qt(cls: type, base: type) -> bool:
    """Return whether none of the other bases, which are guarded already, has `base` among its own."""
    return not any(issubclass(other, base) for other in cls.__mro__[1:] if issubclass(other, QObject))


def _is_override(cls: type, name: str) -> bool:
    """Return whether a class of Qt itself has such a function."""
    return any(
        name in vars(base) and not isinstance(vars(base)[name], FunctionType) for base in cls.__mro__[1:]
    )


def _guarded(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def override(*arguments: Any, **named: Any) -> Any:
        try:
            return function(*arguments, **named)
        except BaseException as error:  # caught, it is whole; PySide tells of it
            _end_painting(error.__traceback__, arguments)
            raise

    return override


def _end_painting(trace: TracebackType | None, lent: tuple[object, ...]) -> None:
    """End what the frames of an exception paint with, but not painters that were `lent` by Qt."""
    while trace is not None:
        for value in trace.tb_frame.f_locals.values():
            if isinstance(value, QPainter) and value.isActive() and not any(value is one for one in lent):
                value.end()
        trace = trace.tb_next
