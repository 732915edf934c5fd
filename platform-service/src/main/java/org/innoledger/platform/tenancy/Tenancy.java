package org.innoledger.platform.tenancy;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.register.Noted;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.platform.PlatformId;

/// Tenancy 在孵企业、入驻团队: an enterprise or a team has a place in an incubator, a park or a pilot base, until it
/// graduates or leaves.
@Entity
public class Tenancy extends Registered<Tenancy.TenancyFacts> {

    /// What the register holds of a tenancy. Source: DOMAIN §3, "Tenants".
    @Embeddable
    @Schema(name = "TenancyFacts", description = "入驻登记内容 Facts of a tenancy", examples = """
                    {"platform": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "teamName": "示例·固态电池团队", "school": "示例·理工大学", \
                    "field": "新能源", "since": "2025-03-01", "until": "2027-02-28", "areaSquareMetres": 60.5, \
                    "externalId": "JC-RZ-0001"}""")
    public record TenancyFacts(
            @Schema(
                    description = "平台编号，须为已登记的孵化载体、科技园、晋创谷或中试基地 Id of the platform: an incubator, park or pilot base "
                            + "that is on file")
            @NotNull
            @Valid
            @Indexed
            PlatformId platform,

            @Schema(
                    description =
                            "在孵企业统一社会信用代码；尚未登记的加提示。与团队名称二者填一 Credit code of the enterprise; one that is not known yet "
                                    + "is remarked upon. Either this or teamName")
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "团队名称 Name of the team") @Size(max = 200) @Searched
            String teamName,

            @Schema(description = "来源院校 School that it comes from") @Size(max = 200) @Indexed
            String school,

            @Schema(description = "领域 Field") @Size(max = 100)
            String field,

            @Schema(description = "入驻日期 Since") @NotNull LocalDate since,

            @Schema(
                    description = "协议期至；到期未退出的仍在驻，续期改此日期 Agreed until; who has not left by then is still there, and a "
                            + "prolongation changes this day")
            LocalDate until,

            @Schema(description = "使用面积（平方米） Area used, square metres") @Positive @Digits(integer = 8, fraction = 2)
            BigDecimal areaSquareMetres,

            @Schema(
                    description =
                            "毕业日期；补录已毕业的可随登记填写，此后由 graduation 填写 Graduated on; may come with a new record, else by `graduation`",
                    examples = "2026-06-30")
            @PastOrPresent
            LocalDate graduatedOn,

            @Schema(description = "毕业去向 Where it went", examples = "入驻示例产业园") @Size(max = 200)
            String destination,

            @Schema(
                    description =
                            "退出日期；补录已退出的可随登记填写，此后由 ending 填写 Left on; may come with a new record, else by `ending`",
                    examples = "2026-06-30")
            @PastOrPresent
            LocalDate endedOn,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.Anchored, Begins, Replaces<TenancyFacts>, Checked {
        private static final Copies<TenancyFacts> COPIES =
                Copies.of(TenancyFacts.class, "graduatedOn", "destination", "endedOn");

        public TenancyFacts {
            areaSquareMetres = plain(areaSquareMetres);
        }

        @Override
        public Value.OfRecord anchor() {
            return platform;
        }

        @Override
        public List<? extends Value.OfRecord> named() {
            return Stream.<Value.OfRecord>of(platform, enterprise)
                    .filter(Objects::nonNull)
                    .toList();
        }

        @Override
        public TenancyState beginsAs() {
            if (graduatedOn != null) {
                return TenancyState.GRADUATED;
            }
            return endedOn == null ? TenancyState.RESIDENT : TenancyState.ENDED;
        }

        /// A date that carries the state may be corrected; on a record that is on file it comes by its verb,
        /// and whoever sends none takes none away.
        @Override
        public TenancyFacts over(Filed<TenancyFacts> present) {
            if (present == null) {
                return this;
            }
            var before = present.facts();
            return with(
                    Replaces.corrected(graduatedOn, before.graduatedOn),
                    graduatedOn == null && before.graduatedOn != null && destination == null
                            ? before.destination
                            : destination,
                    Replaces.corrected(endedOn, before.endedOn));
        }

        TenancyFacts graduated(LocalDate on, String destination) {
            return with(on, destination, null);
        }

        TenancyFacts ended(LocalDate on) {
            return with(null, null, on);
        }

        private TenancyFacts with(LocalDate graduatedOn, String destination, LocalDate endedOn) {
            return COPIES.with(this, graduatedOn, destination, endedOn);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "enterprise",
                            FaultCode.ONE_OF,
                            (enterprise == null) != (teamName == null),
                            "企业与团队填一个",
                            "state the enterprise or the team, one of the two")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "协议期止日不能早于入驻日期",
                            "until cannot be before since")
                    .at(
                            "graduatedOn",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, graduatedOn),
                            "毕业日期不能早于入驻日期",
                            "graduatedOn cannot be before since")
                    .at(
                            "destination",
                            FaultCode.INCONSISTENT,
                            destination == null || graduatedOn != null,
                            "去向只随毕业填写",
                            "a destination goes with graduatedOn")
                    .at(
                            "endedOn",
                            FaultCode.INCONSISTENT,
                            endedOn == null || graduatedOn == null && (since == null || !endedOn.isBefore(since)),
                            "毕业与退出只填一个，且不早于入驻日期",
                            "it has graduated or ended, not both, and not before since");
        }
    }

    static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// State of a tenancy.
    @Schema(description = "状态 State: RESIDENT 在驻 | GRADUATED 已毕业 | ENDED 已退出", examples = "RESIDENT")
    public enum TenancyState implements Filed.State<TenancyState> {
        /// 在驻
        RESIDENT,
        /// 已毕业
        GRADUATED,
        /// 未毕业而退出
        ENDED;

        @Override
        public Set<TenancyState> next() {
            return this == RESIDENT ? EnumSet.of(GRADUATED, ENDED) : EnumSet.noneOf(TenancyState.class);
        }
    }

    /// 毕业.
    @Schema(
            name = "TenancyGraduation",
            description = "毕业 Graduation",
            examples = "{\"on\": \"2026-06-30\", \"destination\": \"入驻示例产业园\"}")
    public record Graduation(
            @Schema(description = "毕业日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "毕业去向 Where it goes") @Size(max = 200)
            String destination) {}

    /// 退出.
    @Schema(
            name = "TenancyEnding",
            description = "退出 Ending",
            examples = "{\"on\": \"2026-06-30\", \"reason\": \"项目终止\"}")
    public record Ending(
            @Schema(description = "退出日期，缺省为今天 Day, today by default")
            LocalDate on,

            @Schema(description = "原因，留存于历史 Why; kept in the history, without personal data") @NotBlank @Size(max = 500)
            String reason)
            implements Noted.Reasoned {}
}
