/* auth/aws_keys.c -- AWS's temporary keys, and the service that lends them
 * out. */
#include "auth/aws_keys.h"

#include <string.h>
#include "base/moment.h"
#include "auth/percent.h"
#include "auth/sigv4.h"
#include "wire/json_in.h"

/* ---- as JSON ------------------------------------------------------------ */

static enum source_state take_keys(struct source *s, const char *who,
                                   const char *expiration)
{
    struct secrets *found = &s->found;

    if (found->access_key_id == NULL || found->secret_access_key == NULL)
        return source_failed(s, PARL_CREDENTIALS, "%s: no keys in the answer",
                             who);
    if (expiration == NULL)
        return SOURCE_FOUND;
    if (!moment_read(span_of(expiration), &found->expires))
        return source_failed(s, PARL_CREDENTIALS,
                             "%s: the expiration is no time", who);
    if (found->expires > s->now)
        return SOURCE_FOUND;
    if (!s->is_metadata)
        return source_failed(s, PARL_CREDENTIALS, "%s: expired at %s", who,
                             expiration);
    /* the machine itself gets no newer ones: AWS then takes the old longer */
    found->expires = s->now + 600;
    return SOURCE_FOUND;
}

enum source_state aws_read_keys(struct source *s, const char *who,
                                struct span json)
{
    const char *message;

    if (!json_valid(json.ptr, json.len))
        return source_failed(s, PARL_CREDENTIALS, "%s: no JSON came", who);
    message = source_member(s->arena, json, "Message");
    s->found.access_key_id = source_member(s->arena, json, "AccessKeyId");
    s->found.secret_access_key =
        source_member(s->arena, json, "SecretAccessKey");
    s->found.session_token = source_member(s->arena, json, "Token");
    if (s->found.session_token == NULL)
        s->found.session_token = source_member(s->arena, json, "SessionToken");
    if (s->found.access_key_id == NULL && message != NULL)
        return source_failed(s, PARL_CREDENTIALS, "%s: %s", who, message);
    return take_keys(s, who, source_member(s->arena, json, "Expiration"));
}

/* ---- from STS ----------------------------------------------------------- */

static const char sts[] = "AWS STS";

/* The region that the environment names; NULL. */
static const char *env_region(const struct source *s)
{
    const char *region = source_env(s, "AWS_REGION");

    return region != NULL ? region : source_env(s, "AWS_DEFAULT_REGION");
}

static const char *sts_region(const struct source *s,
                              const struct aws_role *role)
{
    const char *region = role->region != NULL         ? role->region
                         : s->account->region != NULL ? s->account->region
                                                      : env_region(s);

    return region != NULL ? region : "us-east-1";
}

static const char *sts_url(struct source *s, const char *region)
{
    const char *url = source_env(s, "AWS_ENDPOINT_URL_STS");
    const char *domain = NULL;

    if (url == NULL)
        url = source_env(s, "AWS_ENDPOINT_URL");
    if (url != NULL)
        return url[strlen(url) - 1] == '/' ? url
                                           : arena_format(s->arena, "%s/", url);
    if (s->domain != NULL)
        domain = s->domain(s->provider, region);
    return arena_format(s->arena, "https://sts.%s.%s/", region,
                        domain != NULL ? domain : "amazonaws.com");
}

static const char *sts_form(struct source *s, const struct aws_role *role,
                            const char *web_identity)
{
    struct buf form;

    form_begin(&form, s->arena->mem);
    form_add(&form, "Action",
             web_identity != NULL ? "AssumeRoleWithWebIdentity" : "AssumeRole");
    form_add(&form, "Version", "2011-06-15");
    form_add(&form, "RoleArn", role->arn);
    form_add(&form, "RoleSessionName",
             role->session_name != NULL ? role->session_name : "parlance");
    form_add(&form, "ExternalId", role->external_id);
    form_add(&form, "WebIdentityToken", web_identity);
    return form_end(&form, s->arena);
}

/* The host of an address, with its port. */
static const char *host_of(struct source *s, const char *url)
{
    const char *host = strstr(url, "://");

    host = host != NULL ? host + 3 : url;
    return arena_text(s->arena, host, strcspn(host, "/?#"));
}

static enum source_state sign_sts(struct source *s, const char *region,
                                  const struct secrets *signer)
{
    char moment[MOMENT_AWS], hash[SHA256_HEX];
    struct http_header headers[4];
    struct sigv4_request request = { .method = s->request.method,
                                     .headers = headers,
                                     .body_sha256 = hash };
    const struct sigv4_key key = { signer->access_key_id,
                                   signer->secret_access_key, region, "sts",
                                   s->now };
    struct buf value;
    parl_status status = crypto_built(sts, &s->error);

    moment_aws(s->now, moment);
    source_header(s, "x-amz-date", arena_strdup(s->arena, moment), false);
    source_header(s, "x-amz-security-token", signer->session_token, true);
    memcpy(headers, s->headers, s->request.n_headers * sizeof(headers[0]));
    headers[s->request.n_headers] =
        (struct http_header){ "host", host_of(s, s->request.url), false };
    request.n_headers = s->request.n_headers + 1;
    buf_init(&value, s->arena->mem, 1 << 14);
    if (status == PARL_OK && s->arena->status == PARL_OK &&
        sha256_hex_of((struct span){ s->request.body, s->request.body_len },
                      hash))
        status = sigv4_sign(&request, &key, &value, &s->error);
    source_header(s, "authorization",
                  arena_text(s->arena, value.data, value.len), true);
    buf_release(&value);
    if (status != PARL_OK)
        return SOURCE_FAILED;
    return SOURCE_NEEDS_HTTP;
}

enum source_state aws_ask_sts(struct source *s, const struct aws_role *role,
                              const char *web_identity,
                              const struct secrets *signer, int next)
{
    const char *region = sts_region(s, role);
    const enum source_state state = source_needs(
        s, "POST", sts_url(s, region), sts_form(s, role, web_identity), next);

    if (signer == NULL || s->arena->status != PARL_OK)
        return state;
    return sign_sts(s, region, signer);
}

/* The text of the first element of that name, as it stands: none of those that
 * are asked for needs an escape. */
static const char *element(struct source *s, struct span xml, const char *name)
{
    const size_t tag = strlen(name) + 2;

    for (; xml.len >= tag; xml.ptr++, xml.len--) {
        const char *text = xml.ptr + tag, *close;

        if (xml.ptr[0] != '<' || memcmp(xml.ptr + 1, name, tag - 2) != 0 ||
            text[-1] != '>')
            continue;
        close = memchr(text, '<', xml.len - tag);
        return close != NULL
                   ? arena_text(s->arena, text, (size_t)(close - text))
                   : NULL;
    }
    return NULL;
}

enum source_state aws_read_sts(struct source *s,
                               const struct source_answer *answer)
{
    struct span xml = answer->body;

    if (!answer->arrived || answer->http_status != 200)
        return source_refused(s, sts, answer, element(s, xml, "Code"),
                              element(s, xml, "Message"));
    s->found.access_key_id = element(s, xml, "AccessKeyId");
    s->found.secret_access_key = element(s, xml, "SecretAccessKey");
    s->found.session_token = element(s, xml, "SessionToken");
    return take_keys(s, sts, element(s, xml, "Expiration"));
}
