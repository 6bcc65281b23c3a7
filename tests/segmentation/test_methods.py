"""Every method on tables small enough to be computed by hand."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import polars as pl
import pytest

from clientzoo.segmentation.abc import abc, classes
from clientzoo.segmentation.bcg import bcg
from clientzoo.segmentation.blocks import blocks
from clientzoo.segmentation.csi import csi, satisfaction
from clientzoo.segmentation.frames import UnfitTableError
from clientzoo.segmentation.ltv import by_profit, by_retention, ltv, per_year
from clientzoo.segmentation.pareto import at_least_one, concentration, overlap, pareto
from clientzoo.segmentation.products import of_no_segment, products
from clientzoo.segmentation.renewal import renewal
from clientzoo.segmentation.rfm import rfm, same_for_all
from clientzoo.segmentation.xyz import nine_cells, xyz

AS_OF = date(2026, 6, 30)


def orders(*lines: tuple[str, date | str, float]) -> pl.DataFrame:
    days = [date.fromisoformat(day) if isinstance(day, str) else day for _, day, _ in lines]
    return pl.DataFrame(
        {
            "client_id": [client for client, _, _ in lines],
            "deal_id": [f"d{number}" for number in range(len(lines))],
            "order_date": days,
            "amount": [amount for _, _, amount in lines],
        },
        schema={"client_id": pl.String, "deal_id": pl.String, "order_date": pl.Date, "amount": pl.Float64},
    )


def column(frame: pl.DataFrame, name: str) -> dict[str, object]:
    return dict(zip(frame["client_id"], frame[name], strict=True))


def amounts(**given: int) -> pl.DataFrame:
    return pl.DataFrame({"client_id": list(given), "amount": list(given.values())})


def test_abc_by_the_share_before_the_client() -> None:
    found = classes(amounts(a=50, b=30, c=15, d=5))
    assert column(found, "abc") == {"a": "A", "b": "B", "c": "C", "d": "C"}
    assert column(found, "share_before") == {"a": 0, "b": 50, "c": 80, "d": 95}


def test_abc_the_client_that_crosses_a_bound_stays_up_and_a_giant_is_a() -> None:
    assert column(classes(amounts(giant=82, b=10, c=8)), "abc") == {"giant": "A", "b": "C", "c": "C"}
    assert column(classes(amounts(a=49, b=20, c=19, d=12)), "abc") == {"a": "A", "b": "A", "c": "B", "d": "C"}


def test_abc_equals_share_a_class_and_refunds_stay_outside_the_total() -> None:
    found = classes(amounts(a=40, b=40, c=20, refund=-10, nothing=0))
    assert column(found, "abc") == {"a": "A", "b": "A", "c": "C", "refund": "C", "nothing": "C"}
    assert column(found, "share")["refund"] == 0
    assert sum(found["share"]) == pytest.approx(100)


def test_abc_is_silent_where_the_whole_total_is_not_positive() -> None:
    assert set(classes(amounts(a=-5, b=0))["abc"]) == {None}


def test_abc_bounds_are_parameters_and_exact() -> None:
    assert column(classes(amounts(a=79, b=21), (50, 79)), "abc") == {"a": "A", "b": "C"}
    with pytest.raises(ValueError, match="ascend"):
        classes(amounts(a=1), (80, 50))


def test_abc_sums_in_whole_kopecks() -> None:
    found = abc(orders(*[("a", "2026-01-01", 0.1)] * 3, ("b", "2026-01-01", 0.3)), as_of=AS_OF)
    assert column(found, "amount") == {"a": 30, "b": 30}
    assert column(found, "abc") == {"a": "A", "b": "A"}


def monthly(client: str, *given: float, until: date = date(2026, 6, 15)) -> list[tuple[str, date, float]]:
    """An order in each month up to `until`, none where the amount is 0."""
    months = range(len(given) - 1, -1, -1)
    return [
        (client, (until.replace(day=1) - timedelta(days=30 * back)).replace(day=15), amount)
        for back, amount in zip(months, given, strict=True)
        if amount
    ]


def test_xyz_is_the_population_deviation_over_the_mean() -> None:
    lines = [*monthly("even", 100, 100, 100, 100), *monthly("swings", 80, 120, 80, 120), *monthly("wild", 10, 0, 190)]
    found = xyz(orders(*lines), as_of=AS_OF)
    assert column(found, "variation")["even"] == 0
    assert column(found, "variation")["swings"] == pytest.approx(20)  # sqrt(DEVSQ / n) = sqrt(1600 / 4)
    assert column(found, "periods")["wild"] == 3  # the idle month counts
    assert column(found, "xyz") == {"even": "X", "swings": "Y", "wild": "Z"}


def test_xyz_by_the_sample_deviation_is_larger() -> None:
    found = xyz(orders(*monthly("swings", 80, 120, 80, 120)), as_of=AS_OF, sample=True)
    assert column(found, "variation")["swings"] == pytest.approx(100 * (1600 / 3) ** 0.5 / 100)


def test_xyz_includes_its_bounds() -> None:
    found = xyz(orders(*monthly("x", 90, 110, 90, 110), *monthly("y", 75, 125, 75, 125)), as_of=AS_OF)
    assert column(found, "xyz") == {"x": "X", "y": "Y"}


def test_xyz_leaves_out_the_month_that_is_not_over_and_short_histories() -> None:
    lines = [*monthly("even", 100, 100, 100, 1), *monthly("new", 100, 100)]
    assert column(xyz(orders(*lines), as_of=date(2026, 6, 20)), "xyz") == {"even": "X", "new": None}
    assert column(xyz(orders(("later", "2026-06-10", 5)), as_of=date(2026, 6, 20)), "xyz") == {"later": None}


def test_xyz_does_not_classify_net_refunds() -> None:
    assert column(xyz(orders(*monthly("r", 10, -20, 5)), as_of=AS_OF), "xyz") == {"r": None}


def test_nine_cells_hold_every_classified_client() -> None:
    lines = [*monthly("even", 100, 100, 100), *monthly("wild", 10, 0, 50)]
    cells = nine_cells(abc(orders(*lines), as_of=AS_OF), xyz(orders(*lines), as_of=AS_OF))
    assert cells.height == 9
    assert cells["clients"].sum() == 2
    assert cells["amount"].sum() == 36_000


def test_blocks_by_the_clients_own_rhythm() -> None:
    lines = orders(
        ("steady", "2025-12-01", 1), ("steady", "2026-01-30", 1), ("steady", "2026-03-31", 1),
        ("quick", "2026-03-01", 1), ("quick", "2026-03-11", 1), ("quick", "2026-03-21", 1),
        ("edge", AS_OF - timedelta(days=90), 1), ("over", AS_OF - timedelta(days=91), 1),
    )  # fmt: skip
    found = blocks(lines, as_of=AS_OF)
    assert column(found, "block") == {"steady": "current", "quick": "outflow", "edge": "current", "over": "outflow"}
    assert column(found, "usual_interval")["steady"] == 60
    assert column(found, "left_after") == {"steady": 120, "quick": 90, "edge": 90, "over": 90}
    assert column(blocks(lines, as_of=AS_OF, left_after=10), "block")["steady"] == "outflow"


def test_blocks_of_those_who_never_bought() -> None:
    requests = pl.DataFrame(
        {"client_id": ["lost", "both", "open", "won_too"], "status": ["lost", "lost", "open", "lost"]}
    )
    requests = pl.concat([requests, pl.DataFrame({"client_id": ["both"], "status": ["open"]})])
    clients = pl.DataFrame({"client_id": ["name", "lost"]})
    found = blocks(orders(("won_too", "2026-06-01", 1)), as_of=AS_OF, requests=requests, clients=clients)
    assert column(found, "block") == {
        "lost": "refusal", "both": "refusal", "open": "negotiation", "won_too": "current", "name": "contact",
    }  # fmt: skip


def test_rfm_never_divides_equals() -> None:
    lines = [(f"c{number:02}", AS_OF - timedelta(days=number // 10), 10.0 + number // 5) for number in range(50)]
    found = rfm(orders(*lines), as_of=AS_OF)
    assert found.group_by("recency").agg(pl.col("r").n_unique())["r"].max() == 1
    assert same_for_all(found) == ("frequency",)
    assert set(found["f"]) == {1}


def test_rfm_by_rank_among_five_times_five() -> None:
    lines = [(f"c{number:02}", AS_OF - timedelta(days=number), 100.0 - number) for number in range(25)]
    found = rfm(orders(*lines), as_of=AS_OF)
    assert column(found, "r")["c00"] == 5  # 24 of 24 others are older
    assert column(found, "r")["c24"] == 1
    assert column(found, "r")["c12"] == 3  # floor(12 / 24 x 5) + 1
    assert column(found, "rfm")["c00"] == 515


def test_rfm_names_the_three_segments_of_the_source() -> None:
    from clientzoo.segmentation.rfm import segment

    grid = pl.DataFrame(
        {"r": [5, 1, 5, 3, 1, 1, 5, 5, 3], "f": [5, 5, 5, 4, 1, 1, 1, 3, 1], "m": [5, 5, 1, 4, 5, 1, 3, 3, 1]}
    )
    assert grid.select(segment(5)).to_series().to_list() == [
        "premium", "renew_at_once", "busy_and_small", "cooling", "big_and_silent", "gone", "newcomer", "loyal",
        "occasional",
    ]  # fmt: skip
    small = pl.DataFrame({"r": [2, 1, 2, 1], "f": [2, 2, 2, 1], "m": [2, 2, 1, 1]})
    assert small.select(segment(2)).to_series().to_list() == ["premium", "renew_at_once", "busy_and_small", "gone"]


def test_rfm_counts_orders_not_lines_and_flags_refunds() -> None:
    lines = orders(("a", "2026-06-01", 10), ("a", "2026-06-01", 20), ("b", "2026-06-02", 5), ("b", "2026-06-03", -9))
    lines = lines.with_columns(pl.Series("deal_id", ["one", "one", "two", "three"]))
    found = rfm(lines, as_of=AS_OF)
    assert column(found, "frequency") == {"a": 1, "b": 1}  # a refund is no order
    assert column(found, "recency") == {"a": 29, "b": 28}
    assert column(found, "net_refund") == {"a": False, "b": True}
    assert column(found, "m") == {"a": 2, "b": 1}


def test_rfm_by_fixed_bounds() -> None:
    bounds = {"recency": (30, 90, 180, 365), "frequency": (2, 3, 5, 9), "monetary": (10, 20, 30, 40)}
    found = rfm(
        orders(("a", AS_OF - timedelta(days=30), 40), ("b", AS_OF - timedelta(days=31), 39.99)),
        as_of=AS_OF,
        bounds=bounds,
    )
    assert column(found, "rfm") == {"a": 515, "b": 414}


def answers(*given: tuple[str, str, int]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "client_id": [client for client, _, _ in given],
            "survey_date": [date.fromisoformat(day) for _, day, _ in given],
            "rating": [rating for _, _, rating in given],
            "manager": ["Anna" if client < "m" else "Boris" for client, _, _ in given],
        }
    )


def test_csi_is_promoters_over_detractors() -> None:
    survey = answers(
        ("a", "2026-04-02", 9), ("b", "2026-04-03", 8), ("c", "2026-05-01", 10), ("x", "2026-05-02", 3),
        ("y", "2026-05-03", 0), ("z", "2026-06-30", 5),
    )  # fmt: skip
    (row,) = csi(survey, as_of=AS_OF).to_dicts()
    assert (row["period"], row["csi"], row["shown"], row["answers"]) == ("2026 Q2", 1.5, "3 : 2", 6)
    assert row["nps"] == pytest.approx((2 - 3) * 100 / 6)
    assert row["low"] < 1.5 < row["high"]
    by_manager = csi(survey, as_of=AS_OF, by="manager")
    assert dict(zip(by_manager["of"], by_manager["shown"], strict=True)) == {"Anna": "3 : 0", "Boris": "0 : 2"}
    assert by_manager["csi"].to_list() == [None, 0.0]
    assert by_manager["high"].to_list()[0] is None  # without detractors there is no upper bound


def test_csi_takes_the_last_answer_of_a_client_in_the_quarter() -> None:
    survey = answers(("a", "2026-04-02", 1), ("a", "2026-06-02", 9), ("a", "2026-06-02", 8), ("a", "2026-07-02", 1))
    (row,) = csi(survey, as_of=AS_OF).to_dicts()
    assert (row["promoters"], row["detractors"], row["nps"]) == (1, 0, 0.0)
    assert column(satisfaction(survey.lazy(), AS_OF), "satisfaction") == {"a": "promoter"}


def test_csi_needs_a_declared_scale() -> None:
    survey = answers(("a", "2026-04-02", 5), ("b", "2026-04-02", 1))
    assert csi(survey, as_of=AS_OF, scale=5)["shown"].to_list() == ["1 : 1"]
    with pytest.raises(UnfitTableError, match=r"outside 0\.\.5"):
        csi(answers(("a", "2026-04-02", 7)), as_of=AS_OF, scale=5)


def test_bcg_with_ties_high_and_no_guess_on_a_missing_axis() -> None:
    scores = pl.DataFrame({"client_id": list("abcde"), "activity": [3, 2, 5, 1, None], "capacity": [3, 4, 2, 1, 5]})
    expected = {"a": "star", "b": "problem_child", "c": "cash_cow", "d": "dog", "e": None}
    assert column(bcg(scores), "bcg") == expected
    by_median = column(bcg(scores, activity_cut="median", capacity_cut="median"), "bcg")  # medians 2.5 and 3
    assert by_median == expected


def test_products_target_against_actual() -> None:
    lines = orders(*[(client, "2026-05-01", 1) for client in "aaabbz"]).with_columns(
        pl.Series("service", ["Site", "SEO ", "Hosting", "old site", "Ads", "Cards"])
    )
    clients = pl.DataFrame({"client_id": ["a", "b", "c", "n"], "segment": ["Shops", "shops ", "Banks", "Nobody"]})
    matrix = pl.DataFrame({"segment": ["Shops"] * 4 + ["Banks"], "product": ["Site", "SEO", "Ads", "CRM", "Site"]})
    found = products(lines, as_of=AS_OF, clients=clients, matrix=matrix, aliases={"Old Site": "Site"})
    assert column(found, "development") == {"a": 50, "b": 50, "c": 0, "n": None, "z": None}
    assert column(found, "gaps")["a"].to_list() == ["Ads", "CRM"]  # type: ignore[attr-defined]
    assert column(found, "off_target")["a"].to_list() == ["Hosting"]  # type: ignore[attr-defined]
    assert column(found, "product_fit") == {
        "a": "most_promising", "b": "most_promising", "c": "regular", "n": "non_target", "z": "non_target",
    }  # fmt: skip
    assert of_no_segment(found, matrix) == ["Cards", "Hosting"]


def test_pareto_by_months_and_by_the_whole_period() -> None:
    lines = [(f"c{number}", "2026-06-10", 10.0 + number) for number in range(10)] + [("once", "2026-02-03", 30.0)]
    lines += [(f"c{number}", "2026-02-04", 1.0) for number in range(4)]
    found = pareto(orders(*lines), as_of=AS_OF)
    assert column(found, "vip_months")["once"] == 1  # the month in which it paid most; the whole period would miss it
    assert {client for client, group in column(found, "pareto").items() if group == "vip"} == {"c8", "c9", "once"}
    whole = column(pareto(orders(*lines), as_of=AS_OF, over="period"), "pareto")
    assert {client for client, group in whole.items() if group == "vip"} == {"once", "c9", "c8"}  # ceil(20 % of 11)
    assert {client for client, group in whole.items() if group == "other"} == {"c0", "c1", "c2"}


def test_pareto_second_split_has_no_bad_clients() -> None:
    lines = [(f"c{number}", "2026-06-10", 10.0 + number) for number in range(10)]
    found = column(pareto(orders(*lines), as_of=AS_OF, over="period", split="20/20"), "pareto")
    assert [found[f"c{number}"] for number in range(9, 4, -1)] == ["vip", "vip", "good", "good", "regular"]
    assert "other" not in found.values()


def test_pareto_includes_ties_and_leaves_small_and_unpaid_alone() -> None:
    lines = [(f"c{number}", "2026-06-10", 10.0) for number in range(4)] + [("big", "2026-06-10", 20.0)]
    assert list(column(pareto(orders(*lines), as_of=AS_OF), "pareto").values()).count("vip") == 1
    tied = [*lines, ("big2", "2026-06-11", 20.0), ("big3", "2026-06-11", 20.0), ("refund", "2026-06-11", -1.0)]
    found = column(pareto(orders(*tied), as_of=AS_OF), "pareto")
    assert list(found.values()).count("vip") == 3
    assert found["refund"] is None
    assert set(column(pareto(orders(*lines[:4]), as_of=AS_OF), "pareto").values()) == {None}


def test_pareto_sees_who_is_heading_for_vip() -> None:
    lines = [(f"c{number}", "2026-05-10", 10.0) for number in range(8)]
    lines += [("vip", "2026-05-10", 50.0), ("vip", "2026-05-20", 10.0), ("vip2", "2026-05-10", 40.0)]
    lines += [("c1", "2026-06-20", 30.0), ("c2", "2026-06-20", 5.0)]
    found = column(pareto(orders(*lines), as_of=AS_OF), "heading")
    # VIPs order 100 in three orders, 33.3 on average
    assert found["c1"] is False
    more = column(pareto(orders(*lines, ("c3", "2026-06-21", 34.0)), as_of=AS_OF, over="period", top=10), "heading")
    assert more["c3"] is True


def test_the_january_of_the_source() -> None:
    assert at_least_one(65, 20) == 13
    paid = [120_000 // 13 + (1 if number < 120_000 % 13 else 0) for number in range(13)]
    rest = [30_000 // 52 + (1 if number < 30_000 % 52 else 0) for number in range(52)]
    spent = [160_000 // 13 + (1 if number < 160_000 % 13 else 0) for number in range(13)]
    other = [20_000 // 52 + (1 if number < 20_000 % 52 else 0) for number in range(52)]
    january = pl.DataFrame(
        {"client_id": [f"{number:02}" for number in range(65)], "paid": paid + rest, "spent": spent + other}
    )
    found = concentration(january, "paid")
    assert (found.top_clients, found.top_share) == (13, 80.0)
    assert concentration(january, "spent", ranked_by="paid").top_share == pytest.approx(88.9, abs=0.05)


def test_overlap_of_two_lists() -> None:
    assert overlap(set("abcde"), set("cdefg")) == (3, 60.0, 60.0)
    assert overlap(set(), {"a"}) == (0, 0.0, 0.0)


def test_ltv_the_worked_numbers_of_the_source() -> None:
    assert by_retention(3000, 2, 12) == 72_000
    assert by_retention(3500, 3, 5) == 52_500
    assert by_retention(2800, 1, 3) == 8_400


def test_ltv_inputs_are_checked() -> None:
    assert per_year(1_000_000, 200_000, 40) == 20_000
    assert by_profit(3000, 24, 0.3, 2) == 43_200
    wrong_ones: list[Callable[[], float]] = [
        lambda: by_profit(3000, 24, 900, 2),
        lambda: per_year(1, 1, 0),
        lambda: by_retention(1, -2, 3),
    ]
    for wrong in wrong_ones:
        with pytest.raises(ValueError):
            wrong()


def test_ltv_of_clients_and_their_tiers() -> None:
    lines = orders(
        ("a", "2026-01-10", 3000), ("a", "2026-02-10", 5000), ("b", "2026-06-10", 100), ("c", "2026-06-01", 50)
    )
    found = ltv(lines, as_of=AS_OF)
    assert found.row(0) == ("a", 400_000, 1.0, 2, 800_000, False, "vip")
    assert column(found, "ltv_tier") == {"a": "vip", "b": "standard", "c": "economy"}
    assert column(ltv(lines, as_of=AS_OF, bounds=(50, 8000.01)), "ltv_tier") == {
        "a": "standard", "b": "standard", "c": "standard",
    }  # fmt: skip


def refusals(**columns: Sequence[object]) -> pl.DataFrame:
    count = len(next(iter(columns.values())))
    base = {
        "client_id": [f"c{number}" for number in range(count)], "status": ["lost"] * count,
        "brand_power": [3] * count, "order_attractiveness": [3] * count, "refusal_status": [3] * count,
    }  # fmt: skip
    return pl.DataFrame({**base, **columns})


def test_renewal_sums_and_sorts() -> None:
    found = renewal(
        refusals(brand_power=[1, 5, None], refusal_status=[1, 5, 5], order_attractiveness=[1, 4, 5]), as_of=AS_OF
    )
    assert column(found, "renewal_sum") == {"c1": 14, "c0": 3, "c2": None}
    assert column(found, "renewal_index")["c0"] == 0
    assert column(found, "missing")["c2"].to_list() == ["brand_power"]  # type: ignore[attr-defined]


def test_renewal_breaks_ties_by_later_refusal_then_amount() -> None:
    days = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 1)]
    found = renewal(refusals(refusal_date=days, amount=[9, 1, 5]), as_of=AS_OF)
    assert found["client_id"].to_list() == ["c2", "c1", "c0"]


def test_renewal_dates() -> None:
    found = renewal(
        refusals(
            planned_delivery=[date(2026, 7, 10), date(2026, 9, 1), date(2026, 1, 1), None, None, date(2026, 1, 1)],
            launch_date=[None, None, None, date(2025, 12, 31), None, date(2026, 4, 28)],
        ),
        as_of=AS_OF,
    )
    assert column(found, "renewal_call") == {
        "c0": "now", "c1": "later", "c2": "overdue", "c3": "overdue", "c4": "ask", "c5": "now",
    }  # fmt: skip
    assert column(found, "call_from")["c0"] == date(2026, 6, 26)
    assert column(found, "call_until")["c0"] == date(2026, 7, 3)
    assert column(found, "call_from")["c3"] == date(2026, 2, 28)


def test_renewal_on_a_plain_scale_with_other_criteria() -> None:
    requests = refusals(brand_power=["good", "Bad", "?"])
    found = renewal(requests, as_of=AS_OF, criteria=["brand_power"], scale="good/bad")
    assert column(found, "renewal_index") == {"c0": 100, "c1": 0, "c2": None}
    with pytest.raises(ValueError, match=r"outside 1\.\.5"):
        renewal(refusals(brand_power=[6]), as_of=AS_OF)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(UnfitTableError, match="did you mean order_dat"):
        abc(pl.DataFrame({"client_id": ["a"], "order_dat": [AS_OF], "amount": [1]}), as_of=AS_OF)
