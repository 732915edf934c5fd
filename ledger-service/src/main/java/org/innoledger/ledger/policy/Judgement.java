package org.innoledger.ledger.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Division;
import org.innoledger.ledger.policy.Eligibility.EligibleOwnership;
import org.innoledger.ledger.policy.Eligibility.EligibleState;
import org.innoledger.ledger.policy.Policy.PolicyFacts;
import org.innoledger.ledger.qualification.QualificationKind;

/// What one criterion of a policy says of one enterprise.
///
/// @param required what the policy asks for, as codes
/// @param found what the enterprise has, as codes; [#UNKNOWN] where it has not filed that
/// @param text the same for people
record Judgement(Criterion criterion, String required, String found, boolean met, Text text) {
    /// What stands for a figure that the enterprise has not filed; it meets no criterion.
    static final String UNKNOWN = "unknown";

    /// What stands for an enterprise that has none of what is asked for.
    static final String NONE = "none";

    /// By what a policy judges.
    @Schema(
            name = "PolicyCriterionKind",
            description = "条件 Criterion: AREA 政策适用区划 | REGIONS 限定区划 | INDUSTRIES 行业 | OWNERSHIPS 所有制 | "
                    + "QUALIFICATIONS 资质 | STATES 覆盖状态 | REVENUE 上年主营业务收入 | STAFF 从业人员 | "
                    + "ACTIVITY_KINDS 已核实创新活动",
            examples = "QUALIFICATIONS")
    enum Criterion {
        AREA("适用区划", "Division of the policy"),
        REGIONS("限定区划", "Divisions"),
        INDUSTRIES("行业", "Industry"),
        OWNERSHIPS("所有制", "Ownership"),
        QUALIFICATIONS("有效资质", "Valid qualification"),
        STATES("覆盖状态", "Coverage state"),
        REVENUE("上年主营业务收入（元）", "Revenue of last year (yuan)"),
        STAFF("从业人员（人）", "Staff (persons)"),
        ACTIVITY_KINDS("已核实创新活动", "Verified innovation activity");

        private final Text label;

        Criterion(String zh, String en) {
            label = new Text(zh, en);
        }
    }

    /// What is known of the enterprise on the day; null for figures that it has not filed.
    record Situation(
            String region,
            String industry,
            String ownership,
            String state,
            Long revenueYuan,
            Integer staff,
            List<String> qualifications,
            List<String> activityKinds) {}

    /// The judgements of all criteria that the policy states, that of its own division first.
    static List<Judgement> of(PolicyFacts policy, Situation enterprise) {
        var judged = new ArrayList<Judgement>();
        judged.add(prefixes(
                Criterion.AREA,
                List.of(policy.region().value().replaceFirst("(00){1,2}$", "")),
                enterprise.region(),
                Judgement::division));
        var asked = policy.eligibility();
        if (asked == null) {
            return judged;
        }
        if (asked.regions() != null) {
            judged.add(prefixes(Criterion.REGIONS, asked.regions(), enterprise.region(), Judgement::division));
        }
        if (asked.industries() != null) {
            judged.add(prefixes(
                    Criterion.INDUSTRIES, asked.industries(), enterprise.industry(), code -> new Text(code, code)));
        }
        if (asked.ownerships() != null) {
            var ownerships = asked.ownerships().stream().map(Enum::name).toList();
            judged.add(anyOf(Criterion.OWNERSHIPS, ownerships, List.of(enterprise.ownership()), Judgement::ownership));
        }
        if (asked.qualifications() != null) {
            var kinds = asked.qualifications().stream()
                    .map(QualificationKind::value)
                    .toList();
            judged.add(anyOf(Criterion.QUALIFICATIONS, kinds, enterprise.qualifications(), Judgement::qualification));
        }
        if (asked.states() != null) {
            var states = asked.states().stream().map(Enum::name).toList();
            judged.add(anyOf(Criterion.STATES, states, List.of(enterprise.state()), Judgement::state));
        }
        if (asked.revenueYuanFrom() != null || asked.revenueYuanTo() != null) {
            judged.add(
                    range(Criterion.REVENUE, asked.revenueYuanFrom(), asked.revenueYuanTo(), enterprise.revenueYuan()));
        }
        if (asked.staffFrom() != null || asked.staffTo() != null) {
            judged.add(
                    range(Criterion.STAFF, wide(asked.staffFrom()), wide(asked.staffTo()), wide(enterprise.staff())));
        }
        if (asked.activityKinds() != null) {
            judged.add(anyOf(
                    Criterion.ACTIVITY_KINDS,
                    asked.activityKinds(),
                    enterprise.activityKinds(),
                    code -> new Text(code, code)));
        }
        return judged;
    }

