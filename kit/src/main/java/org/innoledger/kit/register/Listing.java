package org.innoledger.kit.register;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.FurtherParameters;

/// What a caller asks of a list. Further parameters are filters by fields of the facts; [Lists] knows them.
@FurtherParameters
public class Listing {
    /// Records on a page.
    static final int LIMIT_MAX = 500;

    /// Bytes of the records on a page: it ends before `limit` where they are large.
    static final int BYTES_MAX = 2 * 1024 * 1024;

    /// Parameters that are given once: none of them lists values.
    static final Set<String> ONCE = Set.of("limit", "cursor", "q", "unresolved", "updatedSince", "sort", "total");

    /// Parameters that are no filters by field. Some registers have no states, and some nothing to search.
    static final Set<String> OWN =
            Stream.concat(ONCE.stream(), Stream.of("region", "status")).collect(Collectors.toUnmodifiableSet());

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "每页条数，至多 500，超出按 500 计；记录很大时一页可能更少，以 next 为准 Records on a page, at most 500; "
                    + "more is cut. A page of large records may hold fewer: `next` tells whether there are more",
            schema = @Schema(type = SchemaType.INTEGER, format = "int32", minimum = "1", maximum = "500"))
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "上一页的 next `next` of the page before; filters and sort must stay the same")
    String cursor;

    @QueryParam("region")
    @Parameter(
            description =
                    "行政区划代码前缀：14 省、1406 市、140602 县，可用逗号列举；完全在调用方区划以外的为 403 "
                            + "Prefix of division codes, or several with commas; one wholly outside the caller's regions is 403",
            example = "1406")
    String region;

    // What is searched is said by OpenApiSearch.
    @QueryParam("q")
    @Parameter(example = "粉煤灰 利用")
    String q;

    @QueryParam("status")
    @Parameter(description = "状态，可用逗号列举 State, or several with commas between")
    String status;

    @QueryParam("unresolved")
    @Parameter(
            description = "true：仅列引用对象尚未登记的记录；false：其余的 Only records that refer to something not known yet, or "
                    + "only the others",
            schema = @Schema(type = SchemaType.BOOLEAN))
    String unresolved;

    @QueryParam("updatedSince")
    @Parameter(
            description = "此时刻及以后登记的版本 Recorded at or after this instant",
            example = "2026-11-01T00:00:00Z",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"))
    String updatedSince;

    @QueryParam("sort")
    @DefaultValue("id")
    @Parameter(
            description = "排序字段，前置 - 为降序：id、recordedAt 或任一单值字段 Sort by id, recordedAt or a single-valued field; "
                    + "`-` before it turns the order",
            example = "-recordedAt")
    String sort;

    @QueryParam("total")
    @DefaultValue("false")
    @Parameter(
            description = "true：同时给出总数 Also count the records that match",
            schema = @Schema(type = SchemaType.BOOLEAN))
    String total;

    @Context
    UriInfo uri;

    /// All parameters as they were sent.
    MultivaluedMap<String, String> parameters() {
        return uri.getQueryParameters();
    }
}
