"""`govtui rules` lists every article, and refuses a faulty pack in one sentence."""

import argparse
import json
from pathlib import Path

import pytest

from govtui.cli import rules
from govtui.domain.refusal import Refusal
from govtui.domain.text import cells
from govtui.rulebook import load

SECOND = Path(__file__).parents[1] / "rulebook" / "linhe-2024.toml"


def run(*arguments: str) -> int:
    """The verb alone, without the other verbs beside it."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser()
    rules.add(parser.add_subparsers(), common)
    options = parser.parse_args(["rules", *arguments])
    code: int = options.run(options)
    return code


def test_json_holds_73_articles_each_with_rules_or_without_procedure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["pack"] == "chenzhou-2017"
    assert [a["article"] for a in answer["articles"]] == list(range(1, 74))
    assert all(bool(a["rules"]) == a["procedure"] for a in answer["articles"])
    fifty = {r["id"]: r for r in answer["articles"][49]["rules"]}
    assert fifty["R50d"]["active"] is True
    assert (fifty["R50d"]["effect"], fifty["R50d"]["strength"]) == ("warn", "should")
    assert fifty["R50a"]["active"] is True
    assert next(r for a in answer["articles"] for r in a["rules"] if r["id"] == "R53")["active"] is False


def test_text_marks_rules_in_force_waiting_and_articles_without_procedure(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 0
    lines = capsys.readouterr().out.splitlines()
    assert next(s for s in lines if s.strip().startswith("R50d")).endswith("已启用")
    assert next(s for s in lines if s.strip().startswith("R53")).endswith("待启用")
    assert next(s for s in lines if s.startswith("第2条")).endswith("无程序性规定")
    assert lines[-1].startswith("共 73 条：55 条有规则，18 条无程序性规定；规则 104 条")
    assert max(cells(line) for line in lines) <= 80


def test_another_pack_by_path(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--rulebook", str(SECOND), "--json") == 0
    assert json.loads(capsys.readouterr().out)["pack"] == load(SECOND).id


def test_a_faulty_pack_is_one_sentence(tmp_path: Path) -> None:
    pack = tmp_path / "坏.toml"
    pack.write_text(SECOND.read_text(encoding="utf-8").replace("rank = 3", 'rank = "三"'), encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        run("--rulebook", str(pack))
    assert "坏.toml" in caught.value.sentence
    assert "roles[3].rank" in caught.value.sentence


def test_a_missing_pack_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="找不到规则包"):
        run("--rulebook", str(tmp_path / "没有.toml"))
