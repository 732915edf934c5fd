package org.innoledger.kit.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A page of a list.
///
/// @param next cursor of the page after this one, null on the last
/// @param total records that match, only where it was asked for
@Schema(description = "一页记录 A page of records", requiredProperties = "items")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(
        @Schema(description = "本页记录 Records of this page") List<T> items,

        @Schema(description = "下一页游标 Cursor of the next page; absent on the last one")
        String next,

        @Schema(description = "总数 Number of records that match; only with total=true", examples = "4000")
        Long total) {}
