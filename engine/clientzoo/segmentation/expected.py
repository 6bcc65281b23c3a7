"""What a client will probably bring: BG/NBD for how often it still orders, Gamma-Gamma for how much each time.

Formula: the models of Fader, Hardie and Lee (Counting your customers the easy way, Marketing Science 24, 2005) and of
Fader and Hardie (The Gamma-Gamma model of monetary value, 2013), fitted by PyMC-Marketing by maximum likelihood as
those papers do. The library's own priors are not used: on a base of long-standing clients they hold everybody for
alive.
An estimate beside the three LTV formulas, not one of them: it needs order histories only, and says nothing of a client
with a single order but that few like it come back: to the model it is alive, since none leaves before its first order.
Edges: days with orders count, not lines nor refunds, whose money is subtracted; a client whose mean order is zero or
less is left out; fewer than 30 clients with repeated orders are too few to fit. Where amounts scatter so widely that
the model's mean does not exist, the client's own mean order stands for its next one.
"""

import warnings
from datetime import date
from typing import Any

import polars as pl

from clientzoo.segmentation.frames import MINOR_UNITS, UnfitTableError, method
from clientzoo.segmentation.orders import collect_streaming, is_purchase, total, won

LEAST_REPEATED = 30
_DAYS_IN_MONTH = 365.25 / 12
_PARAMETERS = {"BetaGeoModel": ("a", "b", "alpha", "r"), "GammaGammaModel": ("p", "q", "v")}
_WIDE = 1e4  # of a prior that holds back only a likelihood without a maximum


class ModelsUnavailableError(UnfitTableError):
    """The library is not installed; the text says how to get it."""


@method
def estimate_value(orders: pl.LazyFrame, *, as_of: date, months: int = 12) -> pl.DataFrame:
    """One row a client: `alive` (probability), `expected_orders` and `expected_value` (minor units) of the next
    `months`.

    Raises UnfitTableError where there is too little to fit, ModelsUnavailableError where the library is missing.
    """
    history = _history(orders, as_of)
    repeated = history.filter(pl.col("frequency") > 0)
    if repeated.height < LEAST_REPEATED:
        raise UnfitTableError(
            f"only {repeated.height} clients ordered again; {LEAST_REPEATED} are needed for an estimate"
        )
    with warnings.catch_warnings(action="ignore"):  # what the libraries tell one another is nothing to a user
        purchases = fit_purchases("BetaGeoModel", history.select("customer_id", "frequency", "recency", "T"))
        spending = fit_purchases("GammaGammaModel", repeated.select("customer_id", "frequency", "monetary_value"))
        data = _pandas(history)
        alive = _means(purchases.expected_probability_alive(data))
        count = _means(purchases.expected_purchases(data, future_t=months))
        bill = _means(spending.expected_customer_spend(data.assign(monetary_value=data["monetary_value"].fillna(0))))
    if min(bill) <= 0:
        bill = history["monetary_value"].fill_null(history["monetary_value"].median()).to_list()
    return (
        history.select(pl.col("customer_id").alias("client_id"))
        .with_columns(pl.Series("alive", alive), pl.Series("expected_orders", count), pl.Series("bill", bill))
        .with_columns(
            (pl.col("expected_orders") * pl.col("bill") * 100).round(0).cast(pl.Int64).alias("expected_value")
        )
        .drop("bill")
        .sort("expected_value", "client_id", descending=[True, False])
    )


def _history(orders: pl.LazyFrame, as_of: date) -> pl.DataFrame:
    """Per client: days with orders after the first, age in months at the last and at the as-of date, mean amount of
    later days."""
    lines = won(orders, as_of)
    days = lines.group_by("client_id", "order_date").agg(
        total(lines, "amount").alias("amount"), is_purchase(lines).any().alias("bought")
    )
    ordered = pl.col("order_date").filter("bought")
    first, last = ordered.min(), ordered.max()
    again = (pl.col("bought") & (pl.col("order_date") > first)).sum().cast(pl.Int64)
    later = pl.col("amount").filter(pl.col("order_date") > first).sum()
    return (
        collect_streaming(
            days.group_by("client_id").agg(
                again.alias("frequency"),
                ((last - first).dt.total_days() / _DAYS_IN_MONTH).alias("recency"),
                ((pl.lit(as_of) - first).dt.total_days() / _DAYS_IN_MONTH).alias("T"),
                pl.when(again > 0).then(later / again / MINOR_UNITS).alias("monetary_value"),
            )
        )
        .rename({"client_id": "customer_id"})
        .filter((pl.col("T") > 0) & (pl.col("monetary_value").is_null() | (pl.col("monetary_value") > 0)))
        .sort("customer_id")
    )


def fit_purchases(model: str, data: pl.DataFrame) -> Any:
    """The model of PyMC-Marketing at the greatest likelihood. Raises ModelsUnavailableError."""
    try:
        from pymc_extras.prior import Prior
        from pymc_marketing import clv
    except ImportError:
        raise ModelsUnavailableError("estimates need a library: pip install 'clientzoo[ltv]'") from None
    wide = {name: Prior("HalfNormal", sigma=_WIDE) for name in _PARAMETERS[model]}
    found = getattr(clv, model)(data=_pandas(data), model_config=wide)
    found.fit(method="map", progressbar=False, start=dict.fromkeys(wide, 1.0))
    return found


def _pandas(frame: pl.DataFrame) -> Any:
    import pandas

    return pandas.DataFrame(frame.to_dict(as_series=False))


def _means(sampled: Any) -> list[float]:
    return [float(value) for value in sampled.mean(("chain", "draw")).values]
