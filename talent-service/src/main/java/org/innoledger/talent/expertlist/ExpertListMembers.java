package org.innoledger.talent.expertlist;

import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.StatelessSession;

/// Who stands in a list on a day.
@Schema(
        description = "某日在册人员 Members of a list on a day",
        requiredProperties = {"list", "on", "count", "items"})
public record ExpertListMembers(
        @Schema(description = "名单编号 Id of the list", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
        String list,

        @Schema(description = "日期 Day", examples = "2026-11-01")
        LocalDate on,

        @Schema(description = "在册人数，可多于所列 How many there are, which can be more than are listed", examples = "36")
        long count,

        @Schema(description = "在册人员，至多 500 条 Members, at most 500", maxItems = ExpertListMembers.ITEMS_MAX)
        List<ExpertListMember> items) {
    static final int ITEMS_MAX = 500;

    private static final String IN_FORCE = """
            select id, region, talent, cast(since as text) as since, cast(until as text) as until, reason,
                   count(*) over () as total
            from expert_membership
            where list = :list and withdrawn_at is null and period @> cast(:on as date)
            order by since, id
            limit %d""".formatted(ITEMS_MAX);

    /// One of them.
    @Schema(
            description = "在册的一人 One member",
            requiredProperties = {"membership", "talent", "region", "since"})
    public record ExpertListMember(
            @Schema(description = "入选编号 Id of the membership", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String membership,

            @Schema(description = "人才编号 Id of the talent", examples = "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d")
            String talent,

            @Schema(description = "人才所属区划 Division of the talent", examples = "140602")
            String region,

            @Schema(description = "入选日期 Since", examples = "2024-01-01")
            LocalDate since,

            @Schema(description = "退出日期 Until, where it is known", examples = "2026-12-31")
            LocalDate until,

            @Schema(description = "入选理由 Why", examples = "省级领军人才")
            String reason) {

        private static ExpertListMember of(Tuple row) {
            var until = row.get("until", String.class);
            return new ExpertListMember(
                    row.get("id", String.class),
                    row.get("talent", String.class),
                    row.get("region", String.class),
                    LocalDate.parse(row.get("since", String.class)),
                    until == null ? null : LocalDate.parse(until),
                    row.get("reason", String.class));
        }
    }

    /// Those whom the caller can see.
    static ExpertListMembers of(StatelessSession session, String list, LocalDate on) {
        var rows = session.createNativeQuery(IN_FORCE, Tuple.class)
                .setParameter("list", list)
                .setParameter("on", on.toString())
                .getResultList();
        return new ExpertListMembers(
                list,
                on,
                rows.isEmpty() ? 0 : rows.getFirst().get("total", Long.class),
                rows.stream().map(ExpertListMember::of).toList());
    }
}
