"""The words of the trade, ours: ways to say one thing, and words of one field. `personas/topics.yaml` adds to them.

One group a line (a line that begins with a bar goes on), forms between bars, Chinese and English mixed.
SAME: any form may stand for another.
LOOSE: the same for forms that SAME and the topics do not know (slang, figures of speech): explained by their group, explaining none.
AKIN: they belong together without meaning the same, and count for less.
ENGLISH: a common English word and the Chinese ones it may stand for; one way only.
FOREIGN: words that speak of something else altogether (an underscore is a space).
SOFT: words that do so where nothing else in the question is a word of ours.
APART: subjects of the trade that few of these people spoke of: who did not use the very word has not spoken of them.
"""

SAME = """
ai | 人工智能 | 人工智慧 | artificial intelligence
芯片 | 晶片
算法 | 演算法 | algorithm
服务器 | 伺服器
网络 | 网路
软件 | 软体 | software
视频 | 影片 | video
质量 | 品质
投资圈 | 创投 | 风投
信息 | 资讯
融资 | 拿钱 | 找钱 | 募资 | 融到钱 | 融得到钱 | 融到资 | 拿到投资 | 拿投资 | 拉投资 | 要钱 | 找投资 | 圈钱 | 募集 | 筹资 | 筹集 | 筹钱
  | 进账 | 到账 | raise money | fundraising | funding
融不到资 | 没融到资 | 融不到钱 | 拿不到钱 | 拿不到投资 | 融资难 | 融资困难 | 没人投 | 被拒 | 碰壁 | 缺钱 | 钱难拿 | 没下文 | 没下文了
  | 石沉大海 | hard to raise
创业者 | 创始人 | 创业的人 | 做公司的人 | 老板 | 创业团队 | founder | entrepreneur
创业公司 | 初创公司 | 初创企业 | 小公司 | 小团队 | 小作坊 | 草根团队 | 草根 | 新公司 | 创企 | 小企业 | 小厂 | 中小企业 | 草台班子 | startup
  | start-up | start-ups | small company | small team
大厂 | 大公司 | 巨头 | 互联网巨头 | 科技巨头 | 豪门 | 大块头公司 | 大企业 | 有实力的公司 | bat | big company | big tech | tech giant | giant
  | incumbent
投资人 | 投资者 | 资方 | 投资方 | 金主 | 出钱的人 | 掏钱的人 | 投资圈 | 创投圈 | 资本方 | 资本 | vc | investor
投资机构 | 基金 | 基金公司 | 机构 | 机构投资人 | 投资公司 | 资方 | fund | investment firm
投资经理 | 投资总监 | 分析师 | 基金员工 | 打工的投资人 | investment manager
中小机构 | 小基金 | 小机构 | 钱少的基金 | small fund
出手 | 下注 | 押注 | 投出去 | 真投 | 掏钱 | 下手 | 打钱 | 砸钱投 | 投进去 | invest | back a startup | write check
观望 | 按兵不动 | 旁观 | 看热闹 | 等等看 | 不出手 | 没出手 | 不敢投 | 捂紧口袋 | 捂着钱包 | 保持谨慎 | wait and see | on the sidelines
all in | 全部押注 | 全押 | 押上全部 | 梭哈 | 孤注一掷 | 全力投入 | 满仓 | bet everything
投资标准 | 挑项目 | 筛选 | 选项目 | 看项目 | 看重什么 | 看哪些指标 | 投资要求 | 投资条件 | 符合要求 | 合格 | 合要求 | 胃口 | 什么样的项目
  | selection criteria
底座 | 底座模型 | 基座 | 基座模型 | 底层模型 | 底层大模型 | 基础模型 | 通用大模型 | 通用模型 | 大底座 | 地基 | 模型层 | 底层
  | foundation model | base model | general-purpose model | general model | general llm
通用大模型 | 通用的模型 | 通用的 | 通用路线 | 做通用 | 通才 | 万能模型 | generalist model | general purpose
自研 | 自主研发 | 自主开发 | 自己研发 | 自己训练 | 自己做 | 自己训 | 自己练 | 自建 | 从头做 | 从零做 | 自家研发 | 亲手训练 | build your own
  | in-house | train your own | from scratch
垂直大模型 | 行业大模型 | 行业模型 | 垂直模型 | 垂类 | 专用模型 | 专业模型 | 领域模型 | 行业专用 | 垂直路线 | 垂直领域 | 做垂直 | 垂直赛道
  | 专才 | 细分领域 | 专门模型 | vertical model | vertical llm | industry model | domain-specific model | specialized model
  | industry-specific model | vertical
中小模型 | 小模型 | 轻量模型 | 小个子 | 小一点的模型 | 小一号 | 轻量级 | 小参数 | 小尺寸模型 | 小型模型 | 小型化 | 更小 | small model
  | smaller model | lightweight model
大模型 | 大语言模型 | 大块头 | 大家伙 | llm | large model | large language model | big model
应用 | 上层应用 | 上层产品 | 做产品的人 | 应用层 | 应用端 | 做应用 | 应用公司 | 做产品 | application | app | product on top
应用创新 | 新应用 | 新用法 | 新玩法 | 原创玩法 | 新花样 | 新场景 | 创造新场景 | 新的场景 | 新的应用场景 | 新用途 | novel application
  | new use case | new scenario
创造 | 原创 | 创新 | 独创 | 自己想出来 | 从无到有 | 发明 | original | invent | innovation | originality
抄 | 抄袭 | 模仿 | 照搬 | 照抄 | 山寨 | 跟着学 | 看齐 | 跟随 | 追随 | 复制 | 抄作业 | copy | imitate | follow
套壳 | 换皮 | 套个壳 | 包壳 | 换壳 | 套了层皮 | 贴牌 | 换个马甲 | 马甲 | 冒牌 | 假自研 | 李鬼 | 换汤不换药 | 新瓶装旧酒 | 新瓶旧酒
  | 旧瓶装新酒 | wrapper | reskin | rebadge
蹭热度 | 跟风 | 赶时髦 | 赶风口 | 凑热闹 | 蹭热点 | 一拥而上 | 一窝蜂 | 扎堆 | 投机 | 投机者 | 混子 | 骗子 | 浑水摸鱼 | 滥竽充数
  | jump on the bandwagon | opportunist | bandwagon | chasing hype
挂羊头卖狗肉 | 名不副实 | 货不对板 | 冒充 | 伪 | 假的 | 造假 | 掺水 | 水分 | 注水 | 忽悠 | 唬人 | 名不符实 | fake | fraud | phony
鱼龙混杂 | 泥沙俱下 | 良莠不齐 | 好坏参半 | 什么人都有 | 鱼目混珠 | mixed bag
泡沫 | 虚火 | 虚高 | 过热 | 浮夸 | 吹牛 | 夸大 | 炒作 | 吹上天 | 吹捧 | 鼓吹 | 捧上天 | 捧得太高 | 疯狂 | hype | bubble | overhyped | frothy
估值 | 身价 | 作价 | 市值 | 值多少钱 | 卖多少钱 | valuation | market cap | worth
护城河 | 壁垒 | 竞争壁垒 | 门槛 | 守得住 | 守不守得住 | 站得住 | 防线 | 防御 | 挡住对手 | 挡得住 | 不怕被抄 | 独门绝技 | 看家本领 | 底牌
  | 竞争力 | 优势 | 拿得出手 | moat | defensible | defensibility | barrier | competitive advantage
被抄 | 容易被抄 | 被复制 | 容易被复制 | 被替代 | 谁都能做 | 没门槛 | 同质化 | easily copied | commodity
依赖 | 靠别人 | 绑死 | 吊死 | 捆绑 | 绑定 | 押在一家 | 寄生 | 离不开 | 受制于人 | 卡脖子 | 一棵树上 | 命脉 | dependent | rely on | depend on
  | lock-in
商业模式 | 盈利模式 | 赚钱 | 盈利 | 变现 | 挣钱 | 怎么收钱 | 收钱 | 赚钱门路 | 生财之道 | 生意经 | 商业化 | 怎么养活自己 | 靠什么吃饭
  | 靠什么活 | 造血 | business model | make money | monetize | profit | revenue model | commercialization
付费 | 付钱 | 买单 | 掏钱 | 掏腰包 | 花钱买 | 肯出钱 | 付过钱 | 收到钱 | 签单 | 订单 | 客户付费 | 花钱 | pay | paying customer
  | willing to pay
亏损 | 亏钱 | 赔钱 | 亏了 | 亏空 | 窟窿 | 亏掉 | 赔本 | 入不敷出 | lose money | loss
回本 | 赚回来 | 回报 | 收益 | 填坑 | 补窟窿 | 赚到钱 | 本钱 | 投资回报 | break even | return | payoff
烧钱 | 砸钱 | 花钱如流水 | 烧不起 | 成本高 | 很贵 | 太贵 | 贵 | 耗钱 | 花费 | 开销 | 投入大 | 钱够不够 | burn cash | expensive | costly
  | spend
成本 | 费用 | 开支 | 账单 | 花多少钱 | 要多少钱 | 花销 | 造价 | cost | expense
便宜 | 低价 | 白菜价 | 降价 | 价格低 | 省钱 | 跳水价 | 打折 | 实惠 | 便宜了 | 跌价 | 价钱 | cheap | price cut | affordable | low price
  | cheaper
价格 | 价钱 | 报价 | 收费 | 定价 | 怎么收费 | 多少钱 | price | fee | charge
免费 | 白送 | 不要钱 | 不收钱 | 白用 | 白给 | 白拿 | 零元 | free | free of charge | for free
搭便车 | 白嫖 | 蹭车 | 占便宜 | 捡便宜 | 沾光 | 白占便宜 | 白白占到便宜 | 坐顺风车 | free ride | freeride
开源 | 开放源码 | 开源模型 | 公开的模型 | 公开代码 | 免费公开 | 开放模型 | 源代码 | 开源免费 | 开源路线 | open source | open-source
  | open model | open weight
闭源 | 收费的厂商 | 不开放 | 封闭 | 不开源 | 闭源厂商 | closed source | proprietary | closed
llama | llama2 | llama 2 | 羊驼 | 脸书的模型 | meta 的模型
meta | 脸书 | facebook
生态 | 生态系统 | 阵营 | 体系 | 生态圈 | 开发者生态 | ecosystem
站队 | 选边 | 选边站 | 投靠 | 加入哪边 | 两条路 | 出路 | 几条路 | 路线选择 | 阵营 | take sides | which side | choose side
对抗 | 抵抗 | 硬刚 | 单干 | 叫板 | 正面竞争 | resist | fight | compete against
gpt商店 | 应用商店 | 商店 | 上架 | gpt store | app store | gpts
分成 | 分账 | 分享收入 | 分红 | 分钱 | 收入分成 | 利润分成 | revenue share | split revenue | revenue sharing
插件 | plugin
api | 接口 | 调用接口 | 开放接口 | 调接口 | 开放平台
开发者 | 程序员 | 写代码的 | 码农 | 做开发的 | developer | programmer | coder
宕机 | 崩了 | 挂了 | 服务器崩 | 瘫痪 | 断线 | 卡死 | 挤爆 | 崩溃 | 故障 | outage | down | crash | went down
道歉 | 抱歉 | 致歉 | 对不起 | sorry | apologize | apology
预期 | 预料 | 意料 | 想到 | 料到 | 预想 | 估计 | 意外 | 没想到 | 出乎意料 | expected | expectation | surprise | surprised | unexpected
算力 | 计算资源 | 计算能力 | 机器资源 | 显卡 | 服务器资源 | 芯片 | compute | computing power
显卡 | gpu | a100 | h100 | 芯片 | 英伟达的卡 | 卡 | 计算卡 | 硬件 | chip | graphics card | hardware
缺芯 | 缺卡 | 芯片短缺 | 买不到卡 | 显卡不够 | 没卡 | 缺芯片 | 卡不够 | 紧缺 | gpu shortage | chip shortage
云服务 | 云计算 | 云 | 云厂商 | 云平台 | 租服务器 | 上云 | 云上 | aws | 水电煤 | 基础设施 | cloud | cloud computing | cloud provider
  | infrastructure
集中 | 垄断 | 寡头 | 一家独大 | 赢者通吃 | 少数几家 | 控制在少数人手里 | 把持 | 几家公司说了算 | 掌握在少数 | 中心化 | centralize
  | centralized | monopoly | concentrated | dominate | winner take all
分布式 | 去中心化 | 分散 | 加密 | 区块链 | decentralized | distributed
格局 | 版图 | 局面 | 局势 | 态势 | 阵营 | 派系 | 流派 | 分成几派 | 几派 | 几类 | 分几类 | landscape | camp | faction | category
数据 | 语料 | 训练集 | 素材 | 数据集 | 资料 | 喂的料 | 料 | 养料 | 训练数据 | 喂料 | data | corpus | dataset | training data
数据质量 | 高质量数据 | 好数据 | 脏数据 | 数据差 | 干净的数据 | 语料质量 | data quality | clean data | high-quality data
数据处理 | 清洗数据 | 数据清洗 | 加工数据 | 整理数据 | 数据加工 | data processing | data cleaning
收集数据 | 数据采集 | 搜集数据 | 搜集语料 | 采集 | 搜集 | 收集 | 攒数据 | data collection | collect data | gather data
标注 | 标注员 | 打标签 | 打标 | 教机器 | 教模型 | 数据标注 | 标数据 | 人工标注 | 标注团队 | 教出来 | label | labeler | annotate | annotator
  | annotation | labeling
私有数据 | 自家数据 | 独有数据 | 独家数据 | 独特数据 | 内部数据 | 自有数据 | 企业自己的数据 | 手里的数据 | 家底 | proprietary data
  | private data | exclusive data
用户对话 | 聊天记录 | 真实对话 | 对话数据 | 用户数据 | 真人聊天 | 用户聊天 | 用户的反馈 | 用户反馈 | chat log | conversation data
  | user feedback | user data | conversation
飞轮 | 数据飞轮 | ai飞轮 | 滚雪球 | 正循环 | 良性循环 | 越转越快 | 循环 | flywheel | virtuous circle | snowball
对齐 | 价值观对齐 | 合乎人意 | 听人话 | 懂人心 | 人的价值观 | 像人 | 像个人 | 通人性 | alignment | align | human values | human-like
人工 | 人手 | 靠人 | 手工 | 人力 | 人来调 | 人工干预 | 人工反馈 | human feedback | manual | by hand | human intervention
参数 | 参数量 | 规模 | 模型大小 | 参数规模 | 多大的模型 | 尺寸 | 体量 | 个头 | 越大越好 | 做得越大 | 堆参数 | 千亿 | 百亿 | 上千亿
  | parameter | parameter count | model size | scale | size
大力出奇迹 | 蛮力 | 暴力 | 堆卡 | 堆算力 | 砸钱堆卡 | 硬堆 | 堆规模 | 堆参数 | 暴力美学 | 靠堆 | 砸资源 | brute force | sheer scale
  | throw money | luck
工程 | 工程化 | 精心设计 | 精细活 | 细活 | 打磨 | 慢工细活 | 功夫 | 用心设计 | 积累 | 沉淀 | 长期投入 | 厚积薄发 | engineering
  | craftsmanship | years of work | carefully designed
一夜成名 | 突然冒出来 | 横空出世 | 一夜之间 | 凭空 | 突然爆发 | 一蹴而就 | 一夜走成 | overnight | out of nowhere | sudden
transformer | 注意力机制 | 注意力 | 多头注意力 | attention
过拟合 | 训练过头 | 死记硬背 | overfit | overfitting
涌现 | 智能涌现 | 突变 | 质变 | 开窍 | 顿悟 | 跃升 | 拐点 | 转折点 | emergence | emergent | emergent ability | tipping point | threshold
微调 | 精调 | 二次训练 | 再训练 | 改造别人的模型 | 中间层 | 在别人模型上改 | fine-tune | fine-tuning | finetune | finetuning
训练 | 训 | 炼丹 | 练模型 | 训模型 | 炼出来 | 训出来 | 练出来 | 炼 | 练 | train | training
预训练 | pretrain | pre-training | pretraining
推理 | 逻辑 | 数学题 | 做数学 | 算数 | 逻辑推理 | 数学推理 | reasoning | logic | math | mathematics
问答 | 客服问答 | 问答系统 | 聊天问答 | 问问题 | 答问题 | q&a | question answering
聊天 | 对话 | 聊起天来 | 唠嗑 | 陪聊 | 闲聊 | chat | converse
聊天机器人 | 对话机器人 | 聊天软件 | chatbot
replika | 虚拟恋人 | ai女友 | 恋爱机器人 | 虚拟伴侣 | 情感陪伴 | 陪伴 | 谈恋爱 | 恋爱 | 恋人 | 感情 | companion | lover | romantic
  | girlfriend | love
人味 | 拟人 | 像真人 | 有人的智力 | 像人 | 有感情
agi | 通用人工智能 | 通用智能 | 强人工智能 | 超级智能 | 终极智能 | 真正的智能 | 终局 | 奇点 | artificial general intelligence
  | superintelligence | singularity
aigc | 生成式ai | 生成式人工智能 | 生成内容 | 内容生成 | generative ai | genai
生成图片 | 画图 | 画画 | 图片生成 | 文生图 | ai绘画 | 做图 | 作图 | 图像生成 | 生成视频 | 生成文字 | image generation | generate image
  | picture generation | text-to-image
3d | 三维 | 立体 | 建模 | 三维模型 | 3d模型 | 3d asset | three-dimensional
游戏公司 | 游戏厂商 | 做游戏的 | 手游厂商 | 游戏开发商 | 游戏 | game company | game studio | gaming
机器人 | 机械臂 | 人形机器人 | 具身 | 具身智能 | 动手干活 | 干体力活 | 实体 | 与现实互动 | 物理世界 | 真实世界 | robot | robotics | embodied
  | physical world | real world
动手干活 | 执行 | 执行操作 | 指挥 | 干活 | 跑腿 | 动起来 | 动作 | 文字转动作 | 操作 | execute | carry out | take action | act | instruct
自动化 | rpa | 流程自动化 | 自动办事 | 自动流程 | automation | automate | workflow automation
无代码 | 零代码 | 不写代码 | 不会编程 | 不用编程 | 免编程 | no-code | without code | low-code | without coding
智能助手 | 助手 | 智能体 | 助理 | 管家 | 贾维斯 | 全局智能助手 | agent | assistant
多模态 | 图文 | 看图 | 视觉 | 多种输入 | multimodal | multi-modal
palm-e | palm | 谷歌的机器人模型 | google robot
元宇宙 | metaverse | 虚拟世界
web3 | 区块链 | 币圈 | 加密货币 | crypto | blockchain
风口 | 浪潮 | 热潮 | 这股热 | 这股风 | 热度 | 火 | 热 | 大热 | 火爆 | wave | boom | trend | craze
昙花一现 | 一阵风 | 三分钟热度 | 凉 | 凉掉 | 凉凉 | 过气 | 虎头蛇尾 | 熄火 | 转瞬即逝 | 不了了之 | 冷掉 | 退潮 | fad | die down | fizzle
  | flash in the pan | short-lived
本质 | 根本 | 核心 | 最根本 | 最要紧 | 本质区别 | essence | essential | fundamental | core
区别 | 不同 | 差别 | 不一样 | 差异 | 两码事 | 一回事 | 像不像 | different | difference | differ | same as
革命 | 变革 | 翻天覆地 | 天翻地覆 | 重构 | 重建 | 重塑 | 改写 | 洗牌 | 颠覆 | 大变 | 改变 | revolution | transform | reshape | rebuild
  | reconstruct | restructure
颠覆 | 取代 | 替代 | 淘汰 | 被干掉 | 干掉 | 革命 | 冲击 | 威胁 | 砸饭碗 | 抢饭碗 | disrupt | replace | displace | threaten
搜索 | 搜索引擎 | 找资料 | 搜东西 | 查东西 | 搜一下 | 搜索业务 | search | search engine
排序 | 排名 | 重排 | 排位 | 先后次序 | rank | ranking | rerank
广告 | 打广告 | 广告费 | 广告收入 | 营收 | ad | ads | advertising | advertisement
精准 | 准确 | 更准 | 精确 | 准 | 靠谱 | 可靠 | accurate | precise | accuracy | precision
快 | 速度 | 反应快 | 提速 | 更快 | 响应 | 跑得快 | fast | faster | speed | quick | quicker
能力 | 本事 | 本领 | 实力 | 水平 | 能耐 | capability | ability | skill | strength
硅谷 | 湾区 | 美国公司 | 美国同行 | 国外 | 海外 | 老外 | 老美 | 美国 | 国外同行 | 美国人 | 大洋彼岸 | silicon valley | bay area | overseas
  | american | abroad | us
国内 | 中国 | 本土 | 我们这边 | 咱们这边 | 国产 | 中国公司 | 国人 | 我国 | china | chinese | domestic
国产大模型 | 国产模型 | 国内大模型 | 中国大模型 | 国内模型 | 中国版chatgpt | 中国的chatgpt | 国产chatgpt | 中国版 | chinese llm
  | chinese model | china's chatgpt | chinese chatgpt
落后 | 差距 | 差多少 | 被甩开 | 甩开 | 追不上 | 掉队 | 慢了 | 赶不上 | 输给 | 输在哪 | 不如 | 不如人 | 起大早赶晚集 | 慢人一步 | 比不上
  | 输了 | lag | behind | fall behind | gap | lose to | left behind | trail
追赶 | 追上 | 赶上 | 赶超 | 迎头赶上 | 追 | 弯道超车 | 复制 | catch up | keep up | overtake
领先 | 遥遥领先 | 拉开差距 | 第一 | 最强 | 最好 | 走在前面 | 比得上 | 无人能及 | 谁能比 | 最会 | 一骑绝尘 | lead | leader | ahead | best at
  | leading
起步早 | 动手早 | 先动手 | 早就开始 | 动手 | 开始得早 | 布局早 | 早布局 | 起步 | started early | early start | head start
先发优势 | 先发 | 抢先 | 抢跑 | 先下手 | 快人一步 | 抢在前面 | 先人一步 | 占先 | first mover | head start
晚 | 来不及 | 太晚 | 末班车 | 迟 | 窗口关上 | 窗口关闭 | 错过 | 赶得上 | 还来得及 | 过了这村 | 还不晚 | too late | missed | late
窗口 | 窗口期 | 时机 | 机会窗口 | 时间窗 | 好时候 | 时候 | window | timing
机会 | 有戏 | 有没有戏 | 戏 | 奔头 | 前途 | 空间 | 出路 | 活路 | 盼头 | 机遇 | 商机 | 胜算 | 可能性 | 饭吃 | 汤喝 | 一席之地 | 蛋糕
  | opportunity | chance | room | prospect | odds
胜算 | 赢面 | 打得过 | 拼得过 | 干得过 | 赢 | 赢得了 | 斗得过 | 跑赢 | 竞争得过 | 拼不过 | 干不过 | 打不过 | 卷不过 | beat | win
  | outcompete | compete with | stand a chance
死 | 死掉 | 倒闭 | 关门 | 关张 | 完蛋 | 垮 | 黄掉 | 撑不下去 | 撑不住 | 活不下去 | 活不过 | 活不成 | 破产 | 消失 | 阵亡 | 歇菜 | die | dead
  | fail | bankrupt | collapse | shut down | go under
活下来 | 存活 | 幸存 | 撑下去 | 活得下去 | 剩几家 | 剩下 | 留下来 | 站住脚 | 立足 | 活着 | 活下去 | 幸存者 | 挺过 | survive | survivor
  | survival | stay alive | remain
几家 | 几个玩家 | 多少家 | 几个公司 | 几家公司 | 三家 | 五家 | how many company | how many player
杀死 | 干掉 | 挤死 | 吞掉 | 抢生意 | 抢饭碗 | 吃独食 | 通吃 | 挤压 | 碾压 | 摧毁 | 灭掉 | 不留活路 | 赶尽杀绝 | 断后路 | 挤垮 | 消灭 | 毁掉
  | 灭 | 碾碎 | kill | crush | squeeze | destroy | wipe out | steamroll | swallow
留给 | 让给 | 让出 | 给别人留 | 留饭 | 留口饭 | 留一口 | 分一杯羹 | 留条活路 | 留饭吃 | 让利 | 喝汤 | leave for others | leave room
  | share the pie
野心 | 胃口 | 企图心 | 雄心 | 抱负 | 志向 | 贪心 | ambition | ambitious | appetite
战略 | 打法 | 策略 | 谋略 | 布局 | 眼光 | 路数 | strategy | strategic | strategist
低估 | 看低 | 小看 | 小瞧 | 想简单了 | 想得太简单 | 轻敌 | 看轻 | 误判 | 低看 | underestimate | underrate
高估 | 期望过高 | 期待过高 | 期望太高 | 想多了 | 幻觉 | 不切实际 | 异想天开 | 头脑发热 | 脱离现实 | 做梦 | 幻想 | 上头 | overestimate
  | unrealistic | delusion | illusion | fantasy
着急 | 急功近利 | 心急 | 急 | 浮躁 | 急着 | 急于求成 | 猴急 | 毛躁 | 求成 | 立功 | 邀功 | 请功 | 表功 | 功劳 | impatient | rush | hurry
  | eager | anxious
焦虑 | 着急 | 慌 | 不安 | 担忧 | 担心 | 怕 | 害怕 | 恐慌 | 发愁 | 心慌 | anxious | worry | fear | afraid | nervous | anxiety
兴奋 | 激动 | 高兴 | 开心 | 大喜 | 欢喜 | 笑 | 乐 | 狂喜 | 笑醒 | 乐坏 | excited | happy | thrill | laugh | delighted
哭 | 难过 | 悲 | 大悲 | 愁 | 伤心 | 遭殃 | 倒霉 | 哀嚎 | cry | sad | suffer | hurt
庆幸 | 幸好 | 幸运 | 好在 | 走运 | 万幸 | 后悔 | 遗憾 | 塞翁失马 | glad | lucky | relief | relieved | regret | fortunate
震撼 | 震动 | 惊艳 | 开眼 | 震惊 | 惊讶 | 第一次用 | 第一次见 | 初次体验 | 头一回 | 第一印象 | 大开眼界 | 惊呆 | shock | stunned | amazed
  | first time | first impression | blown away
万能 | 灵丹妙药 | 万能药 | 神药 | 包治百病 | 万能钥匙 | 什么都能 | silver bullet | panacea | magic | cure-all
士气 | 人心 | 情绪 | 氛围 | 气氛 | 心情 | 精气神 | 低落 | 低迷 | 消沉 | 丧 | morale | mood | atmosphere | sentiment | spirit
裁员 | 裁人 | 裁撤 | 降薪 | 减薪 | 砍人 | 优化 | 被裁 | 转老股 | layoff | laid off | pay cut | fire
升职 | 晋升 | 加薪 | 奖励 | 提拔 | 升官 | 重赏 | 悬赏 | 奖赏 | 好处 | promote | promotion | reward | bonus
寒冬 | 冬天 | 冷 | 转冷 | 遇冷 | 变冷 | 变味 | 凉 | 行情差 | 不景气 | 行情 | 冷清 | 风向变了 | winter | cold | downturn | cool down | chill
  | climate
热门 | 火热 | 抢手 | 吃香 | 热门赛道 | 香饽饽 | 红火 | hot | popular
态度 | 兴趣 | 脸色 | 主动 | 搭理 | 感兴趣 | 热情 | 积极 | 反应 | attitude | interest | interested | enthusiasm
谈崩 | 不欢而散 | 吵架 | 吵翻 | 翻脸 | 闹掰 | 谈不拢 | 谈砸 | 闹翻 | 谈不下去 | 会上 | 见面 | fell apart | argue | quarrel | broke down
  | meeting
fa | 财务顾问 | 中介 | 中间人 | 牵线 | 撮合 | 介绍人 | 融资顾问 | financial advisor | middleman | broker | intermediary
团队 | 队伍 | 班子 | 人马 | 部门 | 实验室 | 小组 | team | department | lab
人数 | 多少人 | 几个人 | 多少号人 | 号人 | 几号人 | 人手 | 编制 | 规模多大 | 多少员工 | 二三十人 | 六百多人 | 数百人 | how many people
  | headcount | people work | team size | staff
人才 | 高手 | 牛人 | 大牛 | 能人 | 强手 | 精英 | 真本事 | 有本事 | 有真本事 | 厉害的人 | 强的创业者 | 很强的创业者 | 大佬 | 人物 | talent
  | expert | star | genius | strong founder
高管 | 大佬 | 名人 | 老将 | 职位很高 | 科学家 | 学术大牛 | 头面人物 | 有名的人 | 名气 | 名流 | 有名 | executive | famous | celebrity
  | big name | scientist | senior
下场 | 入场 | 入局 | 进场 | 下海 | 冲进去 | 冲进来 | 涌入 | 杀入 | 加入 | 跳进来 | 投身 | 亲自做 | 跟着动 | 动起来 | jump in | join | enter
  | dive in | jump into
高校 | 大学 | 学校 | 高校老师 | 学院派 | 学术界 | 教授 | 清华 | 清华系 | 老师带学生 | 象牙塔 | university | professor | academia | academic
  | campus | college | tsinghua
中专生 | 学历低 | 低学历 | 临时工 | 便宜劳力 | 学历 | vocational student
外包 | 廉价劳动力 | 肯尼亚 | 外包公司 | outsource | outsourcing | contractor
博士 | 高素质 | 高学历 | phd | doctor degree
阿里 | 阿里巴巴 | 通义 | 通义千问 | 达摩院 | 阿里云 | alibaba | tongyi | qwen | damo
百度 | 文心 | 文心一言 | 文心大模型 | ernie | 百度大脑 | baidu | ernie bot
字节 | 字节跳动 | 抖音 | tiktok | bytedance
腾讯 | 鹅厂 | tencent
华为 | 菊厂 | huawei | 盘古
美团 | 王慧文 | 光年之外 | meituan
一流科技 | oneflow | 袁进辉
智源 | glm | chatglm | baai
百川 | 百川智能 | baichuan | 王小川
昆仑万维 | kunlun
英伟达 | 黄仁勋 | 老黄 | nvidia
微软 | microsoft | copilot
谷歌 | google
苹果 | ios | apple
安卓 | android
openai | open ai | 奥特曼的公司 | gpt母公司
chatgpt | gpt | 聊天gpt
sam altman | altman | 奥特曼 | 阿尔特曼 | 山姆 | sam | openai的掌舵人
马斯克 | musk | elon musk
扎克伯格 | 小扎 | zuckerberg
发布会 | 开发者大会 | 开发者日 | 开发日 | 大会 | devday | dev day | developer conference | keynote | launch event
改名 | 换名 | 换了名字 | 换个叫法 | 叫法 | 换了说法 | 换牌子 | 新名字 | 全新 | 换称呼 | 改称 | 换包装 | 重新包装 | rename | rebrand
  | new name
名字 | 叫什么 | 称呼 | 定义 | 叫法 | 怎么叫 | name | call | define | definition
重视 | 看重 | 关心 | 过问 | 上心 | 盯着 | 倾斜 | 优先级 | 当回事 | 重点 | 押了 | 关注 | care | priority | pay attention | value | focus
ceo | 一把手 | 老板 | 掌门 | 掌舵人 | 首席执行官 | 掌门人 | boss | chief executive
资源 | 投入 | 支持 | 资金人力 | 倾斜 | resource | investment | support
突破 | 真突破 | 进展 | 进步 | 动静 | 新动作 | 新进展 | 成果 | breakthrough | progress | advance
成熟 | 不成熟 | 火候 | 靠得住 | 能打 | 打牢 | 没打牢 | 半成品 | 够用 | mature | immature | ready
质量 | 品质 | 好坏 | 效果 | 结果 | 成色 | 表现 | quality | performance | result | perform
出彩 | 好坏 | 成败 | 成不成 | 做砸 | 搞砸 | 砸锅 | 翻车 | 失败 | 成功 | 生死 | success | succeed | failure | make or break | flop
细节 | 细枝末节 | 细微 | 魔鬼 | 小地方 | 要命的细节 | detail
场景 | 应用场景 | 使用场景 | 用武之地 | 用在哪 | 业务场景 | use case | scenario
落地 | 用起来 | 用得上 | 上岗 | 派上用场 | 拿来用 | 直接用 | 实用 | 能用 | 跑通 | 走通 | 行得通 | 走得通 | 做实 | 落到实处 | deploy
  | deployment | practical | put to use | in practice | work in
试错 | 摸索 | 试 | 尝试 | 试验 | 碰运气 | 试水 | 验证 | 蹚路 | 摸着石头过河 | trial and error | experiment | try | test | verify | validate
经验 | 老本 | 老经验 | 老办法 | 老一套 | 过去的经验 | 老路子 | 旧经验 | 攒下 | experience | old playbook
过时 | 不管用 | 失效 | 没用了 | 落伍 | 不灵了 | 管用 | 还管用 | outdated | obsolete | no longer work | out of date
行业经验 | 行业诀窍 | 诀窍 | 门道 | know-how | knowhow | 行业知识 | 专业知识 | 行业know-how | 老师傅 | 窍门 | 秘诀 | 绝活 | 隐性知识
  | domain knowledge | domain expertise | tacit knowledge | industry know-how | expertise
专家 | 内行 | 懂行的 | 老师傅 | 行家 | 专业人士 | specialist
各行各业 | 各个行业 | 每个行业 | 每个行当 | 行当 | 各行 | 所有行业 | 三百六十行 | 别的行业 | 别的领域 | 非技术圈 | 传统行业 | 圈外
  | every industry | all industry | other industry | across industry | traditional industry
赋能 | 提效 | 提高效率 | 效率 | 帮忙 | 省力 | 事半功倍 | 增效 | 改进 | empower | efficiency | productivity | boost | improve
标配 | 基础能力 | 必备 | 人人都要 | 离不开 | 基本功 | 人手一个 | standard | must-have | basic capability | essential
省人工 | 省时间 | 省人 | 替人 | 省事 | 省力 | 半天 | 节省 | 省了多少 | 少用人 | save time | save labor | save work | hours
写报告 | 报告 | 文档 | 写材料 | 写文档 | report | document
客户 | 甲方 | 金主 | 企业客户 | 买家 | customer | client | buyer
用户 | 使用者 | 消费者 | 用的人 | 谁在用 | user | consumer
需求 | 刚需 | 痛点 | 真需求 | 需要 | 想要什么 | 真问题 | need | demand | pain point
政府 | 政务 | 政府单位 | 机关 | 公家 | 国企 | 事业单位 | 城市 | 官方 | government | public sector
安全 | 泄密 | 隐私 | 数据安全 | 隐患 | 泄露 | 保密 | security | privacy | leak | safe
可信 | 胡说 | 胡说八道 | 瞎编 | 靠谱 | 不靠谱 | 可靠 | trustworthy | reliable | hallucinate | hallucination | make things up
知识产权 | 产权 | 版权 | 归谁 | 归属 | 所有权 | 归客户 | 专利 | intellectual property | ownership | own the model | copyright
卖给同行 | 给别人用 | 转卖 | 再卖 | 复用 | 给竞争对手 | 给别家 | 给同行 | 转手 | 一鱼多吃 | 卖给别家 | resell | reuse | sell to competitor
  | other client | other customer
逐个谈 | 一家一家谈 | 商量 | 谈判 | 客户意愿 | 客户同意 | 愿不愿意 | 点头 | negotiate | case by case | consent | one by one
合作 | 联合 | 联手 | 共建 | 联合开发 | 一起做 | 合伙 | cooperate | partner | collaborate | joint
定制 | 量身定做 | 私人订制 | 私有化 | 私有部署 | 本地部署 | customized | custom | on-premise | bespoke | tailor
零散 | 碎片 | 碎片化 | 小生意 | 小打小闹 | 小买卖 | 苦活 | 小机会 | fragmented | niche | small business
受益 | 得利 | 获利 | 占便宜 | 便宜了谁 | 谁赚到 | 好处 | 沾光 | 赢家 | 甜头 | 吃到红利 | 谁高兴 | benefit | winner | gain | who benefit
老玩家 | 老公司 | 现有玩家 | 老牌公司 | 在位者 | 存量玩家 | 已有场景 | 传统公司 | 成熟公司 | 有产品的公司 | existing player
  | existing company | incumbent | established company
客服 | 智能客服 | 客服机器人 | customer service
友好 | 不友好 | 善待 | 客气 | 利好 | 利空 | 好事 | 坏事 | friendly | unfriendly | good for | bad for
建议 | 劝 | 忠告 | 提醒 | 奉劝 | 该怎么做 | 支招 | advice | advise | suggest | recommend | warn
迷信 | 盲信 | 崇拜 | 盲目 | 神化 | 信仰 | superstition | blind faith | worship
否定 | 全盘否定 | 一棍子打死 | 不看好 | 看空 | 唱衰 | 唱空 | 反对 | 泼冷水 | 看衰 | deny | bearish | pessimistic | against | pour cold water
看好 | 看多 | 乐观 | 信心 | 有前景 | 前景 | 未来 | 前途 | bullish | optimistic | confident | future | outlook | upside
相信 | 信仰 | 信念 | 信不信 | 坚信 | 信 | believe in | faith | conviction
价值 | 投资价值 | 值得投 | 值不值 | 值钱 | 值得 | 意义 | worth investing | investment value | value | worthwhile
果子 | 低垂的果实 | 好摘 | 容易做成 | 容易摘到 | 轻松摘到 | 捡漏 | low-hanging fruit | easy win | easy pick
平民化 | 普及 | 大众化 | 人人能用 | 接地气 | 普通人 | 老百姓 | 寻常百姓 | democratize | mass market | ordinary people | everyone
普通创业者 | 大部分创业者 | 多数创业者 | 普通老板 | 大多数人 | 一般人 | 普通人 | most founder | ordinary founder
分工 | 各走各路 | 井水不犯河水 | 两条道 | 两路 | 谁做什么 | 各干各的 | division of labor | who does what
无知 | 不懂 | 看不懂 | 看不到 | 无畏 | 外行 | 蒙在鼓里 | 不了解 | 装睡 | 视而不见 | ignorant | clueless | don't understand | blind
下一个bat | 下一个巨头 | 行业霸主 | 做大做强 | 霸主 | 再造一个巨头 | 大平台 | 超级公司 | 独角兽 | next giant | next big company
  | next google
梦 | 梦想 | 做梦 | 念想 | 幻想 | 白日梦 | dream
必要 | 非做不可 | 为什么要做 | 有必要 | 必须 | 必要性 | 理由 | 犯得着 | 何必 | necessary | necessity | need to | have to | must
承诺 | 保证 | 答应 | 说话算话 | 誓言 | 立下军令状 | 军令状 | 许诺 | 打包票 | 发誓 | 立军令状 | promise | pledge | vow | guarantee | commit
换策略 | 改变策略 | 换打法 | 转向 | 调整 | 换思路 | 变卦 | 改主意 | 转变 | 掉头 | change strategy | pivot | shift | adjust
已投企业 | 被投企业 | 手里的企业 | 投过的公司 | 存量项目 | 老项目 | portfolio | portfolio company | existing investment
必经之路 | 必须走的路 | 绕不开 | 绕不过 | 躲不掉 | 必走 | 非走不可 | inevitable | unavoidable | must-go
受限 | 天花板 | 上限 | 走不远 | 走得远 | 局限 | 死路 | 死胡同 | 封顶 | limited | ceiling | dead end | limit | limitation
主角 | 主流 | 唱主角 | 天下 | 为主 | 挑大梁 | 主力 | mainstream | protagonist | dominant
全局 | 整体 | 大局 | 上帝视角 | 更全 | 全面 | 宏观 | 通盘 | whole picture | holistic | bigger picture | overall | global view
堵车 | 拥堵 | 塞车 | 堵 | 堵得 | 交通 | 红绿灯 | 马路 | 道路 | 路口 | 信号灯 | 路上 | 车流 | 交警 | traffic | traffic jam | congestion
  | traffic light | road | traffic controller
原因 | 缘故 | 根子 | 症结 | 根源 | 怪谁 | 问题出在哪 | 病根 | 毛病 | 由来 | reason | cause | root cause | why
优势 | 长处 | 强项 | 强在哪 | 胜在 | advantage | edge | strong suit
难 | 困难 | 麻烦 | 难处 | 难点 | 挑战 | 阻碍 | 障碍 | 难题 | 坎 | 坎坷 | hard | difficult | difficulty | problem | obstacle | challenge
  | trouble
风险 | 冒险 | 担不起 | 危险 | 赌 | risk | risky | gamble
借力 | 借用 | 借别人的 | 用别人的 | 拿来主义 | 站在巨人肩膀上 | 拿来就用 | 现成的 | 别人的模型 | 抄近路 | 海外的模型 | borrow | leverage
  | someone else's model | ready-made | off-the-shelf
向量数据库 | 知识库 | 外挂 | vector database
自来水 | 水厂 | 水龙头 | 自来水厂 | tap water
房地产 | 楼市 | 房子 | 买房 | real estate | property
赛道 | 领域 | 行当 | 方向 | 板块 | track | sector | field | direction | area
项目 | 标的 | 案子 | deal | project
最后一次 | 收官 | 最后一战 | 最后一搏 | 晚年 | last time | final battle | last shot
多久 | 什么时候 | 时间表 | 几年 | 还有多远 | 多远 | 几时 | 何时 | 早期 | 远不远 | how long | how far | how soon | timeline
年底 | 年末 | 今年年底 | 年关 | 过年 | end of year | year end | by the end of
比例 | 占比 | 百分之几 | 多少比例 | 几成 | 占多少 | 多大比例 | 一半 | 半数 | proportion | percentage | percent | share | half
翻倍 | 涨了几倍 | 翻番 | 暴涨 | 大涨 | 涨 | 几倍 | double | soar | surge | multiply
减持 | 套现 | 抛售 | 卖股票 | 大股东 | 跑路 | 出货 | cash out | sell off | sell share | insider
收购 | 买下 | 并购 | 被买 | 卖掉公司 | acquire | acquisition | buyout
期权 | option
咖啡 | 星巴克 | 喝咖啡 | coffee | starbucks
信息差 | 信息不对称 | 信息鸿沟 | 消息闭塞 | 全貌 | 真相 | 看全 | 闭塞 | information gap | whole story | full picture
教育 | 功利教育 | 精英教育 | 培养 | education
命运 | 注定 | 起跑线 | 出身 | destiny | fate | doomed
商业回报 | 老眼光 | 旧眼光 | 老标准 | 功利 | 短视 | short-sighted | commercial return
不计成本 | 死磕 | 耐心 | 长期投入 | 持久战 | 不求回报 | 沉得住气 | patience | long haul | at any cost | long term
失去耐心 | 失望 | 没耐心 | 等不及 | 耗尽耐心 | lose patience | disappointed
技术路线 | 路线 | 架构 | 路子 | 路径 | 技术方案 | route | architecture | approach | roadmap | path
雷同 | 太像 | 一样 | 相似 | 一模一样 | 如出一辙 | 像 | similar | alike | identical
怀疑 | 可疑 | 质疑 | 存疑 | 嫌疑 | 疑问 | 打问号 | 动摇 | doubt | suspicious | suspect | question
升级 | 更新 | 新版 | 迭代 | 新版本 | 换代 | upgrade | update | new version | latest version
推测 | 猜 | 说明什么 | 意味着 | guess | infer | mean | imply
竞争 | 较量 | 比拼 | 拼什么 | 比什么 | 角逐 | 赛跑 | 厮杀 | 打仗 | 卷 | compete | competition | contest | race | rivalry | battle
焦点 | 重心 | 重点 | 关键 | 要害 | 最重要 | 要紧 | 第一位 | 最关键 | 靠什么 | 决定因素 | 什么最重要 | key | crucial | most important
  | matter most | decisive | determine | focus
放大器 | 乘数 | 工具 | 加倍 | 锦上添花 | multiplier | amplifier | tool
小学 | 电脑课 | 童年 | 小时候 | school | childhood
专案 | 项目 | project
新创 | 新创公司 | 创业公司 | 初创公司
产业 | 行业 | 各行各业
情境 | 使用情境 | 应用情境 | 场景
客制 | 客制化 | 定制
程式 | 程序 | 代码
硬体 | 硬件
原始码 | 开放原始码 | 开源
矽谷 | 硅谷
介面 | 接口
执行长 | ceo
一本正经 | 一本正经地 | 瞎说 | 胡编 | 编造 | 瞎编 | 胡说八道 | 说胡话 | 幻觉
主题演讲 | keynote | 发布会 | 开场 | 演讲
漏掉 | 遗漏 | 没提到 | 没看到 | 错过 | 没有放出
转发 | 刷屏 | 疯传 | 传遍
公有云 | 云服务 | 云厂商
从哪儿下手 | 从哪下手 | 从何下手 | 怎么下手 | 怎么降 | 怎么省
跟上 | 接入 | 用上 | 赶上
已经投过 | 已投 | 投过的 | 投过 | 现有 | 手上的公司 | 被投企业 | 被投公司 | portfolio
越高越好 | 越多越好 | 越大越好
stand out | 出彩 | 脱颖而出
落到行业 | 结合行业 | 落到产业 | 进入行业
礼拜 | 星期 | 一礼拜 | 一个礼拜 | 一星期 | 一周 | 七天 | week
排先后 | 先后顺序 | 排次序 | 排序 | 排名
吸收 | 沉淀 | 融进 | 融入 | 收进 | absorb
买家 | 买主 | 客户 | 金主爸爸 | 付费方 | buyer
回学校 | 上学 | 上课 | 小学生 | 当学生 | 从头学起 | 小学 | 重新学习
"""

