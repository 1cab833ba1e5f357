from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskapp.names import clean_name, name_keys, text_initials


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("张 三", "张三"),
        ("张\u3000三", "张三"),
        (" 欧阳\u00a0明 ", "欧阳明"),
        ("\ufeff李\u200b四", "李四"),
        ("John  Smith", "John Smith"),
        ("张三 Tom", "张三 Tom"),
        ("买买提•艾力", "买买提·艾力"),
        ("", ""),
    ],
)
def test_spaces_and_invisible_characters_leave_a_name(written: str, clean: str) -> None:
    assert clean_name(written) == clean


@given(st.text())
def test_cleaning_a_clean_name_changes_nothing(text: str) -> None:
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("张三", "zhang san"),
        ("张 三", "zhang san"),
        ("曾强", "zeng qiang"),
        ("单雄", "shan xiong"),
        ("解缙", "xie jin"),
        ("仇英", "qiu ying"),
        ("朴树", "piao shu"),
        ("查理", "zha li"),
        ("翟志刚", "zhai zhi gang"),
        ("区伟", "ou wei"),
        ("盖文", "ge wen"),
        ("缪斌", "miao bin"),
        ("乐嘉", "yue jia"),
        ("卜凡", "bu fan"),
        ("阚清", "kan qing"),
        ("尉迟恭", "yu chi gong"),
        ("万俟明", "mo qi ming"),
        ("长孙无忌", "zhang sun wu ji"),
        ("单于", "shan yu"),
        ("单于明", "chan yu ming"),
        ("欧阳明", "ou yang ming"),
        ("吕布", "lv bu"),
        ("买买提·艾力", "mai mai ti ai li"),
        ("John Smith", "john smith"),
        ("", ""),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, pinyin: str) -> None:
    assert name_keys(name).pinyin == pinyin


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("张三", "zs"),
        ("单雄", "sx cx dx"),
        ("曾强", "zq cq"),
        ("欧阳明", "oym"),
        ("王乐", "wl wy"),
        ("John Smith", "js"),
    ],
)
def test_initials_hold_every_spelling_a_person_may_type(name: str, initials: str) -> None:
    assert name_keys(name).initials == initials


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("科普部", "kpb"),
        ("机关党委(人事处)", "jgdwrsc"),
        ("2021年工作要点", "2021ngzyd"),
        ("APEC会议", "apechy"),
        ("银行", "yh"),
        ("重庆路", "cql"),
        ("", ""),
    ],
)
def test_a_unit_is_found_by_the_initials_of_its_characters(text: str, initials: str) -> None:
    assert text_initials(text) == initials


@given(st.text())
def test_any_text_has_keys(text: str) -> None:
    keys = name_keys(text)
    assert keys.pinyin == keys.pinyin.strip()
    assert len(keys.initials.split()) <= 12
    assert " " not in text_initials(text)


def test_a_shorter_name_comes_before_the_longer_one_that_begins_with_it() -> None:
    names = ["张三丰", "张桑", "张三", "詹九"]
    assert sorted(names, key=lambda n: name_keys(n).pinyin) == ["詹九", "张三", "张三丰", "张桑"]


def test_importing_names_does_not_load_the_pinyin_tables() -> None:
    code = "import sys, deskapp.names; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
