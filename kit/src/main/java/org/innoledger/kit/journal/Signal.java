package org.innoledger.kit.journal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Something that happens again and again, for which threads of this process may wait. A raise between a look
/// at [#count] and [#await] is not missed.
public final class Signal {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private long count;

    /// How often it has been raised.
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /// Wakes everyone who waits.
    public void raise() {
        lock.lock();
        try {
            count++;
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until it has been raised more often than `seen`, for `most` at the most. An interrupt ends the
    /// wait.
    public void await(long seen, Duration most) {
        lock.lock();
        try {
            for (long left = most.toNanos(); left > 0 && count == seen; ) {
                left = raised.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
