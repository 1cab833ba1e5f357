"""What Qt says by itself is said in the language of the window."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from deskapp.i18n import use_language
from deskapp.widgets.ask_folder import FolderDialog
from deskapp.widgets.qt_texts import QtTexts

ENGLISH = re.compile(r"[A-Za-z]{3,}")
MODES = QFileDialog.FileMode
ACCEPTS = QFileDialog.AcceptMode


@pytest.fixture
def chinese(qapp):
    use_language("zh_CN")
    before = QLocale()
    QLocale.setDefault(QLocale("zh_CN"))
    texts = QtTexts(qapp)
    assert texts.load_language("zh_CN")
    qapp.installTranslator(texts)
    yield
    qapp.removeTranslator(texts)
    QLocale.setDefault(before)
    use_language("en")


@pytest.fixture
def folder(tmp_path):
    """Return a folder that holds one of each kind: a folder, files with an ending and without."""
    made = tmp_path / "材料"
    (made / "子").mkdir(parents=True)
    (made / "甲.zzq").write_text("甲")
    (made / "乙").write_text("乙")
    return made


def _visible_texts(dialog: QWidget) -> list[str]:
    texts = [dialog.windowTitle()]
    for widget in dialog.findChildren(QWidget):
        if isinstance(widget, QLineEdit) or not widget.isVisibleTo(dialog):
            continue
        text = getattr(widget, "text", None)
        texts += [widget.toolTip(), text() if callable(text) else ""]
        if isinstance(widget, QAbstractItemView) and widget.objectName() == "treeView":
            texts += _texts_of_table(widget)
    return texts


def _texts_of_table(view: QAbstractItemView) -> list[str]:
    model, root = view.model(), view.rootIndex()
    columns = range(model.columnCount(root))
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in columns]
    kinds = [model.index(row, 2, root).data() for row in range(model.rowCount(root))]
    return [str(text) for text in [*heads, *kinds]]


@pytest.mark.parametrize(
    ("mode", "accept"),
    [
        (MODES.ExistingFile, ACCEPTS.AcceptOpen),
        (MODES.AnyFile, ACCEPTS.AcceptSave),
        (MODES.Directory, ACCEPTS.AcceptOpen),
    ],
)
def test_no_text_of_a_dialog_for_files_is_english(qtbot, chinese, folder, mode, accept):
    dialog = QFileDialog(None, "选择", str(folder))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    dialog.setViewMode(QFileDialog.ViewMode.Detail)
    dialog.show()
    tree = dialog.findChild(QAbstractItemView, "treeView")
    qtbot.waitUntil(lambda: tree.model().rowCount(tree.rootIndex()) > 0)
    texts = _visible_texts(dialog)
    assert [text for text in texts if ENGLISH.search(text) and "zzq" not in text] == []
    assert "文件大小" in texts
    assert "体积" not in texts


def test_no_button_of_a_message_or_of_a_text_is_english(qtbot, chinese):
    box = QMessageBox()
    qtbot.addWidget(box)
    kinds = QDialogButtonBox.StandardButton
    buttons = QDialogButtonBox(
        kinds.Ok | kinds.Save | kinds.Open | kinds.Yes | kinds.No | kinds.Cancel | kinds.Close
    )
    qtbot.addWidget(buttons)
    words = [button.text() for button in buttons.buttons()]
    for text in (QLineEdit(), QPlainTextEdit()):
        qtbot.addWidget(text)
        menu = text.createStandardContextMenu()
        words += [action.text().split("\t")[0] for action in menu.actions()]
    assert [word for word in words if ENGLISH.search(word)] == []


def test_a_text_that_no_catalogue_has_is_shown_in_english(qapp, chinese):
    assert qapp.translate("QNothing", "There is no such text") == "There is no such text"


# --- a folder to write into


def test_a_new_name_makes_the_folder(qtbot, folder):
    dialog = FolderDialog(None, "Folder", str(folder))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "2021")
    button = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Open)
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog.result() == QFileDialog.DialogCode.Accepted
    assert dialog.folder() == str(folder / "2021")
    assert (folder / "2021").is_dir()


def test_a_folder_that_is_there_is_taken(qtbot, folder):
    dialog = FolderDialog(None, "Folder", str(folder))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.setText("子")
    dialog.accept()
    assert dialog.result() == QFileDialog.DialogCode.Accepted
    assert dialog.folder() == str(folder / "子")


def test_a_folder_that_cannot_be_made_is_told_and_asked_again(qtbot, folder, monkeypatch):
    told = []
    monkeypatch.setattr(QMessageBox, "warning", lambda *args: told.append(args[-1]))
    dialog = FolderDialog(None, "Folder", str(folder))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.setText("乙/丙")
    dialog.accept()
    assert told == ["The folder 丙 cannot be made here. Choose another place or name."]
    assert dialog.isVisible()
    assert dialog.findChild(QLabel) is not None
