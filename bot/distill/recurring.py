"""Names by recurrence: what a text prints again and again before and after different words, is no word of the dictionary, and is
made of the characters parents choose. Finds 王小川 where no title stands beside him, and pseudonyms without a surname (骏远).
"""


# ruff: noqa: E501 (word lists and patterns read better unbroken)
from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from bot.distill import lexicon as lex
from bot.recall import chinese

COMMON_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧宫苟褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝巩稽井练仲乐虞卞封竺冼楚佟栗匡宗巫鞠僧桑荆谌伏岑胥蔺"
)
GIVEN = frozenset(
    "亨伦佐佑佩侃修健傲儒冠劭勉勋叡喆圭堃墀孜孺宛宥宸岐岑岱嵘嵩弼恬恭棠楷榆樾沂濂熹焱璧硕秉谋铨锵莆汶"
    "东南西北中国孟书默墨沫染伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红玲芬燕彬鹏飞辉莉梅琳宁婷雪颖倩慧洁丹璐琪瑶怡佳嘉欣悦妍雯菲蕾薇莹晶晨晓旭阳昊天浩然宇轩航博文俊豪泽睿哲翰骏远思源志远建国建波斌峰岩松林森楠桐梓柏杨柳"
    "凯恺铭鑫钧锋锐钰铮锴镇锦琦琛瑞瑜瑾璇璟玮珂珊珍珠琼琴瑛莎莲蓉蓓萌萱芸芷若茜茵荣莺菁菡蕊诗语涵雨雅静梦婉婧娇娅娴媛嫣妮姗姝婕妤子一亦弈奕逸毅义艺忆依伊意诺洛乐凡帆范芃澎沛沐汐沁泓泳洪津洲浦润涵淇淑清渊渝湘湛溪滢漫潇澄澜瀚灵炎炜炫烁烨焕煜熙"
    "爽牧珏珩珺皓皎盈益盛真知碧祥祺禄福秀秋科程穆立竹筠策简紫红纯纬绍经绮维绪缘美翔翠耀聪胜良艾芊芝苏若英荔荷莘菊蔓蕙蓝虹蝶衡裕西言诚谦谨谷豫贞贤赫超越路轶辰达迪逊遥邦郁重野金铁长闻阔陆陶隆雁雄雷霄霆霖青靖音韬韵顺颂风飒驰骁骥高魁鸣鸿鹤鹰麒麟黎鼎龙"
    "元光兆先克全兴冰冬冲凌凤刘利力功加劲励勤化北卓南占卫卿厚原友双可史吉同名向君启吟周和品哈唯善喜嘉园圆坚坤垚城培基堂塘声夏夕大奇奎好如妙姿娥孝学安宏宗定宜宝实宣家容宽宾寒寿小少尚尧山岚岳峥峻崇崴川州帅常广庆庭康延弘张弦彤彦彩影彪征德心必志忠念怀恒恩悠惠惟愉愚愿慈成才扬承拓振捷敬斯新方旗日昂昌易星春昭是昱显晋晏晖晗景晴智暖曦曼月有朋朗望朝木本朵权来柔柯栋树根格桢桥欢正武毓民水永江池汉沙河泉法波泰洁济浪海涌淳深温滨滔潮火灿炳炯焰烈照爱猛献玄率玟玥理琨瑄琰璞生田申男登百盼相石研磊礼社祖神禾秦积稳空立章端竞笑笙群纪纲结统继绵罗羽羿翰联聿育胤能自舒舟航芮花苗茂茹荃莱菱萧葵蒙蓬虎融行衍裴观解训让许诗详谊谭贝财贵赋赐起跃轮辅迅运进迎远连述选通道邵郎部里钊钟钢铃银锡闯陈陵随雍雯震霁韶顶颜飘飞香驹骅魏鲁鲲鹃鹭黄齐"
    "奈妃妹姐娃嫚峰峯崎巍帝帼庄度庸廷弟彭彰徽徐忱怀恺悟惜愫慕懿扣抒拂攀敏敦斐旋旎旻昀昇昕晁晔晟暄曙朔杉杏杭枫枝栩桃梁梨楚榕槿樱欧歆殷毕毛沈沃沅沉泊泠洵浣浩浚涓涯淳淼渔渲湉溢滕漪澍濛灏炀烽煊煌熠燊爵牛犀琅琬琮瑗璋璨畅皆盛眉睦知砚祎祯禹稷穗竣箫籽糖纤纱绫翊翎聆胖脉臻致芙芯苒苑茗荻莆菀萤葆蔚蕴薛蘅觅誉谆谣豆轲迁逍邈郴郦酉钦铎锟镜镕阅隽霏霓露靓韦顾飏馨骋"
)
"""Characters given names are made of."""

