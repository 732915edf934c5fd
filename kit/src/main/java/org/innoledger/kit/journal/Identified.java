package org.innoledger.kit.journal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.innoledger.kit.standard.Value;

/// On an entity whose id is a code of a standard, such as a credit code. Without it ids are UUIDs.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Identified {
    Class<? extends Value> by();
}
