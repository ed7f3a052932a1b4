"""What the checks know of the world: words that are no news, names that are, and since when some have existed."""

from __future__ import annotations

import datetime
import re


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Latin words that any speaker of 2023 uses; they bring no fact.
COMMON_WORDS = frozenset(
    _words("""
    ai agi aigc gpt chatgpt llm saas paas iaas api app apps ceo cto cfo coo vc pe lp gp ipo roi ppt gpu cpu tob toc to b
    c p m ok demo bug web it hr pr pm kpi okr bp ppt mvp poc sdk ui ux nlp cv rag prompt token tokens agent copilot bot
    pc tv usb wifi b2b b2c d2c cvc fa fomo pmf arr mrr cac ltv capex opex gdp crm erp oa rpa bi it bat kol mcn diy vip
    cpc plus pro max mini low high up down vs yes no the and of in on at for moat hype know how all style day one stage
    seed pre series round angel
    高兴 于是 方才 何况 常言 张口 万一 安心 成天 白话 温和 明白 直白 任何 关于 由于 金主
    """)
)

# Names of companies and institutions that carry facts about them; a turn may use those its brief brings.
ORGANISATIONS = _words("""
    字节跳动 字节 抖音 阿里巴巴 阿里 腾讯 百度 华为 小米 美团 京东 拼多多 网易 快手 滴滴 特斯拉 英伟达 微软 谷歌 苹果公司
    亚马逊 脸书 智谱 月之暗面 百川智能 零一万物 商汤 科大讯飞 讯飞 旷视 依图 云从 稀宇 阶跃星辰 深度求索 面壁智能 光年之外 红杉
    高瓴 真格 创新工场 源码资本 经纬 软银 淡马锡 高盛 摩根 麦肯锡 证监会 工信部 网信办 国务院 发改委 中科院 清华 北大 斯坦福
    哈佛 麻省理工 马斯克 马云 马化腾 李彦宏 雷军 任正非 李开复 王慧文 王小川 张一鸣 周鸿祎 贾跃亭 罗永浩 俞敏洪 刘强东 黄仁勋
    扎克伯格 比尔·盖茨 巴菲特 梁文锋 杨植麟 闫俊杰 特朗普 拜登
    """)

# Name → the day it became known. A persona whose time stops before that day can't speak of it.
_SINCE: dict[str, tuple[int, int, int]] = {
    r"gpt-?4o": (2024, 5, 13),
    r"gpt-?4[\s-]*turbo": (2023, 11, 6),
    r"gpt-?4v": (2023, 9, 25),
    r"gpt-?4\.1": (2025, 4, 14),
    r"gpt-?4\.5": (2025, 2, 27),
    r"gpt-?5": (2025, 8, 7),
    r"gpt store|gpts": (2023, 11, 6),
    r"\bsora\b": (2024, 2, 15),
    r"\bo[134](?:-mini|-preview)?\b": (2024, 9, 12),
    r"claude\s*(?:2)": (2023, 7, 11),
    r"claude\s*(?:3|4|opus|sonnet|haiku)": (2024, 3, 4),
    r"claude code": (2025, 2, 24),
    r"llama[\s-]*2": (2023, 7, 18),
    r"llama[\s-]*(?:3|4)": (2024, 4, 18),
    r"deepseek|深度求索": (2023, 11, 2),
    r"deepseek[\s-]*(?:v3|r1)": (2024, 12, 26),
    r"\bkimi\b|月之暗面": (2023, 10, 9),
    r"豆包": (2023, 8, 17),
    r"\bgemini\b": (2023, 12, 6),
    r"\bgemma\b": (2024, 2, 21),
    r"\bmistral\b": (2023, 9, 27),
    r"\bmanus\b": (2025, 3, 6),
    r"\bqwen\b|通义千问": (2023, 4, 7),
    r"文心一言": (2023, 3, 16),
    r"\bgrok\b": (2023, 11, 4),
    r"\bcursor\b": (2023, 10, 1),
    r"零一万物": (2023, 7, 3),
    r"阶跃星辰": (2024, 3, 23),
    r"vision pro": (2023, 6, 5),
    r"\bmcp\b": (2024, 11, 25),
    r"智谱上市|minimax上市": (2026, 1, 1),
}
_DATED = tuple((re.compile(pattern, re.I), datetime.date(*day)) for pattern, day in _SINCE.items())
_YEAR = re.compile(r"(20[2-9]\d|二〇[二三]\S)\s*年(?:\s*(\d{1,2})\s*月)?")
_KNOWING = re.compile(r"已经|了|发布|推出|上线|宣布|证明|结果|当时|后来|成功|收购|倒闭")


def dated_after(text: str, day: datetime.date) -> bool:
    """True where the text (lower case) knows something that came after `day`. A forecast about a later year is none."""
    if any(since > day and pattern.search(text) for pattern, since in _DATED):
        return True
    for match in _YEAR.finditer(text):
        if not match.group(1).isdigit():
            continue
        year, month = int(match.group(1)), int(match.group(2) or 0)
        later = year > day.year or (year == day.year and month > day.month)
        if later and _KNOWING.search(text):
            return True
    return False


SURNAMES = _words("""
    王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董
    袁 潘 蔡 蒋 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 傅 方 邹 熊 孟
    秦 邱 江 尹 薛 闫 雷 侯 龙 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 莫 孔 扎 俞 梁
    """)
