"""The words and patterns by which the parts of a label are told: what is counted, what only introduces it, what it belongs to."""

from __future__ import annotations

import re

from chengxi_analysis.extraction.lexicon import alternation, vocabulary, words
from chengxi_analysis.extraction.phrases import TIME

CLASSIFIERS = frozenset("个名位家座所处条项种支台辆部间栋株头只类张件")
# A count of households or people right behind a count of villages is of the whole area: 全镇14个村,5,186户,19,724人.
INHABITANTS = frozenset("户人口")
PEOPLE = frozenset(("人", "名", "位", "批", "批次", "人次"))
SETTLEMENT = re.compile(r"(?:村|组|社区|屯|寨|队|街道|镇|乡|委员?会|全.户|[省市县区镇乡村旗]户)$")
# 八项整治措施, 26个改造项目: a verb before such a noun is part of its name.
DEED_AS_NOUN = re.compile(r"[\u4e00-\u9fff]{2,4}?(?:措施|行动|项目|工程|任务|制度|方案|活动|事项|政策|办法|机制|基地|中心|平台|体系)")
PAIRED = re.compile(r"[ \n]*(?:、|总长|全长|长)?")
# 亩产100斤以上的有45个县: the count is of the class right before.
OF_CLASS = re.compile("的(?:共?有|共|是|为)?")
# 高于年初人代会12%的目标: what is set beside the measure is none of its own.
BEYOND = re.compile("(?:高于|低于|快于|慢于|优于|好于|超过?)(?:年初|人代会|年度|全年|计划|预期|目标|任务|全[国省市县区])")
MORE_OR_LESS = re.compile("[低高快慢][0-9]")
HAVING = frozenset(("有", "共有", "是", "为", "共"))
CLOSES = re.compile(r"[,。;、()]|$")
ADJACENT = re.compile(r"[、 ]?")
OF_AREA = re.compile(r"人|[,。;()0-9]|$")
AREA = re.compile(r"全(?:[省市州县区镇乡村局校旗院国]|街道|[社队场厂]|社区|大队|公社)|(?:我|本)(?:大队|公社|农场|生产队|[村乡社校厂])|[\u4e00-\u9fff]{1,5}[省市县区镇乡村旗](?=属|下辖|现?辖|现有|共有|有|是|位于|地处)")
PREDICATE_BEHIND = re.compile(r"(?<=[^,]{2})(?:[虽仍已均将被把使让]|全[部面](?!推进|建设)|[正都]在|都|累计|顺利|相继|陆续|进行|遭受?|受到|得到).*$")
ADVERB_BEHIND = re.compile(r"(?<=[^,]{2})(?:[都均已]|全部|累计).*$")
EMBEDDED_YEAR = re.compile(r"(?:[0-9]{4}|[○零一二三四五六七八九]{4})年(?:全年)?(?=[\u4e00-\u9fff]{2})")
# 农膜、化肥等各类农资: the examples before 等 are not what is counted.
EXAMPLES = re.compile(r"[^等]*、[^等]*(?<![平高初中优同对])等(?![级次候待于]|领域|方面|(?:违法)?犯罪|(?:刑事|违法)?案件$|工作$|问题$|活动$|项目$|工程$)(?=[^,]{2})")
INNER_HAVING = re.compile(r"^.{2,}(?:现有|设有|配有|建有)(?=.{2})")
OTHERS_AT_END = re.compile(r"(其他|其它|其余)(?:[为占])?[ \n]*$")
NAMED_BEFORE = re.compile(r"[为是]([\u4e00-\u9fff]{2,14})[,，][^,，0-9]{0,3}$")
HERALD = re.compile(r"([^的“”]{2,12}?)(?:首次|再次|一举|稳步|快速|持续|大幅|明显|不断|逐年|较快)*(?:突破|实现|跃|迈|再?创|增长|提高|上升|攀升|增加|下降|扩大|提升|站)")
# 浓度降至28, 突破60%: the move that led to the level is not what is measured.
REACHED = re.compile(r"[到至]了?[ \n]*$|突破[ \n]*$|超过?[ \n]*$")
MOVES = re.compile(r"(?:首次|再次|一举|已)*(?:降|升|增|减|提高|下降|降低|上升|增加|增长|减少|扩大|缩小|回升|提升)?$")
BARE_MEASURE = re.compile(r"(?:共|累计|全年)?(?:实现|完成|取得)?((?:工业|总)?(?:增加值|产值|总产值|总收入|销售收入|营业收入|利润|利税|税收|产量|总产量|销售额|投资额|总额|总量|总数|总值))")
MULTIPLES = frozenset(("%", "倍"))
RATIOS = frozenset(("%", "‰", "倍", "成", "番", "百分点", "元"))
MEASURED_ITSELF = re.compile(r"(?:总值|增加值|收入|产值|投资|总?额|率|价格|指数)(?:增长)?$")
RATES_OF_DOING = frozenset(words("context", "rates_of_doing"))
TOWN_OR_COUNTRY = frozenset(("城市", "城镇", "县城", "农村", "乡村", "乡镇", "城区"))
MARKS = ",。;:、()\n \u3000"
MARKS_AND_JOINTS = MARKS + "和及与以"
# 补助水 平达到: a blank within a word leaves a character or two of it.
BROKEN_WORD = re.compile(r"[\u4e00-\u9fff]{1,2}?(?:达到?|达 到|为|是|至|到)?")
NOT_COUNTED_BEHIND = re.compile("已|均|全部|正在|进行|通过|获|实现|达到|完成|受到|台阶$|大关$|^任务$")
PREDICATE = re.compile(r"(?:[共约计]?[0-9.,万]{1,10}(?:平方米?|[人户名口位个亩间]))?(?P<what>[^,。;:、()\n0-9的]{3,12})")
NO_SUBJECT = frozenset(words("context", "no_subjects"))
MORE_NOUNS = re.compile(r"[^,。;:、()0-9\n \u3000“”|]{1,6}(?=[,。;、\n]|$)")
TOTAL_AT_END = re.compile(r"(合计|总计|共计|总额|总数)(?:为|达到?)?[ \n\u3000]*$")
CONNECTOR = re.compile(r"[ \n]*(?:以及|和|及|与|、)")
OF_A_PROJECT = re.compile(
    r"(?:计划|拟|总|年度|预算|已|累计|概算|估算)*(?:完成)?(?:投资|投入)(?:预算)?(?:总?额|金额|经费|资金)?|总?建筑面积|占地(?:面积)?|(?:工程|形象)?进度|[该此本]?(?:项目|工程)"
)
# A sentence that opens with a project as its topic (某某征地项目,共需征用土地...): the first number is the project's.
HEADED_BY_PROJECT = re.compile(r"(?P<name>[^,。;:、\n“”0-9]{3,24}(?:项目|工程)),[^,。;]{0,8}$")
BUILT = re.compile("(?:建设|改造|新建|扩建|修建|整治|治理|加固|硬化)$")
THIS_PROJECT = frozenset(["项目", "工程", "该项目", "该工程", "此项目", "本项目", "此工程", "本工程"])
# 生猪出栏11364头,存栏12750头
HERD = frozenset(("存栏", "出栏", "存栏量", "出栏量", "年末存栏", "能繁母猪存栏"))
HERD_AT_END = re.compile("(?:[存出]栏量?|饲养量?)$")
DIGIT = re.compile("[0-9]")
# 4条干渠总长21公里: the extent is of what was just counted.
# 受理各类案件396件,审结376件: what was taken in is what was settled.
TAKEN_IN = re.compile("(?:共|新)?(?:受理|立案|收案|新收|接收|收治|受案)(?=..)")
SETTLED = frozenset(("审结", "执结", "办结", "调解结案", "调处", "结案", "审理", "处理"))
# 出台服务民营经济发展21条措施: a noun that says little without what stands before the number.
GENERAL_NOUNS = frozenset(("措施", "举措", "项目", "工程", "活动", "任务", "问题", "制度", "政策", "事项", "指标", "案件", "人员"))
CASUALTIES = frozenset(("死亡", "受伤", "死", "伤", "死亡人数", "受伤人数"))
EXTENTS = frozenset(("总长", "全长", "总长度", "总投资", "总面积"))
NOUN_END = re.compile(r"(?:(?<=[\u4e00-\u9fff]{2})(?:总长度?|全长|总投资|总面积))?(?:以及|[和及与、,]|等)*$")
DEPENDENT = frozenset(words("context", "dependents"))
RISES_TO = re.compile(
    rf"(?:已|预计|又)*(?:{alternation(words('context', 'change_verbs'))}|发展|扩展|上涨|调整|增|降|升|减|提|缩|扩大|恢复|回升)?(?:到了?|至|为)?(?:{TIME}|年[末底初])?的?"
)
OF_PLAN = re.compile(r"超额|(?:年初|年度|全年|当年|[全年])?(?:总|调整|变动)?(?:预算|计划|任务|目标|指标)(?:数|任务|计划|指标)?|(?:的)?(?:目标|预期)|(?:[是为]|相当于)?“?[一二三四五六七八九十]+五[”〞]? ?(?:时期|期末|末|期间)|(?:分别)?(?:[占为是超]|完成|超额完成)[^,。;]{0,8}?(?:计划|预算|任务|目标|指标)[^,。;]{0,4}|占[^,。;]{0,14}")
AGAINST = re.compile(r"(?:高于|低于|快于|慢于|好于|优于|领先|高出|低出|超过?)(?:全[国省市县区]|计划|目标|预期|年初|同期|上年)|目标$|预期$|(?:高出|低出|高于|低于|快于|慢于|[低高快慢])$")
LIST_GAP = re.compile(r"[ \n]*(?:[、和与及]|以及|,)[ \n]*")
RIGHT_STOP = re.compile(r"[,。;:、!?().\n0-9 \u3000“”|]")
NOT_COUNTED = frozenset(vocabulary("context")["not_counted"])
