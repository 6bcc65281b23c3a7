"""A tiny zoo on disk for tests: three questions, two animals, written so that a test can spoil one thing."""

from collections.abc import Mapping
from pathlib import Path

from clientzoo.knowledge.html_page import policy_meta

QUESTIONNAIRE = """\
questionnaire: tiny
title: Tiny
groups:
- id: all_of_it
  title: All of it
  questions:
  - id: wish
    name: Wish to grow
    ask: Do they want to sell more?
    help: Listen for figures.
    purpose: What to offer.
    kind: from_working_together
    changed_by: client
    type: choice
    ordered: true
    values: {none: Wants no growth, wants: Wants to grow, demands: Demands growth}
  - id: employees
    name: Headcount
    ask: How many people work there?
    help: Ask for a rough figure.
    purpose: Who of us goes there.
    kind: from_birth
    changed_by: client
    type: integer
    unit: people
    min: 0
  - id: tenders
    name: Tenders
    ask: Do they run tenders?
    help: Ask how they found us.
    purpose: Whether to take part.
    kind: from_working_together
    changed_by: client
    type: choice
    values: {never: Never, always: Always}
  - id: tender_months
    name: Length of a tender
    ask: How long do they take?
    help: From brief to signature.
    purpose: Planning our time.
    kind: from_working_together
    changed_by: client
    type: number
    unit: months
    min: 0
    max: 60
    relevant_if: {tenders: not never}
  - id: foreign
    name: Foreign parent
    ask: Is the parent company abroad?
    help: Look at the brand.
    purpose: Who decides.
    kind: from_birth
    changed_by: nobody
    type: boolean
    values: {yes: Abroad, no: Here}
"""

ZOO = """\
zoo: tiny
version: 1.0.0
title: Tiny zoo
animals:
  cat: {name: Cat, diet: predator, about: Hungry.}
  cow: {name: Cow, diet: herbivore, about: Content.}
traits:
  appetite:
    name: Appetite
    ordered: true
    values: {low: is content, high: is hungry}
parameters:
  small_team: {value: 20, unit: people, about: Everybody knows everybody.}
transitions:
- from: cow
  to: cat
  kind: revolution
  source: the method
  needs:
  - id: hunger
    need: they become hungry
    when: {wish: at least wants}
topics:
  offer: {title: What to offer}
  step: {title: Steps, actions: true}
advice:
  grow: {topic: offer, text: Offer growth.}
"""

RULES = """\
rules:
- id: wants-growth
  if: {wish: at least wants}
  then: {appetite: high}
  certainty: 0.9
  because: It wants to grow.
  source: the method
- id: content
  if: {wish: none}
  then: {appetite: low}
  certainty: 0.9
  because: It wants no growth.
  source: the method
- id: hungry-cat
  if:
    appetite: high
    any:
    - employees: under small_team
    - foreign: no
  then: {animal: cat}
  certainty: 0.8
  because: A small hungry company is a cat.
  source: the method
- id: content-cow
  if: {appetite: low}
  then: {animal: cow}
  certainty: 0.8
  because: A content company is a cow.
  source: the method
- id: cow-may-turn
  if: {verdict: cow}
  then: {transition: cow -> cat}
  certainty: 0.5
  because: Everything may change.
  source: the method
- id: offer-growth
  if: {verdict: cat, employees: [under 5, over 500]}
  then: {advice: grow}
  certainty: 1
  because: It is hungry.
  source: the method
"""

