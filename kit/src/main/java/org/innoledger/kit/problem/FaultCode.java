package org.innoledger.kit.problem;

import java.util.Locale;
import org.innoledger.kit.problem.Problem.Fault;

/// Every code that a fault of a request can bear: a closed list, in this one file.
///
/// The code is the constant in kebab-case. Its sentence is what is told where a place has no better one of its
/// own; values are set into it.
public enum FaultCode {
    // What Bean Validation asks of one component.
    MISSING("必填", "This is required"),
    LENGTH("长度须为 %d 至 %d 个字符", "This must have %d to %d characters"),
    SIZE("须有 %d 至 %d 项", "This must have %d to %d elements"),
    OUT_OF_RANGE("须在 %s 与 %s 之间", "This must be from %s to %s"),
    DIGITS("整数部分至多 %d 位，小数至多 %d 位", "At most %d digits stand before and %d after the point"),
    PATTERN("不符合规定的格式 %s", "This does not have the form %s"),
    EMAIL("应为电子邮件地址", "This must be an e-mail address"),
    DATE_IN_FUTURE("日期 %s 晚于今天（%s）", "The date %s is later than today, %s"),
    LEGIBLE("看得见的汉字、字母或数字太少", "It has too few letters or digits that can be seen"),
    IMPERSONAL("此处文字不得含身份号码或手机号", "This text must hold neither citizen nor mobile numbers"),

    // What a rule asks of several components.
    OUT_OF_ORDER("%s 不应早于 %s", "%s cannot be before %s"),
    EXCEEDS("超过了其上限", "This is more than what it is a part of"),
    DUPLICATE("列表中有重复", "Something stands twice in the list"),
    ONE_OF("几项中须填规定的项数", "As many of these as are asked for must be stated"),
    INCONSISTENT("与其他字段不一致", "This does not agree with another field"),
    REGION_LEVEL("区划的层级不符", "The region is not of the level that it must be"),
    FIVE_TO_SIX_MEMBERS("工作组应有 5 至 6 名成员", "A work group has 5 to 6 members"),
    DIVISION_RANK_MEMBER(
            "工作组至少应有 1 名处级及以上成员（rank 为 DIVISION 或 PROVINCIAL_BUREAU）",
            "At least one member of a work group is of division rank or above (rank DIVISION or PROVINCIAL_BUREAU)"),
    TECHNICAL_MEMBER(
            "工作组至少应有 1 名来自高校、院所或平台的技术人员（technical 为 true，unitKind 为 UNIVERSITY、INSTITUTE 或 PLATFORM）",
            "At least one member of a work group is a technical person from a university, institute or platform "
                    + "(technical true, unitKind UNIVERSITY, INSTITUTE or PLATFORM)"),
    CITY_LEADER(
            "市级工作组须由市政府负责人牵头（leaderPost 为 GOVERNMENT_HEAD）",
            "The group of a city is led by a head of the city government (leaderPost GOVERNMENT_HEAD)"),

    // What is asked of a body before its components are looked at.
    BODY("请求内容未能读完", "The content could not be read to its end"),
    UTF_8("此行不是 UTF-8 文本", "The line is not UTF-8"),
    GB18030(
            "文件是 GB18030（GBK）编码；请另存为 UTF-8 后重新导入，本次未导入任何行",
            "The file is in GB18030 (GBK); save it as UTF-8 and import it again. No line of it was imported"),
    JSON("不是合法的 JSON（第 %d 行第 %d 列）", "Not valid JSON (line %d, column %d)"),
    JSON_LIMITS("JSON 超过了限值", "The JSON is beyond its limits"),
    UNKNOWN_FIELD("没有字段 %s；可用字段：%s", "There is no field %s; there are: %s"),
    WRONG_TYPE("应为%s", "This must be %s"),
    NOT_IN_CATALOGUE("%s 不在允许的取值中：%s", "%s is none of: %s"),
    CONTROL_CHARACTER(
            "文本含有看不见的控制字符；只允许换行和制表符",
            "The text holds control characters, which nobody sees; only line breaks and tabs are taken"),
    TOO_MANY_BYTES("%s 占 %d 字节", "%s takes %d bytes"),
    LINE_FORM("每行应为 %s", "Each line must be %s"),
    MERGE_PATCH_FORM("局部修改的内容应为 JSON 对象", "A merge patch is a JSON object"),
    LOOKUP_FORM("nationalId 与 name 须填且只填一项", "Give one of `nationalId` and `name`"),

    SET_BY_VERBS(
            "%s 由相应的操作设定，不随登记内容提交；请去掉，或保持与现有记录一致",
            "%s is set by verbs of its own and not sent with the facts; leave it out, or as it is on file"),

