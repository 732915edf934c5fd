package org.innoledger.local.sample;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A line of a verb for many records: the record's id, and what the verb is told.
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Verb extends Located {
    String id();

    record Verification(@JsonIgnore String region, String id, String on) implements Verb {}

    record Dispatch(
            @JsonIgnore String region,
            String id,
            String responsibleLevel,
            String responsibleBody,
            String dueOn,
            String on)
            implements Verb {}

    /// A step that has nothing to say but its day: the start on a problem, its confirmation.
    record Step(@JsonIgnore String region, String id, String on) implements Verb {}

    record Resolution(@JsonIgnore String region, String id, String solution, String on) implements Verb {}

    record CloseOutConfirmation(@JsonIgnore String region, String id, String on) implements Verb {}

    /// @param submittedAt when the report had come in
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Submission(@JsonIgnore String region, String id, List<String> without, String submittedAt) implements Verb {}

    record Acceptance(@JsonIgnore String region, String id) implements Verb {}
}
