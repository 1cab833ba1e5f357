"""What was guessed of a criteria sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from deskapp.i18n import N_

# What a sentence may leave open.
MISSING: Mapping[str, str] = MappingProxyType(
    {
        "each": N_("the points each time"),
        "counts": N_("whether it is off for what is missing or for what is counted"),
        "measure": N_("whether these figures are meant"),
        "how_often": N_("whether each time or once only"),
        "cumulative": N_("whether each one counts or the highest alone"),
        "bands": N_("the points between the shares named"),
        "otherwise": N_("the points below the shares named"),
        "between": N_("whether points follow the share in between"),
        "vacant_now": N_("whether a post counts that is vacant on the day, however short"),
        "worth": N_("what the indicator is worth"),
    }
)


@dataclass(frozen=True, slots=True)
class Guess:
    """The rule that a sentence seems to mean.

    `missing` names what the sentence leaves open, by keys of MISSING. `read` are the words that
    the rule rests on, and `left` those that speak of points, or narrow what counts, but were not
    read. `measure_parameters` are what the words say of the figures. With `understood` False no
    rule is proposed, and the indicator is left to the assessors.
    """

    rule: str
    parameters: dict[str, Any] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    understood: bool = True
    left: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    measure_parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Say whether the sentence was read to its end and leaves nothing open."""
        return self.understood and not self.missing and not self.left
