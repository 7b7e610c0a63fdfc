"""One thing has one name in the Korean of lessons, presets and reports: that which the window has for it."""

from pathlib import Path

import pytest

from nnlab import paths
from nnlab.export import words

# What the window says, and what would be another name for the same.
TERMS = {
    "뉴런": ("유닛",),
    "시험": ("테스트",),
    "샘플": ("표본",),
    "레이블": ("라벨",),
    "예제": ("프리셋",),
    "초기값": ("초깃값",),
    "층": ("레이어",),
    "은닉": ("숨은 층",),
    "기울기": ("그레이디언트", "그래디언트"),
    "최적화기": ("옵티마이저",),
    "편향": ("바이어스",),
}
WRITTEN = [
    *sorted(paths.resources("lessons").rglob("*.json")),
    *sorted(paths.resources("presets").rglob("*.json")),
    Path(words.__file__),
    paths.resources("translations", "nnlab_ko.ts"),
]


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_that_one_thing_has_one_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert {term: [other for other in others if other in text] for term, others in TERMS.items()} == {
        term: [] for term in TERMS
    }
