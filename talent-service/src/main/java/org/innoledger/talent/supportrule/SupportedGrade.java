package org.innoledger.talent.supportrule;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// The grade of talents that a rule is for.
@Schema(
        description = "人才层次 Grade of talent: NATIONAL_LEADING 国内外领军人才 | PROVINCIAL_LEADING 省级领军人才 | NONE 不分层次",
        examples = "NATIONAL_LEADING")
public enum SupportedGrade {
    NATIONAL_LEADING,
    PROVINCIAL_LEADING,
    NONE
}
