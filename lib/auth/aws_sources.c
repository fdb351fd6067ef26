/* auth/aws_sources.c -- where AWS keys come from, in the order of AWS's own
 * tools. */
#include "auth/aws_keys.h"
#include "auth/aws_profile.h"

#include <string.h>

/* ---- the environment ---------------------------------------------------- */

static enum source_state from_environment(struct source *s,
                                          const struct source_answer *answer)
{
    (void)answer;
    s->found.token = source_env(s, "AWS_BEARER_TOKEN_BEDROCK");
    s->found.access_key_id = source_env(s, "AWS_ACCESS_KEY_ID");
    s->found.secret_access_key = source_env(s, "AWS_SECRET_ACCESS_KEY");
    s->found.session_token = source_env(s, "AWS_SESSION_TOKEN");
    if (s->found.token != NULL)
        return SOURCE_FOUND;
    if (s->found.access_key_id == NULL)
        return source_unset(s, "AWS_ACCESS_KEY_ID");
    if (s->found.secret_access_key == NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "AWS_ACCESS_KEY_ID is set, but "
                             "AWS_SECRET_ACCESS_KEY is not");
    return SOURCE_FOUND;
}

/* ---- web identity ------------------------------------------------------- */

static enum source_state from_web_identity(struct source *s,
                                           const struct source_answer *answer)
{
    const parl_account *a = s->account;
    const char *file = a->token_file != NULL
                           ? a->token_file
                           : source_env(s, "AWS_WEB_IDENTITY_TOKEN_FILE");
    const struct aws_role role = {
        .arn =
            a->role_arn != NULL ? a->role_arn : source_env(s, "AWS_ROLE_ARN"),
        .session_name = source_env(s, "AWS_ROLE_SESSION_NAME"),
    };

    switch (s->at) {
    case 0:
        if (file == NULL)
            return source_unset(s, "AWS_WEB_IDENTITY_TOKEN_FILE");
        if (role.arn == NULL)
            return source_failed(s, PARL_CREDENTIALS,
                                 "a web identity needs role_arn or "
                                 "AWS_ROLE_ARN");
        return source_needs_file(s, file, 1); /* anew each time: it changes */
    case 1:
        if (!answer->arrived)
            return source_unread(s, answer);
        return aws_ask_sts(s, &role, source_trimmed(s, answer->body), NULL, 2);
    default:
        return aws_read_sts(s, answer);
    }
}

/* ---- containers --------------------------------------------------------- */

