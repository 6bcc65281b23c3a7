"""Clients numbered in the order in which they come, those with the same answers once."""

from clientzoo.inference.consultation import Answers


class Distinct:
    """`clients` are those seen so far, by their numbers."""

    def __init__(self) -> None:
        self.clients: list[Answers] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def number(self, client: Answers) -> int:
        key = tuple(sorted((name, str(answer.value), answer.certainty) for name, answer in client.items()))
        found = self._numbers.setdefault(key, len(self.clients))
        if found == len(self.clients):
            self.clients.append(client)
        return found
