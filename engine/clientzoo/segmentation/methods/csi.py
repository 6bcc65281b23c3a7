"""CSI: satisfaction by period and manager."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation import csi as csi_
from clientzoo.segmentation.csi import HIGHEST, csi
from clientzoo.segmentation.method import Method
from clientzoo.segmentation.report.lists import Lists
from clientzoo.segmentation.report.satisfaction_part import csi_section
from clientzoo.segmentation.report.section import Section
from clientzoo.segmentation.result import Result
from clientzoo.segmentation.settings import Settings
from clientzoo.segmentation.tables import Tables

_FIVE = 5  # the highest answer of many surveys


def _run(base: Tables, own: Settings, as_of: date) -> Result:
    grain: Any = own.csi_grain
    survey = base["survey"]
    tables = {"csi": csi(survey, as_of=as_of, grain=grain, scale=own.csi_scale)}
    if "manager" in survey.collect_schema().names():
        tables["csi by manager"] = csi(survey, as_of=as_of, by="manager", grain=grain, scale=own.csi_scale)
    last = csi_.satisfaction(survey, as_of, own.csi_scale)
    tables["last answers"] = last
    tables["csi answers"] = csi_.answers(survey, as_of, grain, own.csi_scale)
    facts = last.select("client_id", "satisfaction")
    notes = ["low and high: 95 % bounds of the ratio; CSI is no NPS, both are shown"]
    highest = tables["csi answers"]["rating"].max()
    if own.csi_scale == HIGHEST and isinstance(highest, float) and highest <= _FIVE:
        notes.append(f"no answer exceeds {highest:g}: if the survey asks for 1 to 5, say --set csi_scale=5")
    return Result("csi", as_of, own.of("csi"), tables, "of", facts, tuple(notes))


def _section(found: Mapping[str, Result], facts: pl.DataFrame, lists: Lists) -> Section | None:
    return csi_section(found["csi"], facts, lists) if "csi" in found else None


METHOD = Method("csi", 5, ("survey",), _run, section=_section, shown=6)
