package org.innoledger.local.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;

/// What the sample files: the request bodies of the public API, as far as the sample fills them.
public sealed interface Facts extends Located {

    /// One line of an import.
    ///
    /// @param id the record's id; null where the service chooses one and `externalId` tells records apart
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line<F extends Facts>(String id, F facts) implements Located {
        @Override
        public String region() {
            return facts.region();
        }
    }

    /// Facts that hang on an enterprise, whose region is in its credit code.
    sealed interface OfEnterprise extends Facts {
        String enterprise();

        @Override
        default String region() {
            return enterprise().substring(2, 8);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Enterprise(
            String name,
            String region,
            String industry,
            String ownership,
            String parent,
            String competentDepartment,
            String aboveScaleSince,
            String aboveScaleUntil,
            Long revenueYuan,
            Integer staff,
            String soeGroup)
            implements Facts {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Platform(
            String name,
            String region,
            String type,
            String level,
            String subfield,
            String host,
            String hostName,
            String openedOn,
            String externalId)
            implements Facts {}

    /// Facts given field by field, of registers of which the sample files few.
    ///
    /// @param region that decides whose token they are sent with
    record Fields(
            @JsonValue Map<String, Object> fields,
            @JsonIgnore String region) implements Facts {
        Fields(Map<String, Object> fields) {
            this(fields, (String) fields.get("region"));
        }
    }

    record Headcount(
            String enterprise,
            int year,
            int management,
            int technical,
            int technicalInManagement,
            int skilled,
            String group,
            String externalId)
            implements OfEnterprise {}

    record WorkGroup(
            String name,
            String region,
            String field,
            String leader,
            String leaderPost,
            List<Member> members,
            String since)
            implements Facts {}

    /// A member of a work group.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(String name, String unit, String unitKind, String role, String rank, boolean technical) {}

    record Assignment(String enterprise, String group, String since) implements OfEnterprise {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ServiceRecord(
            String enterprise, String group, String method, String servedOn, String content, String problemsFound)
            implements OfEnterprise {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Activity(
            String enterprise,
            String kind,
            String title,
            String field,
            String startedOn,
            String endedOn,
            Long budgetYuan,
            List<String> partners,
            List<Evidence> evidence)
            implements OfEnterprise {}

    /// A document behind an activity.
    record Evidence(String title) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Pairing(String enterprise, String kind, String mentor, String department, String since, String goal)
            implements OfEnterprise {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(
            String enterprise,
            String source,
            String serviceRecord,
            String title,
            String description,
            String problemClass,
            String raisedOn,
            String dueOn)
            implements OfEnterprise {}

    record CloseOut(String enterprise, String activity, String proposedOn) implements OfEnterprise {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Qualification(
            String enterprise,
            String kind,
            String level,
            String validFrom,
            String validTo,
            String certificateNumber,
            String issuer)
            implements OfEnterprise {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Policy(
            String title,
            String number,
            String issuer,
            String region,
            String level,
            String side,
            String validFrom,
            String validTo,
            Eligibility eligibility)
            implements Facts {}

    /// Who may claim what a policy offers.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Eligibility(
            List<String> regions,
            List<String> industries,
            List<String> ownerships,
            List<String> qualifications,
            List<String> states,
            Long revenueYuanFrom,
            Long revenueYuanTo,
            Integer staffFrom,
            Integer staffTo,
            List<String> activityKinds) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Financing(
            String enterprise,
            String kind,
            String institution,
            String board,
            Long amountYuan,
            String appliedOn,
            String grantedOn,
            String listedOn,
            String refusedOn)
            implements OfEnterprise {}

    record AnnualFigures(
            String enterprise,
            int year,
            long revenueYuan,
            long rdExpenseYuan,
            long rdExpenseInChinaYuan,
            long rdInternalSpendYuan,
            long highTechIncomeYuan,
            int staff,
            int technologyStaff,
            int coreIntellectualProperties,
            boolean majorCase)
            implements OfEnterprise {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            String region,
            int year,
            String indicator,
            int target,
            Integer floor,
            int weight,
            boolean supervised,
            String dueOn)
            implements Facts {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InnovativeProduct(
            String enterprise,
            String name,
            String kind,
            String number,
            String validFrom,
            String validTo,
            List<Order> orders)
            implements OfEnterprise {}

    /// An order for an innovative product.
    record Order(String buyer, String on, long amountYuan) {}

    record MonthlyReport(String region, String month, String progress, String difficulties, String nextSteps)
            implements Facts {}
}
