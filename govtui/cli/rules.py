"""`govtui rules`: the articles of a rule pack and the rules that hold them; checks a pack file."""

import argparse
import json
from typing import TYPE_CHECKING, Any

from govtui.domain.refusal import Refusal
from govtui.domain.text import pad, wrap

if TYPE_CHECKING:
    from govtui.rulebook.model import Article, Rule, Rulebook

_WIDTH = 80
_INDENT = 8
_NONE = "无程序性规定"


def add(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]", common: argparse.ArgumentParser) -> None:
    """Put the verb `rules` on the command line."""
    verb = verbs.add_parser("rules", parents=[common], help="列出规则包的各条和对应规则，或检查一个规则包")
    verb.add_argument("--rulebook", metavar="FILE", help="规则包的名称或 TOML 文件，默认为随程序提供的第一个")
    verb.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print every article with its rules, as text or as one JSON object; a faulty pack is refused in one sentence."""
    from govtui.rulebook import RulebookError, load, packs

    try:
        book = load(args.rulebook or packs()[0])
    except RulebookError as error:
        raise Refusal(error.sentence) from None
    as_one_object = getattr(args, "json", False)
    print(json.dumps(as_json(book), ensure_ascii=False) if as_one_object else as_text(book))
    return 0


def as_json(book: "Rulebook") -> dict[str, Any]:
    """The listing as plain values: pack, counts, and one entry per article."""
    return {
        "pack": book.id,
        "title": book.title,
        "government": book.government,
        "rules": len(book.rules),
        "active": _active(book),
        "articles": [_article_json(book, article) for article in book.articles],
    }


def as_text(book: "Rulebook") -> str:
    """The listing as lines of at most 80 cells."""
    lines = [f"{book.title}（{book.id}）　印发 {book.issued.isoformat()}"]
    for article in book.articles:
        lines += _article_lines(book, article)
    silent = sum(not article.procedure for article in book.articles)
    lines.append(
        f"共 {len(book.articles)} 条：{len(book.articles) - silent} 条有规则，{silent} 条{_NONE}；"
        f"规则 {len(book.rules)} 条，已启用 {_active(book)} 条。"
    )
    return "\n".join(lines)


def _active(book: "Rulebook") -> int:
    return sum(rule.active for rule in book.rules.values())


def _article_json(book: "Rulebook", article: "Article") -> dict[str, Any]:
    return {
        "article": article.number,
        "topic": article.topic,
        "rules": [_rule_json(book.rule(rule_id)) for rule_id in article.rules],
        "procedure": article.procedure,
    }


def _rule_json(rule: "Rule") -> dict[str, Any]:
    return {
        "id": rule.id,
        "article_text": rule.article_text,
        "effect": str(rule.effect),
        "strength": str(rule.strength),
        "says": rule.says,
        "capability": rule.capability,
        "active": rule.active,
        "source": rule.source,
    }


def _article_lines(book: "Rulebook", article: "Article") -> list[str]:
    head = f"第{article.number}条 {article.topic}"
    if not article.procedure:
        return [f"{head}　{_NONE}"]
    return [head, *(line for rule_id in article.rules for line in _rule_lines(book.rule(rule_id)))]


def _rule_lines(rule: "Rule") -> list[str]:
    state = "已启用" if rule.active else "待启用"
    first = f"  {pad(rule.id, 6)}{pad(rule.strength.label, 8)}{rule.effect.label}  {state}"
    return [first, *(" " * _INDENT + line for line in wrap(rule.says, _WIDTH - _INDENT))]
