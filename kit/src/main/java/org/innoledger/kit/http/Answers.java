package org.innoledger.kit.http;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import org.innoledger.kit.journal.Command.Effect;
import org.innoledger.kit.journal.Command.Outcome;
import org.innoledger.kit.journal.Filed;
import org.jboss.resteasy.reactive.RestResponse;

/// The answers of a register's operations: body, status and headers.
public final class Answers {
    /// Extension of an operation whose uses by a client are counted: a 429 that does not follow from what the
    /// operation is. The description shows the error in its place.
    public static final String LIMITED = "x-limited";

    private Answers() {}

    /// A record with its version as ETag.
    public static <F extends Record> RestResponse<Filed<F>> read(Filed<F> filed) {
        return RestResponse.ResponseBuilder.ok(filed).tag(tag(filed)).build();
    }

    /// The outcome of a write: 201 with Location when it created the record, else 200.
    ///
    /// @param path of the register, such as `/v1/enterprises`
    public static <F extends Record> RestResponse<Filed<F>> written(String path, Outcome<F> outcome) {
        var filed = outcome.filed();
        var created = outcome.effect() == Effect.CREATED;
        var answer = RestResponse.ResponseBuilder.create(
                        created ? RestResponse.Status.CREATED : RestResponse.Status.OK, filed)
                .tag(tag(filed));
        // As a path: the framework would make an address of what the caller says that the host is.
        return created
                ? answer.header(HttpHeaders.LOCATION, path + "/" + filed.id()).build()
                : answer.build();
    }

    /// A page with the way to the next one.
    public static <T> RestResponse<Page<T>> page(Page<T> page, String nextUri) {
        var answer = RestResponse.ResponseBuilder.ok(page);
        return nextUri == null
                ? answer.build()
                : answer.header(HttpHeaders.LINK, "<" + nextUri + ">; rel=\"next\"")
                        .build();
    }

    private static EntityTag tag(Filed<?> filed) {
        return new EntityTag(String.valueOf(filed.version()));
    }
}
