"""Presets and lessons: the networks of the lecture notes and what to do with them step by step, as data."""

from nnlab.lessons.checks import CHECKS, Check
from nnlab.lessons.facts import Deed, DeedKind, LessonFacts
from nnlab.lessons.lesson import Goal, Lesson, Step, parse_lesson
from nnlab.lessons.presets import (
    DataSource,
    LayerWeights,
    Preset,
    PresetGroup,
    Text,
    begin,
    load_preset,
    preset_groups,
    preset_keys,
    takes_long,
)
from nnlab.lessons.progress import LessonProgress, StepProgress
from nnlab.lessons.shelf import (
    BadLesson,
    LessonPart,
    lesson_keys,
    lesson_parts,
    load_lesson,
    own_folder,
    own_lessons,
    read_lesson,
)

__all__ = [
    "CHECKS",
    "BadLesson",
    "Check",
    "DataSource",
    "Deed",
    "DeedKind",
    "Goal",
    "LayerWeights",
    "Lesson",
    "LessonFacts",
    "LessonPart",
    "LessonProgress",
    "Preset",
    "PresetGroup",
    "Step",
    "StepProgress",
    "Text",
    "begin",
    "lesson_keys",
    "lesson_parts",
    "load_lesson",
    "load_preset",
    "own_folder",
    "own_lessons",
    "parse_lesson",
    "preset_groups",
    "preset_keys",
    "read_lesson",
    "takes_long",
]
