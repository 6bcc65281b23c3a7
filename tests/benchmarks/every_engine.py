"""Every engine that consults one client at a time, ours and the peers that are installed, behind one signature."""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from importlib.util import find_spec

import peers
from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Answers, Ranked
from clientzoo.inference.engines import EngineUnavailableError, engine_for
from clientzoo.knowledge.zoo import Zoo

Consult = Callable[[Answers], tuple[Ranked, ...]]
_PEERS = (("CLIPS", "clipspy", "clips", peers.Clips), ("ZEN", "zen-engine", "zen", peers.Zen))


def every_engine(zoo: Zoo, *, with_peers: bool) -> Mapping[str, Consult]:
    """`builtin` first. The peers take only rules whose conditions are all-of over plain tests."""
    engines: dict[str, Consult] = {}
    for choice in (EngineChoice.BUILTIN, EngineChoice.DURABLE):
        try:
            engines[choice.value] = _ours(zoo, choice)
        except EngineUnavailableError as error:
            print(f"  {choice}: {error}")
    if with_peers:
        engines |= {
            f"{name} {version(package)}": _peer(zoo, peer)
            for name, package, module, peer in _PEERS
            if find_spec(module)
        }
    return engines


def _ours(zoo: Zoo, choice: EngineChoice) -> Consult:
    engine = engine_for(zoo, choice)
    return lambda answers: engine.consult(answers).ranking


def _peer(zoo: Zoo, peer: type[peers.Clips] | type[peers.Zen]) -> Consult:
    strata, planned = peers.strata_of(zoo, peer)
    return lambda answers: peers.consult(strata, planned, answers)
