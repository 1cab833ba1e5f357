from __future__ import annotations

import csv
import random
import subprocess
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

from deskapp.rules.scoring import Counted, excel_formula, parameters_from, rounded, score

ROWS = 2000

Case = tuple[str, dict[str, object], Decimal, Counted]


def some_case(dice: random.Random) -> Case:
    kind = dice.choice(["share", "deduct_per_missing", "by_hand"])
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
    else:
        numerator = Decimal(dice.randint(0, 20000)) / 1000
    return kind, mapping, points, Counted(numerator, dice.randint(0, 60))


def test_libreoffice_calculates_the_same_points(tmp_path: Path, soffice: str) -> None:
    dice = random.Random(20210420)
    workbook = Workbook()
    expected: list[Decimal] = []
    for row in range(1, ROWS + 1):
        kind, mapping, points, counted = some_case(dice)
        rule = parameters_from(kind, mapping)
        formula = excel_formula(kind, rule, points, f"A{row}", f"B{row}")
        workbook.active.append([float(counted.numerator), counted.denominator, f"={formula}"])
        expected.append(score(kind, rule, points, counted).points)
    workbook.save(tmp_path / "rules.xlsx")
    assert points_calculated(soffice, tmp_path / "rules.xlsx") == expected


def points_calculated(soffice: str, path: Path) -> list[Decimal]:
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    convert = ["--convert-to", "csv", "--outdir", str(path.parent), str(path)]
    subprocess.run([soffice, profile, "--headless", *convert], check=True, capture_output=True)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return [Decimal(row[2]) for row in csv.reader(lines)]
