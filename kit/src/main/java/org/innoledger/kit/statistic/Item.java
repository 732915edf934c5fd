package org.innoledger.kit.statistic;

import java.util.Map;

/// The figures of one part. [OpenApiStatistics] describes it, since its dimensions are those of its statistic.
///
/// @param by code of the part by dimension; absent where the records state none
/// @param names what it is called by dimension, in the caller's language; of every dimension asked for
/// @param sums its measures
public record Item<M extends Record>(Map<String, Object> by, Map<String, String> names, M sums) {}
