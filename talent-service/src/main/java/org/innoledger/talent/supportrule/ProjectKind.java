package org.innoledger.talent.supportrule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What a fund gives money for.
@Schema(
        description = "项目类型 Kind of project: NEW_NATIONAL_PLATFORM 新建国家级平台 | START_UP 创业 | INNOVATION 创新",
        examples = "START_UP")
public enum ProjectKind {
    NEW_NATIONAL_PLATFORM,
    START_UP,
    INNOVATION
}
