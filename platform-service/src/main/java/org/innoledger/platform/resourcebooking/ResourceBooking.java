package org.innoledger.platform.resourcebooking;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Value;
import org.innoledger.platform.sharedresource.ResourceId;

/// Booking 预约 of a shared resource: somebody has it from one moment to another.
@Entity
public class ResourceBooking extends Registered<ResourceBooking.ResourceBookingFacts> {
    private static final Duration LONGEST = Duration.ofDays(92);

    /// What the register holds of a booking. Source: DOMAIN §3, 开放共享: hours offered and used.
    @Embeddable
    @Schema(name = "ResourceBookingFacts", description = "预约登记内容 Facts of a booking", examples = """
                    {"resource": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", "enterprise": "91140602MA0T000111", \
                    "from": "2026-11-03T01:00:00Z", "to": "2026-11-03T04:00:00Z", "purpose": "釉面微观形貌", \
                    "externalId": "SZ-YY-0001"}""")
    public record ResourceBookingFacts(
            @Schema(description = "共享资源编号，须已登记 Resource, which must be registered") @NotNull @Valid @Indexed
            ResourceId resource,

            @Schema(description = "使用企业统一社会信用代码 Credit code of the enterprise that uses it") @Valid @Indexed
            CreditCode enterprise,

            @Schema(
                    description = "使用单位名称；enterprise 与此至少一项 Unit that uses it; this or enterprise",
                    examples = "示例·陶瓷学院")
            @Size(max = 200)
            @Searched
            String unitName,

            @Schema(description = "开始时刻（UTC），精确到分 From (UTC), to the minute") @NotNull @Column(name = "starts_at")
            Instant from,

            @Schema(description = "结束时刻（UTC），不含该时刻；一次至多 92 天 Until (UTC), this moment excluded; at most 92 days")
            @NotNull
            @Column(name = "ends_at")
            Instant to,

            @Schema(description = "用途 Purpose") @Size(max = 500) @Searched
            String purpose,

            @Schema(
                    description = "使用机时，由 POST …/completion 写入 Hours used; come by POST …/completion only",
                    examples = "2.5",
                    readOnly = true)
            @PositiveOrZero
            @Digits(integer = 4, fraction = 2)
            BigDecimal hoursUsed,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.Anchored, Refers.Local, Begins, Replaces<ResourceBookingFacts>, Checked {

        /// Hours are the same with and without zeros at their end.
        public ResourceBookingFacts {
            if (hoursUsed != null) {
                var stripped = hoursUsed.stripTrailingZeros();
                hoursUsed = stripped.scale() < 0 ? stripped.setScale(0) : stripped;
            }
        }

        @Override
        public Value.OfRecord anchor() {
            return resource;
        }

        @Override
        public ResourceBookingState beginsAs() {
            return ResourceBookingState.BOOKED;
        }

        /// Hours come by their verb only, and what is over is not booked differently afterwards.
        @Override
        public ResourceBookingFacts over(Filed<ResourceBookingFacts> present) {
            var facts = used(present == null ? null : present.facts().hoursUsed);
            if (present != null
                    && !ResourceBookingState.BOOKED.name().equals(present.status())
                    && !facts.equals(present.facts())) {
                throw Problem.illegalState(
                        Text.of(
                                "预约 %s 当前为 %s，不能再修改；仅 BOOKED 可以。",
                                "Booking %s is %s and changes no more; only one that is BOOKED does.",
                                present.id(),
                                present.status()),
                        present.status(),
                        EnumSet.of(ResourceBookingState.BOOKED));
            }
            return facts;
        }

        private ResourceBookingFacts used(BigDecimal hours) {
            return new ResourceBookingFacts(resource, enterprise, unitName, from, to, purpose, hours, externalId);
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "unitName",
                            FaultCode.ONE_OF,
                            enterprise != null || unitName != null,
                            "enterprise 与 unitName 至少填一项",
                            "enterprise or unitName is needed")
                    .at(
                            "from",
                            FaultCode.PATTERN,
                            from == null || from.equals(from.truncatedTo(ChronoUnit.MINUTES)),
                            "时刻应精确到分",
                            "from is a whole minute")
                    .at(
                            "to",
                            FaultCode.OUT_OF_ORDER,
                            toAfterFrom(),
                            "结束时刻应为整分、晚于开始时刻，且一次至多 92 天",
                            "to is a whole minute after from, and at most 92 days after it");
        }

        private boolean toAfterFrom() {
            return from == null
                    || to == null
                    || to.equals(to.truncatedTo(ChronoUnit.MINUTES))
                            && to.isAfter(from)
                            && Duration.between(from, to).compareTo(LONGEST) <= 0;
        }
    }

    /// When a resource is taken.
    record Taken(String id, Instant from, Instant to) {}

    /// Look-ups of bookings, inside a transaction of the journal.
    @ApplicationScoped
    static class Repository implements PanacheRepositoryBase<ResourceBooking, String> {
        /// The first other booking by which the resource is taken in this time.
        Optional<Taken> taken(ResourceId resource, Instant from, Instant to, String other) {
            return find("""
                            select id, facts.from, facts.to from ResourceBooking
                            where facts.resource = ?1 and facts.from < ?3 and facts.to > ?2 and id <> ?4
                                and status <> 'CANCELLED' and withdrawnAt is null
                            order by facts.from""", resource, from, to, other).project(Taken.class).firstResultOptional();
        }
    }

    /// State of a booking.
    @Schema(
            name = "ResourceBookingState",
            description = "状态 State: BOOKED 已预约 | CANCELLED 已取消 | COMPLETED 已使用",
            examples = "BOOKED")
    public enum ResourceBookingState implements Filed.State<ResourceBookingState> {
        /// 已预约
        BOOKED,
        /// 已取消: its time is free.
        CANCELLED,
        /// 已使用
        COMPLETED;

        /// Hours that were noted wrongly are noted again.
        @Override
        public Set<ResourceBookingState> next() {
            return switch (this) {
                case BOOKED -> EnumSet.of(CANCELLED, COMPLETED);
                case COMPLETED -> EnumSet.of(COMPLETED);
                case CANCELLED -> EnumSet.noneOf(ResourceBookingState.class);
            };
        }
    }

    /// The resource has been used.
    @Schema(name = "ResourceBookingCompletion", description = "使用登记 Completion", examples = "{\"hoursUsed\": 2.5}")
    public record Completion(
            @Schema(description = "使用机时，至多两位小数 Hours used, with at most two decimals")
            @NotNull
            @PositiveOrZero
            @Digits(integer = 4, fraction = 2)
            BigDecimal hoursUsed) {
        Filed<ResourceBookingFacts> of(Filed<ResourceBookingFacts> booking, Instant now) {
            var next = booking.advance(ResourceBookingState.COMPLETED);
            var bookedMinutes = Duration.between(
                            booking.facts().from(), booking.facts().to())
                    .toMinutes();
            if (hoursUsed.multiply(BigDecimal.valueOf(60)).compareTo(BigDecimal.valueOf(bookedMinutes)) > 0) {
                throw Problem.invalid(FaultCode.HOURS_BEYOND_BOOKING.at("/hoursUsed", bookedMinutes));
            }
            if (booking.facts().from().isAfter(now)) {
                throw Problem.refused(
                        "resource_booking_begun",
                        Text.of(
                                "预约自 %s 起，尚未开始，不能登记使用机时。",
                                "The booking begins at %s; hours are noted once it has begun.",
                                booking.facts().from()));
            }
            return next.with(booking.facts().used(hoursUsed));
        }
    }
}
