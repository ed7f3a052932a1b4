"""The words of the trade, ours: ways to say one thing, and words of one field. `personas/topics.yaml` adds to them.

One group a line, forms between bars, Chinese and English mixed. SAME: any form may stand for another. AKIN: they belong
together without meaning the same, and count for less.
"""

SAME = """
融资 | 拿钱 | 找钱 | 募资 | 融到钱 | 融得到钱 | raise money | fundraising | funding
创业者 | 创始人 | founder | entrepreneur
"""

AKIN = """
融资 | 投资人 | 估值 | 天使轮
"""

STOP = """
的 了 着 过 地 得 是 在 有 和 与 及 或 而 但 把 被 给 让 使 向 往 从 到 于 以 为 对 跟 同 个 些 种 样 么 很 太 更 最 挺 蛮 会 能 可 要 想 去
来 上 下 里 中 外 后 前 时 再 只 没 不 无 非 别 第 一 二 两 三 几 多 少 大 小 好 看 说 做 用 出 起 点 家 人 事 者 们 所 其 此 该 各 每 某 等
一下 一个 一些 有点 起来 可以 可能 没有 不是 不会 不能 不要 这个 那个 这些 那些 这样 那样 现在 目前 如今 以后 之后 之前 已经 还是 或者 以及
因为 所以 如果 但是 不过 而且 东西 事情 时候 问题 情况 方面 出来 下来 上来 进去 出去 知道 看到 听说 据说 一直 一定 非常 比较 特别 最近 眼下
眼里 这波 这轮 这次 本人
"""

ENGLISH_FORMS = """
a an the of to in on at for with by from as about into over under between than then that this these those it its is are was were be
been do does did has have had will would can could should may might must shall i you he she they we me my your his her their our us
them what which who whom whose why how when where whether if and or but not no so just really very actually think thought thoughts
view views opinion opinions take say says tell believe feel make sense still ever yet any some all there here more most much many lot
also too one ones thing things get got go going like know want let please vs versus each every other another out up down off again
because while during own same such only even now today right worth true anyone
"""
