package org.innoledger.ledger.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.StatelessSession;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Portion;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.policy.Judgement.Criterion;
import org.innoledger.ledger.policy.Judgement.Situation;
import org.innoledger.ledger.policy.Policy.PolicyFacts;
import org.innoledger.ledger.policy.Policy.PolicySide;

/// Policy menu 政策菜单 (DOMAIN §1.5): what one enterprise may claim and why, and what it lacks for what it nearly
/// may.
@Path("/v1/enterprises/{id}/policy-menu")
@RunOnVirtualThread
@Tag(name = "Policies 政策")
public class PolicyMenuResource {
    /// Policies in force that one menu judges; the newest where there are more, and the answer says so.
    private static final int POLICIES_MAX = 1000;

    /// Bytes of the policies that one menu judges, beyond which no further one comes.
    private static final int POLICY_BYTES_MAX = 4 * 1024 * 1024;

    /// Criteria that a near miss may fail.
    private static final int LACKING_MAX = 2;

    private static final String SITUATION = """
            select e.region, e.industry, e.ownership, e.status, e.revenue_yuan, e.staff,
                   array(select distinct q.kind from known_qualification q
                         where q.enterprise = e.id and q.withdrawn_at is null
                           and q.valid_from <= :on and (q.valid_to is null or q.valid_to >= :on)
                         order by q.kind) as qualifications,
                   array(select distinct a.kind from known_activity a
                         where a.enterprise = e.id and a.withdrawn_at is null and a.status = 'VERIFIED'
                         order by a.kind) as activity_kinds
            from known_enterprise e
            where e.id = :id and e.withdrawn_at is null""";

    /// Of the enterprise's county, its city and its province: those of another city are not for it.
    private static final String IN_FORCE = Portion.of("""
            select * from policy
            where withdrawn_at is null and region = any (:regions)
              and valid_from <= :on and (valid_to is null or valid_to >= :on)
            order by valid_from desc, id
            limit :most""", "bytes", "valid_from desc, id", POLICY_BYTES_MAX);

    /// Bytes of memory that one byte of a policy takes, as a row, as facts and as an answer.
    private static final long MEMORY_A_BYTE = 3;

    private final Journal journal;
    private final Clock clock;
    private final Memory memory;

    PolicyMenuResource(Journal journal, Clock clock, Memory memory) {
        this.journal = journal;
        this.clock = clock;
        this.memory = memory;
    }

    /// Policies judged against one enterprise.
    @Schema(
            description = "政策菜单 Policies judged against one enterprise",
            requiredProperties = {"enterprise", "on", "complete", "matches", "nearMisses"})
    public record PolicyMenu(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise", examples = "91140602MA0T000111")
            String enterprise,

            @Schema(description = "判断日期 Day for which they were judged", examples = "2026-11-22")
            LocalDate on,

            @Schema(
                    description = "是否判断了全部有效政策；有效政策超过 1,000 项或合计 4 MiB 时只判断最新的 Whether all policies in force were "
                            + "judged: of more than 1,000, or 4 MiB, only the newest are",
                    examples = "true")
            boolean complete,

            @Schema(description = "可享受的政策 Policies of which it meets every criterion")
            List<PolicyMatch> matches,

            @Schema(description = """
                            接近可享受的政策：至多两项条件不符，且区划符合；缺项少的在前 Near misses: at most two criteria are not met, and \
                            that of divisions is; those that lack least come first""") List<PolicyNearMiss> nearMisses) {}

