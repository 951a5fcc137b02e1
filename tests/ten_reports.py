"""Ten short reports, made up, of other levels and years: what a comparison of several reports has to live with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

#: report id -> metadata, text. Two places have one name and other codes; one area has four reports, one of them of half a year; the
#: definition of cultivated land changes between two; money is in 万元 and in 亿元; one report has no rate; one has no code.
REPORTS: dict[str, tuple[dict[str, str], str]] = {
    "town-2020": (
        {"area": "城西街道", "ref_area": "441702009000", "period": "2020"},
        """城西街道2020年工作总结
一、民生
全街道低保对象600人,全年发放低保金320万元。信访案件受理20宗,办结19宗,结案率95%。
二、农业
全年灭螺900亩,耕地面积18000亩。
三、2021年工作计划
计划灭螺1000亩,拟新建文化广场3个。城乡居民医疗保险参保率达到97%以上。
""",
    ),
    "town-2021": (
        {"area": "城西街道", "ref_area": "441702009000", "period": "2021"},
        """城西街道2021年工作总结
一、民生
全街道低保对象620人,去年为605人,全年发放低保金340万元。信访案件受理25宗,办结23宗,结案率92%。城乡居民医疗保险参保率由95.2%提高到97.6%。
二、农业
年初确定灭螺任务1000亩,实际完成1050亩。区下达植树任务500亩,已植树420亩。
三、招商
区下达招商引资任务3亿元,到位资金2.4亿元,完成全年任务的80%。
""",
    ),
    "town-2022-half": (
        {"area": "城西街道", "ref_area": "441702009000", "period": "2022-01/2022-06"},
        """城西街道2022年上半年工作总结
一、民生
全街道低保对象633人,发放低保金178万元。信访案件受理12宗,办结10宗,结案率83.3%。
二、农业
全年植树任务500亩,上半年完成220亩。
""",
    ),
    "other-town-2021": (
        {"area": "城西街道", "ref_area": "230921005000", "period": "2021"},
        """城西街道2021年工作总结
一、民生
全街道低保对象1180人,全年发放低保金760万元。信访案件受理41宗,办结36宗,结案率87.8%。
二、计划执行
计划改造老旧小区4个,实际完成4个。
""",
    ),
    "county-2018": (
        {"area": "江城区", "ref_area": "441702000000", "period": "2018"},
        """江城区2018年工作总结
一、经济
全年地区生产总值3865000万元,增长6.1%。一般公共预算收入98500万元,增长3.2%。
二、农业
耕地面积32万亩,森林覆盖率42.1%。
三、民生
低保对象5200人。城镇登记失业率2.3%,控制在3%以内的目标之内。
""",
    ),
    "county-2021": (
        {"area": "江城区", "ref_area": "441702000000", "period": "2021"},
        """江城区2021年工作总结
一、经济
全年地区生产总值420.5亿元,增长7.9%。一般公共预算收入10.2亿元,增长2.1%,完成年度预算的101.3%。
二、农业
耕地面积29.6万亩,森林覆盖率从2019年的42.3%提高到42.9%。
三、民生
低保对象4980人。城镇登记失业率2.5%。
""",
    ),
    "city-2022": (
        {"area": "阳江市", "ref_area": "441700000000", "period": "2022"},
        """阳江市2022年工作总结
一、经济
全市地区生产总值1535.0亿元,增长0.8%。一般公共预算收入下降6.8%。规模以上工业增加值下降3.5%。
二、民生
城镇登记失业率2.4%,城乡居民医疗保险参保率98%。全市低保对象6.1万人。
三、2023年目标
地区生产总值增长5%以上,一般公共预算收入增长3%。城镇登记失业率控制在3%以内。
""",
    ),
    "province-2022": (
        {"area": "广东省", "ref_area": "440000000000", "title": "2023年政府工作报告"},
        """2023年政府工作报告
一、2022年工作回顾
全省地区生产总值12.9万亿元,增长1.9%,一般公共预算收入1.33万亿元。城镇登记失业率2.5%。农村生活污水治理率达到53.4%以上。
二、2023年工作安排
地区生产总值增长5%以上,农村生活污水治理率达到60%以上。
""",
    ),
    "state-council-2023": (
        {"area": "全国", "title": "2023年国务院政府工作报告"},
        """2023年国务院政府工作报告
一、2022年工作回顾
国内生产总值增加到121万亿元,增长3%。城镇新增就业1206万人。年初预期目标是城镇新增就业1100万人以上。
二、2023年发展目标
国内生产总值增长5%左右;城镇新增就业1200万人左右;城镇调查失业率5.5%左右。
""",
    ),
    "bureau-2021": (
        {"area": "某县林业局", "period": "2021"},
        """某县林业局2021年工作总结
一、造林
全年完成人工造林3200亩,其中封山育林800亩。栽植苗木26万株,出动护林员120人次。
""",
    ),
}


def write(folder: Path, reports: Mapping[str, tuple[dict[str, str], str]] | None = None) -> list[Path]:
    """Write reports with their sidecars to a folder."""
    paths = []
    for name, (metadata, text) in (REPORTS if reports is None else reports).items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        path.with_suffix(".yml").write_text(yaml.safe_dump(metadata, allow_unicode=True), encoding="utf-8")
        paths.append(path)
    return paths
