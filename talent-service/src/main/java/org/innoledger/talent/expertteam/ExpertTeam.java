package org.innoledger.talent.expertteam;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Impersonal;
import org.innoledger.kit.standard.Industry;
import org.innoledger.kit.standard.Value;
import org.innoledger.talent.talent.TalentId;

/// Expert team 专家团队: experts of an industry who guide enterprises. Those below read it, since a team of the
/// province guides enterprises of its counties.
@Entity
@Below
public class ExpertTeam extends Registered<ExpertTeam.ExpertTeamFacts> {
    private static final int MEMBERS_MAX = 100;
    private static final int ENTERPRISES_MAX = 500;

    /// What the register holds of a team. Source: DOMAIN §2, Expert teams.
    @Embeddable
    @Schema(
            name = "ExpertTeamFacts",
            description = "专家团队内容 Facts of an expert team",
            examples =
                    "{\"name\": \"朔州市陶瓷产业专家团队\", \"region\": \"140600\", \"industry\": \"C307\", \"field\": \"日用陶瓷\", \"enterprises\": [\"91140602MA0T000111\"], \"since\": \"2025-01-01\"}")
    public record ExpertTeamFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Impersonal @Searched
            String name,

            @Schema(description = "所属区划 Division that the team belongs to; those below read it")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "服务行业 Industry that it serves", examples = "C307") @NotNull @Valid @Indexed
            Industry industry,

            @Schema(description = "专业方向 Field") @Size(max = 200) @Impersonal @Searched
            String field,

            @Schema(description = "牵头专家人才编号，须为成员之一 Id of the leader, who is one of the members") @Valid @Indexed
            TalentId leader,

            @Schema(
                    description = "成员人才编号，不重复 Ids of the members, each once",
                    examples = "[\"019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d\"]",
                    maxItems = MEMBERS_MAX)
            @Size(max = MEMBERS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid TalentId> members,

            @Schema(
                    description =
                            "指导企业的统一社会信用代码，不重复；可尚未登记 Credit codes of the enterprises that it guides, each once; they may be unknown yet",
                    maxItems = ENTERPRISES_MAX)
            @Size(max = ENTERPRISES_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid CreditCode> enterprises,

            @Schema(description = "组建日期 Since") LocalDate since,

            @Schema(description = "结束日期，含当日 Until, this day included", examples = "2027-12-31")
            LocalDate until,

            @Indexed @Size(max = 100) @Impersonal @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
            String externalId)
            implements Located<ExpertTeamFacts>, Refers, Checked {

        /// The journal knows no empty lists, so there are none here either.
        public ExpertTeamFacts {
            members = members == null || members.isEmpty() ? null : members;
            enterprises = enterprises == null || enterprises.isEmpty() ? null : enterprises;
        }

        @Override
        public List<Value.OfRecord> named() {
            var named = new LinkedHashSet<Value.OfRecord>();
            Stream.ofNullable(leader).forEach(named::add);
            Stream.ofNullable(members).forEach(named::addAll);
            Stream.ofNullable(enterprises).forEach(named::addAll);
            return List.copyOf(named);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "leader",
                            FaultCode.INCONSISTENT,
                            leader == null || members != null && members.contains(leader),
                            "牵头专家须为成员之一",
                            "The leader must be one of the members")
                    .at(
                            "members",
                            FaultCode.DUPLICATE,
                            Checks.distinct(members),
                            "成员重复",
                            "A member stands twice in the list")
                    .at(
                            "enterprises",
                            FaultCode.DUPLICATE,
                            Checks.distinct(enterprises),
                            "企业重复",
                            "An enterprise stands twice in the list")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "结束日期不能早于组建日期",
                            "until cannot be before since");
        }
    }
}
