package org.innoledger.kit.test;

import static org.innoledger.kit.test.Asking.settled;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/// Several clients at once, each on a platform thread of its own.
///
/// Never on virtual threads: a test lives in one process with the service that it asks, and that answers on as
/// few carriers as there are cores. A client that waits below a frame of the JVM itself (Groovy links its call
/// sites so) keeps its carrier, and when all carriers are kept in that way nobody is left to answer.
public final class Together {
    private Together() {}

    /// Clients without end; whoever opens them closes them.
    public static ExecutorService clients() {
        return Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("client-", 0).factory());
    }

    /// Answers of requests that begin at the same moment; what the service asks to be repeated is repeated.
    public static List<Response> answers(int count, IntFunction<Response> request) throws Exception {
        return together(count, number -> settled(() -> request.apply(number)));
    }

    /// How many answers have this status.
    public static int counted(List<Response> answers, int status) {
        return (int)
                answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    /// What as many clients got that began at the same moment, in the order of their numbers.
    public static <T> List<T> together(int count, IntFunction<T> client) throws Exception {
        var start = new CountDownLatch(1);
        try (var clients = clients()) {
            var asked = new ArrayList<Future<T>>();
            for (int i = 0; i < count; i++) {
                var number = i;
                asked.add(clients.submit(() -> {
                    start.await();
                    return client.apply(number);
                }));
            }
            start.countDown();
            var answers = new ArrayList<T>();
            for (var each : asked) {
                answers.add(each.get());
            }
            return answers;
        }
    }
}
