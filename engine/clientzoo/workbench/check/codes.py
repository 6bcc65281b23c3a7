"""Every code a finding can have, with its gravity. docs/findings.md says of each what it means and what to do."""

from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning"]

ERRORS: dict[str, str] = {
    # a file
    "unreadable-file": "The file is not there or cannot be read.",
    "file-too-large": "The file is larger than any zoo needs.",
    "not-text": "The file is not UTF-8 text.",
    "yaml-syntax": "The file is not YAML.",
    "yaml-alias": "Anchors and aliases are not read.",
    "yaml-tag": "Tags are not read.",
    "too-deep": "Too many levels of nesting.",
    "too-many-nodes": "Too many entries in one file.",
    "po-syntax": "A catalogue of translations is out of order.",
    "unread-file": "A file beside the rules that nobody reads.",
    "toml-syntax": "The workspace file is not TOML.",
    "no-zoo": "There is no zoo, or several to choose from.",
    # its shape
    "duplicate-key": "A key stands twice.",
    "missing-field": "A line is missing.",
    "unknown-key": "A key that means nothing here.",
    "wrong-type": "Another kind of value is wanted.",
    "wrong-length": "A row of a table has more or fewer cells than there are columns.",
    "empty-text": "A text or a list is empty.",
    "bad-name": "Not a name.",
    "out-of-range": "A number is outside its range.",
    # names and meaning
    "duplicate-id": "An id stands twice.",
    "reserved-name": "The name has a meaning of its own.",
    "wrong-name": "A zoo or a translation is not called as its folder or file.",
    "wrong-zoo": "Answers for another zoo.",
    "unknown-attribute": "No such question.",
    "unknown-fact": "No such attribute or trait.",
    "unknown-value": "No such value.",
    "unknown-parameter": "No such number or parameter.",
    "unknown-topic": "No such topic.",
    "unknown-rule": "No such rule.",
    "unknown-case": "No such case.",
    "unknown-stance": "Nothing on which advice takes sides.",
    "unknown-advice": "No such advice.",
    "unknown-role": "No rate for a role.",
    "wrong-order": "A step before what it comes after.",
    "unknown-setting": "No such setting of the segmentation.",
    "wrong-setting": "Not a value the setting allows.",
    "wrong-number": "Not a number the question allows.",
    "cannot-conclude": "A rule cannot conclude this.",
    "empty-condition": "A condition without a test.",
    "empty-range": "A test that nothing can pass.",
    "not-ordered": "A comparison of values without order.",
    "wrong-table": "A spreadsheet that is no table of rules.",
    "unit-mismatch": "A parameter in another unit.",
    "cycle": "Facts depend on each other in a circle.",
    "unreachable": "Nothing concludes what is looked for.",
    # templates and texts of advice
    "unknown-name": "A template names what it cannot know.",
    "endless-template": "A template that does not come to an end.",
    "template-error": "A template that fails while it is filled in.",
    "template-syntax": "A template that cannot be read.",
    "missing-template": "A template is not there.",
    "missing-part": "An animal without its part of the playbook.",
    "unknown-part": "A part of the playbook for no animal.",
    "forbidden-construct": "More than a template may do.",
    "foreign-content": "A page with a script, or with something from elsewhere.",
    "not-a-paragraph": "A text that is more than a paragraph.",
    # the brand
    "bad-colour": "Not a colour.",
    "low-contrast": "A colour that cannot be read on the background.",
    "bad-picture": "A logo that is no picture, or too large.",
    "bad-font": "A font that is none, or too large.",
    "bad-letterhead": "A letterhead that is no Word document, has macros or is too large.",
    "missing-file": "The brand names a file that is not there.",
    "outside-workspace": "The brand names a file outside of the workspace.",
}
WARNINGS: dict[str, str] = {
    "missing-policy": "A page that does not say that it may load nothing.",
    "never-fires": "A rule whose premises no client can satisfy together.",
    "duplicate-rule": "Two rules with the same premises and conclusion.",
    "subsumed-rule": "A rule that adds nothing to a wider one.",
    "contradictory-rules": "Two rules that contradict each other.",
    "idle-test": "A test that every answer passes, or none.",
    "band-hole": "A number between two bands that rules spell.",
    "band-overlap": "A number in two bands that rules spell.",
    "uneven-weights": "Weights that go up and down along an ordered fact.",
    "mixed-scripts": "An id with letters of two scripts.",
    "unopposed-animal": "An animal that nothing speaks against.",
    "stale-acceptance": "A finding that was accepted and is there no more.",
    "unused-attribute": "A question that no rule looks at.",
    "undistinguished-value": "Values that no rule tells apart.",
    "unused-parameter": "A parameter that nothing uses.",
    "undecidable-animal": "An animal that no client can become.",
    "single-answer": "An animal that hangs on one answer.",
    "dead-transition": "A transition that never opens, or leads nowhere.",
    "idle-transition": "A transition from which nothing follows.",
    "clashing-advice": "Two pieces of advice that contradict each other on one page.",
    "unobtainable-advice": "Advice that no client can get.",
    "missing-text": "A text missing in a language.",
    "same-label": "Two things that read the same in a language.",
}
MEANINGS = {**ERRORS, **WARNINGS}


def level_of(code: str) -> Level:
    """`warning` for a zoo that runs and could be better, `error` for everything else."""
    return "warning" if code in WARNINGS else "error"