LOOSE = """
入场券 | 门票 | 入场费 | 玩得起 | 玩不起 | 烧得起 | 起步价 | 门槛 | entry ticket | entry barrier
上车 | 入场 | 入局 | 下场 | 赶上车 | 搭上车 | 分一杯羹 | get on board
画饼 | 画大饼 | 吹水 | 讲故事 | 忽悠 | 吹嘘 | 大话 | 噱头 | 包装 | 造势 | 作秀 | 花架子 | 表面功夫 | gimmick | empty talk
神仙打架 | 巨头竞争 | 大厂 | 大厂打架 | 巨头打架 | 大佬打架
炮灰 | 陪跑 | 送死 | 陪葬 | 没机会 | 死掉 | 没戏 | 凑数 | cannon fodder
弹药 | 粮草 | 资金 | 真金白银 | 家底 | 钱袋子 | 预算 | 口袋 | war chest | capital | cash
断粮 | 断奶 | 融不到资 | 没钱 | 钱花光 | 弹尽粮绝 | 资金链断 | 揭不开锅 | 喝西北风 | run out of money | out of cash
输血 | 融资 | 续命 | 找投资 | 救命钱
香 | 真香 | 划算 | 值得 | 合算 | 上算 | 划得来 | worth it
互怼 | 掐架 | 吵架 | 争论 | 分歧 | 争吵 | 辩论 | 对掐 | 唱反调 | 口水战 | 论战 | 各执一词 | dispute | disagree | disagreement | quarrel
  | debate
吊打 | 秒杀 | 完爆 | 碾压 | 甩几条街 | 领先 | 压着打 | outperform
撞车 | 雷同 | 同质化 | 千篇一律 | 大同小异 | 换汤不换药 | 差不多
定心丸 | 放心 | 承诺 | 保证 | 说话算数 | 食言 | 说到做到 | reassure
拉胯 | 掉链子 | 拉垮 | 差劲 | 不行 | 落后 | 拿不出手 | 水平差 | 烂
抱大腿 | 靠山 | 投靠 | 加入生态 | 跟着大厂混 | 站队 | 依附 | 寄人篱下
另起炉灶 | 自立门户 | 自研 | 单干 | 单飞 | 对抗 | 自己搞 | 自己搞一个 | 自个儿做 | 亲自做 | 自己造
交学费 | 学费 | 试错 | 踩坑 | 走弯路 | 弯路 | 碰壁 | 吃亏 | 栽跟头 | 教训 | lesson | learn the hard way | mistake
打水漂 | 白费 | 白干 | 白忙 | 白做 | 竹篮打水 | 前功尽弃 | 无用功 | 一场空 | 白折腾 | 瞎忙 | wasted | in vain | waste
外行 | 门外汉 | 半路出家 | 不懂行 | 圈外人 | 跨界 | 外行人 | layman | outsider
通杀 | 包揽 | 一统江湖 | 垄断 | 独占 | 独吞 | 一手遮天 | 瓜分 | 霸占
软肋 | 命门 | 短板 | 缺陷 | 不足 | 毛病 | 弱点 | 硬伤 | 缺点 | 缺什么 | 欠缺 | 差在哪 | weakness | shortcoming | drawback | flaw | lack
  | missing
中看不中用 | 花瓶 | 鸡肋 | 不实用 | 没用 | 不好用 | 用不上 | useless | toy
救命稻草 | 转机 | 翻身 | 起死回生 | 回暖 | 好转 | 柳暗花明 | turnaround
亲民 | 平民化 | 接地气 | 大众 | 普惠 | 家家户户 | 千家万户
老古董 | 旧技术 | 老技术 | 老东西 | 早就有 | 旧货 | 老掉牙 | 旧ai | 老式ai | 传统ai | old ai
底气 | 信心 | 把握 | 胆量 | 胆子 | 凭什么 | 自信 | confidence
别的客户 | 其他客户 | 第二家客户 | 给同行用 | 服务同行 | 给别的公司用 | 给别的企业用 | 卖给同行 | other companies
扎根 | 深耕 | 做深 | 沉下心 | 吃透 | 专注 | 细分 | 做透 | 接地气 | niche | go deep
教材 | 教科书 | 训练集 | 语料
楼 | 应用 | 上层 | 地基 | 底座
铲子 | 卖铲子 | 基础设施 | 卖水 | 云厂商 | picks and shovels
捅破天 | 天花板 | 上限 | 做多大 | 规模
夹缝 | 空间 | 生存空间 | 缝隙 | 狭缝 | 缝里求生
围墙 | 护城河 | 城墙 | 篱笆 | 堡垒
钱景 | 前景 | 商机 | 赚钱 | 前途 | 油水 | 利润 | 肥肉
吝啬 | 谨慎 | 捂紧 | 抠 | 不舍得 | 舍不得 | 保守 | cautious | conservative
有钱 | 阔绰 | 宽裕 | 财大气粗 | 不差钱 | 资金充裕 | 手头宽 | rich | wealthy
吹风 | 小道消息 | 传闻 | 爆料 | 内幕 | 八卦消息 | 风声 | rumor | gossip | insider
值不值 | 划不划算 | 性价比 | 合不合算 | cost-effective
比喻 | 好比 | 打比方 | 像什么 | 类比 | 比作 | analogy | metaphor
大牌 | 名人 | 大佬 | 大人物 | 名校 | 明星创业者
跟不上 | 落后 | 掉队 | 追不上 | 慢半拍 | 迟钝 | 后知后觉
错位 | 错配 | 不匹配 | 时机不对 | 生不逢时 | 赶不上趟 | 阴差阳错 | bad timing | mismatch
"""

