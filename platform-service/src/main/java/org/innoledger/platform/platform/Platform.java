package org.innoledger.platform.platform;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;

/// Platform 创新平台: a laboratory, centre or station where technology is made, or an incubator where firms grow.
@Entity
public class Platform extends Registered<Platform.PlatformFacts> {

    /// What the register holds of a platform. Source: the annexes of the city programmes and of the laboratory
    /// reorganisation, where each is listed with type, level and host.
    @Embeddable
    @Schema(name = "PlatformFacts", description = "创新平台登记内容 Facts of a platform", examples = """
                    {"name": "示例·煤电污染控制山西省重点实验室", "region": "140602", "type": "KEY_LABORATORY", \
                    "level": "PROVINCIAL", "field": "能源", "subfield": "煤炭清洁利用", "hostName": "示例·朔州电力研究院", \
                    "directions": ["烟气治理", "固废利用"], "approvedOn": "2021-06-01", "openedOn": "2023-09-01"}""")
    public record PlatformFacts(
            @Schema(description = "名称 Name", examples = "示例·煤电污染控制山西省重点实验室") @NotBlank @Size(max = 200)
            String name,

            @Schema(description = "所在区划 Division where it stands")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "类型 Type; it also decides the class", examples = "KEY_LABORATORY")
            @NotNull
            @Enumerated(EnumType.STRING)
            PlatformType type,

            @Schema(description = "级别 Level", examples = "PROVINCIAL") @NotNull @Enumerated(EnumType.STRING)
            PlatformLevel level,

            @Schema(description = "领域 Field", examples = "能源") @Size(max = 100)
            String field,

            @Schema(description = "细分领域 Subfield", examples = "煤炭清洁利用") @Size(max = 100)
            String subfield,

            @Schema(description = "依托单位统一社会信用代码 Credit code of the host; one that is not known yet is remarked upon")
            @Valid
            CreditCode host,

            @Schema(description = "依托单位名称 Name of the host", examples = "示例·朔州电力研究院") @Size(max = 200)
            String hostName,

            @Schema(description = "共建单位 Those who build it together with the host", examples = "[\"示例·矿业大学\"]")
            @Size(max = 100)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotBlank @Size(max = 200) String> coBuilders,

            @Schema(description = "负责人 Director", examples = "张某") @Size(max = 100)
            String director,

            @Schema(description = "研究方向 Directions of research", examples = "[\"烟气治理\", \"固废利用\"]")
            @Size(max = 100)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotBlank @Size(max = 200) String> directions,

            @Schema(description = "批次 Batch in which it was approved", examples = "2021年第一批") @Size(max = 100)
            String batch,

            @Schema(description = "批准建设日期 Approved to be built on", examples = "2021-06-01")
            LocalDate approvedOn,

            @Schema(description = "投入运行日期 In operation since", examples = "2023-09-01")
            LocalDate openedOn,

