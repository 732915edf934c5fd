package org.innoledger.platform.sharedresource;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.platform.PlatformId;

/// Shared resource 开放共享: an instrument or a service that a platform offers to others.
@Entity
public class SharedResource extends Registered<SharedResource.SharedResourceFacts> {
    /// More yuan than any one instrument has cost; it keeps every sum exact.
    static final long YUAN_MAX = 1_000_000_000_000L;

    /// Hours of a leap year.
    static final int HOURS_MAX = 366 * 24;

    /// What the register holds of a shared resource. Source: DOMAIN §3, 开放共享.
    @Embeddable
    @Schema(name = "SharedResourceFacts", description = "共享资源登记内容 Facts of a shared resource", examples = """
                    {"platform": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "kind": "INSTRUMENT", "name": "示例·场发射扫描电镜", \
                    "model": "SEM-500", "originalValueYuan": 3200000, "offeredHours": [{"year": 2026, "hours": 1200}], \
                    "feeYuanPerHour": 300, "since": "2026-01-01", "externalId": "SZ-YQ-0001"}""")
    public record SharedResourceFacts(
            @Schema(description = "所属平台编号，须已登记 Platform that offers it, which must be registered")
            @NotNull
            @Valid
            @Indexed
            PlatformId platform,

            @Schema(description = "种类 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            ResourceKind kind,

            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "型号 Model") @Size(max = 100) @Searched
            String model,

            @Schema(description = "原值（元） Original value, yuan") @PositiveOrZero @Max(YUAN_MAX)
            Long originalValueYuan,

            @Schema(description = "各年度开放机时，每年一项，至多 50 Hours offered, one row for each year, at most 50")
            @Size(max = 50)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid OfferedHours> offeredHours,

            @Schema(description = "收费（元/小时），至多两位小数，0 为免费 Fee in yuan an hour with at most two decimals; 0 for none")
            @PositiveOrZero
            @Digits(integer = 7, fraction = 2)
            BigDecimal feeYuanPerHour,

            @Schema(description = "开放起始日期 Offered since") LocalDate since,

            @Schema(description = "开放截止日期，含当日 Offered until, this day included", examples = "2027-12-31")
            LocalDate until,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.Anchored, Refers.Local, Checked {

        /// A fee is the same with and without zeros at its end.
        public SharedResourceFacts {
            offeredHours = offeredHours == null || offeredHours.isEmpty() ? null : offeredHours;
            if (feeYuanPerHour != null) {
                var stripped = feeYuanPerHour.stripTrailingZeros();
                feeYuanPerHour = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
            }
        }

        @Override
        public Value.OfRecord anchor() {
            return platform;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "offeredHours",
                            FaultCode.DUPLICATE,
                            offeredHoursOncePerYear(),
                            "每个年度只能有一项开放机时",
                            "offeredHours has one row for each year")
                    .at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "开放截止日期不能早于起始日期",
                            "until cannot be before since");
        }

        private boolean offeredHoursOncePerYear() {
            var years = new HashSet<Integer>();
            return offeredHours == null
                    || offeredHours.stream()
                            .filter(Objects::nonNull)
                            .map(OfferedHours::year)
                            .filter(Objects::nonNull)
                            .allMatch(years::add);
        }
    }

    /// What is offered in a year.
    @Schema(
            name = "OfferedHours",
            description = "年度开放机时 Hours offered in a year",
            examples = "{\"year\": 2026, \"hours\": 1200}")
    public record OfferedHours(
            @Schema(description = "年度 Year") @NotNull @Min(2000) @Max(2100)
            Integer year,

            @Schema(description = "开放机时 Hours") @NotNull @Min(0) @Max(HOURS_MAX)
            Integer hours) {}
}
