package org.innoledger.platform.platform;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
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
import org.innoledger.kit.standard.Impersonal;

/// Platform 创新平台: a laboratory, centre or station where technology is made, or an incubator where firms grow.
@Entity
public class Platform extends Registered<Platform.PlatformFacts> {

    /// What the register holds of a platform. Source: the annexes of the city programmes and of the laboratory
    /// reorganisation, where each is listed with type, level and host.
    @Embeddable
    @Schema(name = "PlatformFacts", description = "创新平台登记内容 Facts of a platform", examples = """
                    {"name": "示例·粉煤灰综合利用工程技术研究中心", "region": "140602", "type": "ENGINEERING_CENTRE", \
                    "level": "PROVINCIAL", "field": "能源", "subfield": "粉煤灰综合利用", "hostName": "示例·朔州电力研究院", \
                    "directions": ["烟气治理", "固废利用"], "approvedOn": "2021-06-01", "openedOn": "2023-09-01"}""")
    public record PlatformFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched @Indexed
            String name,

            @NotNull @Valid @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "类型 Type; it also decides the class") @NotNull @Enumerated(EnumType.STRING) @Indexed
            PlatformType type,

            @Schema(description = "级别；升级用 POST …/upgrade Level; it rises by POST …/upgrade")
            @NotNull
            @Enumerated(EnumType.STRING)
            @Indexed
            PlatformLevel level,

            @Schema(description = "领域 Field") @Size(max = 100) @Indexed
            String field,

            @Schema(
                    description = "细分领域；省级重点实验室必填，每个细分领域只设一个 Subfield; a provincial key laboratory has one, and each "
                            + "subfield has one such laboratory")
            @Size(max = 100)
            @Indexed
            String subfield,

            @Schema(description = "依托单位统一社会信用代码 Credit code of the host; one that is not known yet is remarked upon")
            @Valid
            @Indexed
            CreditCode host,

            @Schema(description = "依托单位名称 Name of the host") @Size(max = 200) @Searched @Indexed
            String hostName,

            @Schema(description = "共建单位 Those who build it together with the host", examples = "[\"示例·矿业大学\"]")
            @Size(max = 100)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotBlank @Size(max = 200) String> coBuilders,

            @Schema(
                    description = "负责人在人才库中的编号；不登记姓名 Id of the director in the talent register; no name is kept here",
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            @Pattern(
                    regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    message = "应为小写的 UUID / must be a UUID in lower case")
            @Indexed
            String directorTalent,

            @Schema(description = "研究方向 Directions of research") @Size(max = 100) @JdbcTypeCode(SqlTypes.JSON)
            List<@NotBlank @Size(max = 200) String> directions,

            @Schema(description = "批次 Batch in which it was approved", examples = "2021年第一批") @Size(max = 100) @Indexed
            String batch,

            @Schema(
                    description = "列入培育日期，不详则缺 Taken up for cultivation on; absent where the day is not known",
                    examples = "2020-03-01")
            @PastOrPresent
            @Indexed
            LocalDate cultivatedOn,

            @Schema(description = "批准建设日期 Approved to be built on") @PastOrPresent @Indexed
            LocalDate approvedOn,

            @Schema(description = "投入运行日期 In operation since") @PastOrPresent @Indexed
            LocalDate openedOn,

            @Schema(
                    description =
                            "历程：状态与级别的每次变化，按日期为序，只随办理动作增加，报送的值不计 Course: each change of state or level, in order of "
                                    + "date; it grows only by the verbs, what is sent is ignored",
                    readOnly = true)
            @Size(max = Course.STEPS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid PlatformStep> course,

            @Schema(
                    description = "并入的平台，由 merger 填写 Platform that this one went into; set by `merger`",
                    readOnly = true,
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            @Size(max = 36)
            @Indexed
            String mergedInto,

            @Schema(
                    description = "取代它的优化重组 Restructuring by which others take its place; set by that act's approval",
                    readOnly = true,
                    examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7e")
            @Size(max = 36)
            @Indexed
            String replacedBy,

            @Schema(
                    description = "最迟于此日撤销 It is revoked on this day at the latest; set with replacedBy",
                    readOnly = true,
                    examples = "2023-12-31")
            @Indexed
            LocalDate replacedUntil,

            @Schema(
                    description =
                            "true：细分领域已由接续的实验室占用，过渡期内两者并存 true: its subfield is its successor's already, and until "
                                    + "replacedUntil there are two",
                    readOnly = true,
                    examples = "true")
            @Indexed
            Boolean yielding,

            @Indexed @Size(max = 100) String externalId)
            implements Located<PlatformFacts>, Begins, Refers, Replaces<PlatformFacts>, Checked {
        private static final Copies<PlatformFacts> COPIES = Copies.of(
                PlatformFacts.class,
                "level",
                "approvedOn",
                "openedOn",
                "course",
                "mergedInto",
                "replacedBy",
                "replacedUntil",
                "yielding");

        /// The journal knows no empty lists, so there are none here either: facts are the same however it is
        /// said that there is nothing.
        public PlatformFacts {
            subfield = subfield == null || subfield.isBlank() ? null : subfield.strip();
            coBuilders = coBuilders == null || coBuilders.isEmpty() ? null : coBuilders;
            directions = directions == null || directions.isEmpty() ? null : directions;
            course = course == null || course.isEmpty() ? null : course;
        }

        @Override
        public PlatformState beginsAs() {
            if (openedOn != null) {
                return PlatformState.OPERATING;
            }
            return approvedOn == null ? PlatformState.CULTIVATING : PlatformState.APPROVED;
        }

        /// A date that carries the state may be corrected; it comes and goes only by its verb. What the verbs
        /// have written stays, whatever the caller sent.
        @Override
        public PlatformFacts over(Filed<PlatformFacts> present) {
            if (present == null) {
                return with(new Life(level, approvedOn, openedOn, Course.begun(this), null, null, null, null));
            }
            var before = present.facts();
            // One that was filed as operating may lack the day of its approval, which is found later.
            var found = before.approvedOn == null && before.openedOn != null;
            var approved = found ? approvedOn : Replaces.corrected(approvedOn, before.approvedOn);
            var opened = Replaces.corrected(openedOn, before.openedOn);
            var asFiled = before.course == null || before.course.equals(Course.begun(before));
            if (level != before.level && !asFiled) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "平台已经办理，级别 %s 不能直接改；升级用 POST …/upgrade。",
                                "Steps have been taken on the platform, so its level stays %s; use POST …/upgrade to raise it.",
                                before.level));
            }
            var dated = with(new Life(level, approved, opened, course, null, null, null, null));
            return with(new Life(
                    level,
                    approved,
                    opened,
                    asFiled ? Course.begun(dated) : Course.redated(dated, before.course),
                    before.mergedInto,
                    before.replacedBy,
                    before.replacedUntil,
                    before.yielding));
        }

        @Override
        public List<CreditCode> named() {
            return host == null ? List.of() : List.of(host);
        }

        /// The facts of the platform once it has taken this step.
        ///
        /// @throws Problem 400 for a day before that of the last step, 409 where there are too many
        PlatformFacts stepped(PlatformStep step) {
            var steps = Course.with(step, course == null ? Course.begun(this) : course);
            return with(new Life(
                    step.level(),
                    step.status() == PlatformState.APPROVED && approvedOn == null ? step.on() : approvedOn,
                    step.status() == PlatformState.OPERATING && openedOn == null ? step.on() : openedOn,
                    steps,
                    step.status() == PlatformState.MERGED ? step.into() : mergedInto,
                    replacedBy,
                    replacedUntil,
                    yielding));
        }

        /// The facts of the platform once an act has given its place to others.
        ///
        /// @param yields whether one of them has its subfield
        PlatformFacts replaced(String act, LocalDate until, boolean yields) {
            return with(new Life(level, approvedOn, openedOn, course, mergedInto, act, until, yields ? true : null));
        }

        /// The day of the last step, null where it has none.
        LocalDate latest() {
            return course == null ? null : course.getLast().on();
        }

        /// What only the verbs change.
        private record Life(
                PlatformLevel level,
                LocalDate approvedOn,
                LocalDate openedOn,
                List<PlatformStep> course,
                String mergedInto,
                String replacedBy,
                LocalDate replacedUntil,
                Boolean yielding) {}

        private Life life() {
            return new Life(level, approvedOn, openedOn, course, mergedInto, replacedBy, replacedUntil, yielding);
        }

        private PlatformFacts with(Life life) {
            return COPIES.with(
                    this,
                    life.level,
                    life.approvedOn,
                    life.openedOn,
                    life.course,
                    life.mergedInto,
                    life.replacedBy,
                    life.replacedUntil,
                    life.yielding);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "approvedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(cultivatedOn, approvedOn),
                            "批准建设日期不能早于列入培育日期",
                            "approvedOn cannot be before cultivatedOn")
                    .at(
                            "openedOn",
                            FaultCode.OUT_OF_ORDER,
                            openedOnInOrder(),
                            "投入运行日期不能早于批准建设日期或列入培育日期",
                            "openedOn cannot be before approvedOn or cultivatedOn")
                    .at(
                            "subfield",
                            FaultCode.MISSING,
                            subfield != null
                                    || type != PlatformType.KEY_LABORATORY
                                    || level != PlatformLevel.PROVINCIAL,
                            "省级重点实验室须填细分领域",
                            "a provincial key laboratory states its subfield");
        }

        private boolean openedOnInOrder() {
            return openedOn == null
                    || (approvedOn == null || !openedOn.isBefore(approvedOn))
                            && (cultivatedOn == null || !openedOn.isBefore(cultivatedOn));
        }
    }

    /// An approval to build the platform.
    @Schema(
            name = "PlatformApproval",
            description = "批准建设 Approval",
            examples = "{\"on\": \"2021-06-01\", \"documentNumber\": \"晋科发〔2021〕12号\"}")
    public record Approval(
            @Schema(description = "批准建设日期，不晚于今天 Approved on; not in the future") @NotNull @PastOrPresent
            LocalDate on,

            @Schema(description = "批文号，留存于历史 Number of the document, kept in the history") @Size(max = 100)
            String documentNumber,

            @Schema(description = "理由，留存于历史 Why, kept in the history", examples = "评审通过") @Size(max = 500) @Impersonal
            String reason) {}

    /// The day on which the platform begins to work.
    @Schema(
            name = "PlatformOpening",
            description = "投入运行 Opening",
            examples = "{\"on\": \"2023-09-01\", \"documentNumber\": \"晋科函〔2023〕88号\"}")
    public record Opening(
            @Schema(description = "投入运行日期，不晚于今天 In operation since; not in the future") @NotNull @PastOrPresent
            LocalDate on,

            @Schema(description = "文号，留存于历史 Number of the document, kept in the history") @Size(max = 100)
            String documentNumber,

            @Schema(description = "理由，留存于历史 Why, kept in the history", examples = "评审通过") @Size(max = 500) @Impersonal
            String reason) {}

    /// A rise in level, by which the platform goes on as it is.
    @Schema(
            name = "PlatformUpgrade",
            description = "升级 Upgrade",
            examples = "{\"level\": \"NATIONAL\", \"on\": \"2024-03-01\", \"documentNumber\": \"国科发基〔2024〕31号\"}")
    public record Upgrade(
            @Schema(description = "升入的级别 Level that it rises to", examples = "NATIONAL") @NotNull
            PlatformLevel level,

            @Schema(description = "升级日期，缺省今天 Since; today where absent, not in the future") @PastOrPresent
            LocalDate on,

            @Schema(description = "批文号 Number of the document") @Size(max = 100)
            String documentNumber,

            @Schema(description = "理由，留存于历史 Why, kept in the history", examples = "评审通过") @Size(max = 500) @Impersonal
            String reason) {}
}
