package org.innoledger.kit.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Text of a facts record by whose words lists are searched, the parameter `q`. It is what people know a
/// record by, such as its name or title; what is personal never is. The register's migration names the same
/// columns: `call make_searchable('policy', 'title', 'summary')`.
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Searched {}