_NO_GIVEN = frozenset(
    "的了是在不有我他她它你您们这那哪个一都也就还又和与对于从被把将让给说称道看认表示要会能可没着过吗呢吧啊及或但而且因所里外前后时年月日号第每各某很太更最再只总够应该等做走打来去到进回开关用拿带跟往由若即却则才已曾刚便仍越非未并问答讲指写听想觉感知见提谈"
    "院部局处室厅科司厂店网台站社报馆区市县省镇村街路站车船机电水火油气线件条张位名岁元块万千百十两几多少半双次种类样些点分秒钟天周期间内边旁底面头"
)
"""Characters no given name ends in, or hardly ever."""

_BEHIND_SURNAME = GIVEN | (lex.SURNAMES - lex.RARE_SURNAMES) | frozenset("其之如有为以上下中来自后")
_HAN = "[\u3400-\u9fff]"
_RUNS = re.compile(rf"{_HAN}+")
_EDGES = frozenset("，。,;:!?、“”「」『』\"()《》\n ·—…‘’")
_FOLLOWS = re.compile(
    rf"[,。:;、!?“「\"()]|的|在|是|对|也|还|又|就|却|则|都|曾|已|将|把|被|向|和|与|跟|从|给|为|让|没|不|会|能|要|说|称|问|{lex.TITLE}|{lex.HONORIFIC}|{lex.TIME}|{lex.ADVERB}|{lex.CUE_VERB.pattern}|"
    r"(?:毕业|原本|原来|本来|深知|明白|最终|早已|拿出|打开|接到|收到|听到|看到|听说|发来|递给|写道|写下|学会|学习|考上|上班|上学|出门|进入|下班|住在|租住|买了|卖掉|花了|用了|吃了|搬到|搬进|辞去|辞职|失业|入职|任职|就职|供职|就读|退休|去世|病逝|加入|离开|放弃|获得|成为|拿|看|想|做|来|去|走|坐|站|打|笑|带|选择|开始|决定|拥有|出生|愿意|喜欢|参加|接受|负责|创办|创立|担任|回到|回|知道|需要|经历|接触|见|推开|推|身|心|家|们|等|所|一|有|只|并|便|再|更)"
)


_LETTERS = "[" + "".join(sorted(lex.TRANSLITERATION)) + "]"
_SPELT = re.compile(rf"(?:{_LETTERS}|(?<=[泰海莱爱艾史韦凯])因){{3,7}}")


def spelt(parts: list[str]) -> list[str]:
    """Foreign names without a dot (斯托伊科维奇), printed twice or oftener, at a clause's head or behind a title."""
    counts: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for part in parts:
        for match in _SPELT.finditer(part):
            name = match.group()
            before = part[match.start() - 1] if match.start() else "\n"
            head = before in _EDGES or bool(_TITLE_BEFORE.search(part, max(0, match.start() - 12), match.start()))
            counts[name] += 1
            heads[name] += head and bool(_FOLLOWS.match(part, match.end()))
    return [n for n, c in counts.items() if heads[n] and (c >= 2 or sum(part.count(n) for part in parts) >= 2) and not _has_word(n)]


