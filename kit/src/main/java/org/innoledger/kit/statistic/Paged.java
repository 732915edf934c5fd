package org.innoledger.kit.statistic;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Area;
import org.innoledger.kit.region.Caller;
import org.innoledger.kit.region.Division;
import org.innoledger.kit.standard.Month;
import org.jboss.resteasy.reactive.RestResponse;

/// What a caller asks of rows that stand behind a figure, or are missing from one: a list by id that is no
/// register's. What else such a list takes is read by the same rules as what a statistic takes.
public class Paged {
    /// Rows on a page.
    private static final int LIMIT_MAX = 500;

    @QueryParam("region")
    @Parameter(
            description = "行政区划代码前缀：14 省、1406 市、140602 县；缺省为调用方全部区划 Prefix of division codes; all of the "
                    + "caller's regions by default",
            example = "1406")
    String region;

    @QueryParam("limit")
    @DefaultValue("50")
    @Parameter(
            description = "每页条数，至多 500，超出按 500 计 Rows on a page, at most 500; more is cut",
            schema = @Schema(type = SchemaType.INTEGER, format = "int32", minimum = "1", maximum = "500"))
    int limit;

    @QueryParam("cursor")
    @Parameter(description = "上一页的 next `next` of the page before; filters must stay the same")
    String cursor;

    @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE)
    String language;

    @Context
    UriInfo uri;

    /// Refuses what the list does not take.
    ///
    /// @param own parameters that it takes besides region, limit and cursor
    /// @throws Problem 400 with those that there are
    public void only(String... own) {
        var all = new ArrayList<>(List.of(Dimension.REGION, "limit", "cursor"));
        all.addAll(List.of(own));
        uri.getQueryParameters().forEach((name, values) -> Question.known(all, name, values));
    }

    /// The part of the caller's regions that is asked for.
    ///
    /// @throws Problem 400 for a prefix that no division bears
    public Area area(Caller caller) {
        return Area.of(region, caller);
    }

    /// Rows to look for: one more than the page holds, which tells whether there is another page.
    ///
    /// @throws Problem 400 when a page of less than one row is asked for
    public int most() {
        if (limit < 1) {
            throw Problem.invalid("limit", FaultCode.OUT_OF_RANGE, Text.of("limit 至少为 1", "`limit` is at least 1"));
        }
        return Math.min(limit, LIMIT_MAX) + 1;
    }

    /// The key that the page before ended at, empty for the first one. It is no count: what comes and goes
    /// meanwhile shifts nothing.
    ///
    /// @throws Problem 400 for a cursor of another question
    public String after() {
        if (cursor == null) {
            return "";
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (text.startsWith(question()) && text.indexOf('\0') < 0) {
                return text.substring(question().length());
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like a cursor of another list.
        }
        throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
    }

    /// The page of what was found, with the way to the next one.
    ///
    /// @param found at most [#most] rows
    public <T> RestResponse<Page<T>> page(List<T> found, Function<T, String> id) {
        var more = found.size() >= most();
        return page(more ? found.subList(0, found.size() - 1) : found, more, id);
    }

    /// A page, with the way to the next one where there are more.
    ///
    /// @param key after which the next page begins
    public <T> RestResponse<Page<T>> page(List<T> items, boolean more, Function<T, String> key) {
        if (!more) {
            return Answers.page(new Page<>(items, null, null), null);
        }
        var next = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((question() + key.apply(items.getLast())).getBytes(StandardCharsets.UTF_8));
        return Answers.page(
                new Page<>(items, next, null),
                uri.getRequestUriBuilder()
                        .replaceQueryParam("cursor", next)
                        .scheme(null)
                        .host(null)
                        .port(-1)
                        .build()
                        .toString());
    }

    /// What the page is a page of.
    private String question() {
        var same = new TreeMap<>(uri.getQueryParameters());
        same.keySet().removeAll(List.of("cursor", "limit"));
        return Integer.toHexString((uri.getPath() + same).hashCode()) + " ";
    }

    /// The day that a parameter names.
    ///
    /// @throws Problem 400 when it is none
    public LocalDate day(String name, String given, LocalDate otherwise) {
        return (LocalDate) value(LocalDate.class, name, given, otherwise);
    }

    /// The month that a parameter names.
    ///
    /// @throws Problem 400 when it is none
    public Month month(String name, String given, Month otherwise) {
        return (Month) value(Month.class, name, given, otherwise);
    }

    private static Object value(Class<?> type, String name, String given, Object otherwise) {
        return new org.innoledger.kit.statistic.Parameter(name, name, type, today -> otherwise, false, "")
                .value(given, LocalDate.EPOCH);
    }

    /// The text that a parameter gives, as such text is stored; empty where it is absent.
    ///
    /// @throws Problem 400 for blanks alone
    public String text(String name, String given) {
        return (String) value(String.class, name, given, "");
    }

    /// The value that a parameter names.
    ///
    /// @throws Problem 400 with those that there are
    public String one(String name, String given, List<String> all) {
        return org.innoledger.kit.statistic.Parameter.one(name, given, all);
    }

    /// What a division is called in the caller's language.
    public String named(String division) {
        return Division.named(division).in(language());
    }

    private Locale language() {
        return Text.language(language);
    }
}
