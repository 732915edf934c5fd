package org.innoledger.platform.platform;

import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.innoledger.kit.journal.Writing;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// An act that names a platform and is not over.
///
/// @param readable whether the caller may read the act; else its id is not told
record OpenAct(
        String platform,
        String id,
        String region,
        boolean planned,
        LocalDate approvedOn,
        boolean ends,
        String title,
        boolean readable) {
    /// The acts that name these platforms and are not over, those that the caller may not read among them.
    private static final String OPEN_ACTS = """
            select act.platform, act.id, act.region, act.status, act.approved_on, act.side, act.title,
                   seen.id is not null as readable
            from open_acts(cast(:ids as text[])) as act left join restructuring seen on seen.id = act.id
            order by act.id, act.platform limit 20000""";

    static OpenAct of(Tuple row) {
        return new OpenAct(
                row.get("platform", String.class),
                row.get("id", String.class),
                row.get("region", String.class),
                "PLANNED".equals(row.get("status", String.class)),
                row.get("approved_on", LocalDate.class),
                "PREDECESSOR".equals(row.get("side", String.class)),
                row.get("title", String.class),
                row.get("readable", Boolean.class));
    }

    Problem refusal(String chinese, String english) {
        var told = "%s (%s)".formatted(readable ? id : region, title);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(chinese, english, told, approvedOn),
                readable ? Map.of("act", id) : Map.of());
    }

    /// Acts that are not over and name any of these platforms.
    static List<OpenAct> of(Writing writing, Collection<String> platforms) {
        return writing.query(session -> session.createNativeQuery(OPEN_ACTS, Tuple.class)
                .setParameter("ids", platforms.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(OpenAct::of)
                .toList());
    }

    /// Refuses for the first of these acts that stands in the way; the texts name the act and the day of its
    /// approval.
    static void refuse(List<OpenAct> acts, Predicate<OpenAct> inTheWay, String chinese, String english) {
        acts.stream().filter(inTheWay).findFirst().ifPresent(act -> {
            throw act.refusal(chinese, english);
        });
    }

    /// Build first, then break 先立后破: who is to be succeeded stays until the successor is approved.
    static void mustNotPrecede(List<OpenAct> acts) {
        refuse(
                acts,
                act -> act.planned() && act.ends(),
                "先立后破：平台列于尚未批准的优化重组 %s，须待其批准后再撤销。",
                "Build first, then break: the platform is a predecessor of restructuring %s, and stays until that is approved.");
    }

    /// Whoever takes the place of others is there until those are gone.
    static void mustNotFollow(List<OpenAct> acts) {
        refuse(
                acts,
                act -> !act.planned() && !act.ends(),
                "平台是优化重组 %s 的后身，该优化重组办结前不能终止。",
                "The platform is a successor of restructuring %s and cannot end before that is closed.");
    }
}
