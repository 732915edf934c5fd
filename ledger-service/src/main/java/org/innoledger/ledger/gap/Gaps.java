package org.innoledger.ledger.gap;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.standard.Value;

/// What a caller asks of a list of gaps.
public class Gaps {
    /// Enterprises on a page.
    private static final int LIMIT_MAX = 500;

    private static final Pattern INDUSTRY = Pattern.compile("[A-T][0-9]{0,4}");

    @QueryParam("region")
    @Parameter(description = "行政区划代码前缀：14 省、1406 市、140602 县 Prefix of division codes", example = "1406")
    String region;

    @QueryParam("industry")
    @Parameter(description = "行业代码前缀：C 门类、C30 大类、C3073 小类 Prefix of industry codes", example = "C30")
    String industry;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(description = "每页条数，至多 500，超出按 500 计 Enterprises on a page, at most 500; more is cut")
    int limit;

    @QueryParam("cursor")
    @Parameter(description = "上一页的 next `next` of the page before; filters must stay the same")
    String cursor;

    @Context
    UriInfo uri;

    int limit() {
        if (limit < 1) {
            throw Problem.invalid("limit", FaultCode.OUT_OF_RANGE, Text.of("limit 至少为 1", "`limit` is at least 1"));
        }
        return Math.min(limit, LIMIT_MAX);
    }

    /// The prefix asked for, empty for every industry.
    String industry() {
        var prefix = industry == null ? "" : Value.normalised(industry);
        if (!prefix.isEmpty() && !INDUSTRY.matcher(prefix).matches()) {
            throw Problem.invalid(FaultCode.INDUSTRY_PREFIX.at("industry", industry));
        }
        return prefix;
    }

    /// The last enterprise of the page before, empty for the first page. The cursor is a key, not a count:
    /// what is covered meanwhile shifts nothing.
    String after() {
        if (cursor == null) {
            return "";
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var space = text.indexOf(' ');
            if (space > 0 && text.substring(0, space).equals(list())) {
                return text.substring(space + 1);
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like a cursor of another list.
        }
        throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
    }

    String cursor(String last) {
        var text = list() + " " + last;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    String next(String cursor) {
        return uri.getRequestUriBuilder()
                .replaceQueryParam("cursor", cursor)
                .scheme(null)
                .host(null)
                .port(-1)
                .build()
                .toString();
    }

    /// What the page is a page of.
    private String list() {
        var same = new TreeMap<>(uri.getQueryParameters());
        same.keySet().removeAll(List.of("cursor", "limit"));
        return Integer.toHexString((uri.getPath() + same).hashCode());
    }
}
