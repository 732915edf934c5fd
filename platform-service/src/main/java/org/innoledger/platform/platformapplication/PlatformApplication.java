package org.innoledger.platform.platformapplication;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.platform.PlatformId;
import org.innoledger.platform.platform.PlatformType;

/// Application 平台申报: somebody asks that a platform be recognised, or one that is be raised to a higher level,
/// and one office after the other says what it thinks of it.
@Entity
public class PlatformApplication extends Registered<PlatformApplication.PlatformApplicationFacts> {
    /// Steps that one application takes: many returns and corrections, and still an end.
    static final int STEPS_MAX = 200;

    /// What the register holds of an application. Source: DOMAIN §3, "Applications 申报".
    @Embeddable
    @Schema(name = "PlatformApplicationFacts", description = "平台申报登记内容 Facts of an application", examples = """
                    {"region": "140602", "kind": "NEW", "name": "示例·固废利用工程技术研究中心", "type": "ENGINEERING_CENTRE", \
                    "level": "MUNICIPAL", "field": "环保", "subfield": "固废利用", "host": "91140602MA0T000111", \
                    "hostName": "示例·朔州环保公司", "batch": "2026年第一批", "document": "示例申〔2026〕3号", "externalId": "SZ-SB-0001"}""")
    public record PlatformApplicationFacts(
            @Schema(description = "申报单位所在区划 Division of the applicant")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "申报类别 Kind") @NotNull @Enumerated(EnumType.STRING)
            ApplicationKind kind,

