"""How Hypothesis runs here: without a clock, since machines are shared, and in CI with the same examples each time."""

import os

from hypothesis import settings

settings.register_profile("clientzoo", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("clientzoo")
