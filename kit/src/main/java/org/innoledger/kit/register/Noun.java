package org.innoledger.kit.register;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the records of a resource are called. Tag, operation ids, summaries and the sentences that are true of
/// every register follow from it ([Nouns]), so that a resource describes only what is its own.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Noun {
    /// In Chinese: `岗位`.
    String zh();

    /// One of them in English: `post`.
    String en();

    /// Many of them, where that is no `s` more: `activities`; the same as one where there is no singular.
    String plural() default "";

    /// What they are, `中文 English`: the description of the tag. Empty for a resource under another's tag.
    String about() default "";
}