_SURELY = re.compile(rf"{lex.TIME}|曾|也|还|则|{lex.BRIDGE.pattern}(?:{lex.CUE_VERB.pattern})[,:]")
_NICK = re.compile(rf"[小老阿](?:[{''.join(sorted(COMMON_SURNAMES))}]|[\u3400-\u9fff](?=说|告诉|表示|觉得))|阿(?![姨里拉富根])[\u3400-\u9fff]")


def nicknames(parts: list[str]) -> list[str]:
    """小董, 老周, 阿彬: somebody called so three times or oftener, at a clause's head at least once."""
    counts: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for part in parts:
        for match in _NICK.finditer(part):
            name = match.group()
            if chinese.frequency(name) < 100 and chinese.frequency(part[match.start() - 1 : match.start() + 1]) < 200:
                counts[name] += 1
                heads[name] += (not match.start() or part[match.start() - 1] in _EDGES) and bool(_FOLLOWS.match(part, match.end()))
    return [n for n, c in counts.items() if (c >= 3 and heads[n]) or (n[0] == "阿" and heads[n] and c >= 2)]


_TITLE_BEFORE = re.compile(rf"(?:{lex.TITLE}|{lex.HEAD})$")


def _has_word(name: str) -> bool:
    words = [name[i:j] for i in range(len(name)) for j in range(i + 2, len(name) + 1) if chinese.frequency(name[i:j]) > 300]
    return any(tag[:2] != "nr" for tag in chinese.tags(words).values())


def recurring(parts: list[str], known: set[str]) -> list[str]:
    """Names printed twice or oftener that nothing but their recurrence gives away; `known` ones are left out."""
    places = _places(parts)
    longer = _longer(places)
    inside = {piece for k in known for piece in _pieces(k)}

    def is_known(name: str) -> bool:
        return name in inside or not known.isdisjoint(_pieces(name))

    found: list[str] = []
    for name, at in places.items():
        if (len(at) >= 2 or _certain(name, at)) and not is_known(name) and _stands_alone(name, at, longer.get(name, 0)):
            found.append(name)
    found += [n for n in (*spelt(parts), *nicknames(parts)) if not is_known(n)]
    inside_others = {piece for n in found for piece in _pieces(n) if piece != n}
    return [n for n in found if n not in inside_others]


def _pieces(name: str) -> set[str]:
    """Everything that stands in the name, itself among it: what contains what is asked of thousands of names at once."""
    return {name[i:j] for i in range(len(name)) for j in range(i + 1, len(name) + 1)}


def _longer(places: Mapping[str, list[Place]]) -> dict[str, int]:
    """A candidate → how often the longer one is printed that begins with it."""
    out: dict[str, int] = {}
    for name, at in places.items():
        for size in range(1, len(name)):
            out[name[:size]] = max(out.get(name[:size], 0), len(at))
    return out


def _certain(name: str, at: list[Place]) -> bool:
    """A full name even if printed once: a common surname, two characters of given names, at a clause's head or behind a role."""
    if len(name) != 3 or name[0] not in COMMON_SURNAMES or name[1] not in GIVEN or name[2] not in GIVEN:
        return False
    ((part, i),) = at
    before = part[max(0, i - 12) : i]
    if not before or before[-1] in _EDGES or before[-1] in "的岁对与和" or _TITLE_BEFORE.search(before):
        return True
    return bool(_SURELY.match(part, i + 3))


Place = tuple[str, int]


def _places(parts: list[str]) -> dict[str, list[Place]]:
    """Where each candidate stands: surname and one or two given characters, or two given characters by themselves."""
    out: dict[str, list[Place]] = defaultdict(list)
    for part in parts:
        for run in _RUNS.finditer(part):
            start, stop = run.span()
            for at in range(start, stop - 1):
                for name in _shapes(part, at, stop):
                    out[name].append((part, at))
    return out


