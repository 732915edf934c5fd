package org.innoledger.local.sample;

import com.fasterxml.jackson.annotation.JsonInclude;

/// What the sample files: the request bodies of the public API, as far as the sample fills them.
public sealed interface Facts {

    /// One line of an import.
    ///
    /// @param id the record's id; null where the service chooses one and `externalId` tells records apart
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line<F extends Facts>(String id, F facts) {}

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
            String host,
            String hostName,
            String openedOn,
            String externalId)
            implements Facts {}

    record Headcount(
            String enterprise,
            int year,
            int management,
            int technical,
            int technicalInManagement,
            int skilled,
            String group,
            String externalId)
            implements Facts {}
}
