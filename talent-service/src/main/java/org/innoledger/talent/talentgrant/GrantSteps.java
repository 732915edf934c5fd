package org.innoledger.talent.talentgrant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.innoledger.kit.journal.Command.Change;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.When;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.time.Days;
import org.innoledger.talent.supportrule.ProjectKind;
import org.innoledger.talent.supportrule.SupportedGrade;
import org.innoledger.talent.talentgrant.TalentGrant.GrantApproval;
import org.innoledger.talent.talentgrant.TalentGrant.GrantEnding;
import org.innoledger.talent.talentgrant.TalentGrant.GrantReview;
import org.innoledger.talent.talentgrant.TalentGrant.GrantState;
import org.innoledger.talent.talentgrant.TalentGrant.TalentGrantFacts;

/// The steps of a grant. Each is taken by whoever the fund belongs to: a county applies for money of its
/// province, and does not decide upon it.
@ApplicationScoped
class GrantSteps {
    private static final String FUND_REGION = "select region from known_fund where id = :fund";

    /// Held to the end of the transaction, so that the rule is the same when the approval is written.
    private static final String RULE = """
            select id, version, project_kind, grade, min_yuan, max_yuan, document, since, until from known_support_rule
            where id = :rule and fund = :fund and withdrawn_at is null
            for share""";

    private final Journal journal;
    private final Caller.Current caller;
    private final Clock clock;

    GrantSteps(Journal journal, Caller.Current caller, Clock clock) {
        this.journal = journal;
        this.caller = caller;
        this.clock = clock;
    }

    Outcome<TalentGrantFacts> review(String id, GrantReview review, When when) {
        return step(id, when, (writing, grant) -> {
            var next = grant.advance(GrantState.REVIEWED);
            if (grant.facts().rule() == null) {
                throw conflict(
                        "talent_grant_rule",
                        Text.of(
                                "资助 %s 尚未填写资助标准 rule，请先以 PATCH 补齐再评审。",
                                "Grant %s names no rule yet; add `rule` by PATCH, then review it.", id),
                        Map.of());
            }
            var on = day("/on", review.on(), null);
            return Change.of("reviewed", next.with(next.facts().reviewed(new GrantReview(on, review.opinion()))));
        });
    }

    /// Within the rule in force on that day; that the budget suffices is seen to by the database.
    Outcome<TalentGrantFacts> approve(String id, GrantApproval approval, When when) {
        return step(id, when, (writing, grant) -> {
            var next = grant.advance(GrantState.APPROVED);
            var on = day("/on", approval.on(), grant.facts().review().on());
            var standard = standard(writing, grant.facts(), on);
            mustBeWithin(standard, approval.amountYuan());
            return Change.of("approved", next.with(next.facts().approved(approval.amountYuan(), on, standard)));
        });
    }

    Outcome<TalentGrantFacts> pay(String id, GrantPayment payment, When when) {
        return step(id, when, (writing, grant) -> {
            var facts = grant.facts();
            // First, since the last payment is the likeliest to be sent twice, and leaves nothing to pay.
            mustBeNew(payment, facts);
            mustBeRoom(facts);
            var all = facts.paidYuan() != null && facts.paidYuan() + payment.amountYuan() == facts.approvedYuan();
            var paid = grant.advance(GrantState.PAID);
            var on = day("/on", payment.on(), facts.approvedOn());
            mustBeLeft(payment, facts);
            var next = (all ? paid : grant)
                    .with(facts.paid(new GrantPayment(on, payment.amountYuan(), payment.voucher())));
            return Change.of("disbursed", next);
        });
    }

    /// Takes back a payment that was entered wrongly; it stays in the history, and its voucher can be used
    /// again.
    Outcome<TalentGrantFacts> reverse(String id, GrantReversal reversal, When when) {
        return step(id, when, (writing, grant) -> {
            var paid = GrantState.PAID.name().equals(grant.status());
            var next = paid ? grant.advance(GrantState.APPROVED) : grant;
            var payment = Objects.requireNonNullElse(grant.facts().payments(), List.<GrantPayment>of()).stream()
                    .filter(each -> each.voucher().equals(reversal.voucher()))
                    .findFirst()
                    .orElseThrow(() -> conflict(
                            "talent_grant_voucher",
                            Text.of(
                                    "资助 %s 没有凭证号为 %s 的拨付。",
                                    "Grant %s has no payment under voucher %s.", id, reversal.voucher()),
                            Map.of()));
            if (!paid && !GrantState.APPROVED.name().equals(grant.status())) {
                throw Problem.illegalState(
                        Text.of(
                                "资助 %s 当前为 %s，不能冲回拨付。",
                                "Grant %s is %s, so no payment of it can be reversed.", id, grant.status()),
                        grant.status(),
                        List.of("APPROVED", "PAID"));
            }
            return new Change<>("reversed", next.with(next.facts().without(payment)), reversal.reason(), false);
        });
    }

    Outcome<TalentGrantFacts> refuse(String id, GrantEnding ending, When when) {
        return step(id, when, (writing, grant) -> {
            var next = grant.advance(GrantState.REFUSED);
            var review = grant.facts().review();
            var on = day("/on", ending.on(), review == null ? null : review.on());
            var refused = next.with(next.facts().refused(new GrantEnding(on, ending.reason())));
            return new Change<>("refused", refused, ending.reason(), false);
        });
    }

    Outcome<TalentGrantFacts> close(String id, GrantEnding ending, When when) {
        return step(id, when, (writing, grant) -> {
            var next = grant.advance(GrantState.TERMINATED);
            var on = day("/on", ending.on(), grant.facts().approvedOn());
            var closed = next.with(next.facts().closed(new GrantEnding(on, ending.reason())));
            return new Change<>("terminated", closed, ending.reason(), false);
        });
    }

