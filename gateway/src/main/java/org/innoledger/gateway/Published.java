package org.innoledger.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// A document that is the same for everybody until the next start: compressed once, and not sent to who has
/// it.
///
/// @param tag weak, since one document has two forms
record Published(String mediaType, Buffer plain, Buffer compressed, String tag) {
    /// Characters of a digest that tell one release from another.
    private static final int TAG_LENGTH = 32;

    static Published of(String mediaType, byte[] bytes) {
        try {
            var compressed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(compressed)) {
                gzip.write(bytes);
            }
            var digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Published(
                    mediaType,
                    Buffer.buffer(bytes),
                    Buffer.buffer(compressed.toByteArray()),
                    "W/\"" + digest.substring(0, TAG_LENGTH) + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void to(RoutingContext ctx) {
        var request = ctx.request();
        var response = ctx.response().putHeader(HttpHeaders.ETAG, tag).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        if (isKnown(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
        if (takesGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(compressed);
        } else {
            response.end(plain);
        }
    }

    private boolean isKnown(String tags) {
        return tags != null
                && Stream.of(tags.split(","))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || tag.equals("W/" + known));
    }

    private static boolean takesGzip(String encodings) {
        return encodings != null
                && Stream.of(encodings.toLowerCase(Locale.ROOT).split(","))
                        .map(each -> each.replace(" ", ""))
                        .anyMatch(each ->
                                each.equals("gzip") || each.startsWith("gzip;q=") && !each.matches(".*=0(\\.0*)?"));
    }
}
