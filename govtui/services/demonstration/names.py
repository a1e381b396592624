"""Invented names and numbers: surnames and given names drawn by seed, telephone numbers that nobody can have."""

from random import Random

SURNAMES = (
    "安 白 柏 卞 岑 成 池 褚 单 邓 窦 樊 费 冯 傅 高 葛 宫 古 管 郭 韩 郝 贺 侯 胡 华 姬 "
    "季 纪 简 姜 蒋 焦 金 康 柯 孔 邝 蓝 黎 廖 林 凌 柳 卢 路 罗 吕 马 毛 孟 缪 莫 穆 倪 "
    "宁 牛 欧阳 潘 庞 裴 彭 蒲 戚 钱 乔 秦 邱 瞿 曲 任 容 阮 沙 尚 邵 申 沈 施 石 司马 宋 "
    "苏 孙 谭 汤 唐 陶 田 童 万 汪 卫 韦 魏 温 文 翁 巫 吴 武 夏 萧 谢 辛 邢 熊 徐 许 薛 "
    "严 晏 杨 姚 叶 易 殷 尹 应 尤 于 余 俞 袁 岳 云 臧 曾 翟 詹 张 章 赵 甄 郑 钟 周 朱 "
    "祝 庄 邹 左 上官"
)
_FIRST = "云 启 明 承 景 思 文 海 知 亦 向 远 伯 仲 子 书 泽 嘉 怀 若 清 安 立 正 行 望 维 其 延 松 柏 初 临 则 川 平"
_SECOND = "舟 衡 岳 澜 朗 川 峤 峻 铭 楠 远 珩 溪 茂 章 序 野 和 瑜 汀 霖 岚 禾 越 彦 诚 轩 骞 沐 堂 林 言 渡 弘 石 榆"


class Names:
    """Names from the pools, each full name once."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._surnames, self._first, self._second = SURNAMES.split(), _FIRST.split(), _SECOND.split()
        self._given: set[str] = set()
        self._phone = 0

    def person(self) -> str:
        """A new full name of two to four characters."""
        rng = self._rng
        while True:
            given = (
                rng.choice(self._second) if rng.random() < 0.2 else rng.choice(self._first) + rng.choice(self._second)
            )
            name = rng.choice(self._surnames) + given
            if name not in self._given and len(set(name)) == len(name):
                self._given.add(name)
                return name

    def phone(self) -> str:
        """An office number under an area code that does not exist: `0700-…`."""
        self._phone += 1
        return f"0700-{5550000 + self._phone}"

    def mobile(self) -> str:
        """A mobile number in a range that nobody is given."""
        return f"100{self._rng.randrange(10**8):08d}"
