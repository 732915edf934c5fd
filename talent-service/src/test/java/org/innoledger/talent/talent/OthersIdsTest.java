package org.innoledger.talent.talent;

import static org.innoledger.kit.test.Asking.as;
import static org.innoledger.kit.test.Tokens.SHUOCHENG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.innoledger.kit.journal.Kind;
import org.innoledger.kit.journal.Registered;
import org.innoledger.kit.test.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Ids of other systems stay in a history from which nothing is erased.
@QuarkusTest
@WithTestResource(Service.class)
class OthersIdsTest {
    @Inject
    EntityManagerFactory entities;

    @Test
    @DisplayName("whatever names a talent bears no id into which a Chinese name fits")
    void form() {
        var named = new TreeSet<String>();
        for (var entity : entities.getMetamodel().getEntities()) {
            if (Registered.class.isAssignableFrom(entity.getJavaType())) {
                var kind = kind(entity.getJavaType());
                var id = kind.components().get("externalId");
                if (id != null && naming(kind.facts())) {
                    named.add(kind.register());
                    assertEquals(Optional.of(TalentId.OTHERS), id.form(), kind.register());
                }
            }
        }
        assertTrue(named.containsAll(List.of("engagement", "talent-grant", "service-case")), named.toString());
        assertTrue(!"工号-张三".matches(TalentId.OTHERS) && "SZ-RC/0001".matches(TalentId.OTHERS));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Kind<?> kind(Class<?> entity) {
        return Kind.of((Class) entity);
    }

    /// Whether these facts name a talent, in whatever they hold.
    private static boolean naming(Class<?> facts) {
        return Arrays.stream(facts.getRecordComponents())
                .map(RecordComponent::getGenericType)
                .map(Object::toString)
                .anyMatch(type -> type.contains(TalentId.class.getName()));
    }

    @Test
    @DisplayName("工号-张三 as the id of a talent → 400 at the field")
    void refused() {
        var answer = as(SHUOCHENG)
                .body(People.facts("{\"name\": \"示例人才\"}", "140602", ", \"externalId\": \"工号-张三\""))
                .post("/v1/talents");
        assertEquals(400, answer.statusCode(), answer.asString());
        assertEquals(List.of("/externalId"), answer.path("errors.pointer"), answer.asString());
        assertEquals(List.of("pattern"), answer.path("errors.code"), answer.asString());
    }
}
