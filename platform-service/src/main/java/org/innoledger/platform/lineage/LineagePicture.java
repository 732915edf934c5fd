package org.innoledger.platform.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.innoledger.kit.statistic.Names;
import org.innoledger.platform.lineage.Lineage.LineageEdge;
import org.innoledger.platform.lineage.Lineage.LineageNode;
import org.innoledger.platform.platform.PlatformState;

/// Draws a lineage as SVG: generations from left to right, between them the acts by which one became the next.
final class LineagePicture {
    private static final int BOX = 236;
    private static final int GAP = 232;
    private static final int LABEL = 172;
    private static final int LABEL_HEIGHT = 54;
    private static final int MARGIN = 28;
    private static final int HEAD = 76;
    private static final int LEGEND = 96;
    private static final int LINE = 20;
    private static final int BETWEEN = 26;

    /// Half-width characters in a line of a box; one of Chinese takes two.
    private static final int WIDTH = 29;

    private static final String FONT =
            "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif";

    private final Lineage lineage;
    private final List<Act> acts;
    private final Map<String, Box> boxes = new LinkedHashMap<>();
    private final Svg svg = new Svg();
    private int left;
    private int width;
    private int height;

    private LineagePicture(Lineage lineage) {
        this.lineage = lineage;
        this.acts = acts(lineage.edges());
    }

    /// An act with those of its platforms that are drawn.
    private static final class Act {
        final LineageEdge told;
        final List<String> from;
        final List<String> to;
        int x;
        int y;

        Act(List<LineageEdge> edges) {
            told = edges.getFirst();
            from = edges.stream()
                    .map(LineageEdge::from)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            to = edges.stream()
                    .map(LineageEdge::to)
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
        }
    }

    /// A platform's place.
    private static final class Box {
        final LineageNode node;
        final List<String> name;
        int column;
        int x;
        int y;

        Box(LineageNode node) {
            this.node = node;
            this.name = node.elsewhere() ? List.of("其他区划", "another region") : Svg.wrapped(node.name(), WIDTH);
        }

        int height() {
            return node.elsewhere() ? 64 : 24 + LINE * name.size() + 82;
        }

        int middle() {
            return y + height() / 2;
        }
    }

    /// How a state looks; its name is always written too, since colour alone tells not everybody.
    private record Look(String fill, String stroke, String chip) {
        static Look of(PlatformState state) {
            return switch (state) {
                case CULTIVATING -> new Look("#fff8e1", "#b26a00", "#ffe0a3");
                case APPROVED -> new Look("#e8f1fd", "#1a5fb4", "#c4dcfa");
                case OPERATING -> new Look("#e9f7ec", "#1b7a37", "#bfe8c9");
                case UPGRADED -> new Look("#f3ecfb", "#6b3fa0", "#dcc9f2");
                case MERGED -> new Look("#f3f3f3", "#5f6368", "#dddddd");
                case REVOKED -> new Look("#fbefee", "#9a3b32", "#f0cfcb");
            };
        }
    }

    static String of(Lineage lineage) {
        var picture = new LineagePicture(lineage);
        picture.place();
        picture.draw();
        return picture.svg.toString();
    }

