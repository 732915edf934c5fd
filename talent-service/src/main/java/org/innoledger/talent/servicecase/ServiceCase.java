package org.innoledger.talent.servicecase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Value;
import org.innoledger.kit.time.Days;
import org.innoledger.talent.residence.ResidenceId;
import org.innoledger.talent.talent.TalentId;

/// Service case 人才服务: one thing that a talent asks for, from the request to what came of it.
@Entity
public class ServiceCase extends Registered<ServiceCase.ServiceCaseFacts> {

    /// What the register holds of a case. Source: 人才服务保障, "引进的高层次人才享受医疗保健、子女入学等一站式服务；全力保障人才配偶安置，
    /// 具有副教授职称或博士研究生学历学位，可办理入编调动手续，其他可根据实际情况，对口安置".
    @Embeddable
    @Schema(name = "ServiceCaseFacts", description = "人才服务登记内容 Facts of a service case", examples = """
                    {"talent": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "kind": "FLAT", "request": "申请一套两居室人才公寓", \
                    "openedOn": "2026-03-02", "dueOn": "2026-04-01", "responsible": "示例·人才服务中心", \
                    "externalId": "SZ-FW-0001"}""")
    public record ServiceCaseFacts(
            @Schema(description = "人才编号 Id of the talent, who must be registered") @NotNull @Valid @Indexed
            TalentId talent,

            @Schema(description = "服务类别 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            ServiceCaseKind kind,

            @Schema(description = "诉求 What is asked for; no personal data")
            @NotBlank
            @Size(max = 2000)
            @Impersonal
            @Searched
            String request,

            @Schema(description = "受理日期 Opened on") @NotNull @PastOrPresent @Indexed
            LocalDate openedOn,

            @Schema(description = "办结期限 Due on; overdue is computed from it") @Indexed
            LocalDate dueOn,

            @Schema(description = "承办单位 Responsible body") @Size(max = 200) @Impersonal
            String responsible,

            @Schema(
                    description =
                            "配偶安置的待遇，受理时按人才的职称与学位认定 What a SPOUSE_PLACEMENT entitles to, judged at filing by the talent's "
                                    + "titles and degree; ignored where it is sent",
                    readOnly = true,
                    examples = "TRANSFER")
            @Enumerated(EnumType.STRING)
            ServiceEntitlement entitlement,

            @Schema(
                    description = "办结日期，由 …/completion 记录 Completed on; set by …/completion",
                    readOnly = true,
                    examples = "2026-03-20")
            LocalDate completedOn,

            @Schema(
                    description = "办理结果，由 …/completion 记录 Outcome; set by …/completion",
                    readOnly = true,
                    examples = "已安排就医绿色通道")
            @Size(max = 2000)
            @Impersonal
            String outcome,

            @Schema(description = "人才公寓，由 …/allotment 记录 Residence; set by …/allotment", readOnly = true)
            @Valid
            @Indexed
            ResidenceId residence,

            @Schema(
                    description = "房间号，由 …/allotment 记录 Number of the flat; set by …/allotment",
                    readOnly = true,
                    examples = "3-1201")
            @Size(max = 50)
            @Impersonal
            String unit,

            @Schema(
                    description = "分配日期，由 …/allotment 记录 Allotted on; set by …/allotment",
                    readOnly = true,
                    examples = "2026-03-20")
            LocalDate allottedOn,

            @Schema(
                    description = "退房日期，由 …/vacating 记录 Vacated on; set by …/vacating",
                    readOnly = true,
                    examples = "2028-03-20")
            LocalDate vacatedOn,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Refers.Anchored, Refers.Local, Begins, Replaces<ServiceCaseFacts>, Checked {
        private static final Copies<ServiceCaseFacts> COPIES = Copies.of(
                ServiceCaseFacts.class,
                "responsible",
                "entitlement",
                "completedOn",
                "outcome",
                "residence",
                "unit",
                "allottedOn",
                "vacatedOn");

        @Override
        public Value.OfRecord anchor() {
            return talent;
        }

        @Override
        public ServiceCaseState beginsAs() {
            return ServiceCaseState.OPEN;
        }

        /// Whether the spouse may be taken over into an established post 入编调动; absent for other kinds.
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description =
                        "配偶是否可办理入编调动；其他类别无 Whether the spouse may be transferred into an established post; absent for other kinds",
                readOnly = true,
                examples = "true")
        public Boolean eligible() {
            return entitlement == null ? null : entitlement == ServiceEntitlement.TRANSFER;
        }

        /// What came by verbs stays as it is, and who is responsible where nothing is said of it. The
        /// entitlement is judged anew only for another talent or kind.
        @Override
        public ServiceCaseFacts over(Filed<ServiceCaseFacts> present) {
            if (present == null) {
                return COPIES.with(this, responsible, null, null, null, null, null, null, null);
            }
            var before = present.facts();
            var same = before.kind == kind && before.talent.equals(talent);
            if (!same && !ServiceCaseState.UNDECIDED.contains(ServiceCaseState.valueOf(present.status()))) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "已办结（%s）的服务不能改人才或类别；请另行登记。",
                                "Talent and kind of a case that is %s cannot change; file another one.",
                                present.status()));
            }
            return COPIES.with(
                    this,
                    responsible == null ? before.responsible : responsible,
                    same ? before.entitlement : null,
                    before.completedOn,
                    before.outcome,
                    before.residence,
                    before.unit,
                    before.allottedOn,
                    before.vacatedOn);
        }

        /// The facts once the talent's titles and degree have been looked at.
        ServiceCaseFacts assessed(ServiceEntitlement entitlement) {
            return with(entitlement, responsible, completedOn, outcome, residence, unit, allottedOn, vacatedOn);
        }

        private ServiceCaseFacts startedBy(String responsible) {
            return with(entitlement, responsible, completedOn, outcome, residence, unit, allottedOn, vacatedOn);
        }

        private ServiceCaseFacts completed(LocalDate on, String outcome) {
            return with(entitlement, responsible, on, outcome, residence, unit, allottedOn, vacatedOn);
        }

        private ServiceCaseFacts allotted(ResidenceId residence, String unit, LocalDate on) {
            return with(entitlement, responsible, completedOn, outcome, residence, unit, on, null);
        }

        private ServiceCaseFacts vacated(LocalDate on) {
            return with(entitlement, responsible, completedOn, outcome, residence, unit, allottedOn, on);
        }

        private ServiceCaseFacts with(
                ServiceEntitlement entitlement,
                String responsible,
                LocalDate completedOn,
                String outcome,
                ResidenceId residence,
                String unit,
                LocalDate allottedOn,
                LocalDate vacatedOn) {
            return COPIES.with(
                    this, responsible, entitlement, completedOn, outcome, residence, unit, allottedOn, vacatedOn);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "dueOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(openedOn, dueOn),
                            "办结期限不能早于受理日期",
                            "dueOn cannot be before openedOn")
                    .at(
                            "completedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(openedOn, completedOn),
                            "办结日期不能早于受理日期",
                            "completedOn cannot be before openedOn")
                    .at(
                            "allottedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(openedOn, allottedOn),
                            "分配日期不能早于受理日期",
                            "allottedOn cannot be before openedOn")
                    .at(
                            "vacatedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(allottedOn, vacatedOn),
                            "退房日期不能早于分配日期",
                            "vacatedOn cannot be before allottedOn");
        }
    }

    /// Somebody takes the case on.
    @Schema(name = "ServiceCaseStart", description = "开始办理 Start", examples = "{\"responsible\": \"示例·人才服务中心\"}")
    public record Start(
            @Schema(description = "承办单位，缺省为已登记的 Who takes it on; whoever is on file by default")
            @Size(max = 200)
            @Impersonal
            String responsible) {
        Filed<ServiceCaseFacts> of(Filed<ServiceCaseFacts> filed) {
            var facts = filed.facts();
            return filed.advance(ServiceCaseState.IN_PROGRESS)
                    .with(responsible == null ? facts : facts.startedBy(responsible));
        }
    }

    /// What was asked for has been done.
    @Schema(
            name = "ServiceCaseCompletion",
            description = "办结 Completion",
            examples = "{\"on\": \"2026-03-20\", \"outcome\": \"已安排就医绿色通道\"}")
    public record Completion(
            @Schema(description = "办结日期，缺省为今天 Completed on, today by default")
            LocalDate on,

            @Schema(description = "办理结果 Outcome; no personal data") @NotBlank @Size(max = 2000) @Impersonal
            String outcome) {
        Filed<ServiceCaseFacts> of(Filed<ServiceCaseFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().openedOn(), "/on", on, today);
            return suited(filed, filed.facts().kind() != ServiceCaseKind.FLAT)
                    .advance(ServiceCaseState.DONE)
                    .with(filed.facts().completed(day, outcome));
        }
    }

    /// The talent is given a flat.
    @Schema(name = "ServiceCaseAllotment", description = "分配公寓 Allotment", examples = """
                    {"residence": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "unit": "3-1201", "on": "2026-03-20"}""")
    public record Allotment(
            @Schema(description = "人才公寓 Residence") @NotNull @Valid
            ResidenceId residence,

            @Schema(description = "房间号；不分全角半角与大小写 Number of the flat; width and case make no difference")
            @NotBlank
            @Size(max = 50)
            @Impersonal
            String unit,

            @Schema(description = "分配日期，缺省为今天 Allotted on, today by default")
            LocalDate on) {
        Filed<ServiceCaseFacts> of(Filed<ServiceCaseFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().openedOn(), "/on", on, today);
            return suited(filed, filed.facts().kind() == ServiceCaseKind.FLAT)
                    .advance(ServiceCaseState.ALLOTTED)
                    .with(filed.facts().allotted(residence, Value.normalised(unit), day));
        }
    }

    /// The talent has moved out.
    @Schema(name = "ServiceCaseVacating", description = "退房 Vacating", examples = "{\"on\": \"2026-09-30\"}")
    public record Vacating(
            @Schema(description = "退房日期，缺省为今天；当日即可再分配 Vacated on, today by default; free again from that day")
            LocalDate on) {
        Filed<ServiceCaseFacts> of(Filed<ServiceCaseFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().allottedOn(), "/on", on, today);
            return filed.advance(ServiceCaseState.VACATED).with(filed.facts().vacated(day));
        }
    }

    /// Why a reviewer decides as it does, or a clerk takes a case back.
    @Schema(
            name = "ServiceCaseDecision",
            description = "决定及理由 A decision with its reason",
            examples = "{\"reason\": \"不属于本项服务范围\"}")
    public record Decision(
            @Schema(description = "理由，留存于历史，不得含个人信息 Why; kept in the history, without personal data")
            @NotBlank
            @Size(max = 500)
            @Impersonal
            String reason)
            implements Noted.Reasoned {}

    /// A placement whose entitlement is to be judged once more: the talent has a degree or a title since.
    static Filed<ServiceCaseFacts> reassessed(Filed<ServiceCaseFacts> filed) {
        if (filed.facts().kind() != ServiceCaseKind.SPOUSE_PLACEMENT
                || !ServiceCaseState.UNDECIDED.contains(ServiceCaseState.valueOf(filed.status()))) {
            throw Problem.illegalState(
                    Text.of(
                            "只有尚未办结的配偶安置可以重新认定，此事项为 %s，状态 %s。",
                            "Only a placement of a spouse that is still open is judged anew; this is %s and %s.",
                            filed.facts().kind(),
                            filed.status()),
                    filed.status(),
                    ServiceCaseState.UNDECIDED);
        }
        return filed.with(filed.facts().assessed(null));
    }

    /// The case as it is looked at again: what had been found is in the history.
    static Filed<ServiceCaseFacts> reopened(Filed<ServiceCaseFacts> filed) {
        return filed.advance(ServiceCaseState.REOPENED)
                .with(filed.facts().completed(null, null).assessed(null));
    }

    /// The case, when what is to be done suits its kind.
    private static Filed<ServiceCaseFacts> suited(Filed<ServiceCaseFacts> filed, boolean suits) {
        if (suits) {
            return filed;
        }
        throw Problem.of(
                ProblemType.CONFLICT,
                Text.of(
                        "%s 不适用此操作：人才公寓（FLAT）用 POST …/allotment 分配，其他类别用 POST …/completion 办结。",
                        "This is not done to %s: a FLAT is allotted by POST …/allotment, any other kind completed by POST …/completion.",
                        filed.facts().kind()));
    }
}
