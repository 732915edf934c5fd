package org.innoledger.kit.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A register whose records are meant for everyone below their region too, such as the policies of the
/// province: a county reads those of its city and of its province, and writes none of them. Its migration
/// says which of the records,
/// `call make_register('policy', below => 'true')`.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Below {}