    /// A policy that the enterprise may claim.
    @Schema(
            description = "可享受的政策 A policy of which the enterprise meets every criterion",
            requiredProperties = {"policy", "title", "issuer", "side", "reasons"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PolicyMatch(
            @Schema(description = "政策编号 Id of the policy", examples = "0190f3a0-0000-7000-8000-000000000001")
            String policy,

            @Schema(description = "标题 Title", examples = "示例·首台套重大技术装备奖励办法")
            String title,

            @Schema(description = "文号 Number of the document", examples = "晋工信发〔2024〕1号")
            String number,

            @Schema(description = "发文单位 Issuer", examples = "山西省工业和信息化厅")
            String issuer,

            @Schema(description = "方面 Side", examples = "COMMERCIALISATION")
            PolicySide side,

            @Schema(description = "符合的理由，逐项 The reason for each criterion")
            List<PolicyCriterion> reasons) {}

    /// A policy that the enterprise nearly may claim.
    @Schema(
            description = "接近可享受的政策 A policy that the enterprise nearly may claim",
            requiredProperties = {"policy", "title", "issuer", "side", "lacking", "met"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PolicyNearMiss(
            @Schema(description = "政策编号 Id of the policy", examples = "0190f3a0-0000-7000-8000-000000000001")
            String policy,

            @Schema(description = "标题 Title", examples = "示例·首台套重大技术装备奖励办法")
            String title,

            @Schema(description = "文号 Number of the document", examples = "晋工信发〔2024〕1号")
            String number,

            @Schema(description = "发文单位 Issuer", examples = "山西省工业和信息化厅")
            String issuer,

            @Schema(description = "方面 Side", examples = "COMMERCIALISATION")
            PolicySide side,

            @Schema(description = "不符合的条件 Criteria that are not met")
            List<PolicyCriterion> lacking,

            @Schema(description = "已符合的条件 Criteria that are met")
            List<PolicyCriterion> met) {}

    /// One criterion of a policy and what the enterprise has.
    @Schema(
            description = "一项条件 One criterion and what the enterprise has",
            requiredProperties = {"criterion", "required", "found", "text"})
    public record PolicyCriterion(
            @Schema(description = "条件 Criterion", examples = "QUALIFICATIONS")
            Criterion criterion,

            @Schema(
                    description =
                            "要求：代码以逗号分隔，区间为“下限..上限” What is asked for: codes with commas between, or a range from..to",
                    examples = "HIGH_TECH")
            String required,

            @Schema(
                    description =
                            "企业现状：代码；none 为没有，unknown 为未填报 What the enterprise has, as codes: `none` for nothing, "
                                    + "`unknown` where it has not been filed",
                    examples = "none")
            String found,

            @Schema(
                    description = "说明，语言随 Accept-Language The same for people, in the language of Accept-Language",
                    examples = "有效资质：要求 高新技术企业，本企业 无，不符合")
            String text) {}

    /// A policy with the judgements of its criteria.
    private record Judged(Filed<PolicyFacts> policy, List<Judgement> judgements) {
        long lacking() {
            return judgements.stream().filter(judgement -> !judgement.met()).count();
        }

        boolean nearMiss() {
            return lacking() > 0
                    && lacking() <= LACKING_MAX
                    && judgements.stream()
                            .allMatch(judgement -> judgement.met() || judgement.criterion() != Criterion.REGIONS);
        }

        PolicyMatch match(Locale language) {
            var facts = policy.facts();
            return new PolicyMatch(
                    policy.id(),
                    facts.title(),
                    facts.number(),
                    facts.issuer(),
                    facts.side(),
                    criteria(Judgement::met, language));
        }

        PolicyNearMiss nearMiss(Locale language) {
            var facts = policy.facts();
            return new PolicyNearMiss(
                    policy.id(),
                    facts.title(),
                    facts.number(),
                    facts.issuer(),
                    facts.side(),
                    criteria(judgement -> !judgement.met(), language),
                    criteria(Judgement::met, language));
        }

        private List<PolicyCriterion> criteria(Predicate<Judgement> which, Locale language) {
            return judgements.stream()
                    .filter(which)
                    .map(judgement -> new PolicyCriterion(
                            judgement.criterion(),
                            judgement.required(),
                            judgement.found(),
                            judgement.text().in(language)))
                    .toList();
        }
    }

    @GET
    @RolesAllowed(Caller.READER)
    @Operation(
            operationId = "readPolicyMenu",
            summary = "企业政策菜单 What an enterprise may claim, and why",
            description = """
                    判断在该日有效、适用于企业所在县、市、省的政策；企业与活动取现状，资质取该日有效的。至多判断 1,000 项。Judges the policies in force \
                    on that day for the county, the city and the province of the enterprise; enterprise and activities \
                    as they are now, qualifications as valid on that day. At most 1,000 are judged.""")
    public PolicyMenu menu(
            String id,
            @QueryParam("on")
                    @Parameter(
                            description = "日期，缺省为今天 Day, by default today",
                            schema = @Schema(type = SchemaType.STRING, format = "date"),
                            example = "2026-11-22")
                    LocalDate on,
            @HeaderParam("Accept-Language") String acceptLanguage) {
        var enterprise = CreditCode.of(id);
        enterprise.fault().ifPresent(fault -> {
            throw Problem.invalid(fault.at("/id"));
        });
        var day = on == null ? LocalDate.now(clock) : on;
        var language = Text.language(acceptLanguage);
        var held = memory.ofRequest();
        held.more(MEMORY_A_BYTE * POLICY_BYTES_MAX);
        return journal.reading(session -> {
            var situation = situation(session, enterprise.value(), day);
            var policies = inForce(session, situation.region(), day);
            var bytes = policies.stream().mapToLong(Policy::bytes).sum();
            held.shrink(MEMORY_A_BYTE * bytes);
            var judged = policies.stream()
                    .limit(POLICIES_MAX)
                    .map(Filed::of)
                    .map(policy -> new Judged(policy, Judgement.of(policy.facts(), situation)))
                    .toList();
            return new PolicyMenu(
                    enterprise.value(),
                    day,
                    policies.size() <= POLICIES_MAX && bytes < POLICY_BYTES_MAX,
                    judged.stream()
                            .filter(policy -> policy.lacking() == 0)
                            .map(policy -> policy.match(language))
                            .toList(),
                    judged.stream()
                            .filter(Judged::nearMiss)
                            .sorted(Comparator.comparing(Judged::lacking))
                            .map(policy -> policy.nearMiss(language))
                            .toList());
        });
    }

    private static Situation situation(StatelessSession session, String enterprise, LocalDate on) {
        var row = session.createNativeQuery(SITUATION, Tuple.class)
                .setParameter("id", enterprise)
                .setParameter("on", on)
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("enterprise", enterprise));
        return new Situation(
                row.get("region", String.class),
                row.get("industry", String.class),
                row.get("ownership", String.class),
                row.get("status", String.class),
                row.get("revenue_yuan", Long.class),
                row.get("staff", Integer.class),
                List.of(row.get("qualifications", String[].class)),
                List.of(row.get("activity_kinds", String[].class)));
    }

    /// The policies in force, one more than are judged where there are more.
    private static List<Policy> inForce(StatelessSession session, String county, LocalDate on) {
        var regions = new String[] {county.substring(0, 2) + "0000", county.substring(0, 4) + "00", county};
        return session.createNativeQuery(IN_FORCE, Policy.class)
                .setParameter("regions", regions, String[].class)
                .setParameter("on", on)
                .setParameter("most", POLICIES_MAX + 1)
                .getResultList();
    }
}
