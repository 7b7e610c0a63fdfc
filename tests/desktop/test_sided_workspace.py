"""The column at the right of a workspace: as wide as the type is large, and one card takes the height that is left."""

from PySide6.QtWidgets import QLabel, QVBoxLayout

from nnlab.desktop import theme as themes
from nnlab.desktop.sided_workspace import SidedWorkspace


def test_that_the_column_grows_with_the_type_and_one_card_with_the_window(qtbot, qapp):
    themes.apply(qapp, "light")
    workspace, first, second = SidedWorkspace(300), QLabel("first"), QLabel("second")
    qtbot.addWidget(workspace)
    workspace.arrange(QVBoxLayout(), (first, second), growing=second)
    workspace.resize(900, 600)
    workspace.show()
    qtbot.waitExposed(workspace)
    column = workspace.notice_ground
    assert column.width() == 300
    assert second.height() > first.height() == first.sizeHint().height()
    assert column.geometry().bottomRight() == workspace.rect().bottomRight()
    themes.apply(qapp, "projector")
    try:
        assert column.width() > 300
    finally:
        themes.apply(qapp, "light")
