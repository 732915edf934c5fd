package org.innoledger.ledger.servicerecord;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.journal.Indexed;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.journal.Searched;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.ledger.coverage.CoverageBasis;

/// Service record 推进服务: what a work group did for an enterprise on a day.
@Entity
public class ServiceRecord extends Registered<ServiceRecord.ServiceRecordFacts> {

    /// What the register holds of a service. Source: work plan for full coverage (晋政办发〔2019〕83号): 座谈会, 问卷,
    /// 现场对接 and the hotline 96302.
    @Embeddable
    @Schema(name = "ServiceRecordFacts", description = "推进服务内容 Facts of a service record", examples = """
                    {"enterprise": "91140602MA0T000111", "group": "0198a000-0000-7000-8000-000000000002", \
                    "method": "ON_SITE", "servedOn": "2026-03-02", "content": "现场了解窑炉节能改造需求", \
                    "problemsFound": "缺少检测设备"}""")
    public record ServiceRecordFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise") @NotNull @Valid @Indexed
            CreditCode enterprise,

            @Schema(
                    description =
                            "工作组编号（UUID） Id of the work group (UUID), to which the enterprise is assigned on that day")
            @NotNull
            @Pattern(regexp = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", message = "应为 UUID / This must be a UUID")
            @Column(name = "work_group")
            @Indexed
            String group,

            @Schema(description = "方式 Method") @NotNull @Enumerated(EnumType.STRING) @Indexed
            ServiceMethod method,

            @Schema(description = "日期，不晚于今天 Date, today at the latest") @NotNull @Indexed
            LocalDate servedOn,

            @Schema(description = "服务内容 What was done") @NotBlank @Size(max = 4000) @Searched
            String content,

            @Schema(description = "发现的问题 Problems found") @Size(max = 4000) @Searched
            String problemsFound,

            @Indexed @Size(max = 100) String externalId)
            implements CoverageBasis {

        /// Ids are the same however their digits are written.
        public ServiceRecordFacts {
            group = group == null ? null : group.toLowerCase(Locale.ROOT);
        }
    }

    /// How a work group served 服务方式.
    @Schema(
            description = "服务方式 Method: SYMPOSIUM 座谈会 | QUESTIONNAIRE 问卷 | ON_SITE 现场对接 | HOTLINE 热线96302 | OTHER 其他",
            examples = "ON_SITE")
    public enum ServiceMethod {
        SYMPOSIUM,
        QUESTIONNAIRE,
        ON_SITE,
        HOTLINE,
        OTHER
    }
}
