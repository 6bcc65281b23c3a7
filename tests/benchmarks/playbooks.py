"""How many playbooks a minute, in each format and in all four, beside bare Jinja and docxtpl filling one template.

    python tests/benchmarks/playbooks.py [CLIENTS]

The bare ones get every text ready: nothing is consulted, chosen or drawn for them. Clients are random answers.
"""

import io
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from clientzoo.inference.choice import EngineChoice
from clientzoo.inference.consultation import Consultation
from clientzoo.inference.engines import engine_for
from clientzoo.knowledge.answer import Answer
from clientzoo.knowledge.answers_file import ClientAnswers
from clientzoo.knowledge.brand import PLAIN
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo
from clientzoo.playbook.form import Format
from clientzoo.playbook.orders import Order, Shop, playbooks
from clientzoo.playbook.rendering import Press


def crowd(zoo: Zoo, number: int) -> list[ClientAnswers]:
    """Clients of whom twelve questions of choice are answered, the same in every run."""
    dice = random.Random(7)
    asked = [one for one in zoo.attributes.values() if one.values]
    return [
        ClientAnswers(
            f"Клиент № {at}", zoo.id, zoo.version,
            {one.id: Answer(dice.choice(list(one.values))) for one in dice.sample(asked, 12)},
        )
        for at in range(number)
    ]  # fmt: skip


def timed(work: Callable[[], Iterable[object]], clock: Callable[[], float] = time.process_time) -> float:
    """Seconds that it takes; of the processor's time, which others on the machine do not lengthen."""
    start = clock()
    for _ in work():
        pass
    return clock() - start


def told(what: str, number: int, seconds: float) -> None:
    print(f"{what:44} {seconds:8.2f} s {1000 * seconds / number:8.2f} ms each {60 * number / seconds:10,.0f} a minute")


def main(number: int) -> None:
    where = shipped()
    zoo = load_zoo(where.root, where.name).sound()
    clients = crowd(zoo, number)
    engine = engine_for(zoo, EngineChoice.BUILTIN)
    consultations = [engine.consult(client.answers) for client in clients]
    press = Press(zoo)
    made = [press.playbook(*pair) for pair in zip(consultations, clients, strict=True)]

    for form in Format:
        told(f"{form} alone, templates and writer", number, timed(partial(alone, press, form, consultations, clients)))
    with tempfile.TemporaryDirectory() as folder:
        orders = [Order(client, Path(folder) / str(at)) for at, client in enumerate(clients)]
        shop = Shop(where, "", EngineChoice.AUTO, number, PLAIN, tuple(Format))
        for processes in dict.fromkeys((1, os.cpu_count() or 1)):
            spent = timed(partial(playbooks, shop, orders, processes), time.perf_counter)
            told(f"all four, consulted, written, {processes} process(es)", number, spent)

    told("bare Jinja: a page", number, timed(lambda: bare_jinja([(one.title, one.markdown) for one in made])))
    told("docxtpl: a Word file", number, timed(lambda: bare_docxtpl([(one.title, one.markdown) for one in made])))


def alone(
    press: Press, form: Format, known: Sequence[Consultation], clients: Sequence[ClientAnswers]
) -> Iterable[object]:
    """One format of clients who are consulted already."""
    return (press.documents(*pair, (form,)) for pair in zip(known, clients, strict=True))


def bare_jinja(texts: list[tuple[str, str]]) -> Iterable[str]:
    """A page of which the text is ready."""
    from jinja2 import Environment

    source = "<h1>{{ title }}</h1>{% for line in text.splitlines() %}<p>{{ line }}</p>{% endfor %}"
    template = Environment(autoescape=True).from_string(source)
    return (template.render(title=title, text=text) for title, text in texts)


def bare_docxtpl(texts: list[tuple[str, str]]) -> Iterable[bytes]:
    """A Word file of plain paragraphs: no styles, notes or boxes."""
    import docx
    from docxtpl import DocxTemplate

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        template = docx.Document()
        for line in ("{{ title }}", "{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
            template.add_paragraph(line)
        template.save(str(path))
        for title, text in texts:
            filled = DocxTemplate(path)
            filled.render({"title": title, "lines": text.splitlines()}, autoescape=True)
            buffer = io.BytesIO()
            filled.save(buffer)
            yield buffer.getvalue()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
