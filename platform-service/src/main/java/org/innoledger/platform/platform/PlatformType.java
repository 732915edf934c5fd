package org.innoledger.platform.platform;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Type of a platform 平台类型, with its name and class. A new one is a new constant and nothing else.
@Schema(description = """
                平台类型 Type of platform. TECHNOLOGY 技术转化类: STATE_KEY_LABORATORY 全国重点实验室 | PROVINCIAL_LABORATORY 省实验室 | \
                KEY_LABORATORY 重点实验室 | CULTIVATION_BASE 重点实验室培育基地 | ENGINEERING_CENTRE 工程技术研究中心 | ENTERPRISE_CENTRE 企业技术中心 | \
                INDUSTRY_CENTRE 行业技术中心 | MANUFACTURING_CENTRE 制造业创新中心 | PILOT_BASE 中试基地 | ACADEMICIAN_STATION 院士工作站 | \
                ORIGINAL_TECHNOLOGY_SOURCE 原创技术策源地 | OTHER_RESEARCH 其他研发创新平台. INCUBATION 孵化载体: \
                MAKER_SPACE 众创空间 | INCUBATOR 科技企业孵化器 | STAR_FARM 星创天地 | SCIENCE_PARK 科技园 | \
                INNOVATION_VALLEY 科创园区（晋创谷）""", examples = "KEY_LABORATORY")
public enum PlatformType {
    STATE_KEY_LABORATORY(PlatformClass.TECHNOLOGY),
    PROVINCIAL_LABORATORY(PlatformClass.TECHNOLOGY),
    KEY_LABORATORY(PlatformClass.TECHNOLOGY),
    CULTIVATION_BASE(PlatformClass.TECHNOLOGY),
    ENGINEERING_CENTRE(PlatformClass.TECHNOLOGY),
    ENTERPRISE_CENTRE(PlatformClass.TECHNOLOGY),
    INDUSTRY_CENTRE(PlatformClass.TECHNOLOGY),
    MANUFACTURING_CENTRE(PlatformClass.TECHNOLOGY),
    PILOT_BASE(PlatformClass.TECHNOLOGY),
    ACADEMICIAN_STATION(PlatformClass.TECHNOLOGY),
    ORIGINAL_TECHNOLOGY_SOURCE(PlatformClass.TECHNOLOGY),
    OTHER_RESEARCH(PlatformClass.TECHNOLOGY),
    MAKER_SPACE(PlatformClass.INCUBATION),
    INCUBATOR(PlatformClass.INCUBATION),
    STAR_FARM(PlatformClass.INCUBATION),
    SCIENCE_PARK(PlatformClass.INCUBATION),
    INNOVATION_VALLEY(PlatformClass.INCUBATION);

    public final PlatformClass countedAs;

    PlatformType(PlatformClass countedAs) {
        this.countedAs = countedAs;
    }
}
