package org.innoledger.gateway;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/// The body of a request on its way to a service, which fails once it is longer than it may be. A chunked body
/// states no length beforehand, so it has to be counted as it passes.
final class CountedBody implements ReadStream<Buffer> {

    /// The body is longer than it may be.
    static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("the body is too long", null, false, false);
        }
    }

    private final ReadStream<Buffer> source;
    private final long bytesMax;
    private final Runnable whenEnded;
    private Handler<Throwable> failed = ignored -> {};
    private long bytes;

    /// @param whenEnded is run when the whole body has passed
    CountedBody(ReadStream<Buffer> source, long bytesMax, Runnable whenEnded) {
        this.source = source;
        this.bytesMax = bytesMax;
        this.whenEnded = whenEnded;
    }

    boolean tooLong() {
        return bytes > bytesMax;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> taker) {
        if (taker == null) {
            source.handler(null);
            return this;
        }
        source.handler(buffer -> {
            bytes += buffer.length();
            if (tooLong()) {
                failed.handle(new TooLong());
            } else {
                taker.handle(buffer);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        failed = handler == null ? ignored -> {} : handler;
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        source.endHandler(
                handler == null
                        ? null
                        : end -> {
                            whenEnded.run();
                            handler.handle(end);
                        });
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
