package org.innoledger.platform.alliance;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Below;
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
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;
import org.innoledger.kit.time.Days;
import org.innoledger.platform.platform.PlatformId;

/// Alliance 产业联盟 or consortium 创新联合体: leading firms, research units and suppliers of one cluster who innovate
/// together. Those below read it, since it coaches their enterprises.
@Entity
@Below
public class Alliance extends Registered<Alliance.AllianceFacts> {
    static final int MEMBERS_MAX = 500;
    static final int COMMITTEE_MAX = 100;

    /// Roles without which no alliance works.
    private static final Set<AllianceRole> NEEDED =
            EnumSet.of(AllianceRole.LEAD, AllianceRole.RESEARCH, AllianceRole.SUPPORTING);

    /// What the register holds of an alliance. Source: DOMAIN §3; the mode 龙头企业+研发机构+配套企业+要素保障 of the work
    /// plan for full coverage, 产业联盟引导机制.
    @Embeddable
    @Schema(name = "AllianceFacts", description = "产业联盟登记内容 Facts of an alliance", examples = """
                    {"kind": "ALLIANCE", "name": "示例·碳基新材料产业联盟", "region": "140600", "cluster": "CARBON_MATERIALS", \
                    "members": [\
                    {"role": "LEAD", "enterprise": "91140602MA0T000111", "since": "2024-03-01"}, \
                    {"role": "RESEARCH", "unitName": "示例·碳材料研究院", "since": "2024-03-01"}, \
                    {"role": "SUPPORTING", "unitName": "示例·炭素厂", "since": "2024-03-01"}], \
                    "committee": [{"unit": "示例·矿业大学", "field": "碳纤维"}], \
                    "foundedOn": "2024-03-01", "documentNumber": "示例〔2024〕8号", "externalId": "SZ-LM-0001"}""")
    public record AllianceFacts(
            @Schema(description = "形式 Kind") @NotNull @Enumerated(EnumType.STRING)
            AllianceKind kind,

            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "设立联盟的区划；其下各级可读 Division that set it up; those below read it")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "产业集群 Cluster") @NotNull @Enumerated(EnumType.STRING) @Indexed
            IndustryCluster cluster,

            @Schema(
                    description =
                            "成员，至多 500；逐个变动用 POST …/admission 与 …/departure Members, at most 500; one by one they come and go by POST …/admission and …/departure",
                    maxItems = MEMBERS_MAX)
            @Size(max = MEMBERS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid AllianceMember> members,

            @Schema(description = "专家委员会，至多 100 Committee of experts, at most 100", maxItems = COMMITTEE_MAX)
            @Size(max = COMMITTEE_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid CommitteeSeat> committee,

            @Schema(description = "成立日期 Founded on") LocalDate foundedOn,

            @Schema(
                    description = "开始运行日期，由 POST …/opening 写入 Active since; comes by POST …/opening only",
                    examples = "2024-06-01",
                    readOnly = true)
            LocalDate activatedOn,

            @Schema(
                    description = "解散日期，由 POST …/closing 写入 Dissolved on; comes by POST …/closing only",
                    examples = "2026-06-30",
                    readOnly = true)
            LocalDate dissolvedOn,

            @Schema(description = "设立文号 Number of the founding document") @Size(max = 100) @Searched
            String documentNumber,

            @Indexed @Size(max = 100) String externalId)
            implements Located<AllianceFacts>, Begins, Refers, Replaces<AllianceFacts>, Checked {
        private static final Copies<AllianceFacts> COPIES =
                Copies.of(AllianceFacts.class, "members", "activatedOn", "dissolvedOn");

        public AllianceFacts {
            members = members == null || members.isEmpty() ? null : members;
            committee = committee == null || committee.isEmpty() ? null : committee;
        }

        @Override
        public AllianceState beginsAs() {
            return AllianceState.PREPARING;
        }

        /// The days of its states come by verbs only, whatever the caller sent.
        @Override
        public AllianceFacts over(Filed<AllianceFacts> present) {
            if (present != null
                    && AllianceState.DISSOLVED.name().equals(present.status())
                    && !Objects.equals(members, present.facts().members)) {
                throw Problem.illegalState(
                        Text.of(
                                "联盟 %s 已解散，成员不再变更。",
                                "Alliance %s is dissolved; its members change no more.", present.id()),
                        present.status(),
                        List.of());
            }
            return present == null
                    ? with(members, null, null)
                    : with(members, present.facts().activatedOn, present.facts().dissolvedOn);
        }

        @Override
        public List<? extends Value.OfRecord> named() {
            return eachMember()
                    .flatMap(member -> Stream.<Value.OfRecord>of(member.enterprise(), member.platform()))
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }

        /// The day before which it cannot be dissolved.
        private LocalDate latest() {
            return activatedOn == null ? foundedOn : activatedOn;
        }

        AllianceFacts with(List<AllianceMember> members, LocalDate activatedOn, LocalDate dissolvedOn) {
            return COPIES.with(this, members, activatedOn, dissolvedOn);
        }

        Stream<AllianceMember> eachMember() {
            return Stream.ofNullable(members).flatMap(List::stream).filter(Objects::nonNull);
        }

        /// What this alliance lacks on the first day since it became active on which it lacks anything. It can
        /// begin to lack something only on its first day and on those after a member's last.
        Optional<Gap> gap() {
            var days = Stream.concat(
                    Stream.of(activatedOn),
                    eachMember()
                            .map(AllianceMember::until)
                            .filter(Objects::nonNull)
                            .map(last -> last.plusDays(1))
                            .filter(day -> day.isAfter(activatedOn)));
            return days.sorted()
                    .map(day -> new Gap(day, missing(day)))
                    .filter(gap -> !gap.missing().isEmpty())
                    .findFirst();
        }

        private List<Missing> missing(LocalDate day) {
            var missing = new ArrayList<Missing>();
            for (var role : NEEDED) {
                if (eachMember().noneMatch(member -> member.role() == role && member.on(day))) {
                    missing.add(Missing.valueOf(role.name()));
                }
            }
            if (committee == null) {
                missing.add(Missing.COMMITTEE);
            }
            return missing;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "members",
                            FaultCode.DUPLICATE,
                            membersOnceAtATime(),
                            "同一单位以同一角色在同一期间只列一次",
                            "a unit stands once in a role at a time")
                    .at(
                            "activatedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(foundedOn, activatedOn),
                            "开始运行日期不能早于成立日期",
                            "activatedOn cannot be before foundedOn")
                    .at(
                            "dissolvedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(foundedOn, dissolvedOn) && Checks.inOrder(activatedOn, dissolvedOn),
                            "解散日期不能早于成立与开始运行日期",
                            "dissolvedOn cannot be before foundedOn or activatedOn");
        }

        private boolean membersOnceAtATime() {
            var latest = new HashMap<Object, LocalDate>();
            return eachMember()
                    .filter(member -> member.role() != null && member.since() != null)
                    .sorted(Comparator.comparing(AllianceMember::since))
                    .allMatch(member -> {
                        var last = Objects.requireNonNullElse(member.until(), LocalDate.MAX);
                        var before = latest.put(member.seat(), last);
                        return before == null || before.isBefore(member.since());
                    });
        }
    }

    /// What an alliance lacks from a day on.
    record Gap(LocalDate day, List<Missing> missing) {}

    /// What an active alliance cannot be without.
    enum Missing {
        LEAD("龙头企业"),
        RESEARCH("研发机构"),
        SUPPORTING("配套企业"),
        COMMITTEE("专家委员会");

        final String chinese;

        Missing(String chinese) {
            this.chinese = chinese;
        }
    }

    /// How units have joined.
    @Schema(description = "形式 Kind: ALLIANCE 产业联盟 | CONSORTIUM 创新联合体", examples = "ALLIANCE")
    public enum AllianceKind {
        ALLIANCE,
        CONSORTIUM
    }

    /// State of an alliance.
    @Schema(description = "状态 State: PREPARING 筹备 | ACTIVE 运行 | DISSOLVED 解散", examples = "PREPARING")
    public enum AllianceState implements Filed.State<AllianceState> {
        /// 筹备
        PREPARING,
        /// 运行
        ACTIVE,
        /// 解散
        DISSOLVED;

        @Override
        public Set<AllianceState> next() {
            return switch (this) {
                case PREPARING -> EnumSet.of(ACTIVE, DISSOLVED);
                case ACTIVE -> EnumSet.of(DISSOLVED);
                case DISSOLVED -> EnumSet.noneOf(AllianceState.class);
            };
        }
    }

    /// The alliance begins to work.
    @Schema(
            name = "AllianceOpening",
            description = "开始运行 Opening",
            examples = "{\"on\": \"2024-06-01\", \"documentNumber\": \"示例〔2024〕20号\"}")
    public record Opening(
            @Schema(description = "开始运行日期，缺省为今天 Active since, today by default")
            LocalDate on,

            @Schema(description = "批文号，留存于历史 Number of the document, kept in the history") @Size(max = 100)
            String documentNumber)
            implements Noted {
        @Override
        public String note() {
            return documentNumber;
        }

        Filed<AllianceFacts> of(Filed<AllianceFacts> filed, LocalDate today) {
            var day = Days.since(filed.facts().foundedOn(), "/on", on, today);
            var facts = filed.facts();
            return filed.advance(AllianceState.ACTIVE).with(facts.with(facts.members(), day, facts.dissolvedOn()));
        }
    }

    /// The alliance is dissolved.
    @Schema(
            name = "AllianceClosing",
            description = "解散 Dissolution",
            examples = "{\"on\": \"2026-06-30\", \"reason\": \"任务完成\"}")
    public record Closing(
            @Schema(description = "解散日期，缺省为今天；自该日起不再计入 Dissolved on, today by default")
            LocalDate on,

            @Schema(description = "原因，留存于历史 Why; kept in the history") @NotBlank @Size(max = 500)
            String reason)
            implements Noted.Reasoned {
        Filed<AllianceFacts> of(Filed<AllianceFacts> filed, LocalDate today) {
            var facts = filed.facts();
            var day = Days.since(facts.latest(), "/on", on, today);
            return filed.advance(AllianceState.DISSOLVED).with(facts.with(facts.members(), facts.activatedOn(), day));
        }
    }

    /// A member has left.
    @Schema(
            name = "AllianceDeparture",
            description = "成员退出；角色与单位同登记时 Departure of a member, told by role and unit as filed",
            examples = "{\"role\": \"SUPPORTING\", \"unitName\": \"示例·炭素厂\", \"on\": \"2025-12-31\"}")
    public record Departure(
            @Schema(description = "角色 Role", examples = "SUPPORTING") @NotNull
            AllianceRole role,

            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @Valid
            CreditCode enterprise,

            @Schema(description = "创新平台编号 Id of the platform") @Valid
            PlatformId platform,

            @Schema(description = "单位名称，成员仅有名称时填写 Name of the unit, where it has no id") @Size(max = 200)
            String unitName,

            @Schema(description = "最后一日，缺省为今天 Last day, today by default")
            LocalDate on) {
        Filed<AllianceFacts> of(Filed<AllianceFacts> alliance, LocalDate today) {
            mustGoOn(alliance);
            var seat = AllianceMember.seat(role, enterprise, platform, unitName);
            var facts = alliance.facts();
            var leaving = facts.eachMember()
                    .filter(member -> member.until() == null && member.seat().equals(seat))
                    .findFirst()
                    .orElseThrow(() -> Problem.refused(
                            "alliance_member_present",
                            Text.of(
                                    "联盟没有以 %s 在册的该单位成员；请核对角色与单位。",
                                    "No member that has not left is this unit as %s; check role and unit.", role)));
            var last = Days.since(leaving.since(), "/on", on, today);
            var members = facts.eachMember()
                    .map(member -> member.equals(leaving) ? leaving.leaving(last) : member)
                    .toList();
            return alliance.with(facts.with(members, facts.activatedOn(), facts.dissolvedOn()));
        }
    }

    /// @throws Problem 409 for an alliance that is dissolved
    static void mustGoOn(Filed<AllianceFacts> alliance) {
        if (AllianceState.DISSOLVED.name().equals(alliance.status())) {
            throw Problem.illegalState(
                    Text.of(
                            "联盟 %s 已解散，成员不再变动。",
                            "Alliance %s is dissolved; its members change no more.", alliance.id()),
                    alliance.status(),
                    List.of(AllianceState.PREPARING, AllianceState.ACTIVE));
        }
    }
}
