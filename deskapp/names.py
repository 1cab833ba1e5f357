"""Clean names as people write them, and give them the keys they are sorted and found by.

A surname often has a reading of its own (曾 is Zeng, not Ceng), which no library gets right;
the readings that matter are written down here. pypinyin is slow to import, so it is imported
only when the first key is made.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

_CJK = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SPACE_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}·])\s+(?=[{_CJK}·])")
_DOT_BETWEEN_CJK = re.compile(rf"(?<=[{_CJK}])\s*[•・‧⋅∙･．·]\s*(?=[{_CJK}])")
_CHINESE_NAME = re.compile(rf"[{_CJK}]{{2,4}}")
_PIECE = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+")
_IS_CJK = re.compile(rf"[{_CJK}]")

# More spellings of one name than this would only slow the search down.
_MOST_SPELLINGS = 12

# A surname's right reading first; then what people also type for it: another customary
# reading, or the everyday one a colleague takes it for.
_SURNAMES = {
    "曾": "zeng ceng", "单": "shan chan dan", "解": "xie jie", "仇": "qiu chou",
    "朴": "piao pu", "查": "zha cha", "翟": "zhai di", "区": "ou qu", "盖": "ge gai",
    "覃": "qin tan", "缪": "miao mou", "任": "ren", "华": "hua", "乐": "yue le",
    "柏": "bai bo", "召": "shao zhao", "黑": "he hei", "逄": "pang", "冼": "xian",
    "洗": "xian xi", "宓": "mi fu", "员": "yun yuan", "祭": "zhai ji", "繁": "po fan",
    "折": "she zhe", "秘": "bi mi", "重": "chong zhong", "种": "chong zhong",
    "晟": "cheng sheng", "薄": "bo bao", "卜": "bu bo", "车": "che ju", "谌": "chen shen",
    "郗": "xi chi", "郄": "qie xi", "都": "du dou", "费": "fei bi", "佴": "nai er",
    "隽": "juan jun", "隗": "wei kui", "莘": "shen xin", "牟": "mou mu", "乜": "nie mie",
    "句": "gou ju", "角": "jue jiao", "能": "nai neng", "郇": "xun huan", "笮": "ze zuo",
    "藏": "zang cang", "盛": "sheng cheng", "宿": "su", "阚": "kan han", "尉": "wei yu",
    "蔚": "yu wei", "滑": "hua gu", "褚": "chu", "万": "wan", "石": "shi", "俞": "yu",
    "於": "yu", "沈": "shen", "曲": "qu", "尹": "yin", "那": "na", "哈": "ha",
    "过": "guo", "行": "xing", "朝": "chao", "相": "xiang", "令": "ling", "少": "shao",
}  # fmt: skip

_COMPOUND_SURNAMES = {
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "令狐": "ling hu",
    "澹台": "tan tai", "单于": "chan yu", "鲜于": "xian yu", "乐正": "yue zheng",
    "皇甫": "huang fu", "夏侯": "xia hou", "诸葛": "zhu ge", "东方": "dong fang",
    "上官": "shang guan", "欧阳": "ou yang", "司马": "si ma", "司徒": "si tu",
    "司空": "si kong", "公孙": "gong sun", "慕容": "mu rong", "宇文": "yu wen",
    "呼延": "hu yan", "端木": "duan mu", "轩辕": "xuan yuan", "钟离": "zhong li",
    "濮阳": "pu yang", "淳于": "chun yu", "太史": "tai shi", "申屠": "shen tu",
    "闻人": "wen ren", "赫连": "he lian", "独孤": "du gu", "拓跋": "tuo ba",
    "南宫": "nan gong", "西门": "xi men", "百里": "bai li", "东郭": "dong guo",
    "闾丘": "lv qiu", "谷梁": "gu liang", "亓官": "qi guan", "司寇": "si kou",
    "左丘": "zuo qiu", "梁丘": "liang qiu", "羊舌": "yang she", "第五": "di wu",
}  # fmt: skip

# Characters of given names that are read in two ways with different initials.
_GIVEN = {
    "乐": "le yue", "行": "xing hang", "长": "chang zhang", "重": "zhong chong",
    "朝": "chao zhao", "茜": "qian xi", "晟": "sheng cheng", "盛": "sheng cheng",
    "参": "shen can", "传": "chuan zhuan", "调": "tiao diao", "娜": "na nuo",
    "藏": "zang cang", "莘": "xin shen", "隽": "jun juan", "召": "zhao shao",
    "蔚": "wei yu", "校": "xiao jiao", "系": "xi ji", "曾": "zeng ceng",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameKeys:
    """What a name is sorted by (pinyin) and found by (initials).

    pinyin: lower-case syllables apart, such as "zhang san"; ü is written v.
    initials: every spelling a person may type, the right one first, such as "sx cx dx" for
    单雄. Search with `' ' || initials LIKE '% sx%'` to find any of them by its beginning.
    """

    pinyin: str
    initials: str


def clean_name(text: str) -> str:
    """Return the name without the spaces and invisible characters that typists put in it.

    "张 三" becomes "张三"; the space of "John Smith" stays; every kind of dot between the
    parts of a transliterated name becomes "·".
    """
    name = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    name = " ".join(name.split())
    return _DOT_BETWEEN_CJK.sub("·", _SPACE_BETWEEN_CJK.sub("", name))


def name_keys(name: str) -> NameKeys:
    """Return the keys of a person's name, its surname read as a surname."""
    name = clean_name(name)
    if _CHINESE_NAME.fullmatch(name):
        readings = [*_surname_readings(name), *_given_readings(_given_name(name))]
    else:
        readings = [[syllable] for syllable in _syllables(name)]
    spellings = ("".join(s[0] for s in way) for way in islice(product(*readings), 200))
    distinct = list(dict.fromkeys(spellings))[:_MOST_SPELLINGS]
    return NameKeys(" ".join(r[0] for r in readings), " ".join(distinct))


