"""What `leads` looks for around a verb of speech: who can't be a speaker, which words before or behind it make it none."""

# ruff: noqa: E501, SIM905 (word lists and patterns read better unbroken)
from __future__ import annotations

import re

from bot.distill import lexicon as lex

SMALL = frozenset("如 像 照 用 按 依 据".split())
BEFORE_SMALL = frozenset(",。;:!?()、 —-”」』…而另又但则也就却》")
"""What may stand before 据 or 如 as words of their own, no part of a name."""
THOUGHT = frozenset(lex.THOUGHT.split())
FIRM = frozenset(["认为", "觉得", "相信", "坚信"])
COUNTED_BY = re.compile("统计|梳理|观察|查询|测算|估算|盘点|调查|了解|测量|监测")
FOUND_BY_WORK = frozenset(["发现", "认定", "确认", "认为", "证实"])
WORKED = re.compile(r"(?:经|经过)?(?:侦查|调查|检查|核查|抽查|检测|走访|梳理|测试|排查|复查|审计|巡查|摸排|勘查|化验|鉴定|比对|核实|研究|稽查|实验)+后?\Z")
PLAIN_SPEECH = re.compile(
    lex.alternatives(
        "表示 说 说道 称 指出 认为 透露 坦言 坦承 直言 强调 介绍 解释 回应 告诉 补充 感叹 感慨 呼吁 提到 谈到 写道 表态 预测 预计 分析称 分析说 澄清 否认 承认 警告 提醒 质疑 批评 吐槽 反问 发文 撰文 宣称 重申 证实 爆料 忆述 指 续说 续称 续指 预料 算过 大骂 痛骂 狠批 炮轰 砲轰 直斥 怒斥 谴责 抱怨 反驳 踢爆 直指"
    )
)
"""After these even a subject the rules can't read makes a report."""
TELL_BARE = frozenset("认为 觉得 相信 宣布 承诺 表示 称 预计 透露 强调 指出 坚称 声称 警告 预测 否认 证实 直言 坦言 坦承 承认 抱怨 感叹 直呼 指责 指控 声言 宣称 指 预料 质疑 反映 回应 批评 呼吁 谴责 直指 踢爆 大骂 痛骂 怒斥 吹嘘 坚持 提出 补充 解释 抨击 炮轰 砲轰 怒轰 狠批 痛批 反驳 重申 澄清 介绍 提醒 主张 估计 估算 预估 预期 表明 担忧 担心 希望 怀疑 坚信 断言 反问 埋怨 吐槽".split())
"""Before these a short noun phrase that fills the clause is who speaks."""
CONDITION = re.compile(r"如果|假如|假使|若是|倘若|要是|只要|只有|除非|无论|不管|当(?!天|日|时|晚|地|事|区|局|家|值|届|班|红|年)|每[次当逢回]")
IN_VAIN = re.compile(r"未|无[果人]|均|但|却|都|一直|没有?人|得不到|至今")
"""多次反映,未得到处理: what came of it."""
AND_ALSO = re.compile(r"(?:甚至|并且?|也|还|更|又|同时)")
REPROACH = re.compile("批评|质疑|指责|抱怨|控诉|抨击|怒斥|痛批|炮轰|要求|直指|指控|认为|反控")
THIS_TEXT = re.compile(r"(?:该|这份|这封|此份|上述|此)[^,的]{0,6}(?:报告|邮件|内部信|声明|公告|文件|调查|研究|信|通知|材料|记录)(?:的?内容)?$")
"""该邮件内容|显示: somebody's paper, not said here whose."""
MADE_TO_SAY = re.compile(r"(?:(?<![转禁])让|(?<![\u4e00-\u9fff])令|使得|引来|引得|惹得)(?=[^,的人]{2,12}$)")
"""引得粉丝直呼: the subject stands behind."""
CONCESSION = re.compile(r"(?:但|而|可)?(?:虽然|尽管|虽|即便|即使|纵然)")
YET = re.compile(r"[^,。]{0,8}(?:但|却|仍|依然|依旧|还是|不过|可)")
POSTED = frozenset("发文 撰文 发帖 留言 发言 写下 发微博 发布微博 发布声明 发声明 发布公告 发公告 发布视频 发视频 发推 发长文 发布长文 发朋友圈 讲话 致辞 致词 提问 发问 追问 问 寄语 说起 提起 谈起 聊起 讲起".split())
"""Deeds of speech: what follows their comma isn't yet what was said."""
DONE_TO = "(?:提名|执行|保险|监护|申请|上诉|选举|投资|采访|举报|投诉|资助|调查|推荐|服务)[人者方]"
"""Behind 被 these make a noun of it."""
REPORTER = re.compile(rf"^(?:[^,向对跟同和与给的电函]{{0,8}}(?:记者|笔者)(?!会|问)|小编)|(?<![自向对跟给同与和])我们?(?:也|又|还|曾|都|一直|才|就)?$|被(?!{DONE_TO}|裁|捕|告|访|害|骗|困|解雇|辞退|欠薪|淘汰|拘|拆迁)")
EACH_TIME = re.compile("(?:每次|每回|每当|每逢|只要|一旦)")
THEN = re.compile("[,\\s]*(?:[他她我你]们?)?(?:都|就|便|总)")
"""每次李明劝他,他都…: a habit, and no report."""
HEARD = re.compile(r"(?:听到|听见|听闻|看到|看见|接到|收到|引起|引发)[^后时]*$")
"""听到媒体喊话,…: what somebody else called out."""
HEARD_FROM = re.compile(r"(?<![打倾收旁试])听(?=[^,的完过]{1,16}\Z)")
"""他听北边的同行|说,…: who told him."""
IDIOM = re.compile(r"左顾右盼|有(?:充分)?理由(?:相信|认为|怀疑|担心)|确认过?眼神|确认关系|(?:具体|总体|整体|相对|一般|客观|简单|严格|大体|总的)而言|感觉(?:良好|不错)|怀疑起|宣誓(?:一事|就职|仪式|也)|(?:^|[,(、])[又也]称[“「‘]|自我感觉|言之|不言|可言|(?:能力|产量|业绩|销量|天气|地震|风险)预[测估]")
"""Where a verb of speech is part of another word or turn of phrase."""
SEEN = frozenset(["看到", "察觉", "感到", "感受到", "体会到", "注意到"])
"""Bare, they tell what befell somebody, not what was said."""
PEOPLE = re.compile(rf"(?:[者员人士们众民友师家长客户主方]|先生|女士|小姐|女子|男子|孩子|女孩|男孩|老人|{lex.HEAD})$|^[{''.join(sorted(lex.SURNAMES))}][\u4e00-\u9fff]{{1,2}}$")
"""How those end who may stand before a verb that is a noun too (市民陈女士反映)."""
DOCUMENT_SAYS = re.compile(r"(?:声明|公告|通报|报道|报导|爆料|投诉)(?:称|说|指|指出|表示|写道)")
FOUND_OUT = frozenset(["发现", "意识到", "注意到", "看到", "察觉", "感到", "感受到", "体会到"])
RESEARCHER = re.compile("试用|体验|对比|比较|比对|走访|查阅|梳理|研究|调查|统计|分析|测试|实验|检测|侦查|核查|检查|团队|学者|科学家|记者")
"""What they find is a finding."""
TO_ONESELF = re.compile("(?:提醒|告诉|告诫|安慰|鼓励|劝|警告|叮嘱)自己")
OWN_WISH = re.compile(r"找|借|通过|成为|得到|获得|用|把|将|以|从|在|为|挖|换|靠|拿")
SOME = re.compile(rf"有(?![机色限线些])(?P<who>(?:[^,有的]|有[机色限线]){{0,8}}?(?:{lex.HEAD}|消息|传言|传闻|观点|分析|评论|舆论|报道|报导))(?:{lex.ADVERB}|在[^,]{{1,10}}[上中里])*$")
"""贴文下也有网友提醒: somebody after 有, whatever stands before."""
SOURCE = re.compile(r"(?P<who>分析|消息|评论|舆论|传闻|传言|坊间|市场消息|接近交易的消息)(?:也|则|还|又|普遍)?")
"""分析认为,…: nobody says whose."""
SOMEBODY = re.compile(rf"[中里内上下前旁](?P<who>有人)(?:{lex.ADVERB})*\Z")
"""人群中有人高喊."""
TOPIC = frozenset(["谈及", "谈到", "提及", "提到", "聊到", "讲到", "说起", "谈起", "回应", "回答"])
OF_A_TEXT = re.compile(r"(?:该|此)?(?:贴文|帖文|文告|通告|新闻稿|文章|文|信|声明|影片|视频|公告|留言|报告|评论|短片)[中里内]?(?:更|还|也|则|并|又)?")
REPORTS_ITSELF = re.compile("(?!一|有|某|多|几|前|老)[\u4e00-\u9fffA-Za-z]{0,8}?记者(?=[查走翻梳登搜致])")
"""某报记者查询资料|发现."""
THE_REPORTER = re.compile(r"(?:《[^》]{2,12}》|[\u4e00-\u9fff]{2,6}(?:报|网|新闻|财经|周刊|日报|晚报|杂志))(?:社)?的?(?:记者|采访人员)|(?!一|有|某|多|几|两|前|这|那|该|位|当地|外国|女|男|老)[\u4e00-\u9fffA-Za-z]{2,5}记者|(?:本报|本刊|本网|采访)?(?:记者|笔者|小编|采访人员|编者)们?|(?:让|令|使|但|而|可)?我们?(?:也|还|又|就|才|都)?")
NO_SPEAKER = re.compile(r"(?<!接)受(?!访|邀|托|命)|[遭让]|没有|拒绝|不(?:愿|予|便|肯)|(?:可以|应该|数据|统计)$|^(?:据|根据|按照)")
NO_SAYER = re.compile(r"(?:来|上|般|而言|按理|照理|老实|实话实|换句话|也就是|就是|比如|例如|譬如|据|再|怎么|话|俗话|常言|听|难|不用|不得不|可|要|敢|想|你|谁|这么|那么|所)$")
"""Before 说 these make a turn of phrase."""
LESS_SURE = re.compile("(?:(?:相关|官方|公开)?数据(?=$)|不完全|初步|粗略|非官方|独家|最新|综合|公开)+$")
"""据某机构不完全|统计: how it counted, no part of its name."""
RELAYS = re.compile("[^,]{2,12}(?:援引|引述|引用|转引|转述)(?=..)")
CALLED_IN = re.compile("接(?:到|获|报)(?P<who>[^,。]{1,16}?)的?(?:报警|报案|投诉|举报|来电|求助|反映|爆料),$")
RANG_UP = re.compile(r"(?:记者|笔者|我们|本报|本刊|新闻|财经|周刊|[报网社刊]|客户端)(?:分别|先后|随后|多次|又|曾|也|再次|今日|昨日|以[^,。]{1,8}身份)*(?:致电|联系上?了?|拨打|走访了?|采访了?|咨询了?|询问了?|拨通了?)(?P<who>[^,。;:“”]{2,28}?)(?:的?(?:官方)?(?:电话|客服热线|客服电话))?,\Z")
"""本报记者分别致电两家门店,均表示…: who was rung up."""
LATER = re.compile(r"\s*(?:(?:又?过了?|到了?|等到?|直到|没过|隔了?|再过)[^,]{1,8}|第二[天次]|[几两三数][天周月年]后|后来|随后)?(?:又|再|还|才|便|就|却)(?:改口|补|补充|接着|加)?")
"""Time passes, and the same one speaks again."""
THEIR_PAPER = re.compile("(?<=[部局署厅院会司处所])的[^,。的]{2,8}$")
"""据某署的职灾检查|报告: whose paper it is."""
WHEN_BEHIND = re.compile(rf"(?<=..)(?:{lex.TIME})+$")
BY_MEANS = re.compile("根据|按照?|依据|通过|结合|参照|对比")
ADDS = frozenset(["确认", "表明", "证实"])
MOREOVER = re.compile("(?:此外|另外|同时|与此同时|不仅如此|除此之外|对此|而且|随后|之后),")
IN_ORDER_TO = re.compile(r"\s*(?:但|而)?(?:为了|以便|旨在|用以|好让|为的是|如何|怎样)")
BROWSED = re.compile(r"(?:新闻|财经|周刊|日报|晚报|观察|网|社|频道|客户端|媒体)[^,。;]{0,16}?(?:检索|搜索|浏览|查询|查阅|走访|实测|梳理)\Z")
"""某某新闻在网上检索|发现: the paper's own work."""
SURNAME_AGAIN = re.compile(f"(?P<who>[{''.join(sorted(lex.SURNAMES))}])(?:又|亦|也|还|续|再|更|则|遂|其后|随后)")
"""陈又承认…: how Hong Kong's papers go on."""
ROLE_AND_NAME = re.compile(rf"[^,。;:的“”]{{0,30}}?{lex.TITLE}(?P<who>[{''.join(sorted(lex.SURNAMES))}][\u4e00-\u9fff]{{1,2}})")
"""某证券分析师过云舒|预测,…: a name that no list has."""
HE_TO_ONE = re.compile("(?:但|而)?(?:他|她)们?(?:也|还|又|曾|常|总|后来|只)*(?:跟|对|和|向)[^,。;:“”]{1,8}")
"""他跟徒弟|说…"""
WHO_DID = re.compile("(?P<who>(?!这|那|有|让|使)[^,。;:“”有]{2,14}的人)(?:也|还|又|都|就|却|则|只)?")
"""接电话的人|说…: somebody by what they were doing."""
JOINED = re.compile(rf"(?P<who>[^,。;:“”的]{{1,14}}(?:、|及|和|与)[^,。;:“”的]{{1,12}}?(?:{lex.HEAD}|{lex.ORG_SUFFIX}|党|团体|组织)?等?)(?:{lex.ADVERB}|已)*")
"""某党及某会等|呼吁: several bodies in one breath."""
MANY_SAY = re.compile(rf"(?P<who>(?:多|数|几|不少|许多|很多|有|一)(?:位|名|个|些)?[^,。;:“”]{{0,16}}?[\u4e00-\u9fff]{{2}})(?:{lex.ADVERB})*")
AS_FOR = re.compile(r"\s*(?:但|而)?(?:至于|对于|针对|面对|关于|有关|不顾|不理|无视|就(?=有|外界|市民|网))")
TOLD_THIS = re.compile("[把将][^,。;]{1,16}$")
PAPER_TALK = frozenset(["报道", "报导", "评论", "分析"])
THERE_IS = re.compile(rf"(?:{lex.CONNECTIVE}|{lex.TIME}|\s)*(?:也|还|亦|又|更)?有")
THE_PAPER = re.compile("(?:该|这篇|这则)?(?:报道|报导)(?:还|又|也|并|同时|另)?(?:补充|引述|强调)?(?:指出|指|称|说|提到|表示|认为)?")
HAVING_READ = re.compile("(?<=[\u4e00-\u9fff])[看听读想聊吃喝写谈忙说讲数算][^,。了的]{0,6}?[完罢过]了?(?:之?后)?$")
"""李明|看完材料后|说: what the speaker had done before."""
ON_LEAVING = re.compile(rf"(?P<deed>[\u4e00-\u9fff]{{2,5}}?)(?:之?[前后]|[时際际]|的时候)(?:(?:对|向|跟|和|与)[^,。;:的“”]{{1,10}})?(?:{lex.ADVERB})*")
TURNING = re.compile(rf"(?:忽然|突然|又|便|就|还|才|只)*(?:转头|转身|回头|扭头|起身|抬头|低头|侧身|侧过头|转过[头身]来?|回过[头身]来?|抬起头来?|凑近|凑上前|走上前|上前|俯身|弯下?腰|蹲下身?|压低(?:了)?声音|摆摆手|挥挥手|点点头|摇摇头|拍拍桌子)(?:{lex.ADVERB})*(?:对|向|跟|冲|朝)[^,。;:“”]{{1,14}}")
"""转头对李明|说: a gesture, and to whom."""
PRESSED = re.compile("(?:在)?[^,。]{0,10}?(?:追问|逼问|劝说|坚持|要求|压力|催促|鼓励|陪同|搀扶|再三请求)(?:之)?下(?:才|终于|最终|只好|不得不|只得|也|还)*")
"""再三追问之下才|说: in the clause before stands who."""
_WRITING = "信|邮件|长文|帖子|文章|日记|微博|微信|留言|便条|字条|纸条|短信|消息|遗书|博客|推文|备忘录|辞呈|日志|卡片|情书|检讨|诗|书|声明"
IN_WRITING = re.compile(rf"(?:(?:在)?(?:这|那|该|其|同一)?[封条篇份本张则]?[^,。的]{{0,4}}?)(?P<kind>{_WRITING})(?:[里中上]|的?(?:开头|结尾|最后|末尾|第一句|最后一句))(?:他|她)?(?:还|也|又|只|就|这样|如此|并|特别|特意)*\s*")
"""信里|写道: on paper."""
WRITES = re.compile(rf"(?:写|发|读|念|留|贴|递|寄|提交|公布|转发|塞)[^,。;:“”]{{0,18}}?(?:{_WRITING})")
IN_A_LETTER = re.compile(r"(?:该|这份|这封|上述)?(?P<kind>公告|声明|律师函|函|信|公开信|内部信|通报|研报)(?:中|里|上)?(?:还|也|又|同时|并|则|特别|进一步)*\s*")
"""信中称: whoever wrote it says it."""
TO_SOMEBODY = re.compile(rf"(?:{lex.ADVERB}|{lex.TIME})*(?:对|向|跟|同|与|和)(?:[\u4e00-\u9fffA-Za-z]{{0,8}}(?:记者|本报|本刊|媒体|传媒|财经|新闻|周刊|日报|晚报|观察|频道|《[^》]{{2,12}}》|{lex.HEAD})|我们?|[他她]们?|外界)(?:{lex.ADVERB})*")
"""李明对记者|解释,…: no noun."""
HE_TELLS = re.compile(rf"(?:但|而)?[他她]们?(?:{TO_SOMEBODY.pattern})")
PUT_UPON = re.compile(rf"(?:被(?!{DONE_TO})|遭)[^,的]{{0,3}}$")
PUT_UPON_BY = re.compile(rf"(?:被(?!{DONE_TO})|遭)[^,的]{{1,10}}$")
"""Between the clause's head and the verb: 语速慢遭|导演|提醒, 语速慢|遭导演|提醒."""
