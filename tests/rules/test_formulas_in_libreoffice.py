from __future__ import annotations

import csv
import random
import subprocess
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from deskapp.rules.scoring import (
    SECTION_RULES,
    Counted,
    CountRefs,
    excel_formula,
    parameters_from,
    rounded,
    score,
)

ROWS = 6000
LEVELS = ("own", "association", "municipal", "provincial", "national")

SECTIONS = tuple(SECTION_RULES)

Case = tuple[str, dict[str, object], Decimal, Counted]


def some_case(dice: random.Random, section: str) -> Case:
    kind = dice.choice(SECTION_RULES[section])
    points = rounded(Decimal(dice.randint(1, 2000)) / dice.choice([10, 100]))
    numerator = Decimal(dice.randint(0, 120)) / dice.choice([1, 2])
    mapping: dict[str, object] = {}
    if kind == "share":
        floor, full_at = sorted((dice.randint(0, 20), dice.randint(1, 20)))
        mapping = {"floor": Decimal(floor) / 20, "full_at": Decimal(full_at) / 20}
    elif kind == "deduct_per_missing":
        counts = dice.choice(["missing", "numerator"])
        mapping = {"each": Decimal(dice.randint(1, 999)) / 1000, "counts": counts}
        if dice.random() < 0.5:
            mapping["cap"] = Decimal(dice.randint(1, 50)) / 10
    elif kind == "bands":
        mapping = some_bands(dice)
    elif kind == "by_hand":
        numerator = Decimal(dice.randint(0, 20000)) / 1000
    else:
        return kind, some_levels(dice, kind), points, counted_by_level(dice)
    # Often exactly at a share such as 0.07, which no binary number is.
    return kind, mapping, points, Counted(numerator, dice.choice([dice.randint(0, 60), 100]))


def some_bands(dice: random.Random) -> dict[str, object]:
    shares = sorted(dice.sample(range(1, 101), dice.randint(1, 4)), reverse=True)
    worth = sorted((Decimal(dice.randint(0, 200)) / 10 for _ in (0, *shares)), reverse=True)
    bands = [
        {"at_least": Decimal(share) / 100, "points": points}
        for share, points in zip(shares, worth, strict=False)
    ]
    return {"bands": bands, "otherwise": worth[-1]}


def some_levels(dice: random.Random, kind: str) -> dict[str, object]:
    named = dice.sample(LEVELS, dice.randint(1, len(LEVELS)))
    levels = {level: Decimal(dice.randint(1, 9)) / 2 for level in named}
    if kind == "highest_only":
        return {"levels": levels}
    mapping: dict[str, object] = {"each": Decimal(dice.randint(1, 99)) / 100}
    if dice.random() < 0.5:
        mapping["levels"] = levels
    if dice.random() < 0.5:
        mapping["cap"] = Decimal(dice.randint(1, 50)) / 10
    return mapping


def counted_by_level(dice: random.Random) -> Counted:
    levels = {level: dice.choice([0, 0, 1, 2, 7]) for level in LEVELS}
    return Counted(sum(levels.values()), sum(levels.values()), levels)


def test_libreoffice_calculates_the_same_points(tmp_path: Path, soffice: str) -> None:
    dice = random.Random(20210420)
    workbook = Workbook()
    expected: list[Decimal] = []
    for row in range(1, ROWS + 1):
        section = SECTIONS[row % len(SECTIONS)]
        kind, mapping, points, counted = some_case(dice, section)
        rule = parameters_from(kind, mapping)
        at_level = {level: f"{column}{row}" for level, column in zip(LEVELS, "DEFGH", strict=True)}
        refs = CountRefs(f"A{row}", f"B{row}", at_level)
        formula = excel_formula(kind, rule, points, refs, section)
        by_level = [counted.levels.get(level, 0) for level in LEVELS]
        both = [float(counted.numerator), counted.denominator]
        workbook.active.append([*both, f"={formula}", *by_level])
        expected.append(score(kind, rule, points, counted, section).points)
    workbook.save(tmp_path / "rules.xlsx")
    assert points_calculated(soffice, tmp_path / "rules.xlsx") == expected


def points_calculated(soffice: str, path: Path) -> list[Decimal]:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    convert = ["--convert-to", "csv", "--outdir", str(path.parent), str(path)]
    subprocess.run([soffice, profile, "--headless", *convert], check=True, capture_output=True)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return [Decimal(row[2]) for row in csv.reader(lines)]
