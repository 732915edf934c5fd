package org.innoledger.talent.agreement;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Located;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.region.DivisionCode;
import org.innoledger.kit.standard.Impersonal;

/// Agreement 合作协议: a university or institute and a local side that work together for a time.
@Entity
public class Agreement extends Registered<Agreement.AgreementFacts> {
    private static final int BASES_MAX = 100;

    /// What spreadsheets put between the characters of a Chinese name: blanks of every width.
    private static final Pattern BLANKS = Pattern.compile("[\\s\\h\\v\\u200B\\uFEFF]+");

    /// What the register holds of an agreement. Source: DOMAIN §2, Agreements.
    @Embeddable
    @Schema(
            name = "AgreementFacts",
            description = "合作协议内容 Facts of an agreement",
            examples =
                    "{\"region\": \"140600\", \"school\": \"示例大学\", \"schoolKind\": \"UNIVERSITY\", \"localSide\": \"朔州市人民政府\", \"kind\": \"FRAMEWORK\", \"signedOn\": \"2024-05-10\", \"since\": \"2024-05-10\", \"until\": \"2029-05-09\", \"bases\": [{\"name\": \"大学生实习实训基地\", \"kind\": \"INTERNSHIP\"}]}")
    public record AgreementFacts(
            @Schema(description = "所属区划 Division of the local side")
            @NotNull
            @Valid
            @Column(name = "region", insertable = false, updatable = false)
            DivisionCode region,

            @Schema(
                    description = "高校或院所名称；其中的空白会去除，同名视为同一所 Name of the school or institute; blanks in it are taken "
                            + "out, and the same name is the same school")
            @NotBlank
            @Size(max = 200)
            @Impersonal
            @Searched
            @Indexed
            String school,

            @Schema(description = "高校或院所 What it is") @NotNull @Enumerated(EnumType.STRING)
            AgreementSchoolKind schoolKind,

            @Schema(description = "地方一方 Local side") @NotBlank @Size(max = 200) @Impersonal @Searched
            String localSide,

            @Schema(description = "类型 Kind") @NotNull @Enumerated(EnumType.STRING)
            AgreementKind kind,

            @Schema(description = "签订日期，不晚于今天 Signed on, today at the latest") @PastOrPresent
            LocalDate signedOn,

            @Schema(description = "生效日期 In force since") @NotNull @Indexed
            LocalDate since,

            @Schema(description = "终止日期，含当日；缺省为不限 Until, this day included; without an end by default")
            LocalDate until,

            @Schema(description = "共建基地，名称不重复 Bases, each name once", maxItems = BASES_MAX)
            @Size(max = BASES_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid AgreementBase> bases,

            @Schema(description = "文件 Document", examples = "朔政函〔2024〕31号") @Size(max = 200) @Impersonal @Searched
            String document,

            @Indexed @Size(max = 100) @Impersonal String externalId)
            implements Located<AgreementFacts>, Checked {

        /// The same school is the same however its name was typed, and there are no empty lists.
        public AgreementFacts {
            school = school == null ? null : BLANKS.matcher(school).replaceAll("");
            bases = bases == null || bases.isEmpty() ? null : bases;
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "until",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(since, until),
                            "终止日期不能早于生效日期",
                            "until cannot be before since")
                    .at("bases", FaultCode.DUPLICATE, basesOnce(), "基地重复", "A base stands twice in the list");
        }

        private boolean basesOnce() {
            if (bases == null) {
                return true;
            }
            var names = bases.stream()
                    .filter(Objects::nonNull)
                    .map(AgreementBase::name)
                    .filter(Objects::nonNull)
                    .toList();
            return new HashSet<>(names).size() == names.size();
        }
    }

    /// A base that the sides keep together 共建基地.
    @Schema(
            description = "共建基地 A base that both sides keep",
            examples = "{\"name\": \"大学生实习实训基地\", \"kind\": \"INTERNSHIP\"}")
    public record AgreementBase(
            @Schema(description = "名称；首尾空白会去除 Name, without blanks around it") @NotBlank @Size(max = 200)
            String name,

            @Schema(description = "类型 Kind") @NotNull AgreementBaseKind kind) {
        public AgreementBase {
            name = name == null ? null : name.strip();
        }
    }

    /// What the other side is.
    @Schema(description = "学校类型 What it is: UNIVERSITY 高校 | INSTITUTE 科研院所", examples = "UNIVERSITY")
    public enum AgreementSchoolKind {
        UNIVERSITY,
        INSTITUTE
    }

    /// Kind of agreement 协议类型.
    @Schema(
            description = "协议类型 Kind: FRAMEWORK 战略合作 | TALENT 人才培养 | RESEARCH 科研合作 | BASE 基地共建 | OTHER 其他",
            examples = "FRAMEWORK")
    public enum AgreementKind {
        FRAMEWORK,
        TALENT,
        RESEARCH,
        BASE,
        OTHER
    }

    /// Kind of base 基地类型.
    @Schema(
            description = "基地类型 Kind: INTERNSHIP 实习实训 | RESEARCH 产学研 | TRAINING 人才培训 | OTHER 其他",
            examples = "INTERNSHIP")
    public enum AgreementBaseKind {
        INTERNSHIP,
        RESEARCH,
        TRAINING,
        OTHER
    }
}
