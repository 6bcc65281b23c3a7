"""Tables in the languages of a zoo: headings, labels, yes and no; what two languages mean differently is refused."""

import random
from pathlib import Path

import polars as pl
import pytest

from clientzoo.knowledge.find import shipped
from clientzoo.knowledge.languages import in_language
from clientzoo.knowledge.load import load_zoo
from clientzoo.knowledge.zoo import Zoo, value_text
from clientzoo.tables.checked_rows import Reader
from clientzoo.tables.heading import heading
from clientzoo.tables.mapping import MappedQuestion, TableMap
from clientzoo.tables.opening import open_table
from clientzoo.tables.table import TableError
from commands import clientzoo
from zoos import write_russian, write_zoo

FOUND = shipped()


def tiny(tmp_path: Path, **replaced: str) -> Zoo:
    root = write_zoo(tmp_path / "zoo")
    write_russian(root, replaced=replaced)
    return load_zoo(root, "tiny").sound()


def read(zoo: Zoo, path: Path, text: str, mapped: TableMap | None = None) -> tuple[list[dict[str, object]], list[str]]:
    """The clients without what is unknown, and the reasons for what was refused."""
    path.write_text(text, encoding="utf-8")
    table, mapped = open_table(str(path), zoo), mapped or TableMap()
    named, reader = heading(table, zoo, mapped), Reader(zoo, mapped)
    batches = list(reader.read(table, named, reader.schema([named])))
    rows = [row for batch in batches for row in batch.frame.to_dicts()]
    clients = [{name: cell for name, cell in row.items() if cell is not None} for row in rows]
    return clients, [f"{one.line} {one.column}: {one.reason}" for batch in batches for one in batch.rejects]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_languages_may_be_mixed(tmp_path: Path, language: str) -> None:
    zoo = in_language(tiny(tmp_path), language)
    clients, refused = read(
        zoo,
        tmp_path / "clients.csv",
        "КЛИЕНТ;Желание  расти;headcount;tenders;Иностранный владелец\n"
        "Ромашка;Хотят расти;40;Никогда;Да\n"
        "Gamma;wants to grow;Неизвестно;always;нет\n"
        "Delta;DEMANDS;1,2 тыс;ВСЕГДА;yes\n"
        "Эпсилон;неизвестно;;Never;за границей\n",
    )
    assert refused == []
    assert clients == [
        {"client": "Ромашка", "wish": "wants", "employees": 40, "tenders": "never", "foreign": True},
        {"client": "Gamma", "wish": "wants", "tenders": "always", "foreign": False},
        {"client": "Delta", "wish": "demands", "employees": 1200, "tenders": "always", "foreign": True},
        {"client": "Эпсилон", "tenders": "never", "foreign": True},
    ]


def test_what_two_languages_mean_differently_is_refused_with_the_reason(tmp_path: Path) -> None:
    zoo = tiny(tmp_path, **{"wants: Хотят расти": "wants: Demands growth"})
    clients, refused = read(zoo, tmp_path / "clients.csv", "client,wish\nA,Demands growth\nB,demands\n")
    assert clients == [{"client": "B", "wish": "demands"}]
    assert refused == [
        "2 wish: `Demands growth` may mean `wants` (ru) or `demands` (en) of `wish` (write the value's id)"
    ]


def test_a_heading_that_may_be_two_questions_is_refused_unless_the_table_says_which(tmp_path: Path) -> None:
    zoo = tiny(tmp_path, **{"name: Срок тендера": "name: Headcount"})
    path = tmp_path / "clients.csv"
    with pytest.raises(TableError, match="the column `headcount` may answer `employees` or `tender_months`"):
        read(zoo, path, "headcount,tenders\n5,always\n")
    mapped = TableMap("", {"tender_months": MappedQuestion("headcount")})
    assert read(zoo, path, "headcount,tenders\n5,always\n", mapped)[0] == [
        {"client": "row 2", "tenders": "always", "tender_months": 5}
    ]


def test_an_id_goes_before_another_questions_name(tmp_path: Path) -> None:
    zoo = tiny(tmp_path, **{"name: Срок тендера": "name: employees"})
    assert read(zoo, tmp_path / "clients.csv", "employees\n5\n")[0] == [{"client": "row 2", "employees": 5}]


def test_one_column_may_still_be_mapped_to_two_questions(tmp_path: Path) -> None:
    mapped = TableMap("", {"employees": MappedQuestion("Числа"), "tender_months": MappedQuestion("Числа")})
    clients, _ = read(tiny(tmp_path), tmp_path / "clients.csv", "Числа\n5\n", mapped)
    assert clients == [{"client": "row 2", "employees": 5, "tender_months": 5}]


def test_a_russian_table_in_cp1251_is_classified_as_the_same_table_by_ids(tmp_path: Path) -> None:
    zoo = load_zoo(FOUND.root, FOUND.name).sound()
    russian = in_language(zoo, "ru")
    chance = random.Random(7)
    ids, labels = [["client", *zoo.attributes]], [["Клиент", *(one.name for one in russian.attributes.values())]]
    for number in range(200):
        by_id, by_label = [f"Клиент {number}"], [f"Клиент {number}"]
        for one in russian.attributes.values():
            if chance.random() < 0.4:
                by_id.append("")
                by_label.append(chance.choice(["", "Неизвестно"]))
            elif one.numeric:
                figure = chance.randint(int(one.minimum or 0), int(one.maximum or 900))
                by_id.append(str(figure))
                by_label.append(str(figure))
            else:
                value = chance.choice(list(one.values))
                by_id.append(value_text(value))
                said = [one.values[value], one.values[value].upper(), zoo.attributes[one.id].values[value]]
                by_label.append(chance.choice(said))
        ids.append(by_id)
        labels.append(by_label)
    (tmp_path / "ids.csv").write_text("\n".join(map(";".join, quoted(ids))), encoding="utf-8")
    (tmp_path / "метки.csv").write_text("\n".join(map(";".join, quoted(labels))), encoding="cp1251")
    first = clientzoo("base", "classify", "ids.csv", "-o", "ids.parquet", "--ranking", at=tmp_path)
    second = clientzoo(
        "base", "classify", "метки.csv", "-o", "labels.parquet", "--ranking", "--encoding", "cp1251", at=tmp_path
    )
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    by_ids, by_labels = (pl.read_parquet(tmp_path / name) for name in ("ids.parquet", "labels.parquet"))
    assert by_ids.height == 200
    assert by_ids["animal"].n_unique() > 3
    assert by_labels.equals(by_ids)


def quoted(rows: list[list[str]]) -> list[list[str]]:
    return [[f'"{cell}"' if ";" in cell else cell for cell in row] for row in rows]
