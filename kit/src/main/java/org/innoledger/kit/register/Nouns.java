package org.innoledger.kit.register;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.smallrye.openapi.api.OperationIdGenerator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/// What the description says by itself of a resource with a [Noun]: its tag, and of each verb the operation
/// id, the summary, and the sentences that are true of every register. A resource writes down only what
/// differs: what it says of a verb stands before those sentences, and its own id or summary takes the place of
/// ours.
///
/// It runs when a service is built, since only then the classes are known.
@OpenApiFilter(stages = RunStage.BUILD)
public class Nouns implements OASFilter, OperationIdGenerator {
    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName TAG =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.tags.Tag.class);

    private final IndexView index;

    /// As a generator of operation ids.
    public Nouns() {
        this(null);
    }

    /// As a filter.
    public Nouns(IndexView index) {
        this.index = index;
    }

    /// A noun as it is needed in sentences.
    private record Words(String zh, String one, String many, String about) {
        static Words of(AnnotationInstance noun) {
            var one = noun.value("en").asString();
            return new Words(
                    noun.value("zh").asString(), one, text(noun, "plural", one + "s"), text(noun, "about", ""));
        }

        private static String text(AnnotationInstance noun, String member, String otherwise) {
            return noun.value(member) == null ? otherwise : noun.value(member).asString();
        }

        /// `a post`, `an enterprise`, and `premises`, of which there is no singular.
        String some() {
            return one.equals(many) ? one : ("aeiou".indexOf(one.charAt(0)) < 0 ? "a " : "an ") + one;
        }

        String their() {
            return one.equals(many) ? "their" : "its";
        }

        String that() {
            return one.equals(many) ? " that were" : " that was";
        }

        String tag() {
            return Character.toUpperCase(many.charAt(0)) + many.substring(1) + " " + zh;
        }
    }

    /// What is said of a verb everywhere.
    ///
    /// @param about sentences, empty for none
    private record Said(String summary, String about) {
        static Said of(String verb, Words noun) {
            var zh = noun.zh();
            var some = noun.some();
            return switch (verb) {
                case "list" -> new Said(zh + "列表 List " + noun.many(), "在调用方区划范围内。Within the caller's regions.");
                case "read" -> new Said("读取" + zh + " Read " + some, "");
                case "file" ->
                    new Said("登记" + zh + "，编号由系统生成 File " + some + " under an id that the server chooses", "");
                case "put" ->
                    new Said(
                            "登记或替换" + zh + " File " + some + " or replace " + noun.their() + " facts",
                            "内容相同则不产生新版本。The same facts again change nothing.");
                case "patch" ->
                    new Said(
                            "局部修改" + zh + " Change some facts of " + some,
                            "RFC 7396：null 清除字段。RFC 7396: null clears a field.");
                case "withdraw" ->
                    new Said(
                            "撤回" + zh + " Withdraw " + some + noun.that() + " filed by mistake",
                            "此后读取答 410，历史仍可查。Afterwards 410; the history stays.");
                case "relocate" ->
                    new Said(
                            "改" + zh + "所属区划 Move " + some + " to another division",
                            "由同时管辖迁出地与迁入地的上级办理，须说明原因。By whoever covers both divisions, with a reason.");
                case "history" -> new Said(zh + "的历次变更 Every version of " + some + ", the newest first", "");
                case "imports" ->
                    new Said(
                            "批量导入" + zh + " Import many " + noun.many(),
                            "每行 {\"id\": …, \"facts\": {…}}；编号为 UUID 的可不带 id，按 externalId 对应。至多 10,000 行、32 MiB；逐行给出结果。"
                                    + "One such object a line; where ids are UUIDs a line may do without and is matched by "
                                    + "externalId. At most 10,000 lines and 32 MiB; a result for each.");
                default -> null;
            };
        }
    }

    @Override
    public String generateOperationId(ClassInfo resource, MethodInfo method) {
        var noun = resource.declaredAnnotation(Noun.class);
        return noun == null ? method.name() : id(resource, method, Words.of(noun));
    }

    /// `listPosts`, `fillPost`. The noun of an id is that of the class, since two registers may share the noun
    /// that people use.
    private static String id(ClassInfo resource, MethodInfo method, Words noun) {
        var one = resource.simpleName().replaceFirst("Resource$", "");
        var many = one.endsWith(camel(noun.one()))
                ? one.substring(0, one.length() - camel(noun.one()).length()) + camel(noun.many())
                : one + "s";
        return switch (method.name()) {
            case "list" -> "list" + many;
            case "imports" -> "import" + many;
            case "history" -> "read" + one + "History";
            default -> method.name() + one;
        };
    }

    private static String camel(String words) {
        var camel = new StringBuilder();
        for (var word : words.split("[ -]")) {
            camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return camel.toString();
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var operations = new HashMap<String, Operation>();
        api.getPaths()
                .getPathItems()
                .values()
                .forEach(item -> item.getOperations()
                        .values()
                        .forEach(operation -> operations.put(operation.getOperationId(), operation)));
        for (var noun : index.getAnnotations(DotName.createSimple(Noun.class))) {
            describe(api, noun.target().asClass(), Words.of(noun), operations);
        }
    }

    private static void describe(OpenAPI api, ClassInfo resource, Words noun, Map<String, Operation> operations) {
        var tagged = resource.hasDeclaredAnnotation(TAG);
        if (!tagged) {
            tag(api, noun);
        }
        for (var method : resource.methods()) {
            var stated = method.declaredAnnotation(OPERATION);
            var id = stated == null || stated.value("operationId") == null
                    ? id(resource, method, noun)
                    : stated.value("operationId").asString();
            var operation = operations.get(id);
            if (operation != null) {
                if (!tagged) {
                    operation.setTags(new ArrayList<>(List.of(noun.tag())));
                }
                describe(operation, Said.of(method.name(), noun));
            }
        }
    }

    /// Other resources may bear the same tag, without a word on it.
    private static void tag(OpenAPI api, Words noun) {
        var tags = new ArrayList<>(api.getTags() == null ? List.<Tag>of() : api.getTags());
        tags.removeIf(tag -> tag.getName().equals(noun.tag()));
        tags.add(OASFactory.createTag().name(noun.tag()).description(noun.about()));
        tags.sort(Comparator.comparing(Tag::getName));
        api.setTags(tags);
    }

    /// Quarkus runs a filter over one description more than once, so nothing is said that is there already.
    private static void describe(Operation operation, Said said) {
        if (said == null) {
            return;
        }
        if (operation.getSummary() == null) {
            operation.setSummary(said.summary());
        }
        var own = operation.getDescription();
        if (!said.about().isEmpty() && (own == null || !own.startsWith(said.about()))) {
            operation.setDescription(own == null ? said.about() : said.about() + "\n\n" + own);
        }
    }
}
