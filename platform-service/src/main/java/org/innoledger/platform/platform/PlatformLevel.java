package org.innoledger.platform.platform;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// Who recognised the platform.
@Schema(description = "级别 Level: NATIONAL 国家级 | PROVINCIAL 省级 | MUNICIPAL 市级", examples = "PROVINCIAL")
public enum PlatformLevel {
    NATIONAL,
    PROVINCIAL,
    MUNICIPAL;

    /// The highest comes first.
    boolean above(PlatformLevel other) {
        return ordinal() < other.ordinal();
    }
}
