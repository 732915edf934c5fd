package org.innoledger.kit.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Parameters of an operation that takes further ones than are declared here, such as filters by the fields of
/// a record: it refuses those that it does not know itself. Of any other operation [Requests] refuses them.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface FurtherParameters {}