LAYOUT = """\
# {{ client }}

{% block verdict %}**{{ animal|capitalize }}, {{ verdict.certainty }}.**{% endblock %}

{% block who %}{% endblock %}

{{ pictures.ranking }}

{% for one in answers_telling %}
- {{ one.name }}: {{ one.words }}
{% endfor %}

{% for one in advice("offer", 3) %}
- {{ one.text }}{{ one.mark }}
{% endfor %}

{% for one in advice("step", 3)|sort(attribute="day") %}
- [ ] Day {{ one.day }}, {{ one.role }}: {{ one.text }}{{ one.mark }} {{ one.because }} {{ one.done_when }}
{% endfor %}

{{ pictures.transitions }}

{% for one in prospects %}
- {{ one.name }}, {{ one.certainty }}{{ one.mark }}{% for need in one.missing %}; missing: {{ need.need }}{% endfor %}

{% endfor %}
{% for one in notes %}
- {{ one.name }}: {{ one.note }}
{% endfor %}

{% for one in questions %}
- {{ one.ask }} {{ one.purpose }}
{% endfor %}
"""

RUSSIAN = """\
questionnaire: tiny
language: ru
title: Кроха
words: {yes: да, no: нет, unknown: неизвестно, client: клиент}
units: {people: чел., months: мес.}
groups:
  all_of_it: {title: Всё сразу}
questions:
  wish:
    name: Желание расти
    ask: Хотят ли они продавать больше?
    help: Ловите цифры.
    purpose: Что предложить.
    values: {none: Роста не хотят, wants: Хотят расти, demands: Требуют роста}
  employees:
    name: Численность
    ask: Сколько человек у них работает?
    help: Спросите примерно.
    purpose: Кто из нас поедет.
  tenders:
    name: Тендеры
    ask: Проводят ли они тендеры?
    help: Спросите, как нас нашли.
    purpose: Участвовать ли.
    values: {never: Никогда, always: Всегда}
  tender_months:
    name: Срок тендера
    ask: Сколько он длится?
    help: От задания до подписи.
    purpose: Планируем время.
  foreign:
    name: Иностранный владелец
    ask: Головная компания за границей?
    help: Посмотрите на бренд.
    purpose: Кто решает.
    values: {yes: За границей, no: Здесь}
animals:
  cat: {name: Кошка, about: Голодная.}
  cow: {name: Корова, about: Довольная.}
"""

TEMPLATES = {
    "playbook.md.jinja": LAYOUT,
    "undetermined.md.jinja": '{% extends "playbook.md.jinja" %}{% block verdict %}Undetermined.{% endblock %}\n',
    "animals/cat.md.jinja": '{% extends "playbook.md.jinja" %}{% block who %}A cat hunts.{% endblock %}\n',
    "animals/cow.md.jinja": '{% extends "playbook.md.jinja" %}{% block who %}A cow grazes.{% endblock %}\n',
    "page.html.jinja": (
        f"<!doctype html><html lang={{{{ language }}}}><head>{policy_meta()}<title>{{{{ client }}}}</title></head>"
        "{{ body }}</html>\n"
    ),
}


def write_zoo(root: Path, *, replaced: Mapping[str, str] | None = None, extra_rules: str = "") -> Path:
    """Writes the tiny zoo below `root`, each key of `replaced` in any file giving way to its value."""
    (root / "rulebases/tiny/cases").mkdir(parents=True)
    (root / "questionnaires").mkdir()
    (root / "templates/tiny/animals").mkdir(parents=True)
    for name, text in (
        ("questionnaires/tiny.yaml", QUESTIONNAIRE),
        ("rulebases/tiny/zoo.yaml", ZOO),
        ("rulebases/tiny/rules.yaml", RULES + extra_rules),
        *((f"templates/tiny/{name}", text) for name, text in TEMPLATES.items()),
    ):
        for old, new in (replaced or {}).items():
            text = text.replace(old, new)
        (root / name).write_text(text, encoding="utf-8")
    return root


def write_russian(root: Path, *, replaced: Mapping[str, str] | None = None, language: str = "ru") -> Path:
    """Writes the tiny zoo's translation beside its questionnaire."""
    text = RUSSIAN
    for old, new in (replaced or {}).items():
        assert old in text
        text = text.replace(old, new)
    path = root / "questionnaires" / f"tiny.{language}.yaml"
    path.write_text(text, encoding="utf-8")
    return path