static const char *container_url(struct source *s)
{
    const char *path = source_env(s, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");

    if (path != NULL)
        return arena_format(s->arena, "http://169.254.170.2%s", path);
    return source_env(s, "AWS_CONTAINER_CREDENTIALS_FULL_URI");
}

static enum source_state ask_container(struct source *s,
                                       const char *authorization)
{
    const enum source_state state =
        source_needs(s, "GET", container_url(s), NULL, 2);

    if (authorization != NULL && strpbrk(authorization, "\r\n") != NULL)
        return source_failed(s, PARL_CREDENTIALS,
                             "the container's authorization token has a line "
                             "break");
    source_header(s, "authorization", authorization, true);
    source_header(s, "accept", "application/json", false);
    s->is_metadata = true;
    s->timeout_ms = 5000;
    return state;
}

static enum source_state read_container(struct source *s,
                                        const struct source_answer *answer)
{
    static const char who[] = "the container's credentials";

    if (!answer->arrived || answer->http_status != 200)
        return source_refused(s, who, answer, NULL, NULL);
    return aws_read_keys(s, who, answer->body);
}

static enum source_state from_container(struct source *s,
                                        const struct source_answer *answer)
{
    const char *file = source_env(s, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

    switch (s->at) {
    case 0:
        if (container_url(s) == NULL)
            return source_absent(
                s, "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and _FULL_URI are "
                   "not set");
        if (file != NULL)
            return source_needs_file(s, file, 1);
        return ask_container(
            s, source_env(s, "AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    case 1:
        if (!answer->arrived)
            return source_unread(s, answer);
        return ask_container(s, source_trimmed(s, answer->body));
    default:
        return read_container(s, answer);
    }
}

/* ---- the instance metadata service, version 2 --------------------------- */

enum { IMDS_TOKEN = 1, IMDS_ROLE, IMDS_KEYS };

#define IMDS_KEYS_PATH "/latest/meta-data/iam/security-credentials/"

static const char imds[] = "the instance metadata service";

static enum source_state ask_imds(struct source *s, const char *method,
                                  const char *path, const char *more, int next)
{
    const char *base = source_env(s, "AWS_EC2_METADATA_SERVICE_ENDPOINT");
    const char *mode = source_env(s, "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
    size_t len;
    enum source_state state;

    if (base == NULL)
        base = mode != NULL && is_like(mode, "ipv6", sizeof("ipv6"))
                   ? "http://[fd00:ec2::254]"
                   : "http://169.254.169.254";
    len = strlen(base);
    if (base[len - 1] == '/')
        len--;
    state = source_needs(
        s, method,
        arena_format(s->arena, "%.*s%s%s", (int)len, base, path, more), NULL,
        next);
    s->is_metadata = true;
    s->timeout_ms = 1000;
    return state;
}

static enum source_state ask_imds_with_token(struct source *s, const char *more,
                                             int next)
{
    const enum source_state state =
        ask_imds(s, "GET", IMDS_KEYS_PATH, more, next);

    source_header(s, "x-aws-ec2-metadata-token", s->state, true);
    return state;
}

static enum source_state begin_imds(struct source *s)
{
    const char *off = source_env(s, "AWS_EC2_METADATA_DISABLED");
    enum source_state state;

    if (off != NULL && is_like(off, "true", sizeof("true")))
        return source_absent(s, "AWS_EC2_METADATA_DISABLED is set");
    state = ask_imds(s, "PUT", "/latest/api/token", "", IMDS_TOKEN);
    source_header(s, "x-aws-ec2-metadata-token-ttl-seconds", "21600", false);
    return state;
}

/* The role is the first line. */
static enum source_state read_role(struct source *s, struct span body)
{
    const char *role = source_trimmed(s, body);

    if (role == NULL)
        return SOURCE_FAILED;
    if (role[0] == '\0')
        return source_absent(s, "the instance has no role");
    return ask_imds_with_token(
        s, arena_text(s->arena, role, strcspn(role, "\r\n")), IMDS_KEYS);
}

static enum source_state from_imds(struct source *s,
                                   const struct source_answer *answer)
{
    if (s->at == 0)
        return begin_imds(s);
    if (!answer->arrived)
        return source_silent(s, imds, answer);
    if (answer->http_status != 200)
        return source_absent(s, arena_format(s->arena, "%s: HTTP %d", imds,
                                             answer->http_status));
    switch (s->at) {
    case IMDS_TOKEN: {
        const char *token = source_trimmed(s, answer->body);

        if (token == NULL || strpbrk(token, "\r\n") != NULL)
            return source_absent(s, "the instance metadata service: no token");
        s->state = (void *)(uintptr_t)token;
        return ask_imds_with_token(s, "", IMDS_ROLE);
    }
    case IMDS_ROLE:
        return read_role(s, answer->body);
    default:
        return aws_read_keys(s, imds, answer->body);
    }
}

/* ---- all of them -------------------------------------------------------- */

static const struct source_kind kinds[] = {
    { "environment", from_environment },
    { "web_identity", from_web_identity },
    { "profile", aws_profile },
    { "container", from_container },
    { "imds", from_imds },
    { NULL, NULL },
};

const struct source_set aws_sources = {
    .kinds = kinds,
    .usual = "environment web_identity profile container imds",
    .early_s = 900,
};