AKIN = """
融资 | 投资人 | 估值 | 天使轮 | 路演 | 资金 | 基金 | 钱 | 投资机构 | 寒冬
投资 | 投 | 出手 | 项目 | 基金 | 押注 | 标的 | 机构 | 投资人 | 观望
投不投 | 投资价值 | 值得投 | 出手 | 投资
算力 | 显卡 | gpu | 芯片 | 训练成本 | 成本 | 烧钱 | 云
成本 | 便宜 | 贵 | 降价 | 算力 | 花 | 烧钱 | 费用
参数 | 规模 | 千亿 | 百亿 | 大 | 小模型 | 训练集
数据 | 标注 | 语料 | 训练集 | 对话 | 采集 | 质量 | 飞轮
训练 | 预训练 | 微调 | 算力 | 数据 | 底座 | 大模型
模型 | 大模型 | 底座 | 算法 | 参数 | gpt
技术 | 算法 | 工程 | transformer | nlp | 自然语言处理
开源 | 免费 | llama | 商用 | 生态 | 闭源
免费 | 便宜 | 价格 | 收费 | 付费 | 搭便车
openai | chatgpt | gpt | sam | 发布会 | 接口 | 生态 | 开发者
应用 | 场景 | 产品 | 落地 | 用户 | saas
场景 | 落地 | 商用 | 业务 | 行业 | 产业
行业 | 产业 | 垂直 | 场景 | 企业 | 领域
客户 | 企业 | 付费 | 订单 | 用户 | 需求
赚钱 | 收入 | 营收 | 付费 | 亏损 | 商业模式 | 收费 | 钱
护城河 | 门槛 | 优势 | 数据 | 独有 | 依赖 | 竞争
竞争 | 格局 | 对手 | 大厂 | 巨头 | 跑赢 | 生态
大厂 | 资源 | 集中 | 阿里 | 百度 | 字节 | 腾讯 | 华为 | 云
创业 | 创业者 | 创业公司 | 机会 | 方向
机会 | 方向 | 窗口 | 空间 | 创业 | 前景
泡沫 | 估值 | 浮夸 | 疯狂 | 概念股 | 减持 | 风口
风口 | 元宇宙 | web3 | 热度 | 浪潮 | 概念
国内 | 硅谷 | 美国 | 落后 | 差距 | 追赶 | 国产
团队 | 人才 | 人数 | 带队 | 部门 | 高管 | 科学家
搜索 | 排序 | 广告 | 点击 | 百度
聊天 | 对话 | 恋人 | replika | chatgpt
机器人 | rpa | 多模态 | 执行 | 自动化 | palm-e | 助手
堵车 | 交通 | 红绿灯 | 智慧交通 | 车流 | 一线城市
行业经验 | 专家 | 私有数据库 | 通用 | 积累
套壳 | 自研 | 水分 | 嫌疑 | 换皮 | 依赖
死掉 | 年底 | 淘汰 | 活下来 | 三家 | 洗牌
效率 | 半天 | 报告 | 提效 | 工时
态度 | 主动 | 兴趣 | 冷
裁员 | 降薪 | 士气 | 转老股
升职 | 抢 | 奖励 | 投资经理
员工 | 团队 | 人 | 期权
"""

