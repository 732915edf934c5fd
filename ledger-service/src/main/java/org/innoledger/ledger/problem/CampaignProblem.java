package org.innoledger.ledger.problem;

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
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.time.Days;

/// Problem 问题清单: what stands in the way of an enterprise's innovation, who is to remove it, and until when.
@Entity(name = "Problem")
public class CampaignProblem extends Registered<CampaignProblem.ProblemFacts> {
    /// Steps of one problem's course.
    static final int STEPS_MAX = 100;

    /// What the register holds of a problem. Source: DOMAIN 1.4, the problem list 问题清单 that the work groups of
    /// 晋政办发〔2019〕83号 keep: what falls to government goes to a department, the rest to the firm itself.
    @Embeddable
    @Schema(name = "ProblemFacts", description = "问题登记内容 Facts of a problem", examples = """
                    {"enterprise": "91140602MA0T000111", "source": "SERVICE_RECORD", "title": "研发设备进口免税手续", \
                    "description": "示例：进口试验设备免税备案迟迟未办结", "problemClass": "GOVERNMENT", \
                    "raisedOn": "2026-03-02", "externalId": "SZ-WT-0001"}""")
    public record ProblemFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise, which must be registered")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "来源 Where it came up") @NotNull @Enumerated(EnumType.STRING) @Indexed
            ProblemSource source,

            @Schema(
                    description = "推进服务记录编号 Id of the service record that found it",
                    examples = "019a9e3c-5d6f-7a10-8b20-0123456789ab")
            @Pattern(
                    regexp = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                    message = "应为小写的 UUID / must be a UUID in lower case")
            @Indexed
            String serviceRecord,

            @Schema(description = "问题标题 Title") @NotBlank @Size(max = 200) @Searched @Indexed
            String title,

            @Schema(description = "问题描述 Description") @Size(max = 4000) @Searched
            String description,

            @Schema(description = "类别，开始办理后不可更改 Whose it is to solve; fixed once it is under way")
            @NotNull
            @Enumerated(EnumType.STRING)
            @Indexed
            ProblemClass problemClass,

            @Schema(
                    description =
                            "责任层级，仅 GOVERNMENT；交办后随办理过程而定 Level of the responsible body, of GOVERNMENT only; once "
                                    + "dispatched it follows from the course",
                    examples = "CITY")
            @Enumerated(EnumType.STRING)
            @Indexed
            ProblemLevel responsibleLevel,

            @Schema(
                    description = "责任单位；交办后随办理过程而定 Responsible body; once dispatched it follows from the course",
                    examples = "市工信局")
            @Size(max = 200)
            @Searched
            @Indexed
            String responsibleBody,

            @Schema(description = "提出日期 Raised on; not in the future") @NotNull @Indexed
            LocalDate raisedOn,

            @Schema(
                    description = "办理时限；政府类交办后随办理过程而定 Due on; of a GOVERNMENT problem it follows from the course once "
                            + "dispatched",
                    examples = "2026-04-01")
            @Indexed
            LocalDate dueOn,

