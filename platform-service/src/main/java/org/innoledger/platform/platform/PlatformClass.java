package org.innoledger.platform.platform;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a type is counted as: the two are never added up.
@Schema(description = "类别 Class: TECHNOLOGY 技术转化类 | INCUBATION 孵化载体", examples = "TECHNOLOGY")
public enum PlatformClass {
    TECHNOLOGY,
    INCUBATION
}
