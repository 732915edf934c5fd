package org.innoledger.talent.servicecase;

import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.innoledger.kit.problem.Text;

/// What a talent's degree and highest title entitle to. Source: 人才服务保障, "具有副教授职称或博士研究生学历学位，
/// 可办理入编调动手续，其他可根据实际情况，对口安置".
///
/// @param degree `NONE` where nothing is on file
/// @param title the highest, null for none
/// @param rank of that title
record Eligibility(String talent, String degree, String title, String rank) {
    /// Ranks of a title from the highest; an associate professor 副教授 is of the second.
    private static final List<String> SENIOR = List.of("FULL_SENIOR", "ASSOCIATE_SENIOR");

    private static final String DOCTOR = "DOCTOR";

    private static final Map<String, String> CHINESE = Map.of(
            "FULL_SENIOR",
            "正高级",
            "ASSOCIATE_SENIOR",
            "副高级",
            "INTERMEDIATE",
            "中级",
            "JUNIOR",
            "初级",
            "NONE",
            "无",
            "BACHELOR",
            "学士",
            "MASTER",
            "硕士",
            DOCTOR,
            "博士");

    private static final String TALENTS = """
            select t.id, coalesce(t.degree, 'NONE') as degree, title.name, title.rank
            from known_talent t
            left join lateral (
                select each ->> 'name' as name, each ->> 'rank' as rank
                from jsonb_array_elements(case jsonb_typeof(t.titles) when 'array' then t.titles else '[]' end) as each
                order by array_position(array['FULL_SENIOR', 'ASSOCIATE_SENIOR', 'INTERMEDIATE', 'JUNIOR'], each ->> 'rank')
                limit 1) as title on true
            where t.id = any(cast(:ids as text[])) and t.withdrawn_at is null""";

    /// Of these talents, as far as the caller may know of them.
    static Map<String, Eligibility> of(StatelessSession session, Collection<String> talents) {
        return session.createNativeQuery(TALENTS, Tuple.class)
                .setParameter("ids", talents.toArray(String[]::new), String[].class)
                .getResultStream()
                .map(row -> new Eligibility(
                        row.get("id", String.class),
                        row.get("degree", String.class),
                        row.get("name", String.class),
                        row.get("rank", String.class)))
                .collect(Collectors.toMap(Eligibility::talent, each -> each));
    }

    ServiceEntitlement entitlement() {
        return senior() || doctor() ? ServiceEntitlement.TRANSFER : ServiceEntitlement.COUNTERPART;
    }

    /// Why: which title or degree it is, or what is lacking.
    Text reason() {
        if (senior()) {
            return Text.of(
                    "具有%s职称（%s），可办理入编调动手续。",
                    "The title %s (%s) entitles the spouse to a transfer into an established post.",
                    title,
                    CHINESE.get(rank) + " " + rank);
        }
        if (doctor()) {
            return Text.of(
                    "具有博士研究生学历学位（DOCTOR），可办理入编调动手续。",
                    "The degree DOCTOR entitles the spouse to a transfer into an established post.");
        }
        return new Text(
                "入编调动须具有副教授（副高级）及以上职称或博士研究生学历学位；现有最高职称为%s，学位为%s。可根据实际情况对口安置。"
                        .formatted(
                                title == null ? "无" : title + "（" + CHINESE.getOrDefault(rank, rank) + "）",
                                CHINESE.getOrDefault(degree, degree)),
                "A transfer takes a title of ASSOCIATE_SENIOR or above, or the degree DOCTOR; on file are %s and the degree %s. The spouse may be placed with a counterpart."
                        .formatted(title == null ? "no title" : "the title " + title + " (" + rank + ")", degree));
    }

    private boolean senior() {
        return rank != null && SENIOR.contains(rank);
    }

    private boolean doctor() {
        return DOCTOR.equals(degree);
    }
}
