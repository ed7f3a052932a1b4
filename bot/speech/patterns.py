"""What the checks look for in a sentence: marks, quotation marks, speech verbs, and the turns of phrase that give a model away."""

from __future__ import annotations

import re

MARKS = re.compile(
    r"(?:\[|【|［|\(来源|（来源|\[\^|\[来源|\[资料|【资料|（资料|"
    r"〔)\s*[:：]?\s*(\d{1,4}(?:\s*[,，、;；-]\s*\d{1,4})*)\s*(?:†[^\]】]*)?(?:\]|】|］|\)|）|〕)"
)
QUOTED = re.compile(
    r"“([^“”]*)”?|「([^「」]*)」?|『([^『』]*)』?|\"([^\"\n]*)\"?|‘([^‘’]*)’?|«([^«»]*)»?|„([^„“”]*)[“”]?"
)
PLACEHOLDER = re.compile(r"[“「『\"]?[{｛]\s*quote\s*[:：]\s*(\d{1,4})\s*[}｝][”」』\"]?", re.I)

VERB = (
    r"(?:公开)?(?:说过|说道|说|讲过|讲|表示|认为|指出|提到|强调|坦言|直言|断言|声称|宣称|称|写道|透露|承认|主张|预测|预言|告诉|回应|"
    r"放话|表态|喊话|原话|名言|反问|追问|总结道|补充道|解释道|感叹|调侃|反驳道|怒斥|骂|认同|赞同|says|said|argues|argued|thinks|believes|told|claims|claimed|wrote|admitted|predicts|predicted)"
)
BEFORE_QUOTE = re.compile(
    VERB + r"(?:是|的是|得好|的话|过的话|了一句|了句|过一句|一句|的那句|的那样|的)?\s*[:：,，]?\s*$|"
    r"(?:原话|名言|那句|这句|一句话)(?:是|叫)?\s*[:：,，]?\s*$|[:：]\s*$",
    re.I,
)
AFTER_QUOTE = re.compile(r"^\s*[,，]?\s*(?:这是|这句|这话|是)?[^，。“”]{0,10}" + VERB, re.I)
FIRST_PERSON_QUOTE = re.compile(r"我[^，。“”]{0,8}" + VERB + r"[^，。“”]{0,6}$")
ALLOWING = re.compile(
    r"没有?(?:公开)?(?:说|讲|谈|提)过|没说|没讲|没有公开|未曾|不知道|没听说|never said|not said|don't know", re.I
)