    private static Judgement prefixes(
            Criterion criterion, List<String> asked, String found, Function<String, Text> name) {
        return judged(criterion, asked, List.of(found), asked.stream().anyMatch(found::startsWith), name);
    }

    private static Judgement anyOf(
            Criterion criterion, List<String> asked, List<String> found, Function<String, Text> name) {
        return judged(criterion, asked, found, asked.stream().anyMatch(found::contains), name);
    }

    private static Judgement judged(
            Criterion criterion, List<String> asked, List<String> found, boolean met, Function<String, Text> name) {
        var has = found.isEmpty() ? Text.of("无", "none") : listed(found, name);
        return new Judgement(
                criterion,
                String.join(",", asked),
                found.isEmpty() ? NONE : String.join(",", found),
                met,
                sentence(criterion, listed(asked, name), has, met));
    }

    private static Judgement range(Criterion criterion, Long from, Long to, Long found) {
        var met = found != null && (from == null || found >= from) && (to == null || found <= to);
        var required = (from == null ? "" : from) + ".." + (to == null ? "" : to);
        var asked = from == null
                ? Text.of("不高于 %d", "at most %d", to)
                : to == null ? Text.of("不低于 %d", "at least %d", from) : Text.of("%d 至 %d", "%d to %d", from, to);
        var has = found == null
                ? Text.of("未填报，请先在企业登记中补报", "not filed; file it with the enterprise first")
                : Text.of("%d", "%d", found);
        return new Judgement(
                criterion,
                required,
                found == null ? UNKNOWN : found.toString(),
                met,
                sentence(criterion, asked, has, met));
    }

    private static Text sentence(Criterion criterion, Text asked, Text has, boolean met) {
        return new Text(
                "%s：要求 %s，本企业 %s，%s".formatted(criterion.label.zh(), asked.zh(), has.zh(), met ? "符合" : "不符合"),
                "%s: asked for is %s, this enterprise has %s: %s"
                        .formatted(criterion.label.en(), asked.en(), has.en(), met ? "met" : "not met"));
    }

    private static Text listed(Collection<String> codes, Function<String, Text> name) {
        var names = codes.stream().map(name).toList();
        return new Text(
                names.stream().map(Text::zh).collect(Collectors.joining("、")),
                names.stream().map(Text::en).collect(Collectors.joining(" or ")));
    }

    private static Text division(String prefix) {
        var code = (prefix + "0000").substring(0, 6);
        var name = Division.find(code).map(found -> prefix + " " + found.name()).orElse(prefix);
        return new Text(name, name);
    }

    private static Text ownership(String code) {
        return named(EligibleOwnership.values(), found -> found.name().equals(code), found -> found.label, code);
    }

    private static Text state(String code) {
        return named(EligibleState.values(), found -> found.name().equals(code), found -> found.label, code);
    }

    private static Text qualification(String code) {
        return new QualificationKind(code).name();
    }

    private static <E> Text named(E[] constants, Predicate<E> is, Function<E, Text> label, String code) {
        return Arrays.stream(constants).filter(is).map(label).findFirst().orElse(new Text(code, code));
    }

    private static Long wide(Integer number) {
        return number == null ? null : Long.valueOf(number);
    }
}
