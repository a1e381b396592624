"""`govtui number parse`, through the parser it hangs on."""

import argparse
import json

import pytest

from govtui.cli import numbers
from govtui.domain.refusal import Refusal


@pytest.fixture
def run(capsys):
    """Runs `govtui ARGUMENTS…`; answers the exit code and the lines on stdout."""

    def go(*arguments):
        common = argparse.ArgumentParser(add_help=False)
        common.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
        parser = argparse.ArgumentParser(prog="govtui", parents=[common])
        numbers.add(parser.add_subparsers(), common)
        options = parser.parse_args(arguments)
        code = options.run(options)
        return code, capsys.readouterr().out.split("\n")[:-1]

    return go


def test_json_has_the_promised_keys(run):
    code, lines = run("number", "parse", "--json", "发文字号：测府发〔2023〕15 号")
    assert code == 0
    assert json.loads(lines[0]) == {
        "raw": "发文字号：测府发〔2023〕15 号",
        "normal": "测府发〔2023〕15号",
        "prefix": "测府发",
        "year": 2023,
        "serial": 15,
        "status": "normalised",
        "changes": ["去掉前面的“文号”字样", "去掉空白"],
        "reason": None,
    }


def test_a_rejected_number_is_an_answer_too(run):
    code, lines = run("--json", "number", "parse", "测府发2023-15号", "测府发〔2023〕15号")
    assert code == 0
    assert [json.loads(line)["status"] for line in lines] == ["rejected", "strict"]
    assert json.loads(lines[0])["normal"] is None


def test_plain_answer_is_for_reading(run):
    _, lines = run("number", "parse", "测府发[2023]15号", "15号")
    assert lines[0] == "已规范\t测府发〔2023〕15号\t年份括号改为〔〕"
    assert lines[1] == "不规范\t15号\t只有顺序号，缺机关代字和年份"


def test_plain_answer_carries_no_control_bytes(run):
    _, lines = run("number", "parse", "\x1b[31m15号")
    assert "\x1b" not in lines[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_file_gives_one_object_a_line_and_blank_lines_count(run, tmp_path, encoding, end):
    path = tmp_path / "文号.txt"
    raws = ["测府发〔2023〕15号", "", " 测府发（2023〕15号", "测府发〔2023〕\t16号"]
    path.write_bytes((end.join(raws) + end).encode(encoding))
    code, lines = run("number", "parse", "--file", str(path), "--json")
    assert code == 0
    assert [json.loads(line)["raw"] for line in lines] == raws


def test_odd_line_marks_and_bytes_survive_on_one_line(run, tmp_path):
    path = tmp_path / "文号.txt"
    raws = ["测\u2028府\x85发\x0c〔2023〕15号", "测府发〔2023〕\u200b15号"]
    path.write_text("\n".join(raws), encoding="utf-8")
    _, lines = run("number", "parse", "--file", str(path), "--json")
    assert [json.loads(line)["raw"] for line in lines] == raws
    assert all(len(line.splitlines()) == 1 for line in lines)
    _, lines = run("number", "parse", "--json", "\udcff15号")
    assert json.loads(lines[0])["raw"] == "\udcff15号"


def test_empty_file_gives_no_line(run, tmp_path):
    (tmp_path / "空.txt").write_bytes(b"")
    assert run("number", "parse", "--file", str(tmp_path / "空.txt")) == (0, [])


def test_missing_file_is_one_sentence(run, tmp_path):
    with pytest.raises(Refusal, match="找不到文件"):
        run("number", "parse", "--file", str(tmp_path / "没有.txt"))


@pytest.mark.parametrize("arguments", [["number"], ["number", "parse"], ["number", "parse", "甲", "--file", "f"]])
def test_wrong_usage_ends_with_2(run, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
