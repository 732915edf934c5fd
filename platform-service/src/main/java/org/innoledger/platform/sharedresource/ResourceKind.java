package org.innoledger.platform.sharedresource;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// What is shared.
@Schema(description = "种类 Kind: INSTRUMENT 仪器设备 | SERVICE 服务", examples = "INSTRUMENT")
public enum ResourceKind {
    INSTRUMENT,
    SERVICE
}