ENGLISH = """
better = 更好 | 更准 | 提升 | 更强
good = 好 | 不错
bad = 不好 | 坏
best = 最好 | 顶尖
always = 总是 | 一定
work = 工作 | 干活 | 走通 | 人手
people = 人 | 人员 | 人手
user = 用户
product = 产品
company = 公司 | 企业
enterprise = 企业 | 企业用户
firm = 公司 | 机构
industry = 行业 | 产业
technology = 技术
tech = 技术 | 科技
model = 模型 | 大模型
build = 做 | 自研 | 开发 | 搭
develop = 开发 | 研发
make = 做
create = 创造 | 做出
own = 自己 | 自有
money = 钱 | 资金
fund = 基金 | 资金
raise = 融资 | 筹集 | 募
billion = 亿
million = 万 | 百万
dollar = 美元
choose = 选 | 加入
side = 路 | 边
open = 开源 | 开放
aim = 目标 | 更小 | 做得
future = 未来 | 将来 | 往后
early = 早期 | 早
stage = 阶段
large = 大
big = 大
small = 小
new = 新
old = 旧 | 老
fast = 快
slow = 慢
high = 高
low = 低
easy = 容易 | 好摘
hard = 难
simple = 简单
clear = 清楚 | 明确 | 看清
important = 要紧 | 重要 | 关键
matter = 重要 | 关键 | 要紧
algorithm = 算法
human = 人 | 人类
machine = 机器
see = 看 | 看到 | 看得
learn = 学 | 学习
teach = 教 | 标注
understand = 懂 | 了解
know = 懂 | 知道
sell = 卖 | 客户 | 付钱
buy = 买 | 买单
market = 市场
internet = 互联网
country = 国家
government = 政府
city = 城市
car = 车
driver = 车
school = 学校 | 高校
student = 学生
teacher = 教授 | 老师
scientist = 科学家
research = 研究 | 科研
paper = 论文
engineer = 工程师 | 工程
employee = 员工
staff = 员工 | 人手
hire = 招人 | 招
salary = 年薪 | 薪资 | 预算
pay = 付费 | 付钱 | 掏钱
free = 免费
cost = 成本 | 花
price = 价格 | 收费
save = 省 | 节省
time = 时间
year = 年
month = 月 | 个月
week = 星期 | 周
day = 天
half = 一半 | 半
first = 第一 | 首
second = 第二
third = 第三
last = 最后
layer = 层 | 层次
level = 层次 | 水平
level of = 层次
type = 类 | 种
kind = 类 | 种
three = 三
two = 两
five = 五
path = 路 | 路线 | 路径
way = 路 | 办法
road = 路
winner = 受益 | 笑醒 | 大喜
lose = 输 | 亏
win = 赢 | 跑赢
war = 竞争
fight = 对抗
join = 加入
bet = 押注 | 投
invest = 投 | 投资 | 出手
investment = 投资
valuation = 估值
stock = 股票 | 减持
share = 分享 | 分成 | 减持
shareholder = 股东
store = 商店
app = 应用
feature = 功能
function = 功能
game = 游戏
picture = 图片
image = 图片
video = 视频
text = 文字 | 文本
content = 内容
writing = 写 | 文字
write = 写
voice = 语音
language = 语言 | 语义
chinese = 国内 | 中文 | 国产 | 中国
english = 英文
american = 美国 | 硅谷
western = 欧美 | 海外
global = 全球 | 全局
domestic = 国内
behind = 落后 | 落了后
problem = 问题
solution = 方案
solve = 解决
answer = 回答
question = 问题 | 问
ask = 问 | 追问
promise = 承诺 | 尽可能不
plan = 打算 | 计划
goal = 目标
dream = 梦
idea = 想法
opinion = 看法
feel = 感受 | 感觉
feeling = 感受 | 心情
love = 恋人 | 喜欢
friend = 朋友
relationship = 关系 | 恋人
virtual = 虚拟
digital human = 虚拟人
avatar = 虚拟人
real = 真实 | 真
true = 真
fake = 套壳 | 假
change = 变 | 改变
happen = 发生
start = 开始 | 刚开头
begin = 开始
end = 年底 | 终局
endgame = 终局
die = 死 | 死掉
alive = 活
kill = 杀死 | 干掉 | 摧毁
grow = 增长
growth = 增长
popular = 火
famous = 有名 | 头有脸 | 大佬
success = 成功 | 成绩
successful = 成功
fail = 失败
failure = 失败
reason = 原因
explain = 说明
different = 不同 | 不一样
difference = 区别 | 不同
similar = 像 | 太像
same = 一样
compare = 相比 | 比
comparison = 比
relation = 关系
role = 主角
part = 部分
result = 结果
quality = 质量
performance = 性能 | 效果
perform = 性能 | 效果 | 表现
accurate = 准确 | 准
accuracy = 准
meaning = 意义 | 语义
semantic = 语义
sense = 意义
point = 意义
useful = 有用 | 实用
use = 用 | 使用
handle = 处理
process = 处理 | 流程
management = 管理
system = 系统
platform = 平台
service = 服务
support = 支持
hospital = 医院
bank = 银行 | 金融
finance = 金融
law = 法律
education = 教育
security = 安全
safe = 安全
control = 控制
trust = 可信
risk = 风险
rule = 规则 | 限制条件
limit = 限制
condition = 条件
standard = 标准
require = 要求 | 要
requirement = 要求 | 需求
need = 需要 | 需求
want = 要 | 想
hope = 希望
expect = 指望 | 预期
wait = 等 | 观望
patience = 耐心
worry = 担忧 | 焦虑
afraid = 怕 | 担忧
angry = 骂
happy = 喜 | 笑醒
surprise = 意外 | 超出预料 | 没想到
surprised = 意外 | 超出预料
impress = 震动 | 开眼
lucky = 庆幸
glad = 庆幸
night = 熬夜
sleep = 熬夜
conference = 发布会 | 大会
event = 发布会
announce = 公布 | 宣布
announcement = 公布 | 发布会
release = 放出 | 公布 | 发布
launch = 上线 | 推出 | 发布
news = 消息
rumor = 爆料
secret = 秘诀
history = 历史 | 2017
origin = 起源 | 来自
invent = 提出 | 发明
inventor = 提出
author = 作者
name = 名字
rename = 改名 | 改称
call = 称
define = 定义
describe = 形容
example = 例 | 例如
case = 案例 | 案例
evidence = 例证
number = 数 | 多少
amount = 多少
figure = 数字
count = 参数
contest = 竞争 | 比
race = 竞争
competition = 竞争
competitor = 竞争 | 同行 | 对手
rival = 对手 | 同行
leader = 掌舵人 | 带队
lead = 领先 | 带队
boss = 老板
manager = 经理
partner = 合作 | 合伙人
cooperation = 合作
contract = 合同
client = 客户
customer = 客户
resell = 卖给同行 | 给别的企业用
reuse = 复用
data = 数据
dataset = 数据集 | 训练集
cloud = 云
server = 服务器
chip = 芯片
card = 卡 | 显卡
power = 算力 | 能力
energy = 能源
weather = 天气
train = 训练
training = 训练
tune = 调
alignment = 对齐
value = 价值 | 价值观
poem = 写诗
intelligence = 智能 | 智力
intelligent = 智能
smart = 聪明
smarter = 聪明
brain = 脑
agent = 智能助手
tool = 工具
automation = 自动化 | rpa
robot = 机器人
action = 动作 | 操作
physical = 物理 | 真实世界
world = 世界
reality = 现实
metaverse = 元宇宙
decentralize = 去中心化 | 分布式
centralize = 集中
monopoly = 垄断
infrastructure = 基础能力 | 基础设施
traffic = 堵车 | 交通 | 车流
jam = 堵车
controller = 红绿灯 | 决策
congestion = 堵车
light = 红绿灯 | 轻
search = 搜索
ad = 广告
rank = 排序
click = 点击
report = 报告
document = 文档
efficiency = 效率
productivity = 效率
labor = 人工
worker = 人工
job = 工作
layoff = 裁
promotion = 升职
mood = 心情 | 士气
pitch = 路演
meeting = 会
deal = 项目
portfolio = 已投
strategy = 策略 | 打法 | 战略
ambition = 野心
founder = 创始人 | 创业者
entrepreneur = 创业者
startup = 创业公司 | 创业
venture = 创投 | 风投
capital = 资本
investor = 投资人
university = 高校 | 大学
professor = 教授
executive = 高管 | 职位很高
big name = 大佬 | 名
wave = 浪潮 | 入场
jump = 入场 | 下场
enter = 入场
leave = 留 | 让出
quit = 离职
survive = 活下来 | 活
hallucination = 幻觉
bubble = 泡沫
hype = 热度 | 蹭热度 | 泡沫
wrapper = 套壳
moat = 护城河
barrier = 壁垒
defend = 壁垒 | 护城河
copy = 抄 | 复制
original = 原创 | 创造
innovation = 创新
innovate = 创新
novel = 新
scenario = 场景
need to = 需要
ecosystem = 生态
closed = 闭源 | openai
source = 开源
developer = 开发者
revenue = 收入
income = 收入
profit = 盈利 | 赚钱
loss = 亏损
business = 商业 | 生意
commercial = 商用 | 商业化
vertical = 垂直
general = 通用
specialize = 专
foundation = 底座 | 基础
base = 底座 | 底层
bottom = 底层
top = 上面 | 头部
middle = 中间
dead = 死
ceiling = 天花板 | 受限
window = 窗口
late = 晚 | 关上
opportunity = 机会
chance = 机会
possible = 可能
possibility = 可能性
impossible = 不可能
certain = 一定
parameter = 参数
overfit = 过拟合
attention = 注意力
experience = 经验
know-how = 诀窍
expert = 专家
skill = 能力
talent = 人才 | 强
team = 团队
group = 团队 | 集团
member = 人
department = 部门
lab = 达摩院 | 实验室
progress = 进展
breakthrough = 突破
gap = 差距 | 鸿沟
catch = 追
follow = 看齐 | 跟
ahead = 领先
advantage = 优势
weakness = 短板
strength = 优势
label = 标注
labeler = 标注
annotator = 标注
philippines = 菲律宾
kenya = 肯尼亚
africa = 肯尼亚
apple = 苹果
android = 安卓
silicon = 硅谷
valley = 硅谷
beijing = 北京
shanghai = 上海
musk = 马斯克
dominate = 垄断 | 集中
threaten = 冲击 | 威胁
threat = 冲击 | 威胁
adopt = 接入 | 采用
adoption = 普及 | 接受
afford = 用得起 | 烧得起
benefit = 受益 | 占便宜
charge = 收费 | 付费
convince = 说服 | 打动
crowded = 扎堆
cut = 降
decide = 决定
determine = 决定 | 取决
demand = 需求
depend = 依赖 | 取决
differentiate = 差异化 | 独
enough = 够 | 满足
exist = 存在
exit = 退出
feasible = 走得通 | 可行
fit = 适用 | 适合
honest = 真
impact = 影响 | 冲击
imitate = 模仿 | 看齐
improve = 提升 | 改进 | 做得更好
increase = 增长 | 提升
judge = 判断
lack = 缺 | 少
lesson = 教训
license = 授权
mature = 成熟
mistake = 误判 | 低估
necessary = 必要 | 非做不可
obstacle = 障碍
overrated = 高估
overvalued = 泡沫
pessimistic = 看空 | 悲观
optimistic = 看好 | 乐观
skeptical = 怀疑 | 谨慎
pioneer = 先发
predict = 预测
prefer = 更愿意 | 与其
premature = 早期 | 不成熟
prove = 证明 | 验证
realistic = 现实
reject = 拒 | 下文
rejected = 拒 | 下文
rely = 依赖
replace = 取代 | 替代
resource = 资源
rush = 着急 | 急
scarce = 很少 | 紧缺
shortage = 紧缺 | 缺
serious = 认真 | 真
specific = 特定 | 专
spend = 花 | 烧钱
step = 步 | 环节
stuck = 卡
sustainable = 可持续
task = 任务
timing = 时机 | 窗口
trend = 趋势 | 浪潮
unique = 独有 | 独家
valuable = 值钱
waste = 白费
viable = 可行 | 走得通
mostly = 多数 | 大部分
majority = 大部分 | 多数
few = 很少 | 少数
handful = 少数 | 几家
player = 玩家 | 家
vendor = 厂商
supplier = 供应商 | 一家
provider = 厂商 | 提供
single = 单一 | 一家
top-tier = 头部
head = 头部 | 带队
senior = 高管 | 职位很高
junior = 手下 | 经理
cheap = 便宜 | 低价
cheaper = 便宜 | 成本更低
huge = 巨
scale = 规模
volume = 量
token = token
request = 需求
outage = 宕机 | 满载
apologize = 道歉
download = 使用量
decision = 决策
doctor = 医生
medical = 医疗
legal = 法律
financial = 金融
gaming = 游戏
creative = 创意 | 创新
generate = 生成
generation = 生成
generated = 生成
photo = 图片
companionship = 恋人 | 陪伴
romance = 恋人 | 恋爱
emotional = 情感 | 恋人
disrupt = 颠覆 | 冲击
reshape = 重构 | 重塑
rebuild = 重构 | 重做
rewrite = 重做
redo = 重做
evolve = 变
shift = 转 | 变
pivot = 换 | 转型
budget = 预算
bonus = 奖励
reward = 奖励 | 重赏
guarantee = 保证
oath = 誓言
advice = 建议 | 劝
advise = 劝 | 建议
recommend = 建议
should = 该
warn = 提醒
warning = 提醒
blind = 盲目 | 迷信
worship = 迷信
deny = 否定
admit = 承认 | 放弃
regret = 后悔 | 庆幸
celebrate = 笑醒 | 大喜
laugh = 笑
cry = 哭 | 悲
pour = 泼冷水
neighbor = 同行
abroad = 海外 | 国外
overseas = 海外 | 国外
foreign = 海外 | 国外
local = 国内 | 国产
homegrown = 国产
self-developed = 自研
in-house = 自研
borrow = 借 | 拿来
existing = 现有 | 已有
current = 现在
newcomer = 新公司
incumbent = 老玩家 | 现有玩家
middleman = fa | 中介
advisor = 顾问 | fa
academic = 高校 | 科学家
campus = 高校
graduate = 高校
backbone = 底座
underlying = 底层
essence = 本质
nature = 本质
basis = 基础
root = 根子
key = 关键 | 要紧
ingredient = 要素
factor = 因素
bottleneck = 瓶颈 | 障碍
craze = 热潮
fad = 昙花一现 | 风口
mania = 疯狂
crazy = 疯狂
sober = 冷静
"""

