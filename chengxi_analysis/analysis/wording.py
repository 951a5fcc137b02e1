"""Words that say how numbers of a Chinese report relate: rise and fall, from and to, part and whole, last year's.

Rules of the language only. The text is read in half-width form (see ``linking.half_width``), so the patterns know one form of each mark.
"""

from __future__ import annotations

import re

_RISE = r"增长|增加|上升|提高|提升|增收|增产|增支|净增|递增|上涨|上浮|回升|上调|高出|(?<!不)高于|多出|(?<!新)增|升|涨|扩大|翻"
_FALL = r"下降|减少|降低|下滑|回落|缩减|压减|减产|减收|下跌|下调|(?<!不)低于|负增长|(?<!增)减|降|(?<!至)(?<!不)少"
_AFTER_CHANGE = r"(?:率|幅|幅度|比例)?(?:了|达到?|约|近|超过?|为|[:：]|分别|各|再)*"

RISE_WORDS, FALL_WORDS = _RISE, _FALL
#: The head of a number that says "by how much": 增长, 下降了, 增幅为.
RISE_END = re.compile(rf"(?:{_RISE}|增幅|涨幅|升幅){_AFTER_CHANGE}$")
FALL_END = re.compile(rf"(?:{_FALL}|降幅|减幅|跌幅){_AFTER_CHANGE}$")
#: Any word of direction, the last one in a clause counts.
DIRECTION = re.compile(rf"(?P<fall>{_FALL})|(?P<rise>{_RISE})")
#: A yearly mean of growth over several years.
YEARLY = re.compile(r"(?:年均|年平均|平均每年|每年平均|每年)(?:实际)?(?:递增|增长|增幅|增速|递减|下降|复合)")
#: The figure is not in current prices or not on the same footing: a mismatch is then no fault.
OTHER_FOOTING = re.compile(r"可比价|不变价|可比口径|同口径|同比口径|按可比|剔除|扣除")
CONSTANT_PRICES = re.compile(r"生[产產][总總]值|增加值|GDP|[总總][产產]值|[工农農牧渔漁林][业業][产產]值|[一二三][产產][业業]?")

_EARLIER = r"去年|上年|上一年|上年度|同期|前年|上季度|上月|年初|原来|原有"
_EARLIER_YEAR = r"(?:比|较|是|由|从|与|为|在|相当于)[^,、]{0,3}\d{4}年?(?:底|末|同期)?"
#: What stands right before a number of an earlier time: 比去年的, 上年为, 是2000年.
BASELINE_END = re.compile(rf"(?:{_EARLIER}|{_EARLIER_YEAR})(?:同期|全年|度|底|末)?(?:的|为|是|则|只有|仅有?|数|分别)*$")
#: What opens a comparison, and what closes it behind the earlier value: 与2010年的40万人相比; 比普查时的12万人增加….
COMPARED_OPEN = re.compile(r"(?:比|较|与|同|跟)[^,;比较与同跟]{1,24}$")
COMPARED_CLOSE = re.compile(r"^(?:[^,;\d]{0,2}相比|相比较|相较|比较|对比)")
COMPARED_BY = re.compile(r"^(?:共|净|约|又|再|多|少)?(?:增长|增加|上升|提高|增收|增支|净增|减少|下降|降低|减收|减支)")
#: 下降为, 提高到: what a change led to, behind 由….
REACHED_END = re.compile(rf"(?:{_RISE}|{_FALL})(?:了)?(?:为|至|到|成)(?:约|了)*$")
#: The flow of a year against the flow of another, the mean of several years, and so on: no two of these are one comparison.
BASES = (
    ("year start", re.compile(r"年初|上年末|去年末|上年底|去年底|期初")),
    ("year before", re.compile(r"同比|上年|去年|同期|上一年")),
    ("month before", re.compile(r"环比|上月|上季|上一季")),
)
#: In constant prices by its own words (实际增长8.6%).
REAL = re.compile(r"实际(?:年均|平均|每年)?(?:增长|递增|增加|提高|上升|下降|增速|增幅)")
#: The mean of several years, whatever is counted in: 年均增加480元, 平均每年提高0.7个百分点.
OF_EACH_YEAR = re.compile(r"(?:年均|年平均|平均每年|每年平均|每年)[^,;\d]{0,8}$")
#: A remark in brackets about another time or group: it lists no parts of the number in front of it.
ANOTHER_TIME = re.compile(r"^(?:\d{4}|[xX*×]{2,4})年|^(?:去年|上年|上一年|前年|同期|今年|本年)")
EARLIER_ANYWHERE = re.compile(r"去年|上年|上一年|同期|前年")
FROM = re.compile(r"(?:由|从)[^,由从;]{0,16}$")
TO_END = re.compile(r"(?:到了?|至|为|成|达)(?:约|近|现在的?|目前的?|今年的?|当前的?|\d{4}年的?)*$")
#: What a plan builds on, right behind the number: 在今年2.5亿元的基础上.
BUILT_ON = re.compile(r"(?:左右)?的?基础上")
MEAN = re.compile(
    r"(?P<unit>户|人|亩|村|头|袋|亩|家|校|班|点|个|月|日|年|次|场|件|公顷|生|床)均(?P<what>[^,\d]{0,12})$"
    r"|(?P<yield>亩产|单产)(?:量)?(?:达到?|为|约)*$"
    r"|平均每(?P<each>[^\d,]{1,3})(?P<rest>[^,\d]{0,4})$"
)
#: Means of a survey or of a whole economy: never a quotient of two figures of the same text.
SURVEY_MEAN = re.compile(r"纯收入|可支配|消费|GDP|生产总值|住房|面积|绿地|寿命|工资|预期|收入(?:达|为|$)|[月日周年]人?均|[月日周年]$")
FIRST_YEAR = re.compile(r"(\d{4})年")
UNTIL_YEAR = re.compile(r"(?:到|至)(\d{4})年")

