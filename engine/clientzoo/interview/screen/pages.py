"""The three pages of an interview: a question, the animal settled, the review."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from clientzoo.interview.closing_words import (
    answer_said,
    answered_names,
    differs,
    group_title,
    on_with_advice,
    on_with_everything,
    progress,
    remembered,
    settled,
    think_so,
)
from clientzoo.interview.commands import OF_A_VERDICT, Command
from clientzoo.interview.conversation import Conversation
from clientzoo.interview.screen.look import Signs
from clientzoo.interview.screen.page import Act, Page, Row
from clientzoo.interview.screen.text_width import fit_width
from clientzoo.interview.since import choices
from clientzoo.interview.typed_answer import choice_keys
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.speech import later
from clientzoo.knowledge.zoo import Attribute

_NAME_WIDTH = 29
_REST = (
    ("b", later("back")), ("f", later("forward")), ("n", later("note")), ("?", later("help")), ("w", later("why")),
    ("s", later("so far")), (":", later("ask")), ("r", later("review")), ("q", later("save and leave")),
)  # fmt: skip
_CHOOSE, _TAKE = later("choose"), later("take")
_OF_A_VERDICT = tuple(command.value for command in OF_A_VERDICT)


def question_page(
    conversation: Conversation, unsure: bool, take: Callable[[Value], None], acts: Mapping[Command, Act], signs: Signs
) -> Page:
    """A question: its choices, or for a number only the words around the line to type in."""
    attribute = conversation.question
    rows = [Row(optional=True), Row(attribute.ask, "question"), Row()]
    rows += [Row(attribute.help, "help", optional=True), Row(optional=True)]
    if earlier := remembered(conversation):
        rows += [Row(earlier, "lead"), Row(optional=True)]
    rest = (
        _REST
        if conversation.session.at is not None or conversation.recalling
        else [one for one in _REST if one[0] != "f"]
    )
    if attribute.typed:
        rows += _so_far(conversation, attribute) if attribute.numeric and not earlier else []
        keys = (("Enter", _TAKE), ("Ctrl+U", later("don't know")), ("~", later("I think so")), *_with_control(rest))
        rows += _note(conversation, attribute)
        return Page(_title(conversation), progress(conversation), tuple(rows), _sensible(conversation, keys))
    for key, (value, label) in zip(_keys_of(attribute), attribute.values.items(), strict=True):
        rows.append(Row(label, key=key, act=lambda value=value: take(value)))  # type: ignore[misc]
    rows.append(Row(conversation.say("Don't know"), key="u", act=acts[Command.UNKNOWN]))
    box = "[x]" if unsure else "[ ]"
    if conversation.judges:
        rows += [Row(), Row(f"~ {box} {think_so(conversation.say)}", "lead" if unsure else "", optional=not unsure)]
    rows += _note(conversation, attribute)
    keys = _sensible(
        conversation,
        ((signs.arrows, _CHOOSE), ("Enter", _TAKE), ("u", later("don't know")), ("~", later("I think so")), *rest),
    )
    return Page(_title(conversation), progress(conversation), tuple(rows), keys, _given(conversation, attribute))


def how_page(conversation: Conversation, signs: Signs) -> Page:
    """An answer unlike that of an earlier day: one key says whether that changed or was wrong."""
    say = conversation.say
    rows = (
        Row(),
        Row(differs(conversation), "question"),
        Row(),
        Row(say("It has changed"), key="c", act=conversation.it_has_changed),
        Row(say("It was written wrong"), key="w", act=conversation.it_was_wrong),
    )
    keys = tuple(
        (key, say(what))
        for key, what in (("c", later("changed")), ("w", later("was wrong")), ("b", later("back")), _REST[-1])
    )
    return Page(conversation.client, say("changed or wrong"), rows, keys, at_once=True)


def since_page(conversation: Conversation, signs: Signs) -> Page:
    """Since when the client is otherwise."""
    one, memory = conversation.differing, conversation.memory
    say = conversation.say
    days = choices(one.held, memory.on, say) if one and memory else ()
    offered = tuple(
        Row(day.said, key=str(number), act=lambda day=day.day: conversation.it_has_changed(day))  # type: ignore[misc]
        for number, day in enumerate(days, 1)
    )
    rows = (Row(), Row(differs(conversation), "question"), Row(), Row(say("Since when?")), Row(), *offered)
    keys = tuple(
        (key, say(what)) for key, what in ((signs.arrows, _CHOOSE), ("Enter", _TAKE), ("b", later("back")), _REST[-1])
    )
    return Page(conversation.client, say("since when"), rows, keys, at_once=True)


def settled_page(conversation: Conversation, signs: Signs) -> Page:
    """The animal is settled: finish here, or go on."""
    say = conversation.say
    rows = (
        Row(),
        Row(settled(conversation), "question"),
        Row(),
        Row(say("The answers still open would hardly change that. How shall we go on?")),
        Row(),
        Row(say("Look over the answers and finish"), key="1", act=conversation.review),
        Row(on_with_advice(conversation), key="2", act=lambda: conversation.go_on("advice")),
        Row(on_with_everything(conversation), key="3", act=lambda: conversation.go_on("everything")),
    )
    keys = (
        (signs.arrows, _CHOOSE), ("Enter", _TAKE), ("b", later("back")), ("s", later("so far")), (":", later("ask")),
        _REST[-1],
    )  # fmt: skip
    return Page(conversation.client, say("settled"), rows, _sensible(conversation, keys))


def review_page(conversation: Conversation, finish: Act, signs: Signs) -> Page:
    """All answers before the verdict, each of them open to change."""
    known = conversation.session.known
    left = len(conversation.left)
    say = conversation.say
    ending = say("Finish: the verdict and the playbook") if conversation.judges else say("Finish: the sheet is kept")
    rows = [Row(ending, key="1", act=finish)]
    if left:
        text = say.count(
            "Go on with the {number} question not asked yet", "Go on with the {number} questions not asked yet", left
        )
        rows.append(Row(text, key="2", act=lambda: conversation.go_on("everything")))
    if answered := list(_reviewed(conversation, answered_names(conversation))):
        rows += [Row(), Row(say("Answered"), "group"), *answered]
    said_already = set(answered_names(conversation))
    for group in conversation.zoo.groups:
        not_yet = tuple(name for name in group.attributes if name not in said_already)
        if reviewed := list(_reviewed(conversation, not_yet)):
            rows += [Row(), Row(group.title, "group"), *reviewed]
    told = say(
        "{answered} answered, {unknown} unknown, {left} not asked",
        answered=len(known.answers), unknown=len(known.unknown), left=left,
    )  # fmt: skip
    keys = (
        (signs.arrows, _CHOOSE), ("Enter", later("finish, or change")), ("b", later("back")), ("s", later("so far")),
        (":", later("ask")), _REST[-1],
    )  # fmt: skip
    return Page(say("Review: {client}", client=conversation.client), told, tuple(rows), _sensible(conversation, keys))


def _reviewed(conversation: Conversation, names: tuple[str, ...]) -> Iterator[Row]:
    for name in names:
        attribute = conversation.zoo.attributes[name]
        if not attribute.asked or not conversation.matters(name):
            continue
        note = conversation.say(" (note)") if conversation.session.note(name) else ""
        said = f"{answer_said(conversation, name) or '-'}{note}"
        text = f"{fit_width(attribute.name, _NAME_WIDTH - 1)} {said}"
        yield Row(text, act=lambda name=name: conversation.open(name), hang=_NAME_WIDTH)  # type: ignore[misc]


def _title(conversation: Conversation) -> str:
    return f"{conversation.client} - {group_title(conversation)}"


def _keys_of(attribute: Attribute) -> list[str]:
    keys = choice_keys(attribute)
    return [*keys, *[""] * (len(attribute.values) - len(keys))]


def _given(conversation: Conversation, attribute: Attribute) -> int:
    """Where the pointer starts: at the answer given before."""
    answer = conversation.session.known.answers.get(attribute.id)
    if answer is not None and answer.value in attribute.values:
        return list(attribute.values).index(answer.value)
    return len(attribute.values) if attribute.id in conversation.session.known.unknown else 0


def _so_far(conversation: Conversation, attribute: Attribute) -> list[Row]:
    before = answer_said(conversation, attribute.id)
    return (
        [Row(conversation.say("Answer so far: {answer}. Enter alone keeps it.", answer=before)), Row()]
        if before
        else []
    )


def _note(conversation: Conversation, attribute: Attribute) -> list[Row]:
    note = conversation.session.note(attribute.id)
    if not note:
        return []
    short = " ".join(note.split())
    return [Row(conversation.say("Note: {note}", note=short if len(short) <= 120 else short[:118] + ".."))]


def _sensible(conversation: Conversation, keys: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The keys without those that ask about a verdict where none comes of it."""
    gone = () if conversation.judges else (*_OF_A_VERDICT, *(f"Ctrl+{key.upper()}" for key in _OF_A_VERDICT))
    return tuple((key, conversation.say(what)) for key, what in keys if key not in gone)


def _with_control(keys: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """In a line where letters are typed, letters that command need the control key."""
    return ((f"Ctrl+{key.upper()}" if key.isalpha() else key, what) for key, what in keys)