FOREIGN = """
以太坊 以太币 狗狗币 莱特币 币价 炒币 挖矿机 汇率 金价 油价 猪价 菜价 防水 防摔 防晒 续航多久 像素 屏幕 刷新率 充电宝 数据线 保修 维修点
加薪 涨薪 涨工资 请假 年假 调休 辞职信 辞退 打卡 报销 述职 周报 五险一金 公积金 老板骂 同事关系 领导夹菜 团购券 水电费 物业费 租房 押金
哪个省 哪个市 发源地 发源 支流 流域 省份 物种 动物园 养殖 剪毛 雕龙 开天辟地 阿里山 网盘 微信 朋友圈 表情包 涨粉 抄底 目标价
持仓 k线 股票能 分红率 市盈率 茅台 布洛芬 阿司匹林 退烧 针灸 推拿 降噪 折叠屏 耳塞 华为手机 小米手机 手表带 手环 食堂 团建
工位 年会 试用期 离职证明 社保卡 牌子 哪个牌子 买哪个 买哪款 值得入手 选购 推荐一部 推荐一家 推荐一本 怎么订 怎么办理 怎么报名
怎么做好吃 好玩吗 哪一年出生 去世 祖籍 身价多少 哪年上映 票价 门票 营业时间 电话号码 外卖员 骑手 送餐 打折券 客服电话 天气 下雨
气温 台风 晴天 雾霾 空气质量 日出 地震 星星 太阳系 银河 黑洞 行星 恐龙 桃花 樱花 草坪 浇水 施肥 多肉 园艺 做饭 炒菜 菜谱
红烧肉 烤箱 火锅 烧烤 奶茶 拿铁 美式咖啡 卡布奇诺 饺子 面条 米饭 牛肉 鸡蛋 蔬菜 西瓜 辣椒 豆腐 海鲜 酱油 食谱 食材 餐厅
饭店 美食 早餐 午饭 晚饭 夜宵 零食 白酒 红酒 啤酒 喝酒 减肥 瘦身操 健身 瑜伽 足球 世界杯 篮球 乒乓球 羽毛球 网球 滑雪
奥运会 欧冠 国足 球队 球星 球员 比分 冠军 决赛 梅西 c罗 詹姆斯 科比 麻将 扑克 斗地主 彩票 双色球 炒股 荐股 股票推荐
买哪只股票 哪只股票 涨停 跌停 大盘 a股 港股 美股 牛市 熊市 余额宝 公积金 社保 个税 养老金 医保 汇率 比特币 房价 租房 房产证
二手房 物业 恋爱技巧 失恋 相亲 追女生 结婚 婚礼 离婚 彩礼 婆媳 生孩子 二胎 育儿 奶粉 尿布 幼儿园 宝宝 补习 辅导班 编程班
兴趣班 钢琴 高考 考研 考公 公务员考试 四六级 雅思 托福 数学题 解方程 微积分 勾股定理 三角形 背单词 古诗 唐诗 李白 星座 塔罗
算命 风水 生肖 八字 周公解梦 梦见 外星人 感冒 发烧 咳嗽 头疼 头痛 牙疼 失眠 胃痛 过敏 吃药 疫苗 怀孕 癌症 高血压 糖尿病
血压 中药 中医 西医 挂号 近视 护肤 化妆 口红 面膜 发型 理发 脱发 痘痘 王者荣耀 原神 英雄联盟 吃鸡 打游戏 副本 抽卡 游戏机
电竞 演唱会 追星 八卦 绯闻 电视剧 综艺 歌词 唱歌 吉他 跳舞 票房 主演 旅游 旅行 机票 航班 酒店 民宿 签证 护照 火车票 限号
驾照 驾校 违章 油价 电动车 买车 二手车 轮胎 特斯拉股票 比亚迪 特斯拉 摩托车 自行车 景点 爬山 露营 云南 大理 三亚 西藏
日本旅游 迪士尼 江水 河流 快递 双十一 优惠券 手机 笔记本电脑 洗衣机 空调 马桶 漏水 扫地机 wifi密码 手机壳 充电宝 像素 养猫
养狗 猫咪 狗狗 宠物 猫粮 狗粮 养花 钓鱼 金鱼 鹦鹉 兔子 老虎 狮子 豹子 跑多快 蚊子 蟑螂 朝代 唐朝 宋朝 明朝 清朝 三国 刘备
曹操 诸葛亮 秦始皇 历史人物 二战 选举 总统 特朗普 拜登 乌克兰 俄罗斯 以色列 佛教 教堂 哲学 尼采 笑话 讲个故事 脑筋急转弯 谜语
生日 礼物 红包 春节 中秋 元旦 端午 圣诞 放假 调休 请假条 情书 写首诗 写一首 你好 早上好 晚上好 吃了吗 几岁 你多大 你结婚
你家 身高 体重 血型 怎么洗 怎么修 怎么煮 怎么养 怎么种 几点开门 几点关门 几点开始 几点 多少钱一杯 多少钱一斤 多少钱一张
今天星期几 几月几号 快捷键 打印机 限行 孩子上学 写诗词 年终奖 工资条 加班费 五险一金 请假 年假 面试技巧 好喝 难喝 咖啡豆 口味
法案 欧盟 北约 联合国 外交 中美关系 贸易战 关税 领土 军事 导弹 航母 人民币 兑换 一斤 一公斤 一杯 一碗 多高 多重 几度 摄氏度
海拔 首都 省会 语法 拼音怎么写 成语 造句 对联 藏头诗 情诗 绕口令 冷笑话 段子 讲笑话 月球 火星 太阳 光年距离 彩虹 闪电 海洋
沙漠 森林 云朵 为什么天 画展 书法 毛笔 雕塑 博物馆 展览 古董 邮票 奥数 中考 月考 期末 班主任 老师好 同桌 学区房 夏令营
动画片 奥特曼打怪兽 变形金刚 漫威 蜘蛛侠 哈利波特 西游记 红楼梦 水浒 金庸 武侠 心脏 骨折 腰疼 颈椎 膝盖 减脂 卡路里 维生素
蛋白质粉 保健品 中暑 过敏性 鼻炎 口罩 核酸 新冠 后遗症 抑郁 心理医生 催眠 婚纱 钻戒 情人节 七夕 女神 渣男 网恋 闺蜜 婆婆
岳母 亲戚 压岁钱 份子钱 衬衫 西装 羽绒服 运动鞋 口红色号 香水 沐浴露 洗发水 牙膏 毛巾 床垫 沙发 窗帘 地板 瓷砖 油漆 甲醛
插座 灯泡 马达 螺丝 扳手 轿车 油耗 车险 车牌 摇号 新能源车 充电桩 刹车 方向盘 堵在高速 游轮 潜水 帆船 滑板 跳伞 登山 徒步
番茄 土豆 洋葱 大蒜 香菜 螃蟹 小龙虾 鸡翅 排骨 包子 馒头 月饼 粽子 冰淇淋 巧克力 可乐 豆浆 油炸 保质期 微波炉 电饭煲
空气炸锅 足彩 联赛 主场 裁判 越位 点球 三分球 扣篮 拳击 跆拳道 太极 广场舞 瑜伽垫 俯卧撑 腹肌 佛祖 上帝 菩萨 圣经 算卦 紫微
手相 面相 风水局 转运 水逆 蜜蜂 蝴蝶 大象 熊猫 企鹅 鲸鱼 海豚 乌龟 仓鼠 马拉松比赛 疫苗接种 驱虫 捕猎 尾巴 羽毛 燃气 宽带
话费 流量套餐 电话卡 身份证 户口 居住证 落户 签证费 退税 发票 报销 法院 离婚诉讼 起诉 遗产 继承 手机屏 拍照 美颜 修图 p图
蓝牙 键盘 鼠标 显示器 硬盘 重装系统 中病毒 杀毒 金沙江大桥 水电站 漂流 虎跳峡 豹纹 猎豹汽车 越野车
nba weather rain snow recipe cook dinner lunch breakfast pasta pizza cake bread rice football soccer basketball tennis olympics movie lyrics
homework horoscope zodiac lottery wedding medicine headache flu fever vaccine flight hotel visa passport airport bitcoin joke birthday gift
cat dog pet puppy kitten garden flower diet gym exercise restaurant coffee laundry haircut actor actress election iphone capital_of_france
lose_weight coffee_maker stock_tips boiling_point tell_me_a_joke temperature sunny boil fry bake soup chicken beef fish vegetable fruit
apple_pie wine beer tea sleep insomnia cancer vitamin marathon yoga cricket baseball guitar piano concert singer celebrity_gossip cartoon
anime wedding_dress girlfriend_gift marriage divorce baby kids parenting school_uniform exam grammar spelling essay math_problem geometry
chemistry physics biology planet dinosaur lion tiger cheetah insect gardening paint furniture plumbing mortgage parking driving_license tire
train_ticket hiking beach sightseeing museum emperor dynasty army pope bible prayer exchange_rate gold_price stock_price
数据线 充不了电 开发商 楼盘 房地产开发商 投资移民 移民 绿卡 打顺风车 网约车 拼车 滴滴 出租车 共享单车 押金 云彩 白云
乌云 云海 天上的云 有云 多云 阴天 云南白药 苹果酱 苹果树 苹果汁 苹果醋 苹果皮 青苹果 梨 葡萄 草莓 芒果 通用汽车
通用电气 大众汽车 航模 车模 火车模型 飞机模型 拼装模型 模型玩具 手办 高达 胶水 积木 乐高 魔方 拼图 桌游 狼人杀 剧本杀
模特 走秀 机器猫 应用题 应用文 冒泡排序 快速排序 快排 二分查找 链表 二叉树 指针 递归 正则表达式 数据透视表 透视表
单元格 表格公式 excel ppt 幻灯片 hashmap 报错 空指针 导数 积分 矩阵 方程 因式分解 三角函数 概率题 鸡兔同笼 相向而行
小明 小红 圆周率 光速 相对论 万有引力 化学反应 元素周期表 投篮 投票 投稿 投诉 投影仪 投胎 人才公寓 人才市场 推理小说
推理片 侦探小说 侦探 阿里郎 平台期 月台 站台 阳台 灶台 舞台 护城河公园 故宫 城墙 飞轮海 蒸馏水 吃什么草 水龙头漏
自来水管 闯红灯 扣分 扣几分 罚款 罚多少 七步诗 曹丕 魏国 蜀国 吴国 洗面奶 灭火器 出风口 热水器 赛车 方程式赛车 f1
孵化小鸡 小鸡 多动症 不集中 神经衰弱 神经痛 偏头痛 记忆力 灯座 发动机 机油 火花塞 变速箱 离合器 网店 淘宝店 主播 废品
回收旧手机 退群 长个 长高 指甲 首付 按揭 提前还款 征信 花呗 借呗 网贷 车贷 利率 年利率 存定期 定期存款 宅基地 拆迁
盖房子 造房子 建房 我的世界 红警 魔兽 塞尔达 宝可梦 数独 多大了 多大年纪 多大岁数 岁数 属相 起床 睡觉 睡午觉 午睡 洗澡
刷牙 上厕所 打呼噜 打喷嚏 流鼻血 口腔溃疡 拔牙 智齿 矫正 打针 输液 急诊 住院费 住院 剖腹产 坐月子 奶茶店 火锅店 早餐店
摆摊 烧烤店 加盟店 果园 养猪 养鸡 小麦 水稻 玉米 收割 播种 农药 化肥 钢材 煤矿 石油 天然气 加油站 黄河 长城 泰山 黄山
故乡 老家 方言 粤语 普通话 四川话 日语 韩语 法语 德语 西班牙语 口语 听力 背课文 背诵 默写 全文 古文 文言文 阅读理解
班级 校服 军训 宿舍 食谱大全 炖汤 冰糖 燕麦 拿铁多少 高跟鞋 裙子 袜子 帽子 牛仔裤 项链 手链 耳环 眼镜 隐形眼镜 指甲油
美甲 纹身 染发 烫发 剃须刀 牙刷 电动牙刷 吹风机 电风扇 暖气 地暖 加湿器 净化器 拖把 垃圾分类 下水道 马桶堵 门锁 钥匙
换锁 搬家 家政 保姆 月嫂 钟点工 养老院 墓地 葬礼 清明 重阳 元宵 腊八 除夕 春晚 灯谜 对象 男友 女友 暗恋 复合 挽回 前任
单身 催婚 丈母娘 公婆 吵架了怎么哄 老公 老婆 夫妻 家暴 抚养权 领养 丢身份证 改名字 取名 起名 迁户口 派出所 报警 小偷
诈骗电话 交通事故 追尾 代驾 酒驾 电瓶车 头盔 地铁几点 末班地铁 首班车 机场大巴 行李 托运 安检 晕车 晕机 时差 倒时差
签证办理 免税店 海关 迪拜 泰国 日本 韩国旅游 巴黎 伦敦 马尔代夫 埃及 金字塔 珠穆朗玛 珠峰 南极 北极 赤道 海啸 火山
龙卷风 流星 月食 日食 宇宙大爆炸 dna 细胞 光合作用 染色体 进化论 猿人 原始人 兵马俑 秦朝 汉朝 元朝 民国 抗日 长征
辛亥革命 鸦片战争 甲午战争 一战 冷战 拿破仑 希特勒 爱因斯坦 牛顿 达芬奇 梵高 莫扎特 贝多芬 周杰伦 刘德华 邓丽君 成龙
王菲 蔡徐坤 泰勒斯威夫特 甄嬛传 流浪地球 还珠格格 琅琊榜 三体 哪吒 喜羊羊 海贼王 火影 柯南 皮卡丘 奥特曼大战 迪迦 赛罗
怪兽 湖人 勇士队 曼联 皇马 巴萨 拜仁 英超 西甲 中超 国安 申花 cba 季后赛 总决赛 世锦赛 亚运会 冬奥会 金牌 女排 樊振东
姚明 刘翔 马龙 斯诺克 台球 保龄球 高尔夫 飞镖 射箭 击剑 举重 跳绳 仰卧起坐 引体向上 深蹲 拉伸 跑鞋 配速 半马 全马 蛙泳
自由泳 憋气 冲浪
年收入 年薪表 指挥所 指挥部 指挥官 指挥家 总指挥 红灯笼 打红灯 博物 中文系 大都会 科学界 材料科学 总工程师 反应堆
反应物 过敏反应 空间站 空调间 电影院 电影票 广告牌 小广告 训练场 训练营 军事训练 寄生虫 循环系统 血液循环 循环赛
价格表 参数方程 立体声 立体几何 立体电影 推理题 逻辑题 逻辑学 抵抗力 免疫力 淘汰赛 排位赛 大牛市 老板娘 面包车 功夫茶
功夫片 少林 信号灯 风险投资学 机会主义 社会主义 资本主义 资本论 剩余价值 第一产业 第二产业 第三产业 房地产商 水产品
农产品 土特产 副产品 生产队 合作社 国民革命 工业革命 文化大革命 生态园 生态学 生态村 基金会 慈善基金 体检表 平板电脑
平板支撑 模特儿 模子 图文并茂 文案策划 名片 成功率 手术成功 手术台 免费餐 免费停车 大众点评 核心家庭 核心肌群 战略导弹
核武器 博士后 博士生 考博 教授级 商业街 商业保险 时代广场 青铜器 石器时代 旧石器 大数据专业 数据库课程 网络小说
网络游戏 网游 上网课 网课 软体动物 脊椎动物 哺乳动物 爬行动物 鱼类 昆虫 开源节流 动感单车 大厂县 云台山 云冈 彩云
"""

