"""What is seen of a page: its open tabs and its chosen records, so that it can be shown again."""

from __future__ import annotations

from dataclasses import dataclass

from deskapp.widgets.screen import Screen
from deskapp.widgets.tabs import Tabs


@dataclass(frozen=True, slots=True)
class Seen:
    """The tabs that are open, the outer ones first, and what the page and its parts show."""

    tabs: tuple[int, ...] = ()
    targets: tuple[object, ...] = ()


def seen_of(page: Screen) -> Seen:
    """Return what is seen of a page."""
    return Seen(
        tuple(tabs.currentIndex() for tabs in _tabs(page)),
        tuple(screen.current_target() for screen in _screens(page)),
    )


def show_again(page: Screen, seen: Seen) -> None:
    """Open the tabs and choose the records that were seen, as far as they are still there."""
    _open(page, seen.tabs)
    for screen, target in zip(_screens(page), seen.targets, strict=False):
        if target is not None and target != screen.current_target():
            screen.show_target(target)
    _open(page, seen.tabs)  # those of the record, which may have been shown only now


def _open(page: Screen, places: tuple[int, ...]) -> None:
    for number, place in enumerate(places):
        shown = _tabs(page)  # again each time: an outer tab shows inner ones
        if number < len(shown) and shown[number].isTabEnabled(place):
            shown[number].setCurrentIndex(place)


def _tabs(page: Screen) -> list[Tabs]:
    return [tabs for tabs in page.findChildren(Tabs) if tabs.isVisibleTo(page)]


def _screens(page: Screen) -> list[Screen]:
    return [page, *(part for part in page.findChildren(Screen) if part.isVisibleTo(page))]
