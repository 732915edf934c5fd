package org.innoledger.ledger.workgroup;

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
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Below;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.region.DivisionCode;

/// Work group 工作组: officials and technical people who serve enterprises that have not begun yet. Counties read
/// the groups of their city and province, since they hand their enterprises to them.
@Entity
@Below
public class WorkGroup extends Registered<WorkGroup.WorkGroupFacts> {

    /// What the register holds of a work group. Source: work plan for full coverage (晋政办发〔2019〕83号), 三方帮扶.
    @Embeddable
    @Schema(name = "WorkGroupFacts", description = "工作组登记内容 Facts of a work group", examples = """
                    {"name": "示例·朔州市陶瓷产业工作组", "region": "140600", "field": "陶瓷", "leader": "王某", \
                    "leaderPost": "GOVERNMENT_HEAD", "members": [\
                    {"name": "李某", "unit": "市工信局", "unitKind": "GOVERNMENT", "role": "组长", "rank": "DIVISION", \
                    "technical": false}, \
                    {"name": "赵某", "unit": "市科技局", "unitKind": "GOVERNMENT", "rank": "SECTION", "technical": false}, \
                    {"name": "孙某", "unit": "示例·陶瓷学院", "unitKind": "UNIVERSITY", "role": "技术专家", "rank": "OTHER", \
                    "technical": true}, \
                    {"name": "周某", "unit": "示例·陶瓷研究所", "unitKind": "INSTITUTE", "rank": "OTHER", "technical": true}, \
                    {"name": "吴某", "unit": "示例·陶瓷产业联盟", "unitKind": "ALLIANCE", "rank": "OTHER", "technical": false}], \
                    "since": "2026-01-01"}""")
    public record WorkGroupFacts(
            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "所属区划：省、市或县 Division that set it up: province, city or county")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "对口产业领域 Field of industry that it serves") @Size(max = 100) @Searched
            String field,

            @Schema(description = "牵头领导 Leader; one who is a member too stands among the members as well")
            @NotBlank
            @Size(max = 100)
            String leader,

            @Schema(
                    description =
                            "牵头领导职务；市级工作组须为 GOVERNMENT_HEAD Post of the leader; GOVERNMENT_HEAD for the group of a city")
            @NotNull
            @Enumerated(EnumType.STRING)
            LeaderPost leaderPost,

            @Schema(
                    description =
                            "成员 5 至 6 人，至少 1 名处级及以上，至少 1 名来自高校、院所或平台的技术人员 Five to six members, among them one of "
                                    + "division rank or above, and one technical person from a university, institute or platform",
                    minItems = WorkGroup.MEMBERS_MIN,
                    maxItems = WorkGroup.MEMBERS_MAX)
            @NotNull
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid Member> members,

            @Schema(description = "成立日期 Since") @NotNull LocalDate since,

            @Schema(description = "结束日期，含当日 Until, this day included", examples = "2026-12-31")
            LocalDate until,

            @Indexed @Size(max = 100) String externalId)
            implements Located<WorkGroupFacts>, Checked {

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "members",
                            FaultCode.FIVE_TO_SIX_MEMBERS,
                            members == null || members.size() >= MEMBERS_MIN && members.size() <= MEMBERS_MAX)
                    .at("members", FaultCode.DIVISION_RANK_MEMBER, anyMember(Member::ofDivisionRank))
                    .at("members", FaultCode.TECHNICAL_MEMBER, anyMember(Member::technicalFromScience))
                    .at(
                            "leaderPost",
                            FaultCode.CITY_LEADER,
                            !ofCity() || leaderPost == null || leaderPost == LeaderPost.GOVERNMENT_HEAD)
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "结束日期不能早于成立日期",
                            "until cannot be before since");
        }

        private boolean ofCity() {
            return region != null
                    && Division.find(region.value())
                            .filter(division -> division.level() == Division.Level.CITY)
                            .isPresent();
        }

        /// Members that are missing altogether are told as missing, not by every rule about them.
        private boolean anyMember(Predicate<Member> rule) {
            return members == null || members.stream().anyMatch(member -> member != null && rule.test(member));
        }
    }

    static final int MEMBERS_MIN = 5;
    static final int MEMBERS_MAX = 6;

    /// One member of a work group.
    ///
    /// @param talent id of the talent in the talent service, where the member stands in its register
    @Schema(
            name = "WorkGroupMember",
            description = "工作组成员 A member of a work group",
            examples =
                    "{\"name\": \"孙某\", \"unit\": \"示例·陶瓷学院\", \"unitKind\": \"UNIVERSITY\", \"rank\": \"OTHER\", \"technical\": true}")
    public record Member(
            @Schema(description = "姓名 Name") @NotBlank @Size(max = 100)
            String name,

            @Schema(description = "单位 Where they work") @NotBlank @Size(max = 200)
            String unit,

            @Schema(description = "单位类型 What sort of body that is") @NotNull
            MemberUnitKind unitKind,

            @Schema(description = "组内分工 Role in the group", examples = "技术专家") @Size(max = 100)
            String role,

            @Schema(description = "职级 Rank", examples = "OTHER") @NotNull
            MemberRank rank,

            @Schema(
                    description = "是否技术人员；缺省为否 Whether they are technical; false where it is absent",
                    defaultValue = "false")
            boolean technical,

            @Schema(
                    description = "人才库编号（UUID） Id of the talent (UUID)",
                    examples = "0198a000-0000-7000-8000-000000000001")
            @Pattern(regexp = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", message = "应为 UUID / This must be a UUID")
            String talent) {
        /// Ids are the same however their digits are written.
        public Member {
            talent = talent == null ? null : talent.toLowerCase(Locale.ROOT);
        }

        boolean ofDivisionRank() {
            return rank == MemberRank.PROVINCIAL_BUREAU || rank == MemberRank.DIVISION;
        }

        boolean technicalFromScience() {
            return technical
                    && unitKind != null
                    && EnumSet.of(MemberUnitKind.UNIVERSITY, MemberUnitKind.INSTITUTE, MemberUnitKind.PLATFORM)
                            .contains(unitKind);
        }
    }

    /// Post of the leader 牵头领导职务.
    @Schema(
            description =
                    "牵头领导职务 Post of the leader: GOVERNMENT_HEAD 本级政府负责人（正副职） head or deputy head of the government | "
                            + "DEPARTMENT_HEAD 部门负责人 head of a department | OTHER 其他",
            examples = "GOVERNMENT_HEAD")
    public enum LeaderPost {
        GOVERNMENT_HEAD,
        DEPARTMENT_HEAD,
        OTHER
    }

    /// Where a member comes from 单位类型.
    @Schema(
            description = "单位类型 Where a member comes from: GOVERNMENT 政府部门 | UNIVERSITY 高校 | INSTITUTE 科研院所 | "
                    + "PLATFORM 创新平台 | ENTERPRISE 企业 | ALLIANCE 产业联盟 | OTHER 其他",
            examples = "UNIVERSITY")
    public enum MemberUnitKind {
        GOVERNMENT,
        UNIVERSITY,
        INSTITUTE,
        PLATFORM,
        ENTERPRISE,
        ALLIANCE,
        OTHER
    }

    /// Rank of a member 职级, the highest first.
    @Schema(description = "职级 Rank: PROVINCIAL_BUREAU 厅局级 | DIVISION 处级 | SECTION 科级 | OTHER 其他", examples = "DIVISION")
    public enum MemberRank {
        PROVINCIAL_BUREAU,
        DIVISION,
        SECTION,
        OTHER
    }
}
