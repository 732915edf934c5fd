package org.innoledger.kit.register;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.innoledger.kit.http.Answers;
import org.innoledger.kit.http.Memory;
import org.innoledger.kit.http.Page;
import org.innoledger.kit.journal.Filed;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.problem.FaultCode;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;
import org.innoledger.kit.region.Caller;
import org.jboss.resteasy.reactive.RestResponse;

/// The one function that lists, for every register. Field names are checked against the facts record, and
/// columns are compared as what they are, so that the register's indexes serve.
@ApplicationScoped
public class Lists {
    /// Bytes of memory that one byte of a record takes, as a row, as facts and as an answer.
    private static final long MEMORY_A_BYTE = 3;

    private final Journal journal;
    private final Caller.Current caller;
    private final ObjectMapper json;
    private final Memory memory;

    Lists(Journal journal, Caller.Current caller, ObjectMapper json, Memory memory) {
        this.journal = journal;
        this.caller = caller;
        this.json = json;
        this.memory = memory;
    }

    /// Where a page ended: the sort value and id of its last record, and what it was a page of.
    record Cursor(String value, String id, int of) {}

    /// A page of a register, within the caller's regions.
    public <F extends Record> RestResponse<Page<Filed<F>>> list(Class<? extends Registered<F>> type, Listing listing) {
        return list(type, listing, filed -> filed);
    }

    /// The same page with each record as it is to be shown.
    public <F extends Record, G extends Record> RestResponse<Page<Filed<G>>> list(
            Class<? extends Registered<F>> type, Listing listing, Function<Filed<F>, Filed<G>> shown) {
        var kind = Kind.of(type);
        var asked = (int) Operand.of("limit", int.class, listing.limit);
        if (asked < 1) {
            throw Problem.invalid("limit", FaultCode.OUT_OF_RANGE, Text.of("limit 至少为 1", "`limit` is at least 1"));
        }
        var limit = Math.min(asked, Listing.LIMIT_MAX);
        var counted = (boolean) Operand.of("total", boolean.class, listing.total);
        var filters = Filters.of(kind, listing, caller.get());
        var sort = filters.sort(listing.sort);
        var same = new TreeMap<>(listing.parameters());
        same.keySet().removeAll(List.of("cursor", "limit", "total"));
        var from = listing.cursor == null ? null : decoded(listing.cursor, same.hashCode());
        var held = memory.ofRequest();
        held.more(MEMORY_A_BYTE * Listing.BYTES_MAX);
        var page = journal.reading(session -> {
            filters.mustBeServed(session, sort);
            filters.search(session);
            var rows = filters.rows(session, sort, from, limit + 1);
            var total = counted ? filters.total(session) : null;
            var bytes = rows.stream().mapToLong(Registered::bytes).sum();
            held.shrink(MEMORY_A_BYTE * bytes);
            var more = rows.size() > limit || bytes >= Listing.BYTES_MAX;
            var items = rows.subList(0, Math.min(limit, rows.size())).stream()
                    .map(Filed::of)
                    .toList();
            var next = more ? encoded(sort, kind, items.getLast(), same.hashCode()) : null;
            return new Page<>(items.stream().map(shown).toList(), next, total);
        });
        return Answers.page(page, page.next() == null ? null : next(listing, page.next()));
    }

    private static String next(Listing listing, String cursor) {
        return listing.uri
                .getRequestUriBuilder()
                .replaceQueryParam("cursor", cursor)
                .scheme(null)
                .host(null)
                .port(-1)
                .build()
                .toString();
    }

    private <F extends Record> String encoded(Filters.Sort sort, Kind<F> kind, Filed<F> last, int of) {
        try {
            var cursor = new Cursor(sort.value(kind, last), last.id(), of);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(cursor));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cursor decoded(String text, int of) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
            var cursor = json.readValue(bytes, Cursor.class);
            if (cursor.of() == of && cursor.id() != null && cursor.id().indexOf('\0') < 0) {
                return cursor;
            }
        } catch (java.io.IOException | IllegalArgumentException e) {
            // Answered below, like a cursor of another list.
        }
        throw Problem.invalid(FaultCode.CURSOR_MISMATCH.at("cursor"));
    }
}
