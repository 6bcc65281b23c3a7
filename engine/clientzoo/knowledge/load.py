"""A zoo from its files, together with everything that is wrong with them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from clientzoo.knowledge import advice_sections, rulebase
from clientzoo.knowledge.bands import read_bands
from clientzoo.knowledge.condition import AllOf, Condition, Premise, premises
from clientzoo.knowledge.derived import read_derived
from clientzoo.knowledge.domain import Domain
from clientzoo.knowledge.exceptions import unknown
from clientzoo.knowledge.files import shown_path
from clientzoo.knowledge.find import questionnaire_file, translation_files
from clientzoo.knowledge.opposition_sections import read_accords, read_oppositions
from clientzoo.knowledge.problems import Place, Problem, ProblemsError, did_you_mean
from clientzoo.knowledge.questionnaire import Questionnaire, domain, read_questionnaire, with_relevance
from clientzoo.knowledge.reach import circle, unreachable
from clientzoo.knowledge.rulebase import Entry, Sections
from clientzoo.knowledge.schema import OtherwiseEntry, RuleEntry, TraitEntry, TransitionEntry
from clientzoo.knowledge.source import source_text
from clientzoo.knowledge.translation import read_translation
from clientzoo.knowledge.weight_tables import read_table
from clientzoo.knowledge.wording import ConditionReader, read_value
from clientzoo.knowledge.yaml import Document, read
from clientzoo.knowledge.zoo import (
    ADVICE,
    ANIMAL,
    ANY,
    JUDGED,
    RUNNER_UP,
    STATUS,
    STATUSES,
    TRANSITION,
    VERDICT,
    Animal,
    Chances,
    Fact,
    Need,
    Prior,
    Rule,
    Trait,
    Transition,
    Zoo,
)

OTHERWISE = "otherwise"
ASSUMED = "It is taken to be so, since nothing that is known says otherwise."
_YAML = re.compile(r"\.ya?ml(\.txt)?$", re.IGNORECASE)  # as Windows saves them, too
Looked = list[tuple[Premise, Place]]
OF_NAMES = (
    "unknown-fact", "unknown-value", "unknown-parameter", "unknown-topic", "unknown-attribute", "unreachable",
    "unknown-stance", "unknown-advice", "unknown-role",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loaded:
    """The zoo as far as it could be read, and every problem, by place. Run it only when there are none.

    `whole` is false where a file could not be read at all: then nothing is said of names, which may stand in it.
    """

    zoo: Zoo
    problems: tuple[Problem, ...]
    whole: bool = True

    def sound(self) -> Zoo:
        """The zoo. Raises ProblemsError when anything is wrong with it."""
        if self.problems:
            raise ProblemsError(self.problems)
        return self.zoo


def load_zoo(root: Path, name: str, shown_from: Path | None = None) -> Loaded:
    """The zoo `name` of the workspace `root`; places are shown relative to `shown_from` where that is possible."""
    problems: list[Problem] = []
    folder = root / "rulebases" / name
    if not folder.is_dir():
        problems.append(
            Problem(Place(_shown(folder, shown_from)), "unreadable-file", "there is no such rulebase folder")
        )
    files = sorted(folder.glob("*.yaml"))
    unread = list(_unread(folder, set(files), shown_from))
    problems.extend(unread)
    documents = _documents(files, shown_from, problems)
    asked = _documents([questionnaire_file(root, name)], shown_from, problems)
    questionnaire = read_questionnaire(asked[0], problems) if asked else Questionnaire()
    sections = rulebase.read_sections(documents, problems)
    zoo = _assembled(root, name, questionnaire, asked, sections, problems)
    faulty = questionnaire.named | sections.named if problems else frozenset[str]()
    translations = {}
    for language, path in translation_files(root, name).items():
        for document in _documents([path], shown_from, problems):
            translation = read_translation(document, language, zoo, faulty, problems)
            if translation is not None:
                translations[language] = translation
    whole = len(documents) == len(files) and bool(asked)
    found = [problem for problem in problems if (whole and not unread) or problem.code not in OF_NAMES]
    return Loaded(replace(zoo, translations=translations), tuple(sorted(set(found))), whole)


def read_rule(one: Entry, zoo: Zoo, problems: list[Problem]) -> Rule | None:
    """A rule written for a sound zoo, wherever it comes from; None where it is wrong, every reason in `problems`."""
    numbers = {parameter.id: (parameter.value, parameter.unit) for parameter in zoo.parameters.values()}
    return _rule(one, dict(zoo.domains), ConditionReader(zoo.domains, numbers, bands=zoo.bands), [], problems)


def read_weights(one: Entry, zoo: Zoo, problems: list[Problem]) -> tuple[Rule, ...]:
    """The rules of a table written for a sound zoo, wherever it comes from; what is wrong goes into `problems`."""
    numbers = {parameter.id: (parameter.value, parameter.unit) for parameter in zoo.parameters.values()}
    return read_table(one, zoo.domains, ConditionReader(zoo.domains, numbers, bands=zoo.bands), problems)[1]


def _assembled(
    root: Path,
    name: str,
    questionnaire: Questionnaire,
    asked: list[Document],
    sections: Sections,
    problems: list[Problem],
) -> Zoo:
    parameters = rulebase.parameters(sections)
    traits = rulebase.traits(sections, problems)
    animals = rulebase.animals(sections)
    topics, stances = advice_sections.topics(sections), advice_sections.stances(sections)
    advice = advice_sections.advice(sections, topics, stances, problems)
    for trait in traits.values():
        if trait.id in questionnaire.attributes:
            problems.append(
                Problem(trait.place, "duplicate-id", f"`{trait.id}` is also a question", "rename the trait")
            )
        problems.extend(_no_questions(trait, questionnaire, sections))
    answers = {one.id: domain(one) for one in questionnaire.attributes.values()}
    derived = read_derived(sections, questionnaire.attributes, parameters, problems)
    answered = {**answers, **{one.id: domain(one) for one in derived.values()}}
    traits_domains = {one.id: Domain(one.id, "choice", tuple(one.values), one.ordered) for one in traits.values()}
    # a faulty entry keeps its name, so that whoever speaks of it is not told of a mistake that is none
    kinds = (*animals, *(name for name in sections.faulty_animals if name not in animals))
    moves = (*sections["transitions"], *sections.faulty_transitions)
    faulty_advice = sorted(sections.named_in["advice"] - advice.keys())
    domains = {
        **answered,
        **traits_domains,
        ANIMAL: Domain(ANIMAL, "choice", kinds),
        VERDICT: Domain(VERDICT, "choice", kinds, of="verdict"),
        RUNNER_UP: Domain(RUNNER_UP, "choice", kinds, of="verdict"),
        STATUS: Domain(STATUS, "choice", STATUSES, of="verdict"),
        TRANSITION: Domain(TRANSITION, "choice", moves),
        ADVICE: Domain(ADVICE, "choice", (*advice, *faulty_advice)),
    }
    numbers = {one.id: (one.value, one.unit) for one in parameters.values()}
    faulty = (questionnaire.named | sections.named) - domains.keys() - numbers.keys()
    reader = ConditionReader(domains, numbers, faulty)
    answers_reader = ConditionReader(answers, numbers, faulty)
    bands = {one.id: read_bands(one, answered, reader, problems) for one in sections["bands"].values()}
    reader, answers_reader = reader.with_bands(bands), answers_reader.with_bands(bands)
    attributes = with_relevance(questionnaire, asked[0], answers_reader, problems) if asked else {}
    advice = advice_sections.with_presuppositions(advice, sections, reader, problems)
    heading = sections.heading
    proportion = advice_sections.proportion(
        heading.get("proportion"), sections.heading_of.get("proportion"), answers, reader, problems
    )
    advice_sections.check_roles(sections, proportion, problems)
    looked: Looked = []
    transitions = {
        one.id: transition
        for one in sections["transitions"].values()
        if (transition := _transition(one, animals, sections.faulty_animals, reader, looked, problems))
    }
    rules = [rule for one in sections["rules"].values() if (rule := _rule(one, domains, reader, looked, problems))]
    settled = [rule for trait in traits.values() if (rule := _otherwise(trait, sections, domains, problems))]
    tables = [read_table(one, domains, reader, problems) for one in sections["tables"].values()]
    cells = [cell for _, of_table in tables for cell in of_table]
    looked.extend((premise, cell.place) for cell in cells for premise in premises(cell.condition))
    complete = not problems
    rules += _unique((*settled, *cells), {rule.id: rule for rule in rules}, problems)
    circles = circle(rules)
    problems.extend(circles)
    if complete:  # a rule left out would make others look unreachable
        problems.extend(unreachable(rules, animals, domains, looked))
    priors = {one.id: prior for one in sections["priors"].values() if (prior := _prior(one, answers, reader, problems))}
    if heading.get("zoo", name) != name:
        message = f"this zoo calls itself `{heading['zoo']}`, its folder is `{name}`"
        problems.append(Problem(Place(str(root / "rulebases" / name)), "wrong-name", message, "give both one name"))
    return Zoo(
        id=name,
        version=heading.get("version", "0"),
        title=heading.get("title", name),
        language=heading.get("language", "en"),
        currency=heading.get("currency", ""),
        policy=sections.policy,
        groups=tuple(questionnaire.groups),
        attributes={**attributes, **derived},
        parameters=parameters,
        traits=traits,
        animals=animals,
        transitions=transitions,
        topics=topics,
        advice=advice,
        rules=() if circles else tuple(sorted(rules, key=lambda rule: rule.id)),
        domains=domains,
        root=root,
        priors=priors,
        words=questionnaire.words,
        units=questionnaire.units,
        segments=rulebase.settings(sections),
        tables=tuple(table for table, _ in tables),
        accepted=rulebase.accepted(sections),
        bands={name: named for name, named in bands.items() if named},
        stances=stances,
        proportion=proportion,
        oppositions=read_oppositions(sections, answers_reader, problems),
        accords=read_accords(sections, answers_reader, problems),
    )


def _unique(cells: Iterable[Rule], known: dict[str, Rule], problems: list[Problem]) -> Iterable[Rule]:
    """What is spelt out as rules, cells above all, as far as its ids are not taken by a rule or another of these."""
    for cell in cells:
        first = known.setdefault(cell.id, cell)
        if first is cell:
            yield cell
        else:
            message = f"the cell `{cell.id}` already stands at {first.place}"
            problems.append(Problem(cell.place, "duplicate-id", message, "keep one of them"))


def _no_questions(trait: Trait, questionnaire: Questionnaire, sections: Sections) -> Iterable[Problem]:
    """Whatever `told_by` names besides questions."""
    one = sections["traits"][trait.id]
    for name in trait.told_by:
        if name not in questionnaire.named:
            hint = did_you_mean(name, questionnaire.attributes)
            place = one.document.place((*one.path, "told_by", ""))
            problem = f"`{name}` is no question, so it cannot tell the trait `{trait.id}` outright"
            yield Problem(place, "unknown-attribute", problem, hint)


def _otherwise(trait: Trait, sections: Sections, domains: Mapping[str, Domain], problems: list[Problem]) -> Rule | None:
    """The rule that settles a trait of which no other rule has concluded any value."""
    one = sections["traits"][trait.id]
    entry: TraitEntry = one.entry
    said = entry.otherwise
    if said is None:
        return None
    if isinstance(said, str):
        said = OtherwiseEntry(value=said, because=ASSUMED)
    place = one.document.place((*one.path, "otherwise"))
    value, (code, message, hint) = read_value(domains[trait.id], said.value)
    if value is None:
        problems.append(Problem(place, code, message, hint))
        return None
    rule_id = f"{trait.id}-{OTHERWISE}"
    conclusion = (Fact(trait.id, value),)
    return Rule(rule_id, unknown(domains[trait.id]), conclusion, said.certainty, said.because, said.source, place, True)


def _prior(one: Entry, answers: dict[str, Domain], reader: ConditionReader, problems: list[Problem]) -> Prior | None:
    if one.id not in answers and one.id != ANIMAL:
        hint = did_you_mean(one.id, [*answers, ANIMAL])
        message = f"`{one.id}` is neither a question nor `animal`: only how common these are can be stated"
        problems.append(Problem(one.place, "unknown-fact", message, hint))
        return None
    weights: dict[str, float] = one.entry.root
    shares = []
    for words, weight in weights.items():
        test = reader.premise(one.id, words, one.document, (*one.path, words), problems)
        if test is not None:
            shares.append((test, weight))
    if not any(weights.values()):
        problems.append(Problem(one.place, "out-of-range", "all weights are 0", "give what is commonest the most"))
    return Prior(one.id, tuple(shares), one.place)


def _transition(
    one: Entry,
    animals: dict[str, Animal],
    faulty: Mapping[str, str],
    reader: ConditionReader,
    looked: Looked,
    problems: list[Problem],
) -> Transition | None:
    entry: TransitionEntry = one.entry
    origins = rulebase.origins(entry.from_, animals)
    starts = bool(origins) or entry.from_ in faulty or (bool(faulty) and entry.from_.startswith(ANY))
    ends = entry.to in animals or entry.to in faulty
    for word, known, key in ((entry.from_, starts, "from"), (entry.to, ends, "to")):
        if not known:
            diets = [f"any {diet}" for diet in dict.fromkeys(animal.diet for animal in animals.values())]
            hint = did_you_mean(word, [*animals, *diets])
            place = one.document.place((*one.path, key, ""))
            problems.append(Problem(place, "unknown-value", f"`{word}` is no animal of this zoo", hint))
    needs = []
    for number, need in enumerate(entry.needs):
        path = (*one.path, "needs", number)
        condition = reader.condition(need.when, one.document, (*path, "when"), problems)
        if condition is not None:
            needs.append(Need(need.id, need.need, condition, one.document.place(path)))
            looked.extend((premise, one.document.place((*path, "when"))) for premise in premises(condition))
    if not origins or entry.to not in animals:
        return None
    said = entry.chances
    chances = Chances(said.possible, said.under_way, said.ready, said.strength, said.source) if said else None
    return Transition(one.id, origins, entry.to, entry.kind, tuple(needs), entry.source, one.place, chances)


def _rule(
    one: Entry, domains: dict[str, Domain], reader: ConditionReader, looked: Looked, problems: list[Problem]
) -> Rule | None:
    entry: RuleEntry = one.entry
    condition = reader.condition(entry.if_, one.document, (*one.path, "if"), problems)
    conclusions = [fact for name, raw in entry.then.items() for fact in _conclusions(one, name, raw, domains, problems)]
    if entry.certainty == 0:
        place = one.document.place((*one.path, "certainty", ""))
        problems.append(Problem(place, "out-of-range", "a rule of certainty 0 says nothing", "delete the rule"))
    if condition is None or not conclusions:
        return None
    looked.extend((premise, _premise_place(one, premise)) for premise in premises(condition))
    unique = tuple(dict.fromkeys(conclusions))
    written = entry.source if isinstance(entry.source, str) else entry.source.model_dump()
    source = source_text(written)
    return Rule(one.id, _simplified(condition), unique, entry.certainty, entry.because, source, one.place)


def _conclusions(
    one: Entry, name: str, raw: object, domains: dict[str, Domain], problems: list[Problem]
) -> Iterable[Fact]:
    place = one.document.place((*one.path, "then", name))
    found = domains.get(name)
    if found is None or found.of != "rules":
        known = [known.name for known in domains.values() if known.of == "rules"]
        code = "unknown-fact" if found is None else "cannot-conclude"
        what = "is no trait" if found is None else "follows from the ranking" if name in JUDGED else "is an answer"
        problems.append(Problem(place, code, f"a rule cannot conclude `{name}`: it {what}", did_you_mean(name, known)))
        return
    for word in raw if isinstance(raw, list) else [raw]:
        value, (code, message, hint) = read_value(found, word)
        if value is None:
            problems.append(Problem(one.document.place((*one.path, "then", name, "")), code, message, hint))
        else:
            yield Fact(name, value)


def _premise_place(one: Entry, premise: Premise) -> Place:
    direct = (*one.path, "if", premise.name)
    return one.document.place(direct)


def _simplified(condition: Condition) -> Condition:
    """All-of within all-of, any-of within any-of, flattened: the same meaning, fewer joins."""
    if isinstance(condition, Premise):
        return condition
    kind = type(condition)
    parts: list[Condition] = []
    for part in condition.parts:
        simple = _simplified(part)
        parts.extend(simple.parts if isinstance(simple, AllOf) and kind is AllOf else [simple])
    return parts[0] if len(parts) == 1 else kind(tuple(dict.fromkeys(parts)))


def _unread(folder: Path, files: set[Path], shown_from: Path | None) -> Iterable[Problem]:
    """YAML files beside the rules that nobody reads: another ending, in capitals too, or a folder of its own."""
    cases = folder / "cases"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        ending = _YAML.search(path.name)
        if path in files or ending is None or path.name.startswith(".") or not path.is_file():
            continue
        if cases in path.parents and path.suffix == ".yaml":
            continue
        home = cases if cases in path.parents else folder
        named = f"call it {home.name}/{path.name[: ending.start()]}.yaml"
        hint = named if path.suffix != ".yaml" else f"move it into {home.name}/"
        yield Problem(Place(_shown(path, shown_from)), "unread-file", "this file is not read", hint)


def _documents(paths: Iterable[Path], shown_from: Path | None, problems: list[Problem]) -> list[Document]:
    found = []
    for path in paths:
        try:
            found.append(read(path, _shown(path, shown_from)))
        except ProblemsError as error:
            problems.extend(error.problems)
    return found


def _shown(path: Path, shown_from: Path | None) -> str:
    return str(path) if shown_from is None else shown_path(path, shown_from)
