"""Every command that writes, in the workspace of the campaigns."""

from campaigns.workshop import OUT

WRITERS: dict[str, tuple[str, ...]] = {
    "import": ("base", "import", "orders.csv", "--as", "orders"),
    "import --add": ("base", "import", "cp1251.csv", "--as", "orders", "--add"),
    "import --save-mapping": ("base", "import", "orders.csv", "--as", "orders", "--save-mapping", "orders.yaml"),
    "demo": ("base", "demo", "--base", f"{OUT}/demo"),
    "segment": ("base", "segment", "all"),
    "segment as CSV": ("base", "segment", "rfm", "--format", "csv"),
    "segment as XLSX": ("base", "segment", "abc", "--format", "xlsx"),
    "report": ("base", "report"),
    "sheet": ("base", "sheet", "five_w"),
    "base classify to CSV": ("base", "classify", "clients.csv", "-o", "verdicts.csv"),
    "base classify to Parquet": ("base", "classify", "clients.csv", "-o", "verdicts.parquet"),
    "base classify to XLSX": ("base", "classify", "clients.csv", "-o", f"{OUT}/verdicts.xlsx"),
    "summary": ("base", "summary", "verdicts.csv", "--html", f"{OUT}/summary.html"),
    "playbook": ("playbook", "clients/fair.yaml", "-o", OUT),
    "playbook as Markdown": ("playbook", "clients/fair.yaml", "-o", OUT, "--format", "md"),
    "interview -o": ("interview", "Fair", "--answers", "clients/fair.yaml", "-o", OUT),
    "rules table": ("rules", "table", "squirrel", "-o", "squirrel.xlsx", "--yes"),
    "rules import": ("rules", "import", "squirrel", "edited.xlsx", "--yes"),
    "rules fmt": ("rules", "fmt"),
    "rules case add": ("rules", "case", "add", "clients/fair.yaml", "--to", "first", "--yes"),
    "rules graph": ("rules", "graph", "squirrel", "-o", f"{OUT}/graph.html"),
    "rules coverage": ("rules", "coverage", "--html", f"{OUT}/coverage.html"),
    "rules check --sarif": ("rules", "check", "--sarif", f"{OUT}/found.sarif"),
    "rules gaps": ("rules", "gaps", "--clients", "2000", "--save", "rulebases/shop/cases/gaps.yaml", "--answers", OUT),
    "init": ("init", f"{OUT}/zoo", "--from", "scratch"),
}