            @Schema(
                    description =
                            "办理过程，只随办理动作增加，报送的值不计 Its course; it grows only by the verbs, what is sent is ignored",
                    readOnly = true)
            @Size(max = STEPS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid ProblemStep> steps,

            @Schema(
                    description =
                            "解决情况，由 resolution 填写，报送的值不计 How it was solved; set by `resolution`, what is sent is ignored",
                    readOnly = true,
                    examples = "示例：市工信局协调海关，备案已办结")
            @Size(max = 2000)
            @Searched
            String solution,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local, Begins, Replaces<ProblemFacts>, Checked {
        private static final Copies<ProblemFacts> COPIES =
                Copies.of(ProblemFacts.class, "responsibleLevel", "responsibleBody", "dueOn", "steps", "solution");

        /// The journal knows no empty lists, so there are none here either.
        public ProblemFacts {
            steps = steps == null || steps.isEmpty() ? null : steps;
        }

        @Override
        public ProblemState beginsAs() {
            return ProblemState.OPEN;
        }

        /// Course and solution come by the verbs alone. Once a problem is under way its class stays, and what
        /// a dispatch decided stays too: a nightly import of the list must not undo it.
        @Override
        public ProblemFacts over(Filed<ProblemFacts> present) {
            if (present == null) {
                return with(responsibleLevel, responsibleBody, dueOn, null, null);
            }
            var before = present.facts();
            var begun = !ProblemState.OPEN.name().equals(present.status());
            if (begun && problemClass != null && problemClass != before.problemClass) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "问题已开始办理，类别 %s 不能再改；如属错登请撤回后重新登记。",
                                "The problem is under way and stays %s; if that is wrong, withdraw it and file it anew.",
                                before.problemClass));
            }
            return begun && problemClass == ProblemClass.GOVERNMENT
                    ? with(before.responsibleLevel, before.responsibleBody, before.dueOn, before.steps, before.solution)
                    : with(responsibleLevel, responsibleBody, dueOn, before.steps, before.solution);
        }

        private ProblemFacts with(
                ProblemLevel responsibleLevel,
                String responsibleBody,
                LocalDate dueOn,
                List<ProblemStep> steps,
                String solution) {
            return COPIES.with(this, responsibleLevel, responsibleBody, dueOn, steps, solution);
        }

        /// With whom the problem lies from now on.
        private ProblemFacts assigned(ProblemLevel level, String body, LocalDate due) {
            return with(level, body, due == null ? dueOn : due, steps, solution);
        }

        private ProblemFacts solved(String solution) {
            return with(responsibleLevel, responsibleBody, dueOn, steps, solution);
        }

        private ProblemFacts stepped(ProblemStep step) {
            var course = new ArrayList<>(steps == null ? List.<ProblemStep>of() : steps);
            course.add(step);
            return with(responsibleLevel, responsibleBody, dueOn, List.copyOf(course), solution);
        }

        /// The day before which no further step can be.
        private LocalDate latest() {
            return steps == null ? raisedOn : steps.getLast().on();
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "responsibleLevel",
                            FaultCode.INCONSISTENT,
                            responsibleLevel == null || problemClass != ProblemClass.ENTERPRISE,
                            "企业自身问题不设责任层级",
                            "an ENTERPRISE problem has no responsibleLevel")
                    .at(
                            "dueOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(raisedOn, dueOn),
                            "办理时限不能早于提出日期",
                            "dueOn cannot be before raisedOn")
                    .at(
                            "raisedOn",
                            FaultCode.OUT_OF_ORDER,
                            raisedOn == null
                                    || steps == null
                                    || !raisedOn.isAfter(steps.getFirst().on()),
                            "提出日期不能晚于办理过程的第一步",
                            "raisedOn cannot be after the first step of the course");
        }
    }

    /// Who acts, and which day it is in the province.
    ///
    /// @param name of the caller
    record Actor(String name, LocalDate today) {}

    /// 交办 Dispatch to a body.
    @Schema(name = "ProblemDispatch", description = "交办 Dispatch to a body", examples = """
                    {"responsibleLevel": "CITY", "responsibleBody": "市工信局", "dueOn": "2026-04-01", "on": "2026-03-05"}""")
    public record Dispatch(
            @Schema(description = "责任层级 Level of the body") @NotNull
            ProblemLevel responsibleLevel,

            @Schema(description = "责任单位 Responsible body") @NotBlank @Size(max = 200)
            String responsibleBody,

            @Schema(description = "办理时限 Due on") @NotNull LocalDate dueOn,

            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "说明 Note", examples = "请会同海关办理") @Size(max = 500)
            String note) {

        /// A dispatch that changes nothing is none, so that it may be sent again.
        Filed<ProblemFacts> to(Filed<ProblemFacts> filed, Actor actor) {
            var facts = filed.facts();
            if (ProblemState.DISPATCHED.name().equals(filed.status())
                    && responsibleLevel == facts.responsibleLevel()
                    && responsibleBody.equals(facts.responsibleBody())
                    && dueOn.equals(facts.dueOn())) {
                return filed;
            }
            var assigned = facts.assigned(responsibleLevel, responsibleBody, dueOn);
            return moved(filed, ProblemState.DISPATCHED, assigned, actor, on, note);
        }
    }

    /// 开始办理 Begin of the work.
    @Schema(name = "ProblemStart", description = "开始办理 Begin of the work", examples = "{\"on\": \"2026-03-06\"}")
    public record Start(
            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "说明 Note", examples = "已受理") @Size(max = 500)
            String note) {
        Filed<ProblemFacts> to(Filed<ProblemFacts> filed, Actor actor) {
            return moved(filed, ProblemState.IN_PROGRESS, filed.facts(), actor, on, note);
        }
    }

    /// 解决 The responsible body says that it is solved.
    @Schema(
            name = "ProblemResolution",
            description = "解决情况 Resolution",
            examples = "{\"solution\": \"示例：市工信局协调海关，备案已办结\", \"on\": \"2026-03-28\"}")
    public record Resolution(
            @Schema(description = "解决情况 How it was solved") @NotBlank @Size(max = 2000)
            String solution,

            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on) {
        Filed<ProblemFacts> to(Filed<ProblemFacts> filed, Actor actor) {
            return moved(filed, ProblemState.RESOLVED, filed.facts().solved(solution), actor, on, solution);
        }
    }

    /// 确认 The enterprise's county says so too.
    @Schema(name = "ProblemConfirmation", description = "县级确认 Confirmation", examples = "{\"on\": \"2026-03-30\"}")
    public record Confirmation(
            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "说明 Note", examples = "企业已确认") @Size(max = 500)
            String note) {
        Filed<ProblemFacts> to(Filed<ProblemFacts> filed, Actor actor) {
            return moved(filed, ProblemState.CONFIRMED, filed.facts(), actor, on, note);
        }
    }

    /// 重新打开 It is not solved, or not any more.
    @Schema(
            name = "ProblemReopening",
            description = "重新打开 Reopening",
            examples = "{\"reason\": \"设备仍未放行\", \"on\": \"2026-04-02\"}")
    public record Reopening(
            @Schema(description = "原因，留存于办理过程与历史 Why; kept in course and history") @NotBlank @Size(max = 500)
            String reason,

            @Schema(description = "日期，缺省为今天 Day, today by default")
            LocalDate on)
            implements Noted.Reasoned {

        /// What was said to be its solution is none; it stays in the course.
        Filed<ProblemFacts> to(Filed<ProblemFacts> filed, Actor actor) {
            return moved(filed, ProblemState.REOPENED, filed.facts().solved(null), actor, on, reason);
        }
    }

    /// 升级 To a body of the level above.
    @Schema(
            name = "ProblemEscalation",
            description = "升级 Escalation",
            examples = "{\"responsibleBody\": \"省工信厅\", \"reason\": \"市级无权限\", \"dueOn\": \"2026-05-01\"}")
    public record Escalation(
            @Schema(description = "上一级责任单位 Body of the level above") @NotBlank @Size(max = 200)
            String responsibleBody,

            @Schema(description = "原因，留存于办理过程与历史 Why; kept in course and history") @NotBlank @Size(max = 500)
            String reason,

            @Schema(description = "新的办理时限，缺省不变 New due date; by default it stays")
            LocalDate dueOn,

            @Schema(description = "日期，缺省为今天 Day, today by default", examples = "2026-04-10")
            LocalDate on)
            implements Noted.Reasoned {

        /// The state is asked first: before a dispatch there is no level from which to escalate.
        Filed<ProblemFacts> to(Filed<ProblemFacts> filed, Actor actor) {
            var facts = advanced(filed, ProblemState.ESCALATED).facts();
            var assigned = facts.assigned(facts.responsibleLevel().above(), responsibleBody, dueOn);
            return moved(filed, ProblemState.ESCALATED, assigned, actor, on, reason);
        }
    }

    /// The problem in its next state, with the step that brought it there.
    private static Filed<ProblemFacts> moved(
            Filed<ProblemFacts> filed, ProblemState next, ProblemFacts facts, Actor actor, LocalDate on, String note) {
        var advanced = advanced(filed, next);
        var day = Days.of("/on", on, actor.today());
        if (day.isBefore(facts.latest())) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "日期 %s 早于上一步（或提出日期）%s，请按先后顺序办理。",
                            "%s is before %s, the day of the step before or of raising; take the steps in their order.",
                            day,
                            facts.latest()));
        }
        if (facts.steps() != null && facts.steps().size() == STEPS_MAX) {
            throw Problem.of(
                    ProblemType.CONFLICT,
                    Text.of(
                            "办理过程已有 %d 步，不能再增；请撤回后另行登记。",
                            "The course has %d steps already, which is the most; withdraw the problem and file it anew.",
                            STEPS_MAX));
        }
        var step = new ProblemStep(next, day, actor.name(), facts.responsibleBody(), note);
        return advanced.with(facts.stepped(step));
    }

    /// The problem in a state that can follow for its class.
    private static Filed<ProblemFacts> advanced(Filed<ProblemFacts> filed, ProblemState next) {
        var of = filed.facts().problemClass();
        var allowed = ProblemState.valueOf(filed.status()).next(of);
        if (!allowed.contains(next)) {
            throw Problem.illegalState(
                    Text.of(
                            "%s 类问题 %s 当前为 %s，不能转为 %s。政府类须先交办，企业自身问题不交办、不升级。",
                            "Problem %2$s of class %1$s is %3$s now and cannot become %4$s. One of government is dispatched first; the firm's own is neither dispatched nor escalated.",
                            of,
                            filed.id(),
                            filed.status(),
                            next),
                    filed.status(),
                    allowed);
        }
        return filed.advance(next);
    }
}
