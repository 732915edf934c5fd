package org.innoledger.platform.coachingrecord;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Checked;
import org.innoledger.kit.journal.Checks;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Refers;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.platform.alliance.AllianceId;
import org.innoledger.platform.platform.PlatformId;

/// Coaching record 辅导记录: a platform or an alliance helps an enterprise towards an activity of its own.
@Entity
public class CoachingRecord extends Registered<CoachingRecord.CoachingRecordFacts> {

    /// What the register holds of a coaching. Source: DOMAIN §3; 产业联盟引导机制 and 创新平台辅导机制 of the work plan for
    /// full coverage.
    @Embeddable
    @Schema(name = "CoachingRecordFacts", description = "辅导记录登记内容 Facts of a coaching record", examples = """
                    {"enterprise": "91140602MA0T000111", "alliance": "019a9e3c-5d6f-7a10-8c1d-2e3f4a5b6c7d", \
                    "coachedOn": "2026-05-12", "method": "ON_SITE", "content": "梳理工艺短板，商定一项新产品开发", \
                    "problems": "缺少检测设备", "outcome": "拟立项一项", "externalId": "SZ-FD-0001"}""")
    public record CoachingRecordFacts(
            @Schema(description = "被辅导企业统一社会信用代码 Credit code of the enterprise coached, which may not be known yet")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(
                    description =
                            "辅导平台编号；须为调用方可读，与 alliance 二选一 Platform that coaches; the caller can read it; it or alliance")
            @Valid
            @Indexed
            PlatformId platform,

            @Schema(
                    description =
                            "辅导联盟编号；须为调用方可读（含上级联盟），与 platform 二选一 Alliance that coaches; the caller can read it, as those above can be; it or platform")
            @Valid
            @Indexed
            AllianceId alliance,

            @Schema(description = "辅导日期 Coached on") @NotNull @Indexed
            LocalDate coachedOn,

            @Schema(description = "方式 Method") @NotNull @Enumerated(EnumType.STRING)
            CoachingMethod method,

            @Schema(description = "内容；不填写姓名 What was done; no person's name") @NotBlank @Size(max = 2000) @Searched
            String content,

            @Schema(description = "存在问题 Problems") @Size(max = 2000) @Searched
            String problems,

            @Schema(description = "成效 Outcome") @Size(max = 2000) @Searched
            String outcome,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Checked {

        @Override
        public Checks checks(Checks these) {
            return these.at(
                    "alliance",
                    FaultCode.ONE_OF,
                    (platform == null) != (alliance == null),
                    "platform 与 alliance 须填且只填一项",
                    "either platform or alliance, and not both");
        }
    }

    /// How it is done.
    @Schema(
            description = "方式 Method: ON_SITE 现场指导 | ONLINE 线上指导 | TRAINING 培训 | BENCHMARKING 对标 | "
                    + "JOINT_RESEARCH 合作研发 | OTHER 其他",
            examples = "ON_SITE")
    public enum CoachingMethod {
        ON_SITE,
        ONLINE,
        TRAINING,
        BENCHMARKING,
        JOINT_RESEARCH,
        OTHER
    }
}