#: Words of what is not the case: a rate that names none of them is not of these.
NEGATIVE = re.compile(r"未|不|非|无|外(?=生育|出)")
SUBSET = re.compile(r"^(?:其中|内含|含|包括|其中包括|包含)|(?:其中|包括)[^,]{0,12}$")
SUBSET_ITEM = re.compile(r"^(?:其中|包括|含)|(?:其中|包括)[:,]?[^,;]{0,16}$")
REST = re.compile(r"^(?:其余|其他|其它|余下|剩余|另外)")
SUM_END = re.compile(r"(?:[两二三四五六七八九十]项|以上|上述|各项)?(?:合计|共计|总计|小计|总共)(?:为|是|达到?|约|[:：]|\s)*$")
STOP_PART = re.compile(
    r"均|率|占|合计|共计|总计|小计|累计|总|共|节余|结余|剩余|尚余|比|较|同比|增长|下降|增加|减少|完成|实现|达到|开展|举办|发放|投入|组织|建成|争取|引进"
)
OVERLAPPING = re.compile(
    r"党员|女|妇|少数民族|学历|大专|本科|研究生|岁|青年|老|儿童|残|低保|军|干部|学生|农民|贫困|以上|以下|重点|骨干|高级|中级|新增|新建|续建|省级|市级|国家级"
)
LEFT_OVER = re.compile(r"(?:节余|结余|剩余|尚余|余额|尚有|余下)[^,\d]{0,8}$")
SPENT = re.compile(r"(?:结|支出|使用|支付|拨付|用去|花费|兑现|完成|处理|已)[^,\d]{0,6}$")
OPENING = re.compile(r"年初|期初|原有|上年末|去年底|上年结转|上期")
INFLOW = re.compile(r"新(?:接收|增|收|入|列管|登记|接)|接收|调入|转入|增加|纳入|收治|购进|入矫")
#: What went or came in a year: no level that a rise has led to.
FLOW = re.compile(r"死亡|出生|迁[入出]|[调转]出|调入|转入|解除|退出|注销|出院")
OUTFLOW = re.compile(r"解除|减少|退出|注销|调出|转出|死亡|出院|期满|销号|撤销|解矫")
CLOSING = re.compile(r"年末|期末|年底|现有|目前|现(?:在)?在册|尚在")
EXCEPT = re.compile(r"除[^,;。]{0,40}$")

#: Heads that together make the whole when they stand side by side.
_PAIRS = (
    "水田/旱 个案/群体 男/女 城镇/农村 城市/农村 城镇/乡村 市区/农村 集中/分散 初治/复治 居家/集中 镇级/村级 公办/民办 国有/民营 "
    "国有/非国有 已/未 内/外 线上/线下 网上/网下 早稻/晚稻 夏粮/秋粮 夏收/秋收 "
    "夏季/秋季 新开工/续建 新建/续建 新开工/结转 当场/限期 当场/跟踪 立即/限期 国税/地税 中央/地方 税收/非税 "
    "税收收入/非税收入 各项税收/非税收入 "
    "新发/复发 机关/村 室内/室外 本地/外地 有效/无效 进口/出口 专职/兼职 在职/退休 合格/不合格 县直/乡镇 农业/非农业"
)
COMPLEMENTS = tuple((x, y) for x, _, y in (pair.partition("/") for pair in _PAIRS.split()))
#: One of any such pair.
HALF = re.compile("|".join(sorted({half for pair in COMPLEMENTS for half in pair}, key=lambda half: (len(half), half))))
#: The three that make the product of an economy.
THREE_INDUSTRIES = (("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产"))
#: The later stage cannot exceed the earlier: doses of one vaccination course.
DOSES = (re.compile(r"第一[针剂]|首[针剂]"), re.compile(r"第二[针剂]|两[针剂]|全程"), re.compile(r"第三[针剂]|加强[针剂免]|加强免疫"))
#: Handled cannot exceed received (verbs right before the counts).
RECEIVED = re.compile(r"受理|接访|立案|接报|接到|接警|收到|排查出?|发现|查出|摸排|登记|应|受案")
HANDLED = re.compile(r"办结|结案|审结|整改|化解|调解成功|调成|破获?|侦破|查结|销号|实")
CARRIED_OVER = re.compile(r"旧存|历年|往年|积案|上年结转|[结接]转|連同|连同|存案|历史|遗留")
#: Rates of a whole economy or a register, never the quotient of two counts beside them.
MACRO_RATE = re.compile(
    r"(?:失业|增长|利|税|汇|出生|死亡|自然增长|年增长|出栏|成活|商品|城镇化|城市化|覆盖|绿化|贡献|负债|杠杆|不良|容积|转化|利用|满意|知晓|优良|普及|入学|使用|机械化|上座|投资回报)$"
)
#: Rates that no whole can exceed.
BOUNDED_RATE = re.compile(
    r"(?:结案|破案|办结|调处成功|调解成功|调成|接种|合格|治愈|参合|参保|管控|检测|及格|达标|整改|入户|到位|普及|知晓|满意|覆盖|就诊|观察|阳性|在线|及时|执行|查处)率"
)
#: Shares of what is counted: never more than all of it (占GDP的比重 of a debt can be).
BOUNDED_SHARE = re.compile(r"占$|占(?:全[县市区镇乡省]|总)?[^,;占]{0,4}(?:总人口|总户数|总人数|人数|人口|总面积|总数)的?$")
#: Opens a statement about a whole area.
WHOLE_AREA = re.compile(r"全[镇县市区街乡省州旗盟村][^。;]*$|辖[^。;]*$|总户数|总人口|户籍人口|常住人口")
