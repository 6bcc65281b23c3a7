"""Test results as JUnit XML, as CI servers read it."""

from collections.abc import Sequence
from xml.etree import ElementTree

from clientzoo.workbench.test import Result


def junit(results: Sequence[Result], suite: str) -> str:
    """One testsuite named after the zoo, one testcase per case, by the file it stands in."""
    failed = sum(not result.passed for result in results)
    root = ElementTree.Element("testsuite", name=suite, tests=str(len(results)), failures=str(failed), errors="0")
    for result in results:
        place = result.case.place
        case = ElementTree.SubElement(
            root, "testcase", name=result.case.id, classname=place.file, file=place.file, line=str(place.line)
        )
        if not result.passed:
            failure = ElementTree.SubElement(case, "failure", message=_clean(result.failures[0]))
            failure.text = _clean("\n".join((*result.failures, *result.proof)))
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _clean(text: str) -> str:
    """Without the control characters that XML cannot carry."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
