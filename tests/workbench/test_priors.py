"""Priors learned from answered clients are a section that the loader reads, and say what was seen."""

from pathlib import Path

from clientzoo.knowledge.load import load_zoo
from commands import clientzoo, wolf


def test_what_was_learned_is_read_back(tmp_path: Path) -> None:
    assert clientzoo("init", "zoo", at=tmp_path).code == 0
    for number in range(3):
        wolf(tmp_path, f"{number}.yaml")
    ran = clientzoo("rules", "priors", *(f"{number}.yaml" for number in range(3)), "--zoo", "zoo", at=tmp_path)
    assert ran.code == 0
    (tmp_path / "zoo/rulebases/clients-ecosystem/priors.yaml").write_text(ran.out, encoding="utf-8")
    priors = load_zoo(tmp_path / "zoo", "clients-ecosystem").sound().priors
    assert (priors["growth_wish"].share("wants"), priors["growth_wish"].share("demands")) == (4, 1)
    assert priors["employees"].share(25) > priors["employees"].share(1)
    assert priors["regular_business"].share(True) == 4
    assert (priors["animal"].share("wolf"), priors["animal"].share("cow")) == (4, 1)
    assert "tenders" not in priors