META = re.compile(
    r"你此刻是|模拟声音|(?:这|我)?(?:并|可)?不是(?:什么)?模拟|我(?:就是|是)[^，。]{0,8}本人|不是AI|"
    r"i am the real|not a simulation|"
    r"系统提示|提示词|system\s*prompt|我的(?:指令|设定|规则)|(?:作为|身为|我是)(?:一个|一名|一款|个)?\s*(?:AI|人工智能|大?语言模型|聊天机器人|虚拟助手|机器人)|"
    r"as an? (?:AI|language model|assistant)|i(?:'m| am) an? (?:AI|language model)|扮演(?:的)?(?:角色|人物)|角色扮演|"
    r"用户(?:想|问|要求|让我|希望|说|的问题|提供)|根据(?:您|你)?(?:提供)?的?(?:编号)?(?:资料|材料|规则|要求|指令)|按照(?:规则|规矩|要求|指令|提示)|"
    r"我(?:需要|应该|要)(?:先|按|以|用)?(?:分析|扮演|遵守|按照|注意规则|引用资料)|(?:the user|okay, so|let me think|i need to|"
    r"i should|my instructions)|"
    r"当然可以，以下|以下是(?:我|修改|改写|为)|好的，(?:以下|我将|我会|我来扮演)|(?:sure|certainly|of course)[,!] here|"
    r"希望(?:这|以上).{0,6}(?:帮助|有用)|"
    r"^(?:思考|分析|推理|草稿|回答|正文|改写|修改后|final answer|answer|response|thought|reasoning)\s*[:：]|⟦|⟧|"
    r"开发者模式|越狱|DAN模式|developer mode|jailbreak",
    re.I | re.M,
)
TOOL = re.compile(
    r'[{\[]\s*"[a-z_]+"\s*:|"(?:arguments|name|tool|function|parameters)"\s*:|^\s*(?:Action|Observation|'
    r"Thought|Tool|Function)\s*[:：]|\w+\([a-z_]+=",
    re.I | re.M,
)
DECLINES = re.compile(
    r"没(?:有)?(?:[^，。]{0,6})(?:公开)?(?:谈|说|讲|提|聊|表态|评论|查到|找到)|不(?:好|便|能|想|会|愿)?(?:替人)?(?:编|猜|乱讲|硬答|硬接|多说|妄|瞎|胡)|"
    r"没有(?:公开的?)?(?:说法|看法|表态|材料|资料|依据|记录)|无可奉告|说不上来|答不了|答不上|不清楚|不了解|不知道|轮.{0,3}(?:不|让|听)|让给|"
    r"(?:have|has|had)(?:n't| not| never)|never (?:said|spoken|talked)|no (?:public|record)|can(?:'t|"
    r"not) (?:say|speak|answer)|won't (?:guess|make)",
    re.I,
)
POLITE = re.compile(
    r"^(?:你好|您好|大家好|谢谢|多谢|客气|再见|早上?好|晚上?好|抱歉|对不起|不好意思|好问题|hello|hi|thanks|sorry)[^，。]{0,10}[，。！!,.\s]*$",
    re.I,
)
OPINION = re.compile(
    r"我(?:认为|觉得|看好|相信|判断|估计|猜|敢说|支持|反对|建议)|应该|肯定|必然|一定|I (?:think|believe|guess|expect)|should|must|will",
    re.I,
)
CLAIMING = re.compile(
    r"我[^，。]{0,8}(?:撤|卖|买|投|融|赚|亏|赔|签|招|裁)[^，。]{0,4}了|欠我|道歉|我的?(?:太太|老婆|先生|儿子|女儿|父亲|母亲|家人|同学|老师)|我的[^，。]{0,6}(?:公司|基金|团队)|骗子|傻[子瓜]|草包|黑钱|翻了?[一两几]?倍|"
    r"(?:一定|必将|必定|终将|将)会|注定|宣布|证实|据悉|据说|听说|数据显示|(?:研究|报告|调查|统计|事实)(?:表明|显示|证明)|新闻|报道|消息|内部|私下|爆料|收购|上市|"
    r"融了?资|裁员|辞职|离职|入股|控股|起诉|被罚|去世|破产了|倒闭了|诈骗|造假|违法|犯罪|坐牢|行贿|出轨|"
    r"我们?(?:公司|基金|团队|机构|家|朋友|同事|投了|投过|投资了|投资过|买了|卖了|已经|曾经?|当年|去年|前年|昨天|今天|上周|上个?月|刚刚?|亲自|亲眼|亲手|试过|做过|见过|"
    r"认识|决定|打算|准备|保证|承诺|道歉|收回)|"
    r"announced|confirmed|acquired|reportedly|according to|(?:study|report|data) (?:shows?|says?)|"
    r"last (?:year|week|month)|(?:i|we) (?:invested|bought|sold|decided|promise|founded|met|already)",
    re.I,
)
GUESS = re.compile(
    r"我猜|我推测|推测一下|如果让我猜|大胆(?:猜|预测)|据我推断|按我的逻辑推|my guess|i(?:'d| would) guess|i suspect",
    re.I,
)
INFERRED = re.compile(r"^[〔\[(（]?\s*(?:推测|推測|inference)\s*[〕\])）]?[:：]?\s*", re.I)
# Follows a speech verb that reports nothing: 说得没错, 讲对了, 这么讲，大家……
# Words so heavy that the brief itself has to have them.
HEAVY = re.compile(
    r"骗子|傻[子瓜]|草包|黑钱|诈骗|造假|违法|犯罪|坐牢|行贿|出轨|起诉|破产|裁员|清盘|翻了?[一两几]?倍|自杀|跑路|"
    r"我的?(?:太太|老婆|先生|儿子|女儿|父亲|母亲|家人|同学|老师)|fraud|bankrupt|scam|crime",
    re.I,
)
# A moderator takes no side.
TAKES_SIDES = re.compile(r"(?<!谁)(?:更有[力理]|更胜一筹|胜出|获胜|占上风|赢了|输了|站不住脚)")
# Words that turn a claim round without a negation: what the claim says, what the sentence says instead.
ANTONYMS = (
    ("关上", "开着"),
    ("关上", "打开"),
    ("关上", "敞开"),
    ("受益", "吃亏"),
    ("死掉", "活得"),
    ("集中", "分散"),
    ("太浅", "很深"),
)
NO_CLAIM = re.compile(
    r"得(?![^，。]{0,6}[：:])|出来|对|錯|错|到|完|反了|过头|偏了|漏|[，,。！？!?；]|了[，。]|的(?:是|话|这|那|都)?[^，。]{0,6}[，。]"
)
LIST_NUMBER = re.compile(r"^\s*\d{1,2}\s*[.、)）:：]\s*|第\s*\d{1,2}(?=[，。、：点条是])", re.M)
WHERE_SAID = re.compile(
    r"在[^，。]{1,8}(?:会上|上|里|时候|时|期间)|当年|去年|前年|昨天|前天|上周|上个?月|采访|微博|发布会|年会|饭局|群里"
)
ADMITS = re.compile(
    r"认同|赞同|承认|透露|私下|认输|改口|收回|答应|保证|道歉|后悔|看走了?眼|admitted|confessed|promised|took back", re.I
)
NEGATION = re.compile(r"[不没无别莫难]|并非|绝非|未必|未能|从未|尚未|谁|哪|凭什么|何必|？|\?|n't|\bnot?\b|never", re.I)
KANA = re.compile(r"[\u3040-\u30ff\uac00-\ud7af\u0400-\u04ff\u0600-\u06ff\u0e00-\u0e7f]")
HANZI = re.compile(r"[\u4e00-\u9fff]")
LETTER = re.compile(r"[A-Za-z]")
ROLE_LABEL = (
    "主持人|主席|用户|听众|观众|提问者|旁白|系统|助手|裁判|评委|正方|反方|对方|记者|问|答|甲|乙|user|assistant|system|human|ai|bot|moderator|"
    "host|narrator|audience|judge|pro|con"
)
