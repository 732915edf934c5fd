package org.innoledger.kit.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.hibernate.StatelessSession;
import org.innoledger.kit.journal.Writing;

/// How far topics have been read, and what was set aside on the way: kept in the transaction of its effect.
final class FollowPosition {
    private static final String OF =
            "select coalesce(max(next_offset), 0) from follow_position where topic = ? and partition = ?";

    private static final String MOVE = """
            insert into follow_position values (?, ?, ?)
            on conflict (topic, partition) do update set next_offset = excluded.next_offset""";

    /// The event set aside is not yet among those counted.
    private static final String SET_ASIDE = """
            with aside as (
                insert into follow_aside (topic, partition, next_offset, subject, reason) values (?, ?, ?, ?, ?)
                on conflict do nothing returning 1)
            select (select count(*) from aside) + (select count(*) from follow_aside where topic = ?)""";

    private FollowPosition() {}

    /// The offset to go on from, 0 at the beginning.
    static long of(StatelessSession session, TopicPartition partition) {
        return session.createNativeQuery(OF, Long.class)
                .setParameter(1, partition.topic())
                .setParameter(2, partition.partition())
                .getSingleResult();
    }

    /// Goes on behind this event.
    static void move(Writing writing, ConsumerRecord<?, ?> taken) {
        writing.query(session -> session.createNativeQuery(MOVE, Void.class)
                .setParameter(1, taken.topic())
                .setParameter(2, taken.partition())
                .setParameter(3, taken.offset() + 1)
                .executeUpdate());
    }

    /// Keeps an event that could not be taken, with why.
    ///
    /// @param subject as its header says, null without one
    /// @return how many of its topic stand aside now
    static long setAside(Writing writing, ConsumerRecord<?, ?> event, String subject, String reason) {
        return writing.query(session -> session.createNativeQuery(SET_ASIDE, Long.class)
                .setParameter(1, event.topic())
                .setParameter(2, event.partition())
                .setParameter(3, event.offset() + 1)
                .setParameter(4, subject, String.class)
                .setParameter(5, reason)
                .setParameter(6, event.topic())
                .getSingleResult());
    }
}
