package org.innoledger.talent.expertteam;

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
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.talent.talent.TalentId;

/// Guidance record 指导记录: what an expert team did for an enterprise on a day.
@Entity
public class GuidanceRecord extends Registered<GuidanceRecord.GuidanceRecordFacts> {
    private static final int EXPERTS_MAX = 20;

    /// What the register holds of a guidance. Source: DOMAIN §2, Expert teams.
    @Embeddable
    @Schema(
            name = "GuidanceRecordFacts",
            description = "指导记录内容 Facts of a guidance record",
            examples =
                    "{\"enterprise\": \"91140602MA0T000111\", \"team\": \"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\", \"guidedOn\": \"2026-03-02\", \"method\": \"ON_SITE\", \"content\": \"现场诊断窑炉能耗\", \"problems\": \"余热未回收\", \"result\": \"提出改造方案\"}")
    public record GuidanceRecordFacts(
            @Schema(
                    description =
                            "企业统一社会信用代码 Credit code of the enterprise; one that is not known yet is remarked upon")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "专家团队编号（UUID），须指导该企业 Id of the expert team (UUID), which guides the enterprise")
            @NotNull
            @Pattern(regexp = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", message = "应为 UUID / This must be a UUID")
            @Indexed
            String team,

            @Schema(description = "指导日期，不晚于今天 Guided on, today at the latest") @NotNull @PastOrPresent @Indexed
            LocalDate guidedOn,

            @Schema(description = "方式 Method") @NotNull @Enumerated(EnumType.STRING)
            GuidanceMethod method,

            @Schema(description = "指导内容 What was done") @NotBlank @Size(max = 4000) @Impersonal @Searched
            String content,

            @Schema(
                    description = "参加指导的专家，须为团队成员，不重复 Ids of the experts who took part: members of the team, each once",
                    examples = "[\"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\"]",
                    maxItems = EXPERTS_MAX)
            @Size(max = EXPERTS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid TalentId> experts,

            @Schema(description = "发现的问题 Problems found") @Size(max = 4000) @Impersonal @Searched
            String problems,

            @Schema(description = "指导成效 Result") @Size(max = 4000) @Impersonal @Searched
            String result,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Refers.HangsOn, Checked {

        /// Ids are the same however their digits are written, and there are no empty lists.
        public GuidanceRecordFacts {
            team = team == null ? null : team.strip().toLowerCase(Locale.ROOT);
            experts = experts == null || experts.isEmpty() ? null : experts;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "experts",
                    FaultCode.DUPLICATE,
                    Checks.distinct(experts),
                    "专家重复",
                    "An expert stands twice in the list");
        }
    }

    /// How a team guided an enterprise 指导方式.
    @Schema(
            description = "指导方式 Method: ON_SITE 现场指导 | REMOTE 线上指导 | TRAINING 培训讲座 | JOINT_RESEARCH 联合攻关 | OTHER 其他",
            examples = "ON_SITE")
    public enum GuidanceMethod {
        ON_SITE,
        REMOTE,
        TRAINING,
        JOINT_RESEARCH,
        OTHER
    }
}
