package org.innoledger.platform.platform;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// An act that names a platform and is not over.
///
/// @param planned whether it is yet to be approved
/// @param ends whether the platform ends by it, rather than rises
/// @param readable whether the caller may read the act; else its id is not told
public record OpenAct(
        String platform,
        String id,
        String region,
        boolean planned,
        LocalDate approvedOn,
        boolean ends,
        String title,
        boolean readable) {
    Problem refusal(String chinese, String english) {
        var told = "%s (%s)".formatted(readable ? id : region, title);
        return Problem.of(
                ProblemType.CONFLICT,
                Text.of(chinese, english, told, approvedOn),
                readable ? Map.of("act", id) : Map.of());
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
