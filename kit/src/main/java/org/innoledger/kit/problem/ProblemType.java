package org.innoledger.kit.problem;

import java.util.Locale;

/// Every kind of error that the ledger can answer (RFC 9457): a closed list, in this one file.
///
/// The slug is the constant in kebab-case; `type` of a problem is `/problems/<slug>`, which the gateway serves
/// as a page made from [#title] and [#advice].
public enum ProblemType {
    INVALID_REQUEST(
            400,
            Text.of("请求内容不符合要求", "The request is not valid"),
            Text.of(
                    "按 errors 中每一项的 pointer 找到字段，照 message 改正后重新提交。",
                    "Find each field by the pointer in `errors`, mend it as its message says, and send the request again.")),
    UNAUTHENTICATED(
            401,
            Text.of("缺少有效的访问令牌", "A valid access token is needed"),
            Text.of(
                    "在 Authorization 头中以 Bearer 方式携带未过期的令牌。本地运行时可用 ./ledger token <client> 取得。",
                    "Send an unexpired token as `Authorization: Bearer …`. On a local run `./ledger token <client>` makes one.")),
    FORBIDDEN(
            403,
            Text.of("没有权限执行此操作", "This caller may not do that"),
            Text.of(
                    "核对令牌中的 groups（角色）与 regions（行政区划范围），或请上级单位办理。",
                    "Check `groups` (roles) and `regions` in the token, or ask the office above to act.")),
    NOT_FOUND(
            404,
            Text.of("未找到", "Not found"),
            Text.of(
                    "核对路径和编号。本区划范围以外的记录同样按未找到处理。",
                    "Check the path and the id. A record outside the caller's regions is answered in the same way.")),
    METHOD_NOT_ALLOWED(
            405,
            Text.of("此路径不支持该方法", "This path does not take that method"),
            Text.of("在 /docs 中查看该路径支持的方法。", "See /docs for the methods of this path.")),
    NOT_ACCEPTABLE(
            406,
            Text.of("无法按所要求的格式应答", "The answer cannot be given in the format asked for"),
            Text.of("将 Accept 设为 application/json。", "Set Accept to application/json.")),
    CONFLICT(
            409,
            Text.of("与现有记录冲突", "In conflict with what is on record"),
            Text.of("按 detail 的说明处理后再提交。", "Do as the detail says, then send the request again.")),
    HELD_ELSEWHERE(
            409,
            Text.of("该编号由其他区划登记", "This id is held by another region"),
            Text.of(
                    "同一统一社会信用代码只能登记一次。如企业已迁入本地，请双方共同的上级（通常为省）办理迁移：POST /v1/enterprises/{id}/relocation。",
                    "A credit code is registered once. If the enterprise has moved here, ask the office above both regions (as a rule the province) for a relocation: POST /v1/enterprises/{id}/relocation.")),
    ILLEGAL_STATE(
            409,
            Text.of("当前状态不允许此操作", "The present state does not allow this"),
            Text.of(
                    "present 是当前状态，allowed 是允许转入的状态。",
                    "`present` is the state now, `allowed` the states that can follow.")),
    REQUEST_IN_PROGRESS(
            409,
            Text.of("同一幂等键的请求仍在处理", "A request with this idempotency key is still running"),
            Text.of("稍候再以同一键重试，会得到第一次的结果。", "Try again shortly with the same key; the first result will be answered.")),
    WITHDRAWN(
            410,
            Text.of("记录已撤销", "The record has been withdrawn"),
            Text.of(
                    "撤销的记录不再改变；其历史仍可在 /history 查看。",
                    "A withdrawn record does not change any more; its history stays readable at /history.")),
    ERASED(
            410,
            Text.of("个人信息已删除", "The personal data has been erased"),
            Text.of(
                    "密钥已销毁，任何人都不能再读取；登记册只留依法保留的内容。",
                    "Its key is destroyed, so nobody can read it any more; the register keeps only what the law lets it.")),
    VERSION_CONFLICT(
            412,
            Text.of("版本已变化", "The version has changed"),
            Text.of(
                    "重新读取记录，在新版本上修改，并以新的 ETag 作为 If-Match 提交。",
                    "Read the record again, apply the change to it, and send it with the new ETag as If-Match.")),
    TOO_LARGE(
            413,
            Text.of("请求过大", "The request is too large"),
            Text.of("分成较小的请求提交；限值见 detail。", "Send it in smaller parts; the limit stands in the detail.")),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            Text.of("不支持的内容类型", "This content type is not taken"),
            Text.of(
                    "登记用 application/json，局部修改用 application/merge-patch+json，批量导入用 application/x-ndjson。",
                    "Use application/json to file, application/merge-patch+json to patch, application/x-ndjson to import.")),
    IDEMPOTENCY_KEY_REUSED(
            422,
            Text.of("幂等键已用于另一请求", "This idempotency key was used for another request"),
            Text.of("为内容不同的请求换一个新的 Idempotency-Key。", "Use a new Idempotency-Key for a request with other content.")),
    TOO_MANY_REQUESTS(
            429,
            Text.of("请求过于频繁", "Too many requests"),
            Text.of("按 Retry-After 所示的秒数等候后重试。", "Wait as many seconds as Retry-After says, then try again.")),
    INTERNAL_ERROR(
            500,
            Text.of("服务内部错误", "An error inside the service"),
            Text.of(
                    "稍后重试；如仍出现，请将 requestId 告知运维人员。",
                    "Try again later; if it stays, give the requestId to the operators.")),
    UNAVAILABLE(
            503,
            Text.of("服务暂不可用", "The service is not available now"),
            Text.of(
                    "按 Retry-After 所示的秒数等候后重试；写入可用同一 Idempotency-Key 安全重试。",
                    "Wait as many seconds as Retry-After says; a write is safe to repeat with the same Idempotency-Key."));

    /// The HTTP status that goes with the type.
    public final int status;

    /// What is wrong, in a few words.
    public final Text title;

    /// What the caller can do about it.
    public final Text advice;

    ProblemType(int status, Text title, Text advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    /// The last part of the type's path, such as `version-conflict`.
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The `type` member of a problem, a path that the gateway serves: `/problems/version-conflict`.
    public String path() {
        return "/problems/" + slug();
    }
}