    private static List<Act> acts(List<LineageEdge> edges) {
        return edges.stream()
                .collect(Collectors.groupingBy(
                        edge -> edge.act() == null ? edge.from() + ">" + edge.to() : edge.act(),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .map(Act::new)
                .toList();
    }

    /// Where everything stands.
    private void place() {
        lineage.nodes().forEach(node -> boxes.put(node.key(), new Box(node)));
        generations();
        var columns = boxes.values().stream()
                .collect(Collectors.groupingBy(box -> box.column, TreeMap::new, Collectors.toList()));
        var begins = acts.stream()
                .anyMatch(act -> act.from.isEmpty() && act.to.stream().anyMatch(this::first));
        var last = columns.lastKey();
        var ends = acts.stream()
                .anyMatch(act -> act.to.isEmpty() && act.from.stream().anyMatch(key -> boxes.get(key).column == last));
        left = MARGIN + (begins ? GAP : 0);
        var tallest =
                columns.values().stream().mapToInt(LineagePicture::tall).max().orElse(0);
        columns.forEach((column, stack) -> {
            stack.sort(Comparator.comparingDouble(this::parents));
            int y = HEAD + (tallest - tall(stack)) / 2;
            for (var box : stack) {
                box.x = left + column * (BOX + GAP);
                box.y = y;
                y += box.height() + BETWEEN;
            }
        });
        width = Math.max(760, left + (last + 1) * BOX + last * GAP + (ends ? GAP : 0) + MARGIN);
        height = Math.max(HEAD + tallest, labels()) + LEGEND + MARGIN;
    }

    private boolean first(String key) {
        return boxes.get(key).column == 0;
    }

    private static int tall(List<Box> stack) {
        return stack.stream().mapToInt(Box::height).sum() + BETWEEN * (stack.size() - 1);
    }

    /// The middle of those that a box came from, which stand further to the left and are placed already.
    private double parents(Box box) {
        return acts.stream()
                .filter(act -> act.to.contains(box.node.key()))
                .flatMap(act -> act.from.stream())
                .mapToInt(key -> boxes.get(key).middle())
                .average()
                .orElse(Integer.MAX_VALUE);
    }

    /// Each platform stands to the right of all that it came from. There are no circles; should data hold one
    /// all the same, the drawing ends.
    private void generations() {
        var changed = true;
        for (int round = 0; changed && round < boxes.size(); round++) {
            changed = false;
            for (var act : acts) {
                var column = act.from.stream()
                                .mapToInt(key -> boxes.get(key).column)
                                .max()
                                .orElse(-1)
                        + 1;
                for (var key : act.to) {
                    if (boxes.get(key).column < column) {
                        boxes.get(key).column = column;
                        changed = true;
                    }
                }
            }
        }
    }

    /// Places the labels of acts in the gaps, none upon another.
    ///
    /// @return the lowest point that one reaches
    private int labels() {
        var gaps = new HashMap<Integer, List<Act>>();
        for (var act : acts) {
            var gap = act.to.isEmpty()
                    ? act.from.stream()
                                    .mapToInt(key -> boxes.get(key).column)
                                    .max()
                                    .orElse(0)
                            + 1
                    : act.to.stream()
                            .mapToInt(key -> boxes.get(key).column)
                            .min()
                            .orElse(0);
            act.x = left + gap * (BOX + GAP) - GAP + (GAP - LABEL) / 2;
            act.y = (int) Stream.concat(act.from.stream(), act.to.stream())
                            .mapToInt(key -> boxes.get(key).middle())
                            .average()
                            .orElse(HEAD)
                    - LABEL_HEIGHT / 2;
            gaps.computeIfAbsent(gap, none -> new ArrayList<>()).add(act);
        }
        int lowest = 0;
        for (var gap : gaps.values()) {
            gap.sort(Comparator.comparingInt(act -> act.y));
            int free = HEAD;
            for (var act : gap) {
                act.y = Math.max(act.y, free);
                free = act.y + LABEL_HEIGHT + 12;
            }
            lowest = Math.max(lowest, free);
        }
        return lowest;
    }

    private void draw() {
        var asked = boxes.get(lineage.platform()).node;
        svg.add("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" \
                font-family="%s" font-size="14">
                <title>%s</title>
                <desc>平台沿革图：从左到右为先后。Lineage of a platform, earlier to later from left to right.</desc>
                <defs><marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" \
                orient="auto"><path d="M0 0L10 5L0 10z" fill="#44484d"/></marker></defs>
                <rect width="%d" height="%d" fill="#ffffff"/>
                """, width, height, width, height, FONT, Svg.escaped(asked.name() + " 沿革 lineage"), width, height);
        svg.text(MARGIN, 34, 18, "bold", "#1c1e21", "平台沿革 Lineage");
        svg.text(MARGIN, 58, 13, "normal", "#44484d", asked.name());
        if (lineage.truncated()) {
            svg.text(
                    width / 2,
                    34,
                    13,
                    "bold",
                    "#9a3b32",
                    "超过 %d 个平台，仅显示最近的部分 More than %d; the nearest are shown"
                            .formatted(Lineages.NODES_MAX, Lineages.NODES_MAX));
        }
        acts.forEach(this::arrows);
        boxes.values().forEach(this::box);
        acts.forEach(this::label);
        legend();
        svg.add("</svg>\n");
    }

    /// From each predecessor to the act's label, and from there to each successor.
    private void arrows(Act act) {
        var dash = act.told.planned() ? " stroke-dasharray=\"6 5\"" : "";
        int middle = act.y + LABEL_HEIGHT / 2;
        for (var key : act.from) {
            var box = boxes.get(key);
            curve(
                    box.x + BOX,
                    box.middle(),
                    act.x,
                    middle,
                    dash + (act.to.isEmpty() ? " marker-end=\"url(#end)\"" : ""));
        }
        for (var key : act.to) {
            var box = boxes.get(key);
            int edge = key.equals(lineage.platform()) ? box.x - 8 : box.x - 2;
            curve(act.x + LABEL, middle, edge, box.middle(), dash + " marker-end=\"url(#end)\"");
        }
    }

    private void curve(int x1, int y1, int x2, int y2, String more) {
        int bend = (x2 - x1) / 2;
        svg.add(
                "<path d=\"M%d %dC%d %d %d %d %d %d\" fill=\"none\" stroke=\"#44484d\" stroke-width=\"1.6\"%s/>%n",
                x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2, more);
    }

    private void label(Act act) {
        svg.add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"#ffffff\" stroke=\"#44484d\"%s/>%n",
                act.x, act.y, LABEL, LABEL_HEIGHT, act.told.planned() ? " stroke-dasharray=\"6 5\"" : "");
        var kind = Names.of(act.told.kind()).zh() + " " + act.told.kind() + (act.told.planned() ? "（未批准）" : "");
        svg.centred(act.x + LABEL / 2, act.y + 17, 12, "bold", kind);
        svg.centred(act.x + LABEL / 2, act.y + 32, 12, "normal", String.valueOf(act.told.decidedOn()));
        if (act.told.documentNumber() != null) {
            var number = Svg.wrapped(act.told.documentNumber(), 24);
            svg.centred(
                    act.x + LABEL / 2, act.y + 47, 11, "normal", number.getFirst() + (number.size() > 1 ? "…" : ""));
        }
    }

    private void box(Box box) {
        var node = box.node;
        if (node.elsewhere()) {
            frame(box, "#fafafa", "#8a8d91", " stroke-dasharray=\"5 4\"");
            svg.centred(box.x + BOX / 2, box.y + 28, 14, "bold", box.name.getFirst());
            svg.centred(box.x + BOX / 2, box.y + 48, 13, "normal", box.name.getLast());
            return;
        }
        var look = Look.of(node.status());
        var asked = node.key().equals(lineage.platform());
        if (asked) {
            svg.add(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"13\" fill=\"none\" stroke=\"#d97706\" "
                            + "stroke-width=\"4\"/>%n",
                    box.x - 6, box.y - 6, BOX + 12, box.height() + 12);
        }
        frame(box, look.fill(), look.stroke(), node.status().ended() ? " stroke-dasharray=\"5 4\"" : "");
        if (asked) {
            svg.add(
                    "<rect x=\"%d\" y=\"%d\" width=\"104\" height=\"18\" rx=\"9\" fill=\"#d97706\"/>%n",
                    box.x + BOX - 104, box.y - 15);
            svg.text(box.x + BOX - 95, box.y - 2, 12, "bold", "#ffffff", "查询对象 asked");
        }
        int y = box.y + 24;
        for (var line : box.name) {
            svg.text(box.x + 14, y, 14, "bold", "#1c1e21", line);
            y += LINE;
        }
        svg.text(box.x + 14, y, 12, "normal", "#44484d", Names.of(node.type()).zh());
        y += LINE - 2;
        svg.text(
                box.x + 14,
                y,
                12,
                "normal",
                "#44484d",
                "级别 level：" + Names.of(node.level()).zh() + " " + node.level());
        y += 10;
        svg.add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"20\" rx=\"10\" fill=\"%s\"/>%n",
                box.x + 12, y, BOX - 24, look.chip());
        svg.text(
                box.x + 22,
                y + 14,
                12,
                "bold",
                look.stroke(),
                Names.of(node.status()).zh() + " " + node.status()
                        + (node.withdrawn() == null ? "" : " · 已撤回 withdrawn"));
        svg.text(box.x + 14, y + 38, 12, "normal", "#44484d", days(node));
    }

    private static String days(LineageNode node) {
        var approved = node.approvedOn() == null ? "" : "批准 " + node.approvedOn();
        var ended = node.revokedOn() == null ? "" : "终止 " + node.revokedOn();
        return Stream.of(approved, ended).filter(part -> !part.isEmpty()).collect(Collectors.joining("  "));
    }

    private void frame(Box box, String fill, String stroke, String more) {
        svg.add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\" fill=\"%s\" stroke=\"%s\" stroke-width=\"1.5\"%s/>%n",
                box.x, box.y, BOX, box.height(), fill, stroke, more);
    }

    private void legend() {
        int y = height - LEGEND;
        svg.add("<path d=\"M%d %dH%d\" stroke=\"#dddddd\"/>%n", MARGIN, y, width - MARGIN);
        svg.text(MARGIN, y + 24, 12, "bold", "#1c1e21", "图例 Legend");
        int x = MARGIN + 110;
        int row = y + 12;
        for (var state : PlatformState.values()) {
            if (x + 170 > width - MARGIN) {
                x = MARGIN + 110;
                row += 24;
            }
            var look = Look.of(state);
            svg.add(
                    "<rect x=\"%d\" y=\"%d\" width=\"26\" height=\"16\" rx=\"4\" fill=\"%s\" stroke=\"%s\"%s/>%n",
                    x, row, look.chip(), look.stroke(), state.ended() ? " stroke-dasharray=\"3 2\"" : "");
            svg.text(x + 32, row + 13, 12, "normal", "#1c1e21", Names.of(state).zh() + " " + state);
            x += 180;
        }
        svg.text(
                MARGIN,
                row + 42,
                12,
                "normal",
                "#44484d",
                "→ 由前身到后身 from predecessor to successor；虚线 dashed：未批准 planned；橙框 orange：查询对象 asked");
    }
}