def _shapes(part: str, at: int, stop: int) -> list[str]:
    out = []
    if part[at : at + 2] in lex.COMPOUND:
        out += [part[at : at + n] for n in (3, 4) if at + n <= stop and all(c in _BEHIND_SURNAME for c in part[at + 2 : at + n])]
    elif part[at] in COMMON_SURNAMES and part[at] not in lex.RARE_SURNAMES:
        out += [part[at : at + n] for n in (2, 3) if at + n <= stop and all(c in _BEHIND_SURNAME or c not in _NO_GIVEN for c in part[at + 1 : at + n])]
    elif part[at] in lex.SURNAMES and (part[at] not in lex.RARE_SURNAMES or part[at] in COMMON_SURNAMES):
        out += [part[at : at + n] for n in (2, 3) if at + n <= stop and all(c in _BEHIND_SURNAME for c in part[at + 1 : at + n])]
    elif part[at] in GIVEN and part[at + 1] in GIVEN:
        out.append(part[at : at + 2])
    return out


def _stands_alone(name: str, at: list[Place], longer: int) -> bool:
    """Whether the candidate is a name: no word, not part of a longer one, with different neighbours, at a clause's head."""
    rare = name[0] in lex.RARE_SURNAMES
    surnamed = (name[0] in lex.SURNAMES and (not rare or (len(name) == 3 and name[0] in COMMON_SURNAMES))) or name[:2] in lex.COMPOUND
    if (not surnamed or rare) and len(at) < 3:
        return False
    limit = 30 if surnamed else 50
    if chinese.frequency(name) >= limit or name in lex.common_words():
        return False
    if len(name) == 3 and surnamed and ((chinese.frequency(name[:2]) > 100 and len(at) < 3) or (chinese.frequency(name[1:]) > 3000 and len(at) < 3)):
        return False
    if longer >= 0.7 * len(at):
        return False
    if len(at) == 1:
        return _free(*at[0], name) and chinese.frequency(name[:2]) == 0 and chinese.frequency(name[1:]) < 300
    before = {part[i - 1] if i else "\n" for part, i in at}
    after = {part[i + len(name) : i + len(name) + 1] or "\n" for part, i in at}
    if len(after) < 2 or (len(before) < 2 and not before & _EDGES):
        return False
    if sum(bool(_OF_A_BODY.match(part, i + len(name))) for part, i in at) >= max(1, 0.2 * len(at)):
        return False  # 蔚来汽车, 马华总部
    good = sum(_free(part, i, name) for part, i in at)
    heads = sum((i == 0 or part[i - 1] in _EDGES or (surnamed and part[i - 1] in "的者员师")) and _free(part, i, name) for part, i in at)
    return good >= max(2, (0.5 if len(name) == 3 and surnamed else 0.75) * len(at)) and heads >= (1 if surnamed else 2)


_OF_A_BODY = re.compile(rf"(?:{lex.ORG_SUFFIX}|官方|方面|旗下|内部|总部|(?:联合)?创始人|CEO|董事长|总裁|员工|一?[^,。]?工作人员|车主|区会|党|州|牌|系列|新品|产品)")


def _free(part: str, at: int, name: str) -> bool:
    """No word of the dictionary runs over either edge of the name here, and what follows can follow a name."""
    stop = at + len(name)
    after = part[stop : stop + 1]
    for left, right in ((at - 1, at + 1), (at - 1, at + 2), (at - 2, at + 1), (stop - 1, stop + 1), (stop - 1, stop + 2), (stop - 2, stop + 1)):
        if left >= 0 and right <= len(part) and (right > stop or left < at) and chinese.frequency(part[left:right]) > 200:
            return False
    if len(name) == 3 and name[0] in lex.SURNAMES and name[:2] not in lex.COMPOUND:
        return True  # nothing more belongs to it
    if name[0] in lex.SURNAMES:
        return after not in GIVEN or bool(_FOLLOWS.match(part, stop))
    return not after or not "\u3400" <= after <= "\u9fff" or bool(_FOLLOWS.match(part, stop))
