"""CSI: promoters over detractors, by period, for the company, its managers or its clients; the NPS beside it.

Formula: CSI = answers of 8 to 10 / answers of 3 and below, to "would you recommend us?" on 0..10; it should be well
above one. NPS = % of 9 to 10 - % of 0 to 6, another measure of the same answers and never the same number.
Edges: the last answer of a client in a period counts, of several on a day the lowest; one that names no manager counts
for the company alone. No detractors: no number (null), shown as `4 : 0`. Few answers: `low` and `high` bound the ratio
with 95 % confidence (Wilson's interval of the promoters' share p of all who took sides, as odds p / (1 - p)); `high` is
null without detractors. The company's figure is counted from the answers and is not the mean of its managers'.
Source: the base methods, "CSI" (8-10, 1-3, quarterly, company and manager); an answer of 0 counts as a detractor. Ours:
the uncertainty. Interval: E. B. Wilson, Probable inference, JASA 22 (1927).
"""

from datetime import date
from typing import Literal, TypeAlias

import polars as pl

from clientzoo.segmentation.frames import UnfitTableError, method, need
from clientzoo.segmentation.periods import Grain, label, number

By: TypeAlias = Literal["company", "manager", "client_id"]
PROMOTERS_FROM, DETRACTORS_TO, HIGHEST = 8, 3, 10
_Z = 1.959964  # 95 %


@method
def csi(
    survey: pl.LazyFrame, *, as_of: date, by: By = "company", grain: Grain = "quarter", scale: int = HIGHEST
) -> pl.DataFrame:
    """One row a period and group: `answers`, `promoters`, `detractors`, `csi`, `low`, `high`, `shown`, `nps`.

    `scale` is the highest possible answer; other scales than 0..10 are stretched to it, as 1..5 with `scale=5` by
    doubling. Raises UnfitTableError where an answer lies outside.
    """
    last = latest(survey, as_of, grain, by, scale)
    group = pl.lit("company") if by == "company" else pl.col(by)
    rating = pl.col("rating")
    counted = last.group_by("period", group.alias("of")).agg(
        pl.len().cast(pl.Int64).alias("answers"),
        (rating >= PROMOTERS_FROM).sum().cast(pl.Int64).alias("promoters"),
        (rating <= DETRACTORS_TO).sum().cast(pl.Int64).alias("detractors"),
        (((rating >= 9).sum() - (rating <= 6).sum().cast(pl.Int64)) * 100.0 / pl.len()).alias("nps"),
    )
    promoters, detractors = pl.col("promoters"), pl.col("detractors")
    low, high = _bounds()
    return (
        counted.sort("period", "of")
        .with_columns(
            pl.col("period").map_elements(lambda period: label(period, grain), return_dtype=pl.String),
            pl.when(detractors > 0).then(promoters / detractors).alias("csi"),
            low.alias("low"),
            high.alias("high"),
            pl.format("{} : {}", promoters, detractors).alias("shown"),
        )
        .select("period", "of", "answers", "promoters", "detractors", "csi", "low", "high", "shown", "nps")
    )


def latest(survey: pl.LazyFrame, as_of: date, grain: Grain, by: By = "company", scale: int = HIGHEST) -> pl.DataFrame:
    """The answer of each client that counts in each period (for each manager), on 0..10."""
    wanted = ["client_id", "survey_date", "rating", *(["manager"] if by == "manager" else [])]
    need(survey, wanted, "survey answers")
    answers = survey.drop_nulls(wanted).with_columns(pl.col("survey_date").cast(pl.Date))
    kept = answers.filter(pl.col("survey_date") <= as_of).collect()
    outside = kept.filter((pl.col("rating") < 0) | (pl.col("rating") > scale))
    if outside.height:
        raise UnfitTableError(f"{outside.height} ratings lie outside 0..{scale}; declare the scale of the survey")
    groups = ["client_id", "period", *(["manager"] if by == "manager" else [])]
    return (
        kept.with_columns(number("survey_date", grain).alias("period"), pl.col("rating") * HIGHEST / scale)
        .sort("survey_date", "rating", descending=[True, False])
        .unique(groups, keep="first", maintain_order=True)
    )


def answers(survey: pl.LazyFrame, as_of: date, grain: Grain, scale: int = HIGHEST) -> pl.DataFrame:
    """Who stands behind each figure: `period`, `of` (company, or a manager), `client_id`, `rating` on 0..10."""
    groups: list[By] = ["company"]
    if "manager" in survey.collect_schema().names():
        groups.append("manager")
    found = [
        latest(survey, as_of, grain, by, scale).select(
            pl.col("period").map_elements(lambda period: label(period, grain), return_dtype=pl.String),
            (pl.lit("company") if by == "company" else pl.col(by).cast(pl.String)).alias("of"),
            "client_id",
            pl.col("rating").cast(pl.Float64),
        )
        for by in groups
    ]
    return pl.concat(found).sort("period", "of", "rating", "client_id")


def satisfaction(survey: pl.LazyFrame, as_of: date, scale: int = HIGHEST) -> pl.DataFrame:
    """`promoter`, `neutral` or `detractor` for each client, by its last answer of all."""
    rating = pl.col("rating")
    return (
        latest(survey, as_of, "year", scale=scale)
        .sort("survey_date", descending=True)
        .unique("client_id", keep="first", maintain_order=True)
        .select(
            "client_id",
            "survey_date",
            "rating",
            pl.when(rating >= PROMOTERS_FROM)
            .then(pl.lit("promoter"))
            .when(rating <= DETRACTORS_TO)
            .then(pl.lit("detractor"))
            .otherwise(pl.lit("neutral"))
            .alias("satisfaction"),
        )
        .sort("client_id")
    )


def _bounds() -> tuple[pl.Expr, pl.Expr]:
    """Wilson's interval of the promoters' share among those who took sides, as odds."""
    sides = (pl.col("promoters") + pl.col("detractors")).cast(pl.Float64)
    share = pl.col("promoters") / sides
    middle = (share + _Z**2 / (2 * sides)) / (1 + _Z**2 / sides)
    half = _Z / (1 + _Z**2 / sides) * (share * (1 - share) / sides + _Z**2 / (4 * sides**2)).sqrt()
    low, high = (middle - half).clip(lower_bound=0.0), middle + half
    took_sides = sides > 0
    return (
        pl.when(took_sides).then(low / (1 - low)),
        pl.when(took_sides & (pl.col("detractors") > 0)).then(high / (1 - high)),
    )
