"""Follow the words of a line about attendance and keep what it has said of whom."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from deskapp.i18n import _
from deskapp.rules.attendance_words import State, Word

_TITLE = re.compile(
    r"(?:副?(?:主任|部长|处长|科长|局长|院长|所长|馆长|站长|校长|会长|主席|秘书长|书记)"
    r"|(?:主任|副主任)?科员|调研员|同志|老师|同学)+$"
)
_REASON = re.compile(
    "出差|外出|出国|公出|公务|培训|学习|开会|会议|休假|住院|生病|产|值班|有事|另有|调研|探亲|陪|在|去|赴|参加"
)
_FOR_ALL = re.compile(r"\s*(?:全|均|都|皆|all\b)", re.IGNORECASE)
_IS_REASON_TOO = frozenset({"事假", "病假", "公假", "休假", "产假"})


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person a line may name."""

    id: int
    name: str
    unit: str


@dataclass(slots=True, eq=False)
class Named:
    """Somebody the line names, with what it has said of him so far."""

    words: str
    candidates: list[PersonName]
    state: State | None = None
    late: bool = False
    reason: str = ""
    stand_in: Named | None = None
    puzzle: str = ""


@dataclass(slots=True)
class Rest:
    """What the line says of all who are not named."""

    state: State
    late: bool
    words: str


