package org.innoledger.kit.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// A body in which one value is marked, to be replaced by text that JSON libraries would not write.
///
/// @param field pointer to the value
record Marked(String field, String body) {
    private static final String MARK = "\"@@\"";

    interface Chosen {
        boolean takes(JsonNode value);
    }

    String with(String value) {
        return body.replace(MARK, value);
    }

    /// The example with each of its values of a kind marked in turn; of what a list holds only the first.
    static List<Marked> of(JsonNode example, Chosen chosen) {
        var marked = new ArrayList<Marked>();
        mark(example, chosen, "", marked);
        return marked;
    }

    private static void mark(JsonNode original, Chosen chosen, String pointer, List<Marked> marked) {
        var here = original.at(pointer);
        if (!pointer.isEmpty() && chosen.takes(here)) {
            var copy = original.deepCopy();
            var last = pointer.lastIndexOf('/');
            switch (copy.at(pointer.substring(0, last))) {
                case ObjectNode parent -> parent.put(pointer.substring(last + 1), "@@");
                case ArrayNode parent -> parent.set(0, "@@");
                default -> throw new AssertionError(pointer);
            }
            marked.add(new Marked(pointer, copy.toString()));
        }
        if (here.isObject()) {
            here.fieldNames().forEachRemaining(name -> mark(original, chosen, pointer + "/" + name, marked));
        } else if (here.isArray() && !here.isEmpty()) {
            mark(original, chosen, pointer + "/0", marked);
        }
    }
}