            @Schema(
                    description = "报送方自有编号，同一区划内唯一 The caller's own number, unique in its region",
                    examples = "SZ-PT-0001")
            @Size(max = 100)
            String externalId)
            implements Located<PlatformFacts>, Begins, Refers, Replaces<PlatformFacts> {

        /// The journal knows no empty lists, so there are none here either: facts are the same however it is said
        /// that there is nothing.
        public PlatformFacts {
            coBuilders = coBuilders == null || coBuilders.isEmpty() ? null : coBuilders;
            directions = directions == null || directions.isEmpty() ? null : directions;
        }

        @Override
        public PlatformState beginsAs() {
            if (openedOn != null) {
                return PlatformState.OPERATING;
            }
            return approvedOn == null ? PlatformState.CULTIVATING : PlatformState.APPROVED;
        }

        /// A date that carries the state may be corrected; it comes and goes only by its verb.
        @Override
        public PlatformFacts over(Filed<PlatformFacts> present) {
            var before = present == null ? this : present.facts();
            if ((approvedOn == null) != (before.approvedOn() == null)
                    || (openedOn == null) != (before.openedOn() == null)) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "approvedOn 与 openedOn 随状态而定：批准用 POST …/approval，开放运行用 POST …/opening。",
                                "approvedOn and openedOn follow the state: use POST …/approval to approve, POST …/opening to open."));
            }
            return this;
        }

        @Override
        public List<CreditCode> named() {
            return host == null ? List.of() : List.of(host);
        }

        @Override
        public PlatformFacts relocated(DivisionCode to) {
            return with(to, approvedOn, openedOn);
        }

        /// The facts of the platform once it has been approved to be built.
        public PlatformFacts approved(LocalDate on) {
            return with(region, on, openedOn);
        }

        /// The facts of the platform once it has begun to work.
        public PlatformFacts opened(LocalDate on) {
            return with(region, approvedOn, on);
        }

        private PlatformFacts with(DivisionCode region, LocalDate approvedOn, LocalDate openedOn) {
            return new PlatformFacts(
                    name,
                    region,
                    type,
                    level,
                    field,
                    subfield,
                    host,
                    hostName,
                    coBuilders,
                    director,
                    directions,
                    batch,
                    approvedOn,
                    openedOn,
                    externalId);
        }

        @AssertTrue(message = "投入运行日期不能早于批准建设日期 / openedOn cannot be before approvedOn")
        @Schema(hidden = true)
        @JsonIgnore
        public boolean isOpenedOnInOrder() {
            return openedOn == null || approvedOn == null || !openedOn.isBefore(approvedOn);
        }
    }

    /// What a type is counted as: the two are never added up.
    @Schema(description = "类别 Class: TECHNOLOGY 技术转化类 | INCUBATION 孵化载体", examples = "TECHNOLOGY")
    public enum PlatformClass {
        TECHNOLOGY,
        INCUBATION
    }

    /// Type of a platform 平台类型, with its name and class. A new one is a new constant and nothing else.
    @Schema(description = """
                    平台类型 Type of platform. TECHNOLOGY 技术转化类: STATE_KEY_LABORATORY 全国重点实验室 | PROVINCIAL_LABORATORY 省实验室 | \
                    KEY_LABORATORY 重点实验室 | ENGINEERING_CENTRE 工程技术研究中心 | ENTERPRISE_CENTRE 企业技术中心 | \
                    INDUSTRY_CENTRE 行业技术中心 | MANUFACTURING_CENTRE 制造业创新中心 | PILOT_BASE 中试基地 | ACADEMICIAN_STATION 院士工作站 | \
                    ORIGINAL_TECHNOLOGY_SOURCE 原创技术策源地 | OTHER_RESEARCH 其他研发创新平台. INCUBATION 孵化载体: \
                    MAKER_SPACE 众创空间 | INCUBATOR 科技企业孵化器 | STAR_FARM 星创天地 | SCIENCE_PARK 科技园""", examples = "KEY_LABORATORY")
    public enum PlatformType {
        STATE_KEY_LABORATORY("全国重点实验室", PlatformClass.TECHNOLOGY),
        PROVINCIAL_LABORATORY("省实验室", PlatformClass.TECHNOLOGY),
        KEY_LABORATORY("重点实验室", PlatformClass.TECHNOLOGY),
        ENGINEERING_CENTRE("工程技术研究中心", PlatformClass.TECHNOLOGY),
        ENTERPRISE_CENTRE("企业技术中心", PlatformClass.TECHNOLOGY),
        INDUSTRY_CENTRE("行业技术中心", PlatformClass.TECHNOLOGY),
        MANUFACTURING_CENTRE("制造业创新中心", PlatformClass.TECHNOLOGY),
        PILOT_BASE("中试基地", PlatformClass.TECHNOLOGY),
        ACADEMICIAN_STATION("院士工作站", PlatformClass.TECHNOLOGY),
        ORIGINAL_TECHNOLOGY_SOURCE("原创技术策源地", PlatformClass.TECHNOLOGY),
        OTHER_RESEARCH("其他研发创新平台", PlatformClass.TECHNOLOGY),
        MAKER_SPACE("众创空间", PlatformClass.INCUBATION),
        INCUBATOR("科技企业孵化器", PlatformClass.INCUBATION),
        STAR_FARM("星创天地", PlatformClass.INCUBATION),
        SCIENCE_PARK("科技园", PlatformClass.INCUBATION);

        public final String chinese;
        public final PlatformClass countedAs;

        PlatformType(String chinese, PlatformClass countedAs) {
            this.chinese = chinese;
            this.countedAs = countedAs;
        }
    }

    /// Who recognised the platform.
    @Schema(description = "级别 Level: NATIONAL 国家级 | PROVINCIAL 省级 | MUNICIPAL 市级", examples = "PROVINCIAL")
    public enum PlatformLevel {
        NATIONAL,
        PROVINCIAL,
        MUNICIPAL
    }

    /// State of a platform. The last three are ends; upgrading and merging come with the restructuring register.
    @Schema(
            description = "状态 State: CULTIVATING 培育 | APPROVED 批准建设 | OPERATING 运行 | UPGRADED 已升级 | "
                    + "MERGED 已合并 | REVOKED 已撤销",
            examples = "OPERATING")
    public enum PlatformState implements Filed.State<PlatformState> {
        /// 培育
        CULTIVATING,
        /// 批准建设
        APPROVED,
        /// 运行
        OPERATING,
        /// Goes on as a platform of a higher level.
        UPGRADED,
        /// Goes on inside another platform.
        MERGED,
        /// 撤销: recognised no longer. The record stays, unlike one that is withdrawn since it should never have
        /// been.
        REVOKED;

        @Override
        public Set<PlatformState> next() {
            return switch (this) {
                case CULTIVATING -> EnumSet.of(APPROVED, REVOKED);
                case APPROVED -> EnumSet.of(OPERATING, REVOKED);
                case OPERATING -> EnumSet.of(UPGRADED, MERGED, REVOKED);
                case UPGRADED, MERGED, REVOKED -> EnumSet.noneOf(PlatformState.class);
            };
        }
    }

    /// An approval to build the platform.
    @Schema(
            name = "PlatformApproval",
            description = "批准建设 Approval",
            examples = "{\"approvedOn\": \"2021-06-01\", \"documentNumber\": \"晋科发〔2021〕12号\"}")
    public record Approval(
            @Schema(description = "批准建设日期 Approved on", examples = "2021-06-01") @NotNull
            LocalDate approvedOn,

            @Schema(description = "批文号，留存于历史 Number of the document, kept in the history", examples = "晋科发〔2021〕12号")
            @Size(max = 100)
            String documentNumber) {}

    /// The day on which the platform begins to work.
    @Schema(name = "PlatformOpening", description = "投入运行 Opening", examples = "{\"openedOn\": \"2023-09-01\"}")
    public record Opening(
            @Schema(description = "投入运行日期 In operation since", examples = "2023-09-01") @NotNull
            LocalDate openedOn) {}
}