    // Parameters and headers.
    ETAG_FORM(
            "%s 应为读取时得到的 ETag，含引号，如 \"3\"，或 *",
            "%s must be the ETag of a read, quotation marks included, such as \"3\", or *"),
    CONDITION_OF_ONE(
            "%s 只用于对一条记录的写入；此操作不看版本，请去掉该头",
            "%s is for writes of one record; this operation looks at no version, so leave the header out"),
    DATE_FORM("应为日期，如 2026-11-22，现为 %s", "This must be a date such as 2026-11-22; it is %s"),
    YEAR_FORM("应为四位年份，如 2026，现为 %s", "This must be a year such as 2026; it is %s"),
    UNKNOWN_PARAMETER("没有参数 %s；可用：%s", "There is no parameter %s; there are: %s"),
    PARAMETER_TWICE("参数 %s 只能给一次", "The parameter %s can be given once"),
    NONE_ALONE("none 不能与其他维度同列", "`none` stands alone, without another dimension"),
    LEVEL_OF_REGION("level 只用于 by=region", "`level` is for by=region only"),
    FILTER_FORM("“%s”不是该字段的值", "“%s” is no value of this field"),
    UNKNOWN_FILTER(
            "没有筛选项 %s；可用：%s，数值与日期可加 .gte .lte .gt .lt",
            "There is no filter %s; there are: %s, and .gte .lte .gt .lt after numbers and dates"),
    SEARCH_WORD("检索词“%s”太短，每个词至少 2 个字", "The word “%s” is too short to search for; each has at least two characters"),
    TOO_MANY_VALUES("至多列举 %d 个值", "At most %d values can be listed"),
    UNKNOWN_SORT("不能按 %s 排序；可用：id, recordedAt, %s", "Cannot sort by %s; there are: id, recordedAt, %s"),
    NOT_INDEXED(
            "登记簿 %s 已超过 %d 条记录，不能只凭 %s 筛选或排序；请同时按其中一项筛选：%s",
            "The register %s has more than %d records, too many for %s alone; filter by one of these as well: %s"),
    CURSOR_MISMATCH(
            "游标无效，或查询条件已变化。请不带 cursor 从第一页重新开始。",
            "The cursor is not valid here, or the question has changed. Begin again without a cursor."),
    TOO_MANY_COUNTS("分项超过 %d 项，请缩小范围或减少 by 的维度", "More than %d counts; narrow the question or ask for less in `by`"),
    REGION_PREFIX(
            "region 应为 2、4 或 6 位行政区划代码前缀，如 1406，现为 %s",
            "`region` must be the first 2, 4 or 6 digits of a division code, such as 1406; this is %s"),
    INDUSTRY_PREFIX(
            "industry 应为门类字母加至多 4 位数字，如 C30，现为 %s",
            "`industry` must be a section letter and up to four digits, such as C30; this is %s"),

    // Codes of standards.
    ID_FORM("编号应为 UUID", "The id must be a UUID"),
    CREDIT_CODE_LENGTH("统一社会信用代码应为 18 位，现为 %d 位", "A unified social credit code has 18 characters; this has %d"),
    CREDIT_CODE_CHARACTER(
            "统一社会信用代码第 %d 位“%s”不在允许的字符中（不含 I、O、S、V、Z）",
            "Character %d, “%s”, cannot stand in a unified social credit code (I, O, S, V and Z do not)"),
    CREDIT_CODE_CHECK_CHARACTER(
            "统一社会信用代码的校验位不正确，请核对是否录入有误",
            "The check character of the unified social credit code is wrong; look for a typing error"),
    CITIZEN_NUMBER_FORM(
            "公民身份号码应为 18 位：17 位数字加校验码", "A citizen number has 18 characters: 17 digits and a check character"),
    CITIZEN_NUMBER_DIVISION("公民身份号码前 2 位不是省级行政区划代码", "The first 2 digits of the citizen number are no province"),
    CITIZEN_NUMBER_BIRTH_DATE("公民身份号码第 7 至 14 位不是有效的出生日期", "Digits 7 to 14 of the citizen number are no date of birth"),
    CITIZEN_NUMBER_CHECK_CHARACTER(
            "公民身份号码的校验码不正确，请核对是否录入有误", "The check character of the citizen number is wrong; look for a typing error"),
    DIVISION_UNKNOWN("没有行政区划代码 %s", "There is no division with code %s"),
    DIVISION_RETIRED("行政区划 %s %s 已撤销，请改用 %s", "Division %s %s is retired; use %s"),
    INDUSTRY_FORM(
            "行业代码应为门类字母加 2 至 4 位数字（如 C3031），现为 %s",
            "An industry is a section letter and 2 to 4 digits such as C3031; this is %s"),
    INDUSTRY_UNKNOWN("GB/T 4754-2017 中没有大类 %s", "GB/T 4754-2017 has no division %s"),
    INDUSTRY_SECTION("大类 %s（%s）属于门类 %s，不属于 %s", "Division %s (%s) belongs to section %s, not to %s"),
    MONTH_FORM("月份应为年-月（如 2026-10），现为 %s", "A month is year and month such as 2026-10; this is %s"),
    HOST_FORM(
            "用人单位应为企业的 18 位统一社会信用代码，或创新平台的编号（UUID）",
            "A host is the unified social credit code of an enterprise, 18 characters, or the id of a platform, a UUID"),