SOFT = """
电池 平板 充电 跳槽 处方 症状 手表 耳机 相机 电视机 手机 换手机 苹果手机 安卓手机 电影 小说 音乐 漫画 动漫 演员 歌手 导演
购物 淘宝 拼多多 医院 医生 看病 手术 体检 律师费 作文 写作文 股价 黄金 女朋友 男朋友 分手 表白 水果 蛋糕 面包 吃饭 好吃
围棋 象棋 跑步 马拉松 游泳 外卖 飞机 火车 高铁 战争 宗教 小学生 作业 月亮 偶像 攻略 衣服 裤子 皇帝 水管 电费 死机 蓝屏
金沙 猎豹 动物 玩具 装修 能买吗 营业 海边 品种 路由器 推荐一款 神话 冰箱 值得买 奖金 股权分配 简历 头像 直播带货 雪 歌 药
狗 猫 鸟 金沙江 书 孩子 公交 地铁 停车 开车 打车 买房 房贷 保险 存款 理财 教练 颜色 人口 面积
film music war doctor president dating horse song phone book movie novel game insurance tax bank_account school
哪里买 哪里能买 在哪买 去哪买 哪里能买到 怎么挑选 怎么挑 有什么讲究 怎么保养 怎么清洗 好看吗
的历史 是哪个朝代 哪国人 怎么读 怎么写 英文怎么说 多少钱一个 多少钱一台
"""