def text_initials(*texts: str) -> str:
    """Return what people type to find a unit or a title: "kpb" for 科普部.

    Several texts, such as a unit's name and its short name, give several spellings with a
    blank between. Latin words and numbers stay whole (2021年要点 gives "2021nyd"); punctuation
    goes.
    """
    return " ".join(dict.fromkeys(filter(None, map(_initials_of, texts))))


def _initials_of(text: str) -> str:
    pieces = _PIECE.findall(unicodedata.normalize("NFKC", text))
    return "".join(
        "".join(s[0] for s in _read(piece)) if _IS_CJK.match(piece) else piece.casefold()
        for piece in pieces
    )


def _surname_of(name: str) -> str:
    # 单于 alone is 于 of the family 单: a compound surname leaves room for a given name.
    return name[:2] if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else name[:1]


def _given_name(name: str) -> str:
    return name[len(_surname_of(name)) :]


def _surname_readings(name: str) -> Iterator[list[str]]:
    surname = _surname_of(name)
    if surname in _COMPOUND_SURNAMES:
        yield from ([syllable] for syllable in _COMPOUND_SURNAMES[surname].split())
    elif surname in _SURNAMES:
        yield _SURNAMES[surname].split()
    else:
        yield _read(surname)


def _given_readings(given: str) -> Iterator[list[str]]:
    for character, syllable in zip(given, _read(given), strict=True):
        others = _GIVEN.get(character, "").split()
        yield list(dict.fromkeys([syllable, *others]))


def _syllables(text: str) -> list[str]:
    syllables: list[str] = []
    for piece in _PIECE.findall(text):
        syllables += _read(piece) if _IS_CJK.match(piece) else [piece.casefold()]
    return syllables


def _read(characters: str) -> list[str]:
    """Return one lower-case syllable a character; an unknown character stands for itself."""
    from pypinyin import Style, lazy_pinyin

    read = lazy_pinyin(characters, style=Style.NORMAL, errors=" ".join)
    return [syllable for part in read for syllable in part.split()]
