package org.innoledger.talent.talent;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.innoledger.kit.journal.Journal;
import org.innoledger.kit.region.Caller;

/// Tells operators when a master key can be destroyed.
@Path("/v1/personal-keys")
@RunOnVirtualThread
@Tag(name = "Personal data 个人信息", description = "个人信息的主密钥 The master keys under which personal data are sealed")
public class PersonalKeyResource {
    private final Journal journal;
    private final MasterKeys masters;

    PersonalKeyResource(Journal journal, MasterKeys masters) {
        this.journal = journal;
        this.masters = masters;
    }

    /// A master key, never its bytes.
    @Schema(
            description = "主密钥 A master key, without the key itself",
            requiredProperties = {"id", "current", "configured", "sealed"})
    public record PersonalKey(
            @Schema(description = "编号 Id", examples = "2026-11")
            String id,

            @Schema(description = "新数据用此密钥 Whether what is sealed now is sealed with it", examples = "true")
            boolean current,

            @Schema(description = "已在密钥文件中 Whether it stands in the file of keys", examples = "true")
            boolean configured,

            @Schema(
                    description = "仍由其封存的数量；为 0 时可销毁 What is still sealed with it; at 0 it can be destroyed",
                    examples = "0")
            long sealed) {}

    @GET
    @RolesAllowed(Caller.OPERATOR)
    @Operation(
            operationId = "listPersonalKeys",
            summary = "主密钥的使用情况 Which master keys are in use",
            description =
                    "sealed 为 0 的旧密钥可从密钥文件中移除并销毁。An old key with `sealed` 0 can be taken from the file and destroyed.")
    public List<PersonalKey> keys() {
        var sql = """
                select master, sum(sealed)::bigint as sealed from (
                    select master_key as master, count(*) as sealed from talent
                    where master_key is not null group by 1
                    union all select master, 1 from vault_key
                    union all select unnest(cast(:configured as text[])), 0) as used
                group by master order by master""";
        return Caller.asService(
                "talent",
                () -> journal.reading(session -> session.createNativeQuery(sql, Tuple.class)
                        .setParameter("configured", masters.ids().toArray(String[]::new), String[].class)
                        .getResultStream()
                        .map(row -> {
                            var id = row.get("master", String.class);
                            return new PersonalKey(
                                    id,
                                    id.equals(masters.current()),
                                    masters.find(id).isPresent(),
                                    row.get("sealed", Long.class));
                        })
                        .toList()));
    }
}
