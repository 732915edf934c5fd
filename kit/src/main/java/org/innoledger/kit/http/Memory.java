package org.innoledger.kit.http;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// The memory that requests may hold at once with what callers decide the size of: bodies, pages, and, apart
/// from these, imports. Beyond it a request waits, then is asked to come again, instead of ending the process
/// for everybody.
@ApplicationScoped
public class Memory {
    /// The parts of the heap that bodies and pages, and imports, may hold; the rest is for everything whose
    /// size we decide ourselves.
    private static final int HEAP_PART = 8;

    private static final int HEAP_PART_IMPORTS = 4;

    private static final int KIBIBYTE = 1_024;

    /// How long a request waits for others to give back; imports take longer than other requests.
    private static final Duration WAIT_MAX = Duration.ofSeconds(5);

    private static final Duration WAIT_IMPORT_MAX = Duration.ofSeconds(30);

    /// How long the work of a caller who has gone may go on: what it holds is given back only then.
    private static final Duration LEFT_BEHIND_MAX = Duration.ofMinutes(2);

    /// Where a request keeps what its body holds.
    private static final String OF_BODY = Memory.class.getName();

    private final Budget others = new Budget(HEAP_PART);
    private final Budget imports = new Budget(HEAP_PART_IMPORTS);
    private final CurrentVertxRequest request;

    Memory(CurrentVertxRequest request) {
        this.request = request;
    }

    /// A part of the heap, counted in kibibytes. Who asks for little does not wait behind who waits for much.
    private static final class Budget {
        private final int all;
        private final Semaphore left;

        Budget(int part) {
            all = (int) (Runtime.getRuntime().maxMemory() / part / KIBIBYTE);
            left = new Semaphore(all);
        }

        boolean take(int wanted, Duration within) {
            try {
                return wanted <= all && left.tryAcquire(wanted, within.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /// Memory of one request.
    public static final class Held implements AutoCloseable {
        private final Budget budget;
        private int kibibytesHeld;
        private boolean closed;

        private Held(Budget budget) {
            this.budget = budget;
        }

        /// Holds more.
        ///
        /// @throws Problem 503 when others do not give back in time
        public void more(long bytes) {
            if (!more(bytes, WAIT_MAX)) {
                throw full();
            }
        }

        /// Holds more, where others give back within this time.
        ///
        /// @return whether they do
        public boolean more(long bytes, Duration within) {
            var wanted = Math.toIntExact((bytes + KIBIBYTE - 1) / KIBIBYTE);
            if (!budget.take(wanted, within)) {
                return false;
            }
            synchronized (this) {
                if (!closed) {
                    kibibytesHeld += wanted;
                    return true;
                }
            }
            budget.left.release(wanted);
            return false;
        }

        /// Gives back all but so much, once it is known how little was needed.
        public synchronized void shrink(long bytes) {
            var needed = Math.toIntExact(Math.min(kibibytesHeld, (bytes + KIBIBYTE - 1) / KIBIBYTE));
            budget.left.release(kibibytesHeld - needed);
            kibibytesHeld = needed;
        }

        @Override
        public synchronized void close() {
            closed = true;
            budget.left.release(kibibytesHeld);
            kibibytesHeld = 0;
        }
    }

    /// Memory that the present request holds until its answer is written.
    public Held ofRequest() {
        return until(request.getCurrent(), new Held(others));
    }

    /// Memory for an import of as many bytes as the present request states, which it holds until its answer is
    /// written. All that it can take is asked for first: two imports that each grew until memory is short
    /// would both have to give up.
    ///
    /// @param bytesMax of an import, taken where the request states none
    /// @param besides bytes that so many bytes of import take besides
    /// @throws Problem 503 when others do not give back in time
    public Held ofImport(long bytesMax, LongUnaryOperator besides) {
        var length = request.getCurrent().request().getHeader(HttpHeaders.CONTENT_LENGTH);
        var stated = length == null ? bytesMax : Math.min(bytesMax, Long.parseLong(length));
        var held = until(request.getCurrent(), new Held(imports));
        if (!held.more(stated + besides.applyAsLong(stated), WAIT_IMPORT_MAX)) {
            throw full();
        }
        return held;
    }

    /// Memory that is held until it is closed.
    public Held held() {
        return new Held(others);
    }

    /// Holds memory for the body of a request at once or not at all: its thread serves others and must not
    /// wait.
    ///
    /// @return whether there was so much
    boolean tryHoldBody(RoutingContext request, long bytes) {
        var held = until(request, new Held(others));
        request.put(OF_BODY, held);
        return held.more(bytes, Duration.ZERO);
    }

    /// Gives back what a body that told no length turned out not to need.
    void shrinkBody(long bytes) {
        if (request.getCurrent().get(OF_BODY) instanceof Held held) {
            held.shrink(bytes);
        }
    }

    /// Bytes that could be held now.
    long left() {
        return (long) others.left.availablePermits() * KIBIBYTE;
    }

    private static Held until(RoutingContext request, Held held) {
        request.addEndHandler(ended -> {
            if (ended.succeeded()) {
                held.close();
            } else {
                leftBehind(request, held);
            }
        });
        if (request.response().closed()) {
            // The caller had gone before anybody could be told of it.
            leftBehind(request, held);
        }
        return held;
    }

    private static void leftBehind(RoutingContext request, Held held) {
        request.vertx().setTimer(LEFT_BEHIND_MAX.toMillis(), late -> held.close());
    }

    static Problem full() {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                Text.of(
                        "服务正在处理的内容已达内存上限，请按 Retry-After 稍后重试，或改用较小的请求。",
                        "What the service has in hand has reached its limit of memory; try again as Retry-After says, or ask for less."));
    }
}
