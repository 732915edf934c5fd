package org.innoledger.ledger.innovativeproduct;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
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
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.CreditCode;
import org.innoledger.kit.time.Days;

/// Innovative product 创新产品: one that is recognised as a first 首台套、首批次、首版次, or stands in the procurement
/// directory 政府采购创新产品和服务目录, so that it may be bought first 首购.
@Entity
public class InnovativeProduct extends Registered<InnovativeProduct.InnovativeProductFacts> {
    /// Orders of one product in one period.
    static final int ORDERS_MAX = 200;

    /// More yuan than any order; it keeps every sum exact.
    private static final long YUAN_MAX = 1_000_000_000_000L;

    /// What the register holds of an innovative product. Source: DOMAIN 1.14.
    @Embeddable
    @Schema(name = "InnovativeProductFacts", description = "创新产品登记内容 Facts of an innovative product", examples = """
                    {"enterprise": "91140602MA0T000111", "name": "示例·智能掘进机", "kind": "FIRST_SET", "number": "晋首台套2025-012", \
                    "validFrom": "2025-01-01", "validTo": "2026-12-31", "externalId": "SZ-CP-0001"}""")
    public record InnovativeProductFacts(
            @Schema(description = "企业统一社会信用代码 Credit code of the enterprise, which must be registered")
            @NotNull
            @Valid
            @Indexed
            CreditCode enterprise,

            @Schema(description = "产品名称 Name of the product") @NotBlank @Size(max = 200) @Searched
            String name,

            @Schema(description = "类别 Kind") @NotNull @Enumerated(EnumType.STRING) @Indexed
            InnovativeProductKind kind,

            @Schema(description = "目录或认定编号 Number in the directory") @Size(max = 100) @Searched
            String number,

            @Schema(description = "有效期起 In the directory from") @NotNull
            LocalDate validFrom,

            @Schema(description = "有效期止，含当日；缺省为不限 Until, that day included; without an end by default") @Indexed
            LocalDate validTo,

            @Schema(
                    description =
                            "订单；新增用 POST …/orders。替换时不填则保留已有订单，填写则以所填为准 Orders; a new one comes by POST …/orders. "
                                    + "Replacing the facts without orders keeps those on file, with orders corrects them")
            @Size(max = ORDERS_MAX)
            @JdbcTypeCode(SqlTypes.JSON)
            List<@NotNull @Valid Order> orders,

            @Indexed @Size(max = 100) String externalId)
            implements Refers.HangsOn, Refers.Local, Replaces<InnovativeProductFacts>, Checked {

        /// The journal knows no empty lists, so there are none here either.
        public InnovativeProductFacts {
            orders = orders == null || orders.isEmpty() ? null : orders;
        }

        /// Orders are told one by one, by others than those who keep the directory: a list of products without
        /// orders does not take them away.
        @Override
        public InnovativeProductFacts over(Filed<InnovativeProductFacts> present) {
            return present == null || orders != null ? this : with(present.facts().orders);
        }

        private InnovativeProductFacts with(List<Order> orders) {
            return new InnovativeProductFacts(enterprise, name, kind, number, validFrom, validTo, orders, externalId);
        }

        /// The facts with one more order.
        ///
        /// @throws Problem 400 when it lies in the future, 409 when it lies outside the period in the
        ///     directory or there are [#ORDERS_MAX] already
        InnovativeProductFacts ordered(Order order, LocalDate today) {
            Days.of("/on", order.on(), today);
            if (!within(order)) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "订单日期 %s 不在目录有效期 %s 至 %s 内，请登记在相应有效期的产品下。",
                                "The order of %s lies outside the period in the directory, %s to %s; file it with the product of its period.",
                                order.on(),
                                validFrom,
                                validTo == null ? "—" : validTo));
            }
            if (orders != null && orders.size() == ORDERS_MAX) {
                throw Problem.of(
                        ProblemType.CONFLICT,
                        Text.of(
                                "该产品已有 %d 份订单，不能再增。",
                                "This product has %d orders already, which is the most.", ORDERS_MAX));
            }
            var all = new ArrayList<>(orders == null ? List.<Order>of() : orders);
            all.add(order);
            return with(List.copyOf(all));
        }

        private boolean within(Order order) {
            return !order.on().isBefore(validFrom)
                    && (validTo == null || !order.on().isAfter(validTo));
        }

        @Override
        public Checks checks(Checks these) {
            return these.at(
                            "validTo",
                            FaultCode.OUT_OF_ORDER,
                            Checks.inOrder(validFrom, validTo),
                            "有效期止不能早于有效期起",
                            "validTo cannot be before validFrom")
                    .at(
                            "orders",
                            FaultCode.INCONSISTENT,
                            ordersWithinPeriod(),
                            "订单日期须在目录有效期内",
                            "every order lies within the period in the directory");
        }

        private boolean ordersWithinPeriod() {
            return orders == null
                    || validFrom == null
                    || orders.stream().allMatch(order -> order == null || order.on() == null || within(order));
        }
    }

    /// An order for the product.
    @Schema(
            name = "InnovativeProductOrder",
            description = "订单 An order for the product",
            examples = "{\"buyer\": \"示例·煤业集团\", \"on\": \"2025-06-18\", \"amountYuan\": 4800000}")
    public record Order(
            @Schema(description = "采购单位 Buyer") @NotBlank @Size(max = 200)
            String buyer,

            @Schema(description = "订购日期，在目录有效期内 Ordered on, within the period in the directory") @NotNull
            LocalDate on,

            @Schema(description = "金额（元） Yuan") @NotNull @Positive @Max(YUAN_MAX)
            Long amountYuan) {}

    /// As what a product is recognised.
    @Schema(
            description = "类别 Kind: FIRST_SET 首台套 | FIRST_BATCH 首批次 | FIRST_VERSION 首版次 | " + "CATALOGUE 政府采购创新产品和服务目录",
            examples = "FIRST_SET")
    public enum InnovativeProductKind {
        FIRST_SET,
        FIRST_BATCH,
        FIRST_VERSION,
        CATALOGUE
    }
}
