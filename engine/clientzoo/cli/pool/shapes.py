"""What the commands of the pool print with `--json`, by the name of the schema."""

from collections.abc import Mapping

from pydantic import BaseModel

from clientzoo.cli.pool.forecast_shape import ForecastShape
from clientzoo.cli.pool.moves_shape import MovesShape
from clientzoo.cli.pool.plan_shape import PlanShape
from clientzoo.cli.pool.readiness_shape import ReadinessShape
from clientzoo.cli.pool.show_shape import ShowShape
from clientzoo.cli.pool.value_shape import ValueShape

POOL: Mapping[str, type[BaseModel]] = {
    "moves": MovesShape,
    "pool-show": ShowShape,
    "pool-readiness": ReadinessShape,
    "pool-plan": PlanShape,
    "pool-forecast": ForecastShape,
    "pool-value": ValueShape,
}
