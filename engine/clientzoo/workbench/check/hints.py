"""What to do about an error where the reader of the file had nothing nearer to say."""

from dataclasses import replace

from clientzoo.knowledge.problems import Problem

HINTS: dict[str, str] = {
    "unreadable-file": "look at its name, its place and who may read it",
    "file-too-large": "split it",
    "not-text": "save it as UTF-8 text",
    "yaml-syntax": "look at the indentation, and put texts with signs of their own in quotes",
    "yaml-alias": "write it out",
    "yaml-tag": "write the plain value",
    "too-deep": "write it flatter",
    "too-many-nodes": "split it",
    "toml-syntax": 'write `zoo = "name"`',
    "no-zoo": "name one in clientzoo.toml, or with --zoo",
    "duplicate-key": "keep one of them",
    "missing-field": "add it",
    "unknown-key": "docs/rule-language.md lists the keys",
    "wrong-length": "give the row a cell for each column, ~ where it says nothing",
    "unread-file": "end its name with .yaml and put it beside the other rules",
    "wrong-type": "docs/rule-language.md shows how it is written",
    "empty-text": "write it, or delete the entry",
    "bad-name": "use letters, digits and underscores, starting with a letter",
    "out-of-range": "stay within the range",
    "duplicate-id": "rename one of them",
    "reserved-name": "choose another name",
    "wrong-name": "give both one name",
    "wrong-zoo": "choose the zoo with --zoo",
    "unknown-attribute": "use the id of a question, or say in the questionnaire what it was renamed from",
    "unknown-fact": "use the id of a question or trait",
    "unknown-value": "use one of the values it has",
    "unknown-parameter": "write a number, or add the parameter under `parameters:`",
    "unknown-topic": "add the topic under `topics:`",
    "unknown-rule": "use the id of a rule",
    "unknown-case": "use the id of a case",
    "unknown-stance": "use one of those under `stances:`, or add it there",
    "unknown-advice": "use the id of advice",
    "unknown-role": "add it under `proportion: rates`",
    "wrong-order": "put it on a later day",
    "unknown-setting": "docs/segmentation.md lists the settings",
    "wrong-setting": "docs/segmentation.md says what it may be",
    "wrong-number": "write a number that the question allows",
    "cannot-conclude": "conclude a trait, an animal, a transition or advice",
    "empty-condition": "say when it holds",
    "empty-range": "write the smaller end first",
    "not-ordered": "list the values, or say `ordered: true` where they run from least to most",
    "wrong-table": "write the table anew",
    "unit-mismatch": "use a parameter of that unit",
    "cycle": "let one of them rest on answers alone",
    "unreachable": "write a rule that concludes it, or look for something else",
    "unknown-name": "docs/playbook.md lists the names",
    "endless-template": "loop over what the playbook gives",
    "template-error": "mend it where the place points",
    "template-syntax": "mend it where the place points",
    "missing-template": "write it, or mend its name",
    "missing-part": "write the part",
    "unknown-part": "rename it after an animal, or delete it",
    "forbidden-construct": "write it plainly; docs/playbook.md says what is allowed",
    "foreign-content": "leave it out",
    "not-a-paragraph": "write plain sentences",
}


def hinted(problem: Problem) -> Problem:
    """The problem with a hint in any case."""
    return problem if problem.hint else replace(problem, hint=HINTS.get(problem.code, ""))