    // Records and values of catalogues that are not there, or not the caller's to know of.
    ENTERPRISE_UNKNOWN(
            "企业 %s 尚未登记或已撤销，请先登记：PUT /v1/enterprises/%1$s",
            "Enterprise %s is not registered, or withdrawn; file it first: PUT /v1/enterprises/%1$s"),
    ACTIVITY_KIND_UNKNOWN("没有创新活动类型 %s；可用：%s", "There is no kind of activity %s; there are: %s"),
    QUALIFICATION_KIND_UNKNOWN(
            "资质类别目录中没有 %s，可用类别见 GET /v1/qualification-kinds",
            "The catalogue has no kind of qualification %s; see GET /v1/qualification-kinds"),
    POLICY_UNKNOWN(
            "没有您可见的政策 %s，或已撤销；可用政策见 GET /v1/policies",
            "There is no policy %s that you can see, or it is withdrawn; see GET /v1/policies"),
    TALENT_UNKNOWN(
            "人才 %s 未登记、已撤销或不在您的区划范围内；请核对编号，或先登记：POST /v1/talents",
            "Talent %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/talents"),
    EXPERT_LIST_UNKNOWN(
            "名单 %s 未登记、已撤回或不可读；请核对编号：GET /v1/expert-lists",
            "Expert list %s is not registered, withdrawn, or not yours to read; check the id: GET /v1/expert-lists"),
    RESIDENCE_UNKNOWN(
            "在您的区划范围内没有人才公寓 %s；请核对编号，或由其管辖单位分配。",
            "There is no residence %s within your regions; check the id, or let those allot it who cover it."),
    HOST_UNKNOWN(
            "用人单位 %s 不在您的区划范围内；请由其所在区划登记，或由双方共同的上级登记。",
            "Host %s is outside your regions; let those file it who cover it, or the office above both."),
    PLATFORM_UNKNOWN(
            "平台 %s 未登记、已撤回或不在您的区划范围内；请核对编号，或先登记：POST /v1/platforms",
            "Platform %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/platforms"),
    PLATFORM_OUTSIDE(
            "平台 %s 在 %s，不在本优化重组的区划 %s 内；请由共同的上级登记",
            "Platform %s is in %s, outside this act's region %s; the level above both files such an act"),
    RESOURCE_UNKNOWN(
            "共享资源 %s 未登记、已撤回或不在您的区划范围内；请核对编号，或先登记：POST /v1/shared-resources",
            "Resource %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/shared-resources"),
    ALLIANCE_UNKNOWN(
            "联盟 %s 未登记、已撤回或不在您的区划范围内；请核对编号，或先登记：POST /v1/alliances",
            "Alliance %s is not registered, withdrawn, or outside your regions; check the id, or file it first: POST /v1/alliances"),

    // Rules on a record and others, or on the step that is taken.
    BIRTH_DATE_WITHOUT_NUMBER(
            "该人才已有公民身份号码，出生日期取自号码；如需更改，请同时填写 nationalId 原文",
            "This talent has a citizen number, which tells the date of birth; to change it give `nationalId` in clear too"),
    EXPERT_NOT_MEMBER("人才 %s 不是专家团队 %s 的成员", "Talent %s is no member of expert team %s"),
    INTO_ITSELF("平台不能并入自身", "A platform cannot go into itself"),
    PLATFORM_OTHER(
            "升级申报的平台为 %s，与所填 %s 不同；可不填", "The application is to raise platform %s, and %s is another; leave it out"),
    HOURS_BEYOND_BOOKING("使用机时不能超过预约的 %d 分钟", "Hours used cannot exceed the %d minutes that were booked"),
    CONFIRMED_ON_YEAR(
            "销号计入 %d 年度，确认日期应在该年内，现为 %s；跨年确认请填明该年内的日期，或退回后重新提出。",
            "The close-out belongs to %d, so confirmedOn must lie in that year; this is %s. State a day of it, or refuse and have it proposed anew."),
    WITHOUT_ACCEPTED(
            "下列下级的月报已审核通过或不属于本级，不应列入 without：%s",
            "These have an accepted report or are none of yours, and do not belong into `without`: %s"),
    MONTH_FIXED("月份不能更改", "The month cannot be changed");

    /// What is told where a place has no better sentence of its own, with places for values.
    public final Text sentence;

    FaultCode(String zh, String en) {
        this.sentence = new Text(zh, en);
    }

    /// The code as callers read it, such as `date-in-future`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The sentence of the code with these values in it.
    public Text with(Object... values) {
        return Text.of(sentence.zh(), sentence.en(), values);
    }

    /// A fault at this place, told by the sentence of the code with these values in it.
    public Fault at(String pointer, Object... values) {
        return new Fault(pointer, this, with(values));
    }
}
