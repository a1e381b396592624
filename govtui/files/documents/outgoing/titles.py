"""Where a long title is broken: by meaning, into lines that make a trapezoid or a diamond (GB/T 9704-2012, 7.3.1)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from govtui.domain.text import cells, wrap

LINE_CELLS = 40
"""Cells (half characters) of a line of 22 point type in the type area."""

_ONE_LINE, _FEWEST = 36, 8
_MOST_LINES, _LONGEST = 4, 2000
_NEVER = 1000.0
_INSIDE_WORD, _ANYWHERE, _AT_WORD, _GOOD = 60.0, 14.0, 3.0, 0.0
_HOURGLASS, _LINE, _EQUAL = 25.0, 12.0, 2.0
_CLOSING, _OPENING = "，。、；：？！）》〉」』】〕”’…—·,.;:?!)]}%℃", "（《〈「『【〔“‘([{"
_UNITS = "年月日号届次期个项条件周岁亿万元%％度"
_WHOLE = re.compile(r"《[^《》]{1,17}》|〔[^〔〕]*〕|（[^（）]{1,12}）|“[^“”]{1,12}”|[A-Za-z0-9.,%－-]+")
_WORDS = re.compile(
    "人民政府|人民代表大会|常务委员会|委员会|办公厅|办公室|党组|省委|市委|省人民政府|市人民政府|县人民政府|各县市区|有关部门|领导小组|工作组|指挥部|"
    "国民经济|社会发展|经济社会|高质量|乡村振兴|营商环境|生态环境|安全生产|应急管理|应急预案|公共服务|社会保障|义务教育|医疗保障|公共卫生|基础设施|"
    "行政审批|行政许可|行政处罚|行政执法|规范性文件|固定资产|专项资金|财政资金|政府投资|政府采购|国有企业|国有资产|民营企业|中小企业|知识产权|"
    "进一步|全面|深入|切实|加快|加强|推进|推动|促进|提升|提高|完善|优化|健全|规范|深化|建立|开展|做好|落实|贯彻|实施|执行|印发|转发|批转|发布|公布|"
    "成立|调整|废止|修改|修订|召开|举办|命名|表彰|同意|授予|任免|解决|申请|申报|下达|关于|建设|发展|改革|管理|服务|保护|利用|工作|项目|工程|资金|"
    "经费|预算|决算|计划|规划|方案|办法|规定|细则|意见|通知|通报|通告|公告|公报|报告|请示|批复|决定|决议|议案|纪要|命令|措施|行动|机制|制度|体系|体制|"
    "事项|问题|情况|任务|责任|目标|考核|评估|监督|检查|督查|整治|治理|试点|示范|若干|有关|年度|全市|全省|全县|我市|我省|城市|农村|农业|工业|产业|企业|"
    "教育|科技|文化|旅游|卫生|健康|养老|就业|住房|土地|交通|水利|林业|电力|能源|环境|金融|税收|招商|引资|价格|市场|食品|药品|消防|防汛|抗旱|森林|防火"
)


def break_title(title: str, width: int = LINE_CELLS) -> tuple[str, ...]:
    """The lines of a title, each at most `width` cells; one line where it is short enough.

    《…》, numbers and bracketed words are kept whole where they fit on a line; no line holds a single character.
    """
    if cells(title) <= min(_ONE_LINE, width):
        return (title,)
    costs = _costs(title)
    fewest = max(2, -(-cells(title) // width))
    ways = [way for count in (fewest, fewest + 1) if count <= _MOST_LINES for way in _ways(title, costs, count, width)]
    best = min(ways, key=lambda way: _cost(*way), default=None)
    if best is None or _cost(*best) >= _NEVER:
        return _plain(title, width)
    return best[0]


def _costs(title: str) -> list[float]:
    """What it costs to break before each character."""
    costs = [_ANYWHERE] * len(title)
    for word in _WORDS.finditer(title):
        costs[word.start()] = min(costs[word.start()], _AT_WORD)
        if word.end() < len(title):
            costs[word.end()] = min(costs[word.end()], _AT_WORD)
        for at in range(word.start() + 1, word.end()):
            costs[at] = _INSIDE_WORD
    for at in range(1, len(title)):
        costs[at] = _beside(title[:at], title[at:], costs[at])
    for whole in _WHOLE.finditer(title):
        for at in range(whole.start() + 1, whole.end()):
            costs[at] = _NEVER
    return costs


def _beside(left: str, right: str, cost: float) -> float:
    """The cost of a break between `left` and `right` by what stands next to it."""
    if right[0] in _CLOSING or left[-1] in _OPENING or right[0] in "的了等之" or left.endswith("关于"):
        return _NEVER
    if left[-1].isdigit() and right[0] in _UNITS or left[-1] == "第":
        return _NEVER
    if left[-1] in "和与及暨":
        return max(cost, _INSIDE_WORD)
    if right.startswith("关于") or left[-1] in "的，、》" or right[0] in "和与及暨《":
        return _GOOD
    return cost


Way = tuple[tuple[str, ...], float]
"""The lines of one way to break a title, and what its breaks cost."""


def _ways(title: str, costs: list[float], count: int, width: int, start: int = 0) -> Iterator[Way]:
    """Every way to break the rest of a title into `count` lines."""
    rest = title[start:]
    if count == 1:
        if _FEWEST <= cells(rest) <= width:
            yield (rest,), 0.0
        return
    for at in range(start + 1, len(title)):
        line = title[start:at]
        if cells(line) > width:
            return
        if cells(line) < _FEWEST or costs[at] >= _NEVER or cells(title[at:]) > width * (count - 1):
            continue
        for lines, cost in _ways(title, costs, count - 1, width, at):
            yield (line.rstrip(), *lines), cost + costs[at]


def _cost(lines: tuple[str, ...], breaks: float) -> float:
    """How far a way is from what the standard asks: by meaning, balanced, no hourglass, no block."""
    wide = [cells(line) for line in lines]
    mean = sum(wide) / len(wide)
    spread = sum((one - mean) ** 2 for one in wide) / mean
    triples = zip(wide, wide[1:], wide[2:], strict=False)
    hourglass = sum(_HOURGLASS for left, one, right in triples if one < min(left, right))
    equal = sum(_EQUAL for left, right in pairwise(wide) if left == right)
    return breaks + spread + hourglass + equal + _LINE * len(lines)


def _plain(title: str, width: int) -> tuple[str, ...]:
    """Full lines where nothing better fits, narrower ones where the last would hold next to nothing."""
    if cells(title) > _LONGEST:
        return (title,)
    for narrower in range(0, width // 2, 2):
        lines = wrap(title, width - narrower)
        if cells(lines[-1]) >= _FEWEST:
            return tuple(lines)
    return tuple(wrap(title, width))