@dataclass(slots=True)
class Reader:
    """Takes the words one by one; `waiting` are those named of whom nothing is said yet."""

    everybody: Sequence[PersonName]
    named: list[Named] = field(default_factory=list)
    rest: Rest | None = None
    waiting: list[Named] = field(default_factory=list)
    last: list[Named] = field(default_factory=list)
    heading: Word | None = None
    loose: str = ""
    touching: bool = False
    at_start: bool = True
    rest_named: bool = False
    giver: Named | None = None
    receivers: list[Named] = field(default_factory=list)

    def take(self, word: Word) -> None:
        """Take the next word of the line."""
        if word.kind != "name":
            self._settle_loose()
        handlers: dict[str, Callable[[Word], None]] = {
            "name": self._name, "text": self._text, "note": self._note, "state": self._state,
            "header": self._header, "standin": self._standin, "instead": self._instead,
            "reason": self._reason, "rest": self._the_rest, "except": self._except,
            "outside": self._outside, "end": self._end,
        }  # fmt: skip
        if word.kind in handlers:
            handlers[word.kind](word)
        self.touching = word.kind in {"name", "note"}
        self.at_start = word.kind == "end" or (self.at_start and word.kind == "separator")

    def _name(self, word: Word) -> None:
        candidates = [self.everybody[entry] for entry in word.names]
        someone = Named(self.loose + word.text, candidates)
        _narrow_by_unit(someone, self.loose)
        self.loose = ""
        if self.receivers:
            self._close_with_stand_in(self.receivers, someone)
            self.receivers = []
            return
        if self.giver:
            someone.stand_in, self.giver = self.giver, None
        self.waiting.append(someone)

    def _text(self, word: Word) -> None:
        if not (self.touching and self.waiting):
            self.loose = word.text
            return
        someone = self.waiting[-1]
        if _TITLE.fullmatch(word.text):
            return
        if any(_is_of(person, word.text) for person in someone.candidates):
            _narrow_by_unit(someone, word.text)
        elif _REASON.match(word.text):
            self._reason(word)
        else:
            someone.words += word.text
            someone.puzzle = _("This is not quite a name that is expected here.")

    def _note(self, word: Word) -> None:
        inside = [inner for part in word.inner for inner in (part, *part.inner)]
        kinds = {inner.kind for inner in inside}
        targets = self.waiting[-1:] or self.last
        for inner in () if targets else word.inner:
            self.take(inner)
        for someone in targets:
            if kinds & {"standin", "instead"}:
                someone.stand_in = self._somebody(inside, word.text)
            elif "name" in kinds:
                someone.puzzle = _("It is not said what the name in parentheses means.")
            else:
                _apply_note(someone, word)

    def _state(self, word: Word) -> None:
        if self.waiting:
            self._close(word)
        elif self.rest_named or _FOR_ALL.match(word.text):
            self.rest = Rest(word.state or "present", word.late, word.text)
            self.rest_named = False
        elif self.at_start:
            self.heading = word
        elif word.late:
            for someone in self.last:
                someone.late = True

    def _header(self, word: Word) -> None:
        self._close(self.heading)
        self.heading = word

    def _standin(self, word: Word) -> None:
        stand_in = self._somebody(word.inner, word.text)
        self._close_with_stand_in(self.waiting or self.last, stand_in)

    def _instead(self, word: Word) -> None:
        if word.text.endswith(":"):
            self.receivers = self.waiting or self.last
        elif self.waiting:
            self.giver = self.waiting.pop()

    def _reason(self, word: Word) -> None:
        for someone in self.waiting or self.last:
            someone.reason = someone.reason or word.text

    def _the_rest(self, word: Word) -> None:
        self._close(self.heading)
        self.rest_named = word.state is None
        if word.state:
            self.rest = Rest(word.state, word.late, word.text)

    def _except(self, word: Word) -> None:
        self._close(self.heading)

    def _outside(self, word: Word) -> None:
        # 除张三(出差)外: a reason without a state is the reason of an excuse.
        for someone in self.waiting:
            if someone.reason and not someone.stand_in:
                someone.state = someone.state or "excused"
        self._close(None)

    def _end(self, word: Word) -> None:
        if self.giver:
            self.giver.puzzle = _("It is not said who stands in for whom.")
            self.waiting.append(self.giver)
        if self.rest_named:
            puzzle = _("It is not said whether the others were present.")
            self.waiting.append(Named(_("the others"), [], puzzle=puzzle))
        self._close(self.heading)
        self.rest_named = False
        self.last, self.heading, self.giver, self.receivers = [], None, None, []

    def _close(self, word: Word | None) -> None:
        """Say of all who wait what the word says, unless it was said already."""
        for someone in self.waiting:
            if word and not someone.state:
                someone.state, someone.late = word.state, word.late
        if self.waiting:
            self.last = self.waiting
        self.named += self.waiting
        self.waiting = []

    def _close_with_stand_in(self, group: list[Named], stand_in: Named) -> None:
        for someone in group:
            someone.stand_in = stand_in
        self._close(None)

    def _settle_loose(self) -> None:
        """Take words that stand alone for the reason of those just named, or for a name."""
        text, self.loose = self.loose, ""
        if not text:
            return
        if self.last and not self.waiting and _REASON.match(text):
            self._reason(Word("reason", text))
        else:
            self.waiting.append(Named(text, []))

    def _somebody(self, words: Sequence[Word], written: str) -> Named:
        """Return the one person that the words name; nobody known if it is not one."""
        names = [word for word in words if word.kind == "name"]
        others = "".join(word.text for word in words if word.kind == "text")
        if len(names) != 1:
            return Named(others or written, [])
        someone = Named(names[0].text, [self.everybody[entry] for entry in names[0].names])
        _narrow_by_unit(someone, others)
        return someone


def _apply_note(someone: Named, note: Word) -> None:
    for word in note.inner:
        if word.kind == "state":
            someone.state, someone.late = word.state, word.late
            if word.text in _IS_REASON_TOO:
                someone.reason = someone.reason or word.text
        elif any(_is_of(person, word.text) for person in someone.candidates):
            _narrow_by_unit(someone, word.text)
        elif word.kind in {"text", "reason"}:
            someone.reason = someone.reason or word.text


def _is_of(person: PersonName, words: str) -> bool:
    """Say whether the words are the person's unit, perhaps shortened: 科普部 of 科学普及部."""
    letters = iter(person.unit)
    return len(words) >= 2 and all(letter in letters for letter in words)


def _narrow_by_unit(someone: Named, words: str) -> None:
    unit = _TITLE.sub("", words)
    if not unit:
        return
    fitting = [person for person in someone.candidates if _is_of(person, unit)]
    if fitting:
        someone.candidates = fitting
    else:
        someone.puzzle = _("Nobody of this name belongs to {unit}.").format(unit=unit)
