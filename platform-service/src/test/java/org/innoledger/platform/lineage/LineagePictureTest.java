package org.innoledger.platform.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.innoledger.platform.lineage.Lineage.LineageEdge;
import org.innoledger.platform.lineage.Lineage.LineageKind;
import org.innoledger.platform.lineage.Lineage.LineageNode;
import org.innoledger.platform.platform.PlatformLevel;
import org.innoledger.platform.platform.PlatformState;
import org.innoledger.platform.platform.PlatformType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Leaves the picture in `target/lineage.svg`, to be looked at.
class LineagePictureTest {
    private static LineageNode node(String key, String name, PlatformState status, String revokedOn) {
        return new LineageNode(
                key,
                false,
                key,
                name,
                PlatformType.KEY_LABORATORY,
                PlatformLevel.PROVINCIAL,
                status,
                LocalDate.of(2012, 5, 1),
                revokedOn == null ? null : LocalDate.parse(revokedOn),
                null);
    }

    private static LineageEdge edge(String act, LineageKind kind, String on, boolean planned, String from, String to) {
        return new LineageEdge(act, kind, "晋科发〔2023〕" + act + "号", LocalDate.parse(on), planned, from, to);
    }

    @Test
    @DisplayName("several acts → one label each, every box inside the picture, nothing unescaped")
    void drawn() throws Exception {
        var nodes = List.of(
                node("c", "示例·煤炭高效清洁燃烧与循环流化床资源化利用山西省重点实验室", PlatformState.OPERATING, null),
                node("a", "示例·循环流化床山西省重点实验室 <A&B>", PlatformState.MERGED, "2023-12-20"),
                node("b", "示例·煤电污染控制与资源化利用山西省重点实验室", PlatformState.MERGED, "2023-12-20"),
                new LineageNode("elsewhere-1", true, null, null, null, null, null, null, null, null),
                node("d", "示例·Low-Carbon Coal Conversion Technology Laboratory 低碳煤转化", PlatformState.CULTIVATING, null),
                node("e", "示例·粉煤灰", PlatformState.REVOKED, "2023-11-02"),
                node("f", "示例·氢能", PlatformState.APPROVED, null));
        var edges = List.of(
                edge("12", LineageKind.CREATE, "2012-05-01", false, null, "a"),
                edge("40", LineageKind.INTEGRATE, "2023-09-28", false, "a", "c"),
                edge("40", LineageKind.INTEGRATE, "2023-09-28", false, "b", "c"),
                edge("40", LineageKind.INTEGRATE, "2023-09-28", false, "elsewhere-1", "c"),
                edge("41", LineageKind.ADJUST, "2023-09-30", false, "e", "f"),
                edge("50", LineageKind.ENRICH, "2026-03-01", true, "c", "d"),
                edge("51", LineageKind.CANCEL, "2026-04-01", true, "d", null));
        var picture = LineagePicture.of(new Lineage("c", false, nodes, edges));
        Files.writeString(Path.of("target", "lineage.svg"), picture);
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        var width = Integer.parseInt(svg.getAttribute("width"));
        var height = Integer.parseInt(svg.getAttribute("height"));
        var boxes = svg.getElementsByTagName("rect");
        for (int i = 0; i < boxes.getLength(); i++) {
            var box = (org.w3c.dom.Element) boxes.item(i);
            assertTrue(end(box, "x", "width") <= width && end(box, "y", "height") <= height, "outside");
        }
        assertEquals(1, picture.split("整合 INTEGRATE", -1).length - 1);
        assertTrue(picture.contains("&lt;A&amp;B&gt;") && !picture.contains("<A&B>"));
    }

    private static int end(org.w3c.dom.Element box, String from, String size) {
        return (box.getAttribute(from).isEmpty() ? 0 : Integer.parseInt(box.getAttribute(from)))
                + Integer.parseInt(box.getAttribute(size));
    }
}