APART = """
版权 著作权 侵权 盗版 立法 法律法规 监管 监管政策 管制 出口管制 禁运 禁令 制裁 封锁 断供 出口限制 限制出口 备案
算法备案 牌照 合规 伦理 道德 失控 毁灭人类 统治人类 换脸 诈骗 深度伪造 隐私 作弊 写论文 论文 毕业论文 大学生 应届生
毕业生 就业 失业 找工作 饭碗 高考 选专业 考试 小学生 中学生 孩子 家长 补课 辅导作业 编程课 远程办公 在家办公 居家办公
加班 996 年薪 薪水 工资 薪资 月薪 待遇 期权 股权 股权结构 持股 上市 ipo 科创板 港交所 纳斯达克 股价 股票 自动驾驶
无人驾驶 智能驾驶 无人车 电动车 新能源 量子计算 脑机接口 光刻机 国产芯片 昇腾 台积电 自研芯片 造芯 眼镜 电影 影视 短剧
音乐 律师 法官 法院 医疗 看病 新药 制药 农业 环保 耗电 用电 碳排放 能耗 出海 关税 贸易战 大选 选边 年龄 性别 女性
学历要求 面试 招聘 招人 招一个 挖人 挖角 人才流失 团队规模 多少员工 语音 音箱 诉讼 官司 打官司 起诉 董事会 内斗 ceo
辞职 宫斗 接班人 反垄断 税 抢票 直播 带货 短视频 网红 电商 外卖 手机 穿戴 硬件产品 报价 售价 估值 市盈率 哪一家 谁家 排名第几 排行榜
copyright regulation regulate
lawsuit privacy ethics remote_work salary stock unemployment autonomous_driving self-driving ban export education
student lawyer deepfake
"""

