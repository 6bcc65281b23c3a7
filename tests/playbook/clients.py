"""The tiny zoo with more to say, and clients for it."""

from collections.abc import Mapping
from pathlib import Path

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from zoos import write_zoo

ADVICE = """\
  grow:
    topic: offer
    text: 'Offer {{ client }} growth: {{ answers.wish }}, a {{ animal }} that {{ traits.appetite }}.'
  call:
    topic: step
    text: 'Call, for there are {{ answers.employees }} and up to {{ parameters.small_team }} all is personal.'
    role: manager
    day: 5
    done_when: Somebody at *{{ client }}* answers.
  visit: {topic: step, text: Go there., role: director, day: 1, done_when: You have seen it.}
"""
RULES = """\
- id: steps
  if: {verdict: cat}
  then: {advice: [call, visit]}
  certainty: 0.9
  because: A cat wants to be stroked.
  source: the method
"""


def zoo(root: Path, replaced: Mapping[str, str] | None = None) -> Zoo:
    spoiled = {
        "  grow: {topic: offer, text: Offer growth.}\n": ADVICE,
        "[under 5, over 500]": "at least 0",
        **(replaced or {}),
    }
    write_zoo(root, replaced=spoiled, extra_rules=RULES)
    return load_zoo(root, "tiny", root).sound()


def answers(
    name: str, notes: Mapping[str, str] | None = None, known: Mapping[str, Value] | None = None, **more: Value
) -> ClientAnswers:
    given = {**(known or {}), **more}
    noted = notes or {}
    kept = {key: Answer(value, note=noted.get(key, "")) for key, value in given.items()}
    return ClientAnswers(name, "tiny", "", kept, open_notes={key: noted[key] for key in noted if key not in given})


def consulted(known: Zoo, client: ClientAnswers) -> Consultation:
    return engine_for(known, EngineChoice.BUILTIN).consult(client.answers)
