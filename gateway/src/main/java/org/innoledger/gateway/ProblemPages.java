package org.innoledger.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.innoledger.kit.problem.ProblemType;
import org.innoledger.kit.problem.Text;

/// The pages that the `type` of a problem leads to, in both languages, the reader's first.
final class ProblemPages {
    private static final Text HEADING = Text.of("错误类型", "Kinds of problems");
    private static final Text ADVICE = Text.of("如何处理", "What to do");

    private ProblemPages() {}

    static String list(Locale language) {
        var rows = Arrays.stream(ProblemType.values())
                .map(type -> """
                        <tr><td>%d</td><td><a href="%s"><code>%s</code></a></td><td lang="zh-CN">%s</td><td lang="en">%s</td></tr>
                        """.formatted(
                        type.status, type.path(), type.slug(), escape(type.title.zh()), escape(type.title.en())))
                .collect(Collectors.joining());
        return page(HEADING.in(language), language, """
                <h1>%s · %s</h1>
                <p>RFC 9457, <code>application/problem+json</code></p>
                <table>
                %s</table>
                """.formatted(HEADING.zh(), HEADING.en(), rows));
    }

    /// The page of one type, none where there is no such type.
    static Optional<String> one(String slug, Locale language) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findAny()
                .map(type -> {
                    var zh = section(type, Locale.SIMPLIFIED_CHINESE);
                    var en = section(type, Locale.ENGLISH);
                    var english = language.equals(Locale.ENGLISH);
                    return page(type.title.in(language), language, """
                            <p><a href="/problems">%s</a> / <code>%s</code> · HTTP %d</p>
                            %s
                            %s
                            """.formatted(
                                    HEADING.in(language), slug, type.status, english ? en : zh, english ? zh : en));
                });
    }

    private static String section(ProblemType type, Locale language) {
        return """
                <section lang="%s"><h1>%s</h1><h2>%s</h2><p>%s</p></section>""".formatted(
                        language.toLanguageTag(),
                        escape(type.title.in(language)),
                        ADVICE.in(language),
                        escape(type.advice.in(language)));
    }

    private static String page(String title, Locale language, String body) {
        return """
                <!doctype html>
                <html lang="%s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                body { font: 1rem/1.6 system-ui, "Noto Sans CJK SC", sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
                h1 { font-size: 1.5rem; margin-bottom: 0; } h2 { font-size: 1rem; color: #666; margin-bottom: 0; }
                td { padding: .3rem 1rem .3rem 0; border-bottom: 1px solid #ddd; }
                section + section { border-top: 1px solid #ddd; margin-top: 2rem; }
                </style>
                </head>
                <body>
                %s</body>
                </html>
                """.formatted(language.toLanguageTag(), escape(title), body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
