package org.innoledger.kit.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Problem;
import org.innoledger.kit.problem.Text;

/// A record as it is on file.
///
/// @param id the register's id: a credit code for enterprises, else a UUID
/// @param region code of the division to which the record belongs
/// @param version 1 for the first, 0 for a record that is only about to be filed
/// @param recordedAt when the ledger learnt of this version; null before that
/// @param status state in the register's life cycle, null for registers without one
/// @param unresolved ids that the facts refer to and the service does not know yet
/// @param facts what the register holds
@Schema(
        description = "登记的记录 A record as it is on file",
        requiredProperties = {"id", "region", "version", "recordedAt", "facts"})
@JsonPropertyOrder({"id", "region", "version", "recordedAt", "status", "remarks", "facts"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonIgnoreProperties(value = "remarks", allowGetters = true)
public record Filed<F extends Record>(
        @Schema(description = "编号 Id: a credit code for enterprises, else a UUID", examples = "91140602MA0T000111")
        String id,

        @Schema(description = "所属行政区划 Division to which the record belongs", examples = "140602")
        String region,

        @Schema(description = "版本 Version, from 1; also the ETag", examples = "1")
        long version,

        @Schema(description = "登记时间 When the ledger learnt of this version (UTC)", examples = "2026-11-22T02:00:00Z")
        Instant recordedAt,

        @Schema(description = "状态 State in the register's life cycle; absent where a register has none")
        String status,

        @Schema(hidden = true) @JsonIgnore List<String> unresolved,
        @Schema(description = "登记内容 The facts") F facts) {
    public Filed {
        unresolved = unresolved == null ? List.of() : List.copyOf(unresolved);
    }

    /// Something worth knowing about a record that is no error.
    ///
    /// @param pointer JSON Pointer to the field
    /// @param code `reference-unknown`: the id is not known yet and is resolved when its event comes;
    ///     `division-statistical`: a statistical zone; `organisation-code-check`: GB 11714 fails inside the
    ///     credit code
    @Schema(
            description = "一条提示 Something worth knowing that is no error",
            requiredProperties = {"pointer", "code"})
    public record Remark(
            @Schema(description = "字段 JSON Pointer to the field", examples = "/facts/host")
            String pointer,

            @Schema(
                    description = "提示代码 Code: reference-unknown 引用对象尚未登记 | division-statistical 统计用区划 | "
                            + "organisation-code-check 组织机构代码校验未通过",
                    examples = "reference-unknown")
            String code) {}

    /// What callers see of a row that has been read.
    public static <F extends Record> Filed<F> of(Registered<F> row) {
        return row.filed();
    }

    /// A record that is about to be filed.
    public static <F extends Record> Filed<F> draft(String id, F facts) {
        return new Filed<>(id, null, 0, null, null, List.of(), facts);
    }

    /// The same record with other facts.
    public Filed<F> with(F facts) {
        return new Filed<>(id, region, version, recordedAt, status, unresolved, facts);
    }

    /// The record with other facts in place of its own, for an answer that shows less or more than is filed.
    public <G extends Record> Filed<G> showing(G shown) {
        return new Filed<>(id, region, version, recordedAt, status, unresolved, shown);
    }

    /// The same record in another state, unchecked: for the state that a new record begins in.
    public Filed<F> inState(Enum<?> state) {
        return new Filed<>(id, region, version, recordedAt, state.name(), unresolved, facts);
    }

    /// The same record in the state that follows.
    ///
    /// @throws Problem 409 with the present state and those allowed, when `next` is none of them
    public <S extends Enum<S> & State<S>> Filed<F> advance(S next) {
        var present = Enum.valueOf(next.getDeclaringClass(), status);
        if (present.next().contains(next)) {
            return inState(next);
        }
        throw Problem.illegalState(
                Text.of("记录 %s 当前为 %s，不能转为 %s。", "Record %s is %s now and cannot become %s.", id, status, next.name()),
                status,
                present.next());
    }

    /// A life cycle: each state knows those that can follow it.
    public interface State<S extends Enum<S>> {
        Set<S> next();
    }

    /// Remarks on this record, made from its facts; null rather than empty, so that they are left out.
    @JsonProperty
    @Schema(description = "提示 Remarks that are no errors")
    public List<Remark> remarks() {
        var remarks = new ArrayList<Remark>();
        for (var component : Kind.values(facts.getClass())) {
            component.codes(facts).forEach((place, value) -> {
                var pointer = "/facts/" + place;
                if (unresolved.contains(value.toString())) {
                    remarks.add(new Remark(pointer, "reference-unknown"));
                }
                value.remark().ifPresent(code -> remarks.add(new Remark(pointer, code)));
            });
        }
        return remarks;
    }

    Filed<F> stamped(String region, Instant at, List<String> unresolved) {
        return new Filed<>(id, region, version + 1, at, status, unresolved, facts);
    }

    /// Whether anything but version and time differs.
    boolean differs(Filed<F> other, String region, List<String> unresolved) {
        return !facts.equals(other.facts)
                || !Objects.equals(status, other.status)
                || !region.equals(other.region)
                || !unresolved.equals(other.unresolved);
    }
}