    private Outcome<TalentGrantFacts> step(
            String id, When when, BiFunction<Writing, Filed<TalentGrantFacts>, Change<TalentGrantFacts>> step) {
        var kind = Kind.of(TalentGrant.class);
        return journal.writing(
                when,
                journal.outcomeOf(kind),
                writing -> Journal.one(writing, kind, kind.id(id), when, present -> {
                    var grant = Journal.existing(TalentGrant.class, id, present);
                    caller.get().mustDecide(fundRegion(writing, grant.facts().fund()));
                    return step.apply(writing, grant);
                }));
    }

    private static String fundRegion(Writing writing, String fund) {
        return writing.query(session -> session.createNativeQuery(FUND_REGION, String.class)
                .setParameter("fund", fund)
                .getSingleResult());
    }

    /// The rule as it stands, which must be in force on that day.
    private static GrantStandard standard(Writing writing, TalentGrantFacts facts, LocalDate on) {
        var found = writing.query(session -> session.createNativeQuery(RULE, Tuple.class)
                .setParameter("rule", facts.rule())
                .setParameter("fund", facts.fund())
                .getResultList());
        if (found.isEmpty()) {
            throw conflict(
                    "talent_grant_rule",
                    Text.of(
                            "资助标准 %s 已撤销，或不再属于资金 %s。",
                            "Rule %s has been withdrawn or is no longer one of fund %s.", facts.rule(), facts.fund()),
                    Map.of());
        }
        var rule = found.getFirst();
        var since = rule.get("since", LocalDate.class);
        var until = rule.get("until", LocalDate.class);
        if (on.isBefore(since) || until != null && on.isAfter(until)) {
            throw conflict(
                    "talent_grant_rule_in_force",
                    new Text(
                            "资助标准自 %s 至 %s 有效，批准日期 %s 不在其中。".formatted(since, until == null ? "长期" : until, on),
                            "The rule is in force from %s to %s, and %s does not lie in that time."
                                    .formatted(since, until == null ? "no end" : until, on)),
                    Map.of());
        }
        return new GrantStandard(
                rule.get("id", String.class),
                rule.get("version", Long.class),
                ProjectKind.valueOf(rule.get("project_kind", String.class)),
                SupportedGrade.valueOf(rule.get("grade", String.class)),
                rule.get("min_yuan", Long.class),
                rule.get("max_yuan", Long.class),
                rule.get("document", String.class));
    }

    private static void mustBeWithin(GrantStandard standard, long yuan) {
        var least = Objects.requireNonNullElse(standard.minYuan(), 0L);
        if (yuan < least || yuan > standard.maxYuan()) {
            throw conflict(
                    "talent_grant_in_range",
                    Text.of(
                            "批准金额 %d 元不在资助标准的范围内：%d 至 %d 元。",
                            "%d yuan lie outside the range of the rule: %d to %d yuan.",
                            yuan,
                            least,
                            standard.maxYuan()),
                    Map.of("amountYuan", yuan, "minYuan", least, "maxYuan", standard.maxYuan()));
        }
    }

    private static void mustBeNew(GrantPayment payment, TalentGrantFacts facts) {
        Objects.requireNonNullElse(facts.payments(), List.<GrantPayment>of()).stream()
                .filter(paid -> paid.voucher().equals(payment.voucher()))
                .findFirst()
                .ifPresent(paid -> {
                    throw conflict(
                            "talent_grant_voucher_once",
                            Text.of(
                                    "凭证 %s 已于 %s 拨付 %d 元，不能重复使用。",
                                    "Voucher %s was paid on %s with %d yuan and cannot be used again.",
                                    paid.voucher(),
                                    paid.on(),
                                    paid.amountYuan()),
                            Map.of("on", paid.on().toString(), "amountYuan", paid.amountYuan()));
                });
    }

    private static void mustBeRoom(TalentGrantFacts facts) {
        if (facts.payments() != null && facts.payments().size() >= TalentGrant.PAYMENTS_MAX) {
            throw conflict(
                    "talent_grant_payments",
                    Text.of(
                            "一项资助至多分 %d 笔拨付；余额请以 closing 终止后另行申请。",
                            "A grant is paid in at most %d parts; end it by `closing` and apply for the rest.",
                            TalentGrant.PAYMENTS_MAX),
                    Map.of());
        }
    }

    private static void mustBeLeft(GrantPayment payment, TalentGrantFacts facts) {
        var left = facts.approvedYuan() - facts.paidYuan();
        if (payment.amountYuan() > left) {
            throw conflict(
                    "talent_grant_not_overpaid",
                    Text.of(
                            "本次拨付 %d 元，而已批准未拨付的只有 %d 元。",
                            "%d yuan would be paid, and only %d yuan of what was approved are left.",
                            payment.amountYuan(),
                            left),
                    Map.of("amountYuan", payment.amountYuan(), "leftYuan", left));
        }
    }

    /// The day, today where it is absent.
    ///
    /// @throws Problem 400 when it lies before `from` or in the future
    private LocalDate day(String pointer, LocalDate given, LocalDate from) {
        return Days.since(from, pointer, given, LocalDate.now(clock));
    }

    private static Problem conflict(String rule, Text detail, Map<String, Object> figures) {
        var members = new HashMap<String, Object>(figures);
        members.put("rule", rule);
        return Problem.of(ProblemType.CONFLICT, detail, members);
    }
}
