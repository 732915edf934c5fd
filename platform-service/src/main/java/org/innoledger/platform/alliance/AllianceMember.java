package org.innoledger.platform.alliance;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.platform.alliance.Alliance.AllianceFacts;
import org.innoledger.platform.platform.PlatformId;

/// A unit in its role.
@Schema(
        name = "AllianceMember",
        description = "联盟成员；enterprise、platform、unitName 至少一项，前两者只填一项 Member; at least one of enterprise, platform "
                + "and unitName, and not both of the first two",
        examples = "{\"role\": \"SUPPORTING\", \"unitName\": \"示例·炭素二厂\", \"since\": \"2025-01-01\"}")
public record AllianceMember(
        @Schema(description = "角色 Role", examples = "LEAD") @NotNull
        AllianceRole role,

        @Schema(description = "企业统一社会信用代码 Credit code of the enterprise, which may not be known yet") @Valid
        CreditCode enterprise,

        @Schema(description = "创新平台编号 Id of the platform") @Valid
        PlatformId platform,

        @Schema(description = "单位名称 Name of the unit", examples = "示例·碳材料研究院") @Size(max = 200)
        String unitName,

        @Schema(description = "加入日期 Joined on", examples = "2024-03-01") @NotNull
        LocalDate since,

        @Schema(description = "退出日期，含当日 Last day, this day included", examples = "2025-12-31")
        LocalDate until)
        implements Checked {

    @Override
    public Checks checks(Checks these) {
        return these.at(
                        "unitName",
                        FaultCode.ONE_OF,
                        (enterprise == null || platform == null)
                                && (enterprise != null || platform != null || unitName != null),
                        "enterprise、platform、unitName 至少填一项，前两者只填一项",
                        "at least one of enterprise, platform and unitName, and not both of the first two")
                .at(
                        "until",
                        FaultCode.OUT_OF_ORDER,
                        Checks.inOrder(since, until),
                        "退出日期不能早于加入日期",
                        "until cannot be before since");
    }

    boolean on(LocalDate day) {
        return !since.isAfter(day) && (until == null || !until.isBefore(day));
    }

    AllianceMember leaving(LocalDate last) {
        return new AllianceMember(role, enterprise, platform, unitName, since, last);
    }

    /// The unit in its role, by its code where it has one.
    List<Object> seat() {
        return seat(role, enterprise, platform, unitName);
    }

    /// The alliance with this member too.
    Filed<AllianceFacts> admittedTo(Filed<AllianceFacts> alliance) {
        Alliance.mustGoOn(alliance);
        var facts = alliance.facts();
        var members = Stream.concat(facts.eachMember(), Stream.of(this)).toList();
        return alliance.with(facts.with(members, facts.activatedOn(), facts.dissolvedOn()));
    }

    /// Who sits in a role: an enterprise or platform by its code, any other unit by its name.
    static List<Object> seat(AllianceRole role, CreditCode enterprise, PlatformId platform, String unitName) {
        return List.of(role, enterprise != null ? enterprise : platform != null ? platform : String.valueOf(unitName));
    }
}
