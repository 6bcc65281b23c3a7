"""Papers of the small zoo and of the shipped one, and what can be read back of them."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from clientzoo.knowledge.brand import PLAIN, Brand
from clientzoo.knowledge.domain import Value
from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.load import load_zoo
from clientzoo.playbook.form import Format
from clientzoo.playbook.rendering import Press
from playbook import clients

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WOLF: dict[str, Value] = {
    "growth_wish": "wants", "internet_understanding": "none", "owner_involvement": "runs_everything", "employees": 20,
    "leadership_will": "strong", "regular_business": True, "management_mess": "slight",
}  # fmt: skip


def wolf(*forms: Format, brand: Brand = PLAIN, name: str = "Общество «Ромашка»") -> dict[Format, bytes]:
    """The playbook of a wolf of the shipped zoo."""
    where = shipped()
    known = load_zoo(where.root, where.name).sound()
    client = clients.answers(name, {"growth_wish": "вдвое к маю"}, known=WOLF)
    return Press(known, brand=brand).documents(clients.consulted(known, client), client, forms)


def of_client(root: Path, name: str, note: str, *forms: Format) -> dict[Format, bytes]:
    """The playbook of a client of the small zoo with that name, of whom that was noted."""
    known = clients.zoo(root)
    client = clients.answers(name, {"wish": note}, wish="wants", employees=12)
    return Press(known).documents(clients.consulted(known, client), client, forms)


def text(form: Format, content: bytes, folder: Path) -> str:
    """All that the paper says, without blanks between words and without places where a line may break."""
    match form:
        case Format.PDF:
            said = pdf_text(content, folder)
        case Format.WORD:
            said = " ".join("".join(element.itertext()) for element in parts(content).values())
        case Format.HTML:
            said = re.sub(r"<style>.*?</style>|<[^>]*>", "", content.decode(), flags=re.DOTALL)
            said = said.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
        case Format.MARKDOWN:
            said = re.sub(r"\\(.)", r"\1", content.decode())
    return re.sub(r"[\s\u200b\x0c]+", "", said)


def pdf_text(content: bytes, folder: Path) -> str:
    file = folder / "paper.pdf"
    file.write_bytes(content)
    return subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout


def pages(content: bytes, folder: Path) -> int:
    file = folder / "paper.pdf"
    file.write_bytes(content)
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", told)[0])


def parts(content: bytes) -> dict[str, ElementTree.Element]:
    """The parts of a Word document that hold text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if name.endswith(".xml") and name.startswith("word/")]
        return {name: ElementTree.fromstring(package.read(name)) for name in names}


HAS_POPPLER = shutil.which("pdftotext") is not None
