package org.innoledger.kit.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A component by which lists are filtered and sorted however many records there are, since an index of the
/// register serves it: `create index on post (kind, id) where withdrawn_at is null`. A test compares the two.
/// Lists take the other components alone only while the register is small; the document says which are which.
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Indexed {}
