package org.innoledger.kit.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A resource whose answers hold personal data, whoever may read them: each says `Cache-Control: no-store`, so
/// that no cache and no browser keeps it.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KeptNowhere {}
