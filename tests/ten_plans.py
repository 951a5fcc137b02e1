"""Ten short reports, made up: five places in two years each, whose plans a careful reader can judge, and what that reader says."""

from __future__ import annotations

#: report id -> metadata, text.
REPORTS: dict[str, tuple[dict[str, str], str]] = {
    "county-2021": (
        {"area": "甲县", "ref_area": "431128000000", "period": "2021"},
        """甲县2021年工作总结
一、工作回顾
全县地区生产总值增长7.8%。
二、2022年工作安排
单位GDP能耗下降2%以上,亿元GDP生产安全事故死亡率下降9%,一般公共预算收入增长6%以上,力争8%,森林覆盖率提高0.4个百分点。
""",
    ),
    "county-2022": (
        {"area": "甲县", "ref_area": "431128000000", "period": "2022"},
        """甲县2022年工作总结
一、工作回顾
全县地区生产总值增长4.4%,单位GDP能耗上升2.5%,一般公共预算收入增长6.4%,森林覆盖率57.1%。
""",
    ),
    "city-2022": (
        {"area": "乙市", "ref_area": "431100000000", "period": "2022"},
        """乙市2022年工作总结
一、工作回顾
全市地区生产总值增长5.1%。
二、2023年预期目标
地区生产总值增长6.5%左右,居民消费价格涨幅3%左右,城镇新增就业4万人左右,城镇调查失业率5.5%左右。
""",
    ),
    "city-2023": (
        {"area": "乙市", "ref_area": "431100000000", "period": "2023"},
        """乙市2023年工作总结
一、工作回顾
全市地区生产总值增长6.2%,居民消费价格上涨0.3%,城镇新增就业3.7万人,城镇调查失业率5.2%。
""",
    ),
    "town-2021": (
        {"area": "丙镇", "ref_area": "431128101000", "period": "2021"},
        """丙镇2021年工作总结
一、工作回顾
全镇低保对象400人。
二、2022年工作计划
信访案件结案率达到90%以上,调处成功率达到97%以上,隐患整改率100%。
""",
    ),
    "town-2022": (
        {"area": "丙镇", "ref_area": "431128101000", "period": "2022"},
        """丙镇2022年工作总结
一、工作回顾
今年1-10月,新接访案件25宗,办结21宗,结案率84%。受理各类矛盾纠纷150件,调处成功率98%。
排查安全隐患200处,整改195处,整改率97.5%。
""",
    ),
    "other-town-2021": (
        {"area": "丙镇", "ref_area": "230921101000", "period": "2021"},
        """丙镇2021年工作总结
一、工作回顾
全镇低保对象900人。
二、2022年工作计划
调处成功率达到99%以上。
""",
    ),
    "other-town-2022": (
        {"area": "丙镇", "ref_area": "230921101000", "period": "2022"},
        """丙镇2022年工作总结
一、工作回顾
全镇低保对象870人。
""",
    ),
    "district-2022": (
        {"area": "丁区", "ref_area": "431102000000", "period": "2022"},
        """丁区2022年工作总结
一、工作回顾
全区地区生产总值增长5.6%,森林覆盖率41.2%。
二、2023年工作安排
森林覆盖率提高0.3个百分点,基本养老保险参保率达到96%以上。
""",
    ),
    "district-2023-half": (
        {"area": "丁区", "ref_area": "431102000000", "period": "2023-01/2023-06"},
        """丁区2023年上半年工作总结
一、工作回顾
全区地区生产总值增长6.0%,森林覆盖率41.5%,基本养老保险参保率95.1%。
""",
    ),
}

#: Every plan: where its answer stands, the indicator, the result (None where there is none), the target, the status.
VERDICTS: list[tuple[str, str, float | None, float, str]] = [
    ("county-2022", "environment_energy_intensity_change", -2.5, 2, "missed"),
    ("county-2022", "label:亿元GDP生产安全事故死亡率下降/pct", None, 9, "no_actual"),
    ("county-2022", "economy_budget_revenue_growth", 6.4, 6, "met"),
    ("county-2022", "economy_budget_revenue_growth", 6.4, 8, "missed"),
    ("county-2022", "label:森林覆盖率提高/pct_point", None, 0.4, "no_actual"),
    ("city-2023", "economy_gdp_growth", 6.2, 6.5, "undecidable"),
    ("city-2023", "economy_cpi_growth", 0.3, 3, "met"),
    ("city-2023", "people_new_urban_jobs", 37000, 40000, "missed"),
    ("city-2023", "people_surveyed_unemployment_rate", 5.2, 5.5, "met"),
    ("town-2022", "petitions_closing_rate", 84, 90, "on_the_way"),
    ("town-2022", "mediation_success_rate", 98, 97, "met"),
    ("town-2022", "work_safety_rectification_rate", 97.5, 100, "missed"),
    ("other-town-2022", "label:调处成功率/pct", None, 99, "no_actual"),
    ("district-2023-half", "environment_forest_coverage", 41.5, 41.5, "met"),
    ("district-2023-half", "people_pension_insurance_rate", 95.1, 96, "on_the_way"),
]
