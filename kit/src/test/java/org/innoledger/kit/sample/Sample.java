package org.innoledger.kit.sample;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Begins;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Copies;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Replaces;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.standard.Industry;

/// The small register that the kit is tested against: it has one component of each sort that lists, imports
/// and statistics tell apart, a life cycle, and a part that only a verb may set. No service has it.
@Entity
public class Sample extends Registered<Sample.SampleFacts> {
    static final int NOTES_MAX = 500;

    @Embeddable
    @Schema(
            name = "SampleFacts",
            description = "样品内容 Facts of a sample",
            examples =
                    "{\"region\": \"140602\", \"name\": \"示例·高岭土\", \"kind\": \"ORE\", \"industry\": \"C3073\", \"grams\": 120, \"takenOn\": \"2026-03-01\"}")
    public record SampleFacts(
            @Schema(description = "所在区划 Division")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(description = "名称 Name") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "类型 Kind") @NotNull @Enumerated(EnumType.STRING)
            SampleKind kind,

            @Schema(description = "行业 Industry") @Valid Industry industry,

            @Schema(description = "制样企业，可尚未登记 Maker, which may be unknown yet", examples = "91140602MA0T000111") @Valid
            CreditCode maker,

            @Schema(description = "重量（克） Weight in grams") @PositiveOrZero @Max(1_000_000)
            Integer grams,

            @Schema(description = "取样日期 Taken on") @NotNull @Indexed
            LocalDate takenOn,

            @Schema(description = "保存至 Kept until", examples = "2026-12-31")
            LocalDate keptUntil,

            @Schema(description = "测定日期，由测定填写 Measured on; the verb sets it", examples = "2026-03-02", readOnly = true)
            LocalDate measuredOn,

            @Schema(description = "备注 Notes", maxItems = NOTES_MAX) @Size(max = NOTES_MAX) @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid SampleNote> notes,

            @Size(max = 100) @Searched @Indexed String externalId)
            implements Located<SampleFacts>, Refers, Begins, Replaces<SampleFacts>, Checked {
        private static final Copies<SampleFacts> MEASURED = Copies.of(SampleFacts.class, "grams", "measuredOn");
        private static final Copies<SampleFacts> NOTED = Copies.of(SampleFacts.class, "notes");

        @Override
        public List<CreditCode> named() {
            return Stream.ofNullable(maker).toList();
        }

        @Override
        public SampleState beginsAs() {
            return SampleState.TAKEN;
        }

        @Override
        public SampleFacts over(Filed<SampleFacts> present) {
            return measured(grams, present == null ? null : present.facts().measuredOn());
        }

        SampleFacts measured(Integer grams, LocalDate on) {
            return MEASURED.with(this, grams, on);
        }

        SampleFacts noted(SampleNote note) {
            return NOTED.with(
                    this,
                    Stream.concat(notes == null ? Stream.empty() : notes.stream(), Stream.of(note))
                            .toList());
        }

        @Override
        public Checks checks(Checks these) {
            return these.at("keptUntil", FaultCode.OUT_OF_ORDER, Checks.inOrder(takenOn, keptUntil))
                    .at("industry", FaultCode.INCONSISTENT, kind != SampleKind.WATER || industry == null);
        }
    }

    @Schema(description = "类型 Kind: ORE 矿样 | WATER 水样", examples = "ORE")
    public enum SampleKind {
        ORE,
        WATER
    }

    @Schema(description = "状态 State: TAKEN 已取样 | MEASURED 已测定")
    public enum SampleState implements Filed.State<SampleState> {
        TAKEN,
        MEASURED;

        @Override
        public Set<SampleState> next() {
            return this == TAKEN ? EnumSet.of(MEASURED) : EnumSet.noneOf(SampleState.class);
        }
    }

    @Schema(description = "备注 A note", examples = "{\"text\": \"表面有裂纹\"}")
    public record SampleNote(
            @Schema(description = "内容 Text") @NotBlank @Size(max = 4_000)
            String text) {}
}