STOP = """
的 了 着 过 地 得 是 在 有 和 与 及 或 而 但 把 被 给 让 使 向 往 从 到 于 以 为 对 跟 同 个 些 种 样 么 很 太 更 最 挺 蛮 会 能 可 要 想 去
来 上 下 里 中 外 后 前 时 再 只 没 不 无 非 别 第 一 二 两 三 几 多 少 大 小 好 看 说 做 用 出 起 点 家 人 事 者 们 所 其 此 该 各 每 某 等
一下 一个 一些 有点 起来 可以 可能 没有 不是 不会 不能 不要 这个 那个 这些 那些 这样 那样 现在 目前 如今 以后 之后 之前 已经 还是 或者 以及
因为 所以 如果 但是 不过 而且 东西 事情 时候 问题 情况 方面 出来 下来 上来 进去 出去 知道 看到 听说 据说 一直 一定 非常 比较 特别 最近 眼下
眼里 这波 这轮 这次 本人 两位 两人 双方 各自 分别 归纳 总结 概括 观点 有点像 帮着 帮忙 能比 顺不顺 各位 相比
"""

ENGLISH_FORMS = """
a an the of to in on at for with by from as about into over under between than then that this these those it its is are was were be
been do does did has have had will would can could should may might must shall i you he she they we me my your his her their our us
them what which who whom whose why how when where whether if and or but not no so just really very actually think thought thoughts
view views opinion opinions take say says tell believe feel make sense still ever yet any some all there here more most much many lot
also too one ones thing things get got go going like know want let please vs versus each every other another out up down off again
because while during own same such only even now today right worth true anyone
"""
