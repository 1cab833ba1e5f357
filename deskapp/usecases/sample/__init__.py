"""The sample ledger: the year 2021 of a made-up association of science."""

from deskapp.usecases.sample.making import make_sample
from deskapp.usecases.sample.sizes import RECORDED_UNTIL, SampleSize

__all__ = ["RECORDED_UNTIL", "SampleSize", "make_sample"]