            @Schema(description = "平台名称 Name that the platform shall bear") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "平台类型 Type") @NotNull @Enumerated(EnumType.STRING)
            PlatformType type,

            @Schema(description = "申报级别 Level asked for", ref = "PlatformLevel")
            @NotNull
            @Pattern(
                    regexp = "NATIONAL|PROVINCIAL|MUNICIPAL",
                    message = "应为 NATIONAL、PROVINCIAL 或 MUNICIPAL / must be NATIONAL, PROVINCIAL or MUNICIPAL")
            @Indexed
            String level,

            @Schema(description = "领域 Field") @Size(max = 100)
            String field,

            @Schema(description = "细分领域 Subfield") @Size(max = 100)
            String subfield,

            @Schema(
                    description =
                            "依托单位统一社会信用代码；尚未登记的加提示 Credit code of the host; one that is not known yet is remarked upon")
            @Valid
            @Indexed
            CreditCode host,

            @Schema(description = "依托单位名称 Name of the host") @Size(max = 200) @Searched
            String hostName,

            @Schema(
                    description = "升级（UPGRADE）：所升级的平台，申报时必填；新建（NEW）：批准后据此登记的平台，由 approval 填写，或批准后以 PATCH 补填 "
                            + "UPGRADE: the platform to be raised, with the application; NEW: the platform "
                            + "filed for it, set by `approval` or by PATCH afterwards")
            @Valid
            @Indexed
            PlatformId platform,

            @Schema(description = "批次 Batch") @Size(max = 100) @Indexed
            String batch,

            @Schema(description = "申报文号 Number of the application's document") @Size(max = 200) @Searched
            String document,

            @Schema(
                    description = "办理经过，由各步骤追加，报送的值不计 Steps taken; added by the verbs, what is sent is ignored",
                    readOnly = true)
            @Size(max = STEPS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid ApplicationStep> steps,

            @Indexed @Size(max = 100) String externalId)
            implements Located<PlatformApplicationFacts>, Refers, Begins, Replaces<PlatformApplicationFacts>, Checked {
        private static final Copies<PlatformApplicationFacts> COPIES =
                Copies.of(PlatformApplicationFacts.class, "platform", "steps");

        public PlatformApplicationFacts {
            steps = steps == null || steps.isEmpty() ? null : steps;
        }

        @Override
        public List<? extends Value.OfRecord> named() {
            return Stream.<Value.OfRecord>of(host, platform)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public PlatformApplicationState beginsAs() {
            return PlatformApplicationState.DRAWN_UP;
        }

        /// What an office has in hand is not changed under it: it is returned first.
        @Override
        public PlatformApplicationFacts over(Filed<PlatformApplicationFacts> present) {
            if (present == null) {
                return with(kind == ApplicationKind.UPGRADE ? platform : null, null);
            }
            var before = present.facts();
            var state = PlatformApplicationState.valueOf(present.status());
            var open = state == PlatformApplicationState.DRAWN_UP || state == PlatformApplicationState.RETURNED;
            if (!open && !asked().equals(before.asked())) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "申报 %s 当前为 %s，内容不能再改；需要更正的，由办理单位以 POST …/return 退回后修改。",
                                "Application %s is %s now, so what it asks for cannot change; have it returned by POST …/return first.",
                                present.id(),
                                present.status()),
                        Map.of("rule", "platform_application_in_hand", "present", present.status()));
            }
            if (kind == ApplicationKind.UPGRADE) {
                return with(platform, before.steps);
            }
            var filed = platform == null ? before.platform : platform;
            return with(state == PlatformApplicationState.APPROVED ? filed : null, before.steps);
        }

        /// What the applicant asks for. The platform is a part of it where that is to be raised.
        private List<Object> asked() {
            return Arrays.asList(
                    region,
                    kind,
                    name,
                    type,
                    level,
                    field,
                    subfield,
                    host,
                    hostName,
                    kind == ApplicationKind.UPGRADE ? platform : null,
                    batch,
                    document);
        }

        /// The facts once a further step has been taken.
        PlatformApplicationFacts after(ApplicationStep step) {
            var taken = new ArrayList<>(steps == null ? List.<ApplicationStep>of() : steps);
            taken.add(step);
            return with(platform, taken);
        }

        /// The facts with the platform that was filed for it.
        PlatformApplicationFacts filedAs(PlatformId filed) {
            return with(filed, steps);
        }

        private PlatformApplicationFacts with(PlatformId platform, List<ApplicationStep> steps) {
            return COPIES.with(this, platform, steps);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "platform",
                    FaultCode.MISSING,
                    kind != ApplicationKind.UPGRADE || platform != null,
                    "升级须填写所升级的平台",
                    "an UPGRADE names the platform to be raised");
        }
    }

    /// What is asked for.
    @Schema(
            name = "PlatformApplicationKind",
            description = "申报类别 Kind: NEW 新建 | UPGRADE 升级：现有平台申报更高级别 an existing platform asks for a higher level",
            examples = "NEW")
    public enum ApplicationKind {
        /// 新建
        NEW,
        /// 升级
        UPGRADE
    }

    /// State of an application.
    @Schema(
            description = "状态 State: DRAWN_UP 拟制 | RECEIVED 已受理 | RECOMMENDED 已推荐 | REVIEWED 已评审 | "
                    + "APPROVED 已批准 | REFUSED 不予批准 | RETURNED 已退回更正",
            examples = "RECEIVED")
    public enum PlatformApplicationState implements Filed.State<PlatformApplicationState> {
        /// 拟制
        DRAWN_UP,
        /// 已受理
        RECEIVED,
        /// 已推荐
        RECOMMENDED,
        /// 已评审
        REVIEWED,
        /// 已批准
        APPROVED,
        /// 不予批准
        REFUSED,
        /// 退回更正，改后重新提交
        RETURNED;

        @Override
        public Set<PlatformApplicationState> next() {
            return switch (this) {
                case DRAWN_UP -> EnumSet.of(RECEIVED, RETURNED);
                case RECEIVED -> EnumSet.of(RECOMMENDED, RETURNED);
                case RECOMMENDED -> EnumSet.of(REVIEWED, RETURNED);
                case REVIEWED -> EnumSet.of(APPROVED, REFUSED, RETURNED);
                case RETURNED -> EnumSet.of(DRAWN_UP);
                case APPROVED, REFUSED -> EnumSet.noneOf(PlatformApplicationState.class);
            };
        }

        /// Whether the applicant's city has it in hand; else the office of the level asked for.
        boolean withCity() {
            return this == DRAWN_UP || this == RECEIVED || this == RETURNED;
        }
    }

    /// 办理步骤 One step that was taken.
    @Schema(
            name = "PlatformApplicationStep",
            description = "办理步骤 One step that was taken",
            requiredProperties = {"step", "on", "region"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApplicationStep(
            @Schema(description = "转入的状态 State that it led to", examples = "RECEIVED") @NotNull
            PlatformApplicationState step,

            @Schema(description = "日期 Day", examples = "2026-03-10") @NotNull
            LocalDate on,

            @Schema(description = "办理单位所在区划 Division of the office that took it", examples = "140600")
            @NotNull
            @Size(max = 6)
            String region,

            @Schema(description = "文号 Number of the document", examples = "朔科推〔2026〕5号") @Size(max = 200)
            String documentNumber,

            @Schema(description = "意见或原因 Opinion, or why", examples = "材料齐全，同意推荐") @Size(max = 2000)
            String opinion) {}

    /// 办理 What an office says of a step.
    @Schema(
            name = "PlatformApplicationHandling",
            description = "办理 Handling",
            examples = "{\"on\": \"2026-03-10\", \"documentNumber\": \"朔科推〔2026〕5号\", \"opinion\": \"材料齐全\"}")
    public record Handling(
            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "文号 Number of the document") @Size(max = 200)
            String documentNumber,

            @Schema(description = "意见 Opinion; no personal data") @Size(max = 2000)
            String opinion) {}

    /// 批准 The decision for it.
    @Schema(
            name = "PlatformApplicationApproval",
            description = "批准 Approval",
            examples = "{\"on\": \"2026-06-01\", \"documentNumber\": \"朔科发〔2026〕12号\"}")
    public record Approval(
            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "批文号 Number of the document") @NotBlank @Size(max = 200)
            String documentNumber,

            @Schema(description = "意见 Opinion; no personal data", examples = "同意") @Size(max = 2000)
            String opinion,

            @Schema(
                    description = "据此登记的平台，已登记的才可填；新建可后补，升级须与所升级的平台相同或不填 Platform filed for it, which must be on file; "
                            + "of an UPGRADE the one to be raised, or none")
            @Valid
            PlatformId platform) {}

    /// 退回或不予批准 Why it goes no further as it is.
    @Schema(
            name = "PlatformApplicationRejection",
            description = "退回或不予批准 Return or refusal",
            examples = "{\"on\": \"2026-03-12\", \"reason\": \"缺少依托单位承诺书\"}")
    public record Rejection(
            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "文号 Number of the document", examples = "朔科函〔2026〕8号") @Size(max = 200)
            String documentNumber,

            @Schema(description = "原因 Why; no personal data") @NotBlank @Size(max = 500)
            String reason) {}
}
