package org.innoledger.kit.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.innoledger.kit.problem.Text;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatisticTest {
    record Sums(long all, Long few) {}

    @Schema(description = "种类. First: OPEN_CALL 揭榜挂帅 | OPEN 公开（试）. Second: CLOSED 关闭; and no more")
    enum Named {
        OPEN,
        OPEN_CALL,
        CLOSED
    }

    @Schema(description = "种类 Kind: ONE 甲")
    enum Unnamed {
        ONE,
        OTHER
    }

    private static final Statistic<Sums> SOUND = Statistic.of("select * from t", Sums.class)
            .by(Dimension.of("kind", "kind", Named.class), Dimension.year("year", "extract(year from day)"))
            .itemised("kind")
            .period("day")
            .largestFirst("few")
            .measure("all", "count(*)")
            .measure("few", "case when :whole then 1 end");

    private static void unsound(Statistic<?> statistic, String why) {
        var refused = assertThrows(IllegalStateException.class, statistic::checked);
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    @DisplayName("a constant is called as its description says, and in English by its own words")
    void names() {
        assertEquals(new Text("公开（试）", "Open"), Names.of(Named.OPEN));
        assertEquals(new Text("揭榜挂帅", "Open call"), Names.of(Named.OPEN_CALL));
        assertEquals(new Text("关闭", "Closed"), Names.of(Named.CLOSED));
        assertThrows(IllegalStateException.class, () -> Names.of(Unnamed.OTHER));
    }

    @Test
    @DisplayName("a declaration that does not hold together is refused with what is wrong")
    void checked() {
        assertEquals(SOUND, SOUND.checked());
        unsound(SOUND.measure("more", "count(*)"), "components and measures differ");
        unsound(SOUND.itemised("colour"), "[colour]");
        unsound(SOUND.largestFirst("most"), "most");
        unsound(SOUND.where("day < :never"), "never");
        unsound(SOUND.onDay().onDay(), "one name twice");
        unsound(SOUND.by(Dimension.of("other", "other", Unnamed.class)), "does not name OTHER");
    }

    @Test
    @DisplayName("what SQL names is found; a cast is no name")
    void named() {
        assertEquals(Set.of("since", "until"), Statistic.named("cast(a as b) >= :since and :until::date > null::date"));
    }

    @Test
    @DisplayName("items stand in the order of the catalogue, years from the latest on, all else by key")
    void order() {
        assertEquals(
                "array_position(array['OPEN', 'OPEN_CALL', 'CLOSED'], k)",
                SOUND.dimensions().get(1).order("k"));
        assertEquals("k desc nulls last", SOUND.dimensions().get(2).order("k"));
        assertEquals("k", SOUND.dimensions().getFirst().order("k"));
    }
}
