package org.innoledger.talent.talent;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Placed;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Impersonal;

/// A talent 人才 (DOMAIN 2) as callers send and see one. What is filed and journalled is [SealedTalent], in
/// which the personal part is under seal.
@Schema(
        description = "人才的登记内容 Facts of a talent",
        requiredProperties = {"region", "teams"},
        examples = """
                {"personal": {"name": "示例人才", "phone": "0351-0000000"}, "region": "140602", "teams": ["TECHNICAL"], \
                "track": "TECHNICAL", "field": "煤炭清洁利用", "titles": [{"name": "副教授", "rank": "ASSOCIATE_SENIOR"}], \
                "degree": "DOCTOR", "institution": "示例·理工大学", "highEnd": true, "grade": "LEADING", "externalId": "SZ-RC-0001"}""")
public record TalentFacts(
        @Schema(
                description = "个人信息；登记时必填，替换时不填即保留原有 Personal information; needed to file, kept where a replacement "
                        + "leaves it out, absent once erased")
        @Valid
        Person personal,

        @Schema(description = "所属行政区划 Division that the talent belongs to") @NotNull @Valid
        DivisionCode region,

        @Schema(description = "人才队伍，可属多支 Teams, one or more: MANAGEMENT 经营管理 | TECHNICAL 专业技术 | SKILLED 高技能")
        @NotNull
        @Size(min = 1, max = 3)
        List<@NotNull TalentTeam> teams,

        @Schema(description = "双通道 Track: APPLIED 应用型 | TECHNICAL 技术型")
        TalentTrack track,

        @Schema(description = "专业领域 Field") @Size(max = 100) @Impersonal
        String field,

        @Schema(description = "职称 Professional titles") @Size(max = 20)
        List<@NotNull @Valid TalentTitle> titles,

        @Schema(description = "最高学位 Highest degree: NONE 无 | BACHELOR 学士 | MASTER 硕士 | DOCTOR 博士")
        TalentDegree degree,

        @Schema(
                description =
                        "用人单位统一社会信用代码；尚未登记的加提示 Credit code of the employer; one that is not known yet is remarked upon")
        @Valid
        CreditCode employer,

        @Schema(description = "所在高校、院所 University or institute, where there is no employer with a credit code")
        @Size(max = 200)
        @Impersonal
        String institution,

        @Schema(description = "高端人才 High-end talent") Boolean highEnd,

        @Schema(description = "层次 Grade: ACADEMICIAN 院士 | LEADING 领军 | TOP 拔尖 | YOUNG 青年 | OTHER 其他")
        TalentGrade grade,

        @Schema(description = "来源系统编号，不含姓名 Id in the system it comes from, which does not name the person")
        @Size(max = 100)
        @Impersonal
        @Pattern(regexp = TalentId.OTHERS, message = TalentId.OTHERS_TOLD)
        String externalId)
        implements Placed, Checked {
    private static final Copies<TalentFacts> COPIES = Copies.of(TalentFacts.class, "personal");

    /// Teams of talents 人才队伍.
    @Schema(description = "人才队伍 Team: MANAGEMENT 经营管理 | TECHNICAL 专业技术 | SKILLED 高技能", examples = "TECHNICAL")
    public enum TalentTeam {
        MANAGEMENT,
        TECHNICAL,
        SKILLED
    }

    /// The two tracks 双通道.
    @Schema(description = "双通道 Track: APPLIED 应用型 | TECHNICAL 技术型", examples = "TECHNICAL")
    public enum TalentTrack {
        APPLIED,
        TECHNICAL
    }

    /// Degrees 学位, the lowest first.
    @Schema(description = "学位 Degree: NONE 无 | BACHELOR 学士 | MASTER 硕士 | DOCTOR 博士", examples = "DOCTOR")
    public enum TalentDegree {
        NONE,
        BACHELOR,
        MASTER,
        DOCTOR
    }

    /// Grades 层次.
    @Schema(description = "层次 Grade: ACADEMICIAN 院士 | LEADING 领军 | TOP 拔尖 | YOUNG 青年 | OTHER 其他", examples = "LEADING")
    public enum TalentGrade {
        ACADEMICIAN,
        LEADING,
        TOP,
        YOUNG,
        OTHER
    }

    /// Ranks of professional titles 职称级别, the highest first.
    @Schema(
            description = "职称级别 Rank: FULL_SENIOR 正高 | ASSOCIATE_SENIOR 副高 | INTERMEDIATE 中级 | JUNIOR 初级",
            examples = "ASSOCIATE_SENIOR")
    public enum TitleRank {
        FULL_SENIOR,
        ASSOCIATE_SENIOR,
        INTERMEDIATE,
        JUNIOR
    }

    /// A professional title 职称.
    @Schema(
            description = "职称 Professional title",
            requiredProperties = {"name", "rank"})
    public record TalentTitle(
            @Schema(description = "名称 Name", examples = "副教授") @NotBlank @Size(max = 50) @Impersonal
            String name,

            @Schema(description = "级别 Rank") @NotNull TitleRank rank) {}

    /// Journals know no empty lists and no order of teams: facts are the same however it is said.
    public TalentFacts {
        teams = teams == null || teams.contains(null)
                ? teams
                : teams.stream().distinct().sorted().toList();
        titles = titles == null || titles.isEmpty() ? null : titles;
    }

    @Override
    public Checks checks(Checks these) {
        return these.at(
                "personal",
                FaultCode.MISSING,
                personal != null,
                "缺少个人信息，至少填姓名",
                "Personal data are missing: a name at least");
    }

    /// The same facts with another personal part.
    TalentFacts with(Person person) {
        return COPIES.with(this, person);
    }

    /// The facts as they are filed.
    SealedTalent under(SealedPerson seal) {
        return new SealedTalent(
                seal, region, teams, track, field, titles, degree, employer, institution, highEnd, grade, externalId);
    }
}
