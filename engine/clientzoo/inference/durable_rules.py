"""The door to the durable-rules package: clauses run as one of its rulesets, its sharp edges kept inside.

durable-rules (2.0.28, a Rete in C) crashes, hangs or goes wrong in ways that it does not document. Each comment
below names one; tests/inference/test_durable.py provokes them.
"""

import weakref
from collections import Counter
from collections.abc import Callable, Iterable
from threading import Lock
from typing import Any

import durable_rules_engine
from durable.engine import Host, Promise  # never durable.lang: it replaces all() and any(), and keeps a global host

from clientzoo.inference.clauses import Clause

# Tests that stand side by side share one table of 512 places, whatever property they look at; filled, it is searched
# for ever. So a fact is found in two steps, first its group, then itself within the group.
GROUP = 32
# 256 rules with the same condition overrun a list and end the process. So a fact wanted oftener has copies.
SHARERS = 128
# Facts are told apart by 32 bits of hash of their id, and the record of the session counts as one ("sid-1"). Ids that
# are known not to collide are better than ids that are always new; a session is forgotten before the next begins.
SESSION = "1"
TICK = 0
_NAME = "clauses"


class DurableRulesError(Exception):
    """durable-rules did not do what it was asked to."""


class _Host(Host):  # type: ignore[misc]
    def _run(self) -> None:
        """Two timers would run actions on threads of their own."""


class _Action(Promise):  # type: ignore[misc]
    def run(self, closure: Any, complete: Callable[[None], None]) -> None:
        """As inherited, but lets exceptions out, where KeyboardInterrupt itself would become text in a state."""
        self._func(closure)
        complete(None)


class Ruleset:
    """Clauses compiled once, for any number of sets of facts. One thread at a time; others wait."""

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self._codes: dict[int, list[int]] = {}
        self._derived: set[int] = set()
        self._lock = Lock()
        self._host = _Host({_NAME: self._definition(clauses)})
        # durable-rules never gives a ruleset back by itself.
        weakref.finalize(
            self, durable_rules_engine.delete_ruleset, self._host.get_ruleset(_NAME)._handle
        ).atexit = False
        # Deleting the first session of a ruleset frees a stray pointer unless a rule has fired: here the tick does.
        self.consequences(())

    def consequences(self, facts: Iterable[int]) -> frozenset[int]:
        """Heads of all clauses that follow from the facts. Raises DurableRulesError."""
        # The tick keeps the batch from being empty, which crashes, and makes sure that something fires.
        codes = [TICK, *(code for fact in facts for code in self._codes.get(fact, ()))]
        with self._lock:
            self._derived.clear()
            try:
                state = self._host.assert_facts(_NAME, [_message(code) for code in codes])
            except Exception as error:
                reason = getattr(error, "message", error)  # some of its exceptions have no text but this
                raise DurableRulesError(f"durable-rules failed: {reason}") from error
            finally:
                self._host.delete_state(_NAME, SESSION)
            if not isinstance(state, dict):  # after 10 seconds it drops what is left to do, and says nothing
                raise DurableRulesError("durable-rules gave up: a step took more than 10 seconds")
            return frozenset(self._derived)

    def _definition(self, clauses: Iterable[Clause]) -> dict[str, Any]:
        uses: Counter[int] = Counter()
        unused = TICK + 1
        rules: dict[str, Any] = {"tick": {"all": [{"c": _condition(TICK)}], "run": _Action(lambda closure: None)}}
        for number, (body, head) in enumerate(clauses):
            conditions: list[dict[str, Any]] = []
            for fact in body:
                if uses[fact] % SHARERS == 0:
                    self._codes.setdefault(fact, []).append(unused)
                    unused += 1
                uses[fact] += 1
                conditions.append({f"c{len(conditions)}": _condition(self._codes[fact][-1])})
            rules[f"r{number}"] = {"all": conditions, "run": _Action(self._derives(head))}
        return rules

    def _derives(self, head: int) -> Callable[[Any], None]:
        def action(closure: Any) -> None:
            if head not in self._derived:  # once, however many clauses lead to it
                self._derived.add(head)
                for code in self._codes.get(head, ()):
                    closure.assert_fact(_message(code))

        return action


def _condition(code: int) -> dict[str, Any]:
    return {"$and": [{"group": code // GROUP}, {"member": code % GROUP}]}


def _message(code: int) -> dict[str, Any]:
    """Made anew each time: durable-rules writes into what it is given."""
    return {"id": str(code), "sid": SESSION, "group": code // GROUP, "member": code % GROUP}
