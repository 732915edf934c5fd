package org.innoledger.gateway;

/// One operation of the merged document, which is to say one route.
///
/// @param method in upper case
/// @param path as in the document: `/v1/enterprises/{id}`
/// @param service whose document describes it
/// @param follows whether it answers an event stream or waits for changes, and so has no time limit
/// @param imports whether it takes a bulk of records, and so a larger body
record Operation(String method, String path, String service, boolean follows, boolean imports) {}
