package org.innoledger.talent.talent;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.time.Days;

/// What the ledger knows of a person: personal information 个人信息 (PIPL art. 4; DOMAIN 4.8). It exists in clear
/// only in memory, for the time of one request; its `toString` shows nothing, so that no log line can.
@Schema(
        description =
                "个人信息 Personal information. Answers show the name and mask the rest; a masked value that is sent back "
                        + "stands for what is on file.",
        requiredProperties = "name")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Person(
        @Schema(description = "姓名，本区划读者可见 Name, shown to readers of the region", examples = "示例人才")
        @NotBlank
        @Size(max = 100)
        String name,

        @Schema(
                description = "公民身份号码，唯一；应答只显示首尾各一位 Citizen number (GB 11643), unique; answers show its first and "
                        + "last character",
                examples = "11010519491231002X")
        @Valid
        NationalId nationalId,

        @Schema(
                description = "电话；应答只显示首尾各一位 Phone; answers show its first and last digit",
                pattern = "\\+?[0-9*][0-9 *-]*[0-9]",
                examples = "0351-0000000")
        @Pattern(
                regexp = "\\+?[0-9][0-9 -]{4,28}[0-9]",
                message = "电话应为 6 至 30 位数字，可含空格、连字符和前导 + / "
                        + "A phone has 6 to 30 digits, with blanks, hyphens and a leading +")
        String phone,

        @Schema(
                description = "电子邮箱；应答只显示首尾各一位 Email; answers show its first and last character",
                examples = "expert@example.cn")
        @Email
        @Size(max = 200)
        String email,

        @Schema(
                description = "出生日期，如 1949-12-31；未填的取自身份号码；应答中为 ****-**-** Date of birth; taken from the "
                        + "citizen number where it is left out; masked in answers",
                examples = "1949-12-31")
        String birthDate)
        implements Checked {

    private static final String MASKED_DATE = "****-**-**";

    /// First and last character, the rest as stars.
    static String masked(String value) {
        return value == null || value.length() < 3
                ? "***"
                : value.charAt(0) + "*".repeat(value.length() - 2) + value.charAt(value.length() - 1);
    }

    /// The person as readers of the region see it.
    Person masked() {
        return new Person(
                name,
                nationalId == null ? null : nationalId.masked(),
                phone == null ? null : masked(phone),
                email == null ? null : masked(email),
                birthDate == null ? null : MASKED_DATE);
    }

    /// What a request says itself, without what came back masked: all that rules may judge. A rule over given
    /// and sealed values together would tell of the sealed ones.
    Person brought(Person present) {
        if (present == null) {
            return this;
        }
        var seen = present.masked();
        return new Person(
                name,
                Objects.equals(nationalId, seen.nationalId) ? null : nationalId,
                Objects.equals(phone, seen.phone) ? null : phone,
                Objects.equals(email, seen.email) ? null : email,
                Objects.equals(birthDate, seen.birthDate) ? null : birthDate);
    }

    /// The person that a caller means who saw `present` masked: what came back masked is what is on file. The
    /// date of birth goes with the number: with a new one it is that one's, and without one it is gone.
    Person over(Person present) {
        if (present == null) {
            return completed();
        }
        var seen = present.masked();
        var brought = brought(present);
        var number = Objects.equals(nationalId, seen.nationalId) ? present.nationalId : nationalId;
        var renumbered = brought.nationalId != null || number == null && present.nationalId != null;
        return new Person(
                        name,
                        number,
                        Objects.equals(phone, seen.phone) ? present.phone : phone,
                        Objects.equals(email, seen.email) ? present.email : email,
                        !renumbered && Objects.equals(birthDate, seen.birthDate)
                                ? present.birthDate
                                : brought.birthDate)
                .completed();
    }

    /// With the date of birth that the citizen number tells, where none is given.
    private Person completed() {
        return birthDate != null || nationalId == null || nationalId.fault().isPresent()
                ? this
                : new Person(
                        name, nationalId, phone, email, nationalId.birthDate().toString());
    }

    @Override
    public Checks checks(Checks these) {
        return these.at(
                        "birthDate",
                        FaultCode.DATE_FORM,
                        birthDate == null || day() != null,
                        "出生日期应为真实存在的日期，如 1949-12-31",
                        "birthDate must be a day such as 1949-12-31")
                .at(
                        "birthDate",
                        FaultCode.INCONSISTENT,
                        day() == null
                                || nationalId == null
                                || nationalId.fault().isPresent()
                                || nationalId.birthDate().equals(day()),
                        "出生日期与公民身份号码不一致",
                        "birthDate is not the one that the citizen number tells");
    }

    private LocalDate day() {
        return birthDate == null ? null : Days.read(birthDate).orElse(null);
    }

    @Override
    public String toString() {
        return "Person[***]";
    }
}
