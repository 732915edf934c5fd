package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// The memory that requests may hold at once with what callers decide the size of: bodies, imports, pages. Beyond
/// it a request waits, then is asked to come again, instead of ending the process for everybody.
@ApplicationScoped
public class Memory {
    /// The part of the heap that may be held so; the rest is for everything whose size we decide ourselves.
    private static final int HEAP_PART = 4;

    private static final int KIBIBYTE = 1_024;

    /// How long a request waits for others to give back.
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private final Semaphore kibibytes =
            new Semaphore((int) (Runtime.getRuntime().maxMemory() / HEAP_PART / KIBIBYTE), /* fair */ true);
    private final CurrentVertxRequest request;

    Memory(CurrentVertxRequest request) {
        this.request = request;
    }

    /// Memory of one request.
    public final class Held implements AutoCloseable {
        private int kibibytesHeld;
        private boolean closed;

        private Held() {}

        /// Holds more.
        ///
        /// @throws Problem 503 when others do not give back in time
        public void more(long bytes) {
            more(bytes, WAIT_MAX);
        }

        /// Holds more.
        ///
        /// @throws Problem 503 when others do not give back within this time
        public void more(long bytes, Duration within) {
            var wanted = Math.toIntExact((bytes + KIBIBYTE - 1) / KIBIBYTE);
            if (!acquired(wanted, within)) {
                throw full();
            }
            synchronized (this) {
                if (!closed) {
                    kibibytesHeld += wanted;
                    return;
                }
            }
            // The caller has gone meanwhile.
            kibibytes.release(wanted);
            throw full();
        }

        /// Gives back all but so much, once it is known how little was needed.
        public synchronized void shrink(long bytes) {
            var needed = Math.toIntExact(Math.min(kibibytesHeld, (bytes + KIBIBYTE - 1) / KIBIBYTE));
            kibibytes.release(kibibytesHeld - needed);
            kibibytesHeld = needed;
        }

        @Override
        public synchronized void close() {
            closed = true;
            kibibytes.release(kibibytesHeld);
            kibibytesHeld = 0;
        }
    }

    /// Memory that the present request holds until its answer has gone out, or its caller has gone.
    public Held ofRequest() {
        var held = new Held();
        request.getCurrent().addEndHandler(ended -> held.close());
        return held;
    }

    /// Bytes of the present request's body as it states them.
    ///
    /// @param most where it states none
    public long statedBytes(long most) {
        var length = request.getCurrent().request().getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? most : Math.min(most, Long.parseLong(length));
    }

    /// Memory that is held until it is closed.
    public Held held() {
        return new Held();
    }

    /// Holds memory at once or not at all, for whoever must not wait.
    ///
    /// @return whether there was so much; if so it is given back by [#release]
    boolean tryHold(long bytes) {
        return kibibytes.tryAcquire(Math.toIntExact(bytes / KIBIBYTE));
    }

    void release(long bytes) {
        kibibytes.release(Math.toIntExact(bytes / KIBIBYTE));
    }

    private boolean acquired(int wanted, Duration within) {
        try {
            return kibibytes.tryAcquire(wanted, within.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Problem full() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                Text.of(
                        "服务正在处理的内容已达内存上限，请按 Retry-After 稍后重试，或改用较小的请求。",
                        "What the service has in hand has reached its limit of memory; try again as Retry-After says, or ask for less."));
    }
}
